"""The reference validator finds every paper in order, in both languages."""

from __future__ import annotations

import pikepdf
import pytest

from evaluator.decision.appeal_pack import PdfAppealPack
from evaluator.decision.extracts import PdfExtracts
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.services.ports import PaperOrder
from tests import builders as make
from tests.decision.editions import papers
from tests.decision.hostile import hostile_outcome
from tests.decision.rounds import a_writer, met_outcome, small_outcome
from tests.decision.validator import verdicts


@pytest.mark.java
@pytest.mark.slow
def test_every_paper_conforms_to_pdf_ua_1_and_pdf_a_2a(tmp_path):
    outcomes = {
        "small": small_outcome(),
        "bare": small_outcome(round=make.a_round(call=make.a_call(), made_up=False), call=make.a_call()),
        "hostile": hostile_outcome(),
        "met": met_outcome(),
    }
    files = [
        paper.path
        for name, outcome in outcomes.items()
        for language in (Language.FI, Language.SV)
        for paper in a_writer()(outcome, tmp_path / name, language=language, order=PaperOrder.RANKED)
    ]
    files += [each.path for each in _about_single_applications(tmp_path)]
    # The validator is told files apart by their names.
    renamed = [each.rename(each.with_name(f"{each.parent.name}-{each.name}")) for each in files]

    found = verdicts(renamed)

    assert len(renamed) >= 35
    assert {key: failed for key, failed in found.items() if failed} == {}


@pytest.mark.java
@pytest.mark.slow
def test_every_paper_with_data_conforms_to_pdf_ua_1_and_pdf_a_3a(tmp_path):
    files = []
    for edition in ("internal", "party", "public"):
        for language in (Language.FI, Language.SV):
            for paper in papers(edition, language).values():
                files.append(tmp_path / f"{edition}-{paper.name}")
                files[-1].write_bytes(paper.data)

    found = verdicts(files, profiles=("ua1", "3a"))

    assert len(found) == 2 * len(files) >= 52
    assert {key: failed for key, failed in found.items() if failed} == {}


def _about_single_applications(folder):
    """Write extracts and appeal packs in both languages, of hostile titles among others."""
    papers = a_writer()
    extracts = PdfExtracts(papers)
    wanted = [ApplicationId("2020-001"), ApplicationId("2020-007")]
    for language in (Language.FI, Language.SV):
        chosen = dict.fromkeys((*wanted, ApplicationId("2020-002")), language)
        yield from extracts(hostile_outcome(), folder / f"extracts-{language}", only=wanted, chosen=chosen)
        yield from PdfAppealPack(papers, extracts)(
            met_outcome(), ApplicationId("2020-002"), folder / f"pack-{language}", log=(), chosen=chosen
        )


@pytest.mark.java
@pytest.mark.slow
def test_the_validator_sees_a_file_that_lost_its_marks(tmp_path):
    (paper,) = a_writer()(
        small_outcome(), tmp_path, language=Language.FI, order=PaperOrder.RANKED, kinds=["annex"]
    )
    spoiled = tmp_path / "spoiled.pdf"
    with pikepdf.open(paper.path) as pdf:
        del pdf.Root.MarkInfo
        del pdf.Root.Metadata
        pdf.save(spoiled)

    found = verdicts([spoiled])

    assert found["ua1", "spoiled.pdf"]
    assert found["2a", "spoiled.pdf"]
