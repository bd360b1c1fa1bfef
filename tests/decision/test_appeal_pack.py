"""The appeal pack: everything about one application, nothing about another, listed with digests."""

from __future__ import annotations

import hashlib

import pytest

from evaluator.decision.appeal_pack import PdfAppealPack
from evaluator.decision.errors import IncompleteDraftError
from evaluator.decision.extracts import PdfExtracts
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from tests.decision.reading import read
from tests.decision.rounds import a_writer, met_outcome, small_outcome

SECOND = ApplicationId("2020-002")


def pack(outcome, folder, application=SECOND, **changes):
    papers = a_writer()
    made = PdfAppealPack(papers, PdfExtracts(papers))(outcome, application, folder, log=(), **changes)
    return {each.path.name: each for each in made}


def cells(path) -> list[str]:
    root = read(path).root
    return [each.text.strip() for role in ("TH", "TD", "P", "Caption", "LBody") for each in root.find(role)]


def test_the_contents_list_every_other_file_with_its_digest(tmp_path):
    found = pack(met_outcome(), tmp_path)
    listed = cells(tmp_path / "0-sisallysluettelo.pdf")

    assert list(found) == [
        "0-sisallysluettelo.pdf",
        "1-ote.pdf",
        "2-pisteet-ja-laskelma.pdf",
        "3-lokiote.pdf",
        "4-versiot.pdf",
    ]
    assert sorted(each.name for each in tmp_path.iterdir()) == list(found)
    for name, paper in list(found.items())[1:]:
        assert name in listed
        assert hashlib.sha256(paper.path.read_bytes()).hexdigest() in listed


def test_the_scores_are_those_of_its_reviewers_with_what_was_agreed(tmp_path):
    pack(met_outcome(), tmp_path)
    told = cells(tmp_path / "2-pisteet-ja-laskelma.pdf")

    assert {"Esimerkkiarvioija 1", "Esimerkkiarvioija 2"} <= set(told)
    assert "Esimerkkiarvioija 3" not in " ".join(told)
    assert any(each.startswith("Vaikutukset on kuvattu ohuesti.") for each in told)
    assert "Ei koske tätä hanketta." in told


def test_nothing_of_another_applicant_is_in_any_file(tmp_path):
    outcome = met_outcome()
    found = pack(outcome, tmp_path)
    told = " ".join(text for each in found.values() for text in cells(each.path))

    others = [each.application for each in outcome.standings if each.application.id != SECOND]
    assert len(others) == 7
    for other in others:
        assert other.id not in told
        assert other.title not in told
    assert "Keskustelu ei muuttanut pisteitä." not in told


def test_a_swedish_applicant_gets_a_swedish_pack_and_the_official_may_choose(tmp_path):
    fourth = ApplicationId("2020-004")
    swedish = pack(small_outcome(), tmp_path / "sv", fourth)
    chosen = pack(small_outcome(), tmp_path / "fi", fourth, chosen={fourth: Language.FI})

    assert "1-utdrag.pdf" in swedish
    assert "1-ote.pdf" in chosen


def test_without_a_decision_there_is_no_pack(tmp_path):
    with pytest.raises(IncompleteDraftError):
        pack(small_outcome(reviews=()), tmp_path / "undecided")

    assert not (tmp_path / "undecided").exists()


def test_the_same_round_gives_the_same_bytes(tmp_path):
    one, other = pack(met_outcome(), tmp_path / "one"), pack(met_outcome(), tmp_path / "other")

    assert [each.path.read_bytes() for each in one.values()] == [
        each.path.read_bytes() for each in other.values()
    ]
