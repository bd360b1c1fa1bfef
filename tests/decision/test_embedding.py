"""Data in a paper are what its readers may see, in one spelling, as the published schema has them."""

from __future__ import annotations

import importlib.util
import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from evaluator.decision.embedding import paper_data
from evaluator.decision.memo import memo
from evaluator.decision.verifying import data_from
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.domain.paper_data import FILE_NAME
from evaluator.domain.variants import Variant
from evaluator.services.ports import PaperOrder
from tests.decision.editions import EDITIONS, SECRETS, papers, told_outcome
from tests.decision.rounds import a_scribe, a_writer, small_outcome

ROOT = Path(__file__).parents[2]
LANGUAGES = (Language.FI, Language.SV)


def attachments(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}


def told(edition: str, paper: str) -> dict:
    return json.loads(attachments(papers(edition)[paper].data)[FILE_NAME])


def everything_in(content: bytes) -> str:
    """Give every stream and string of a file, so that nothing hides outside an attachment."""
    with pikepdf.open(BytesIO(content)) as pdf:
        parts = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        parts += [bytes(each) for each in pdf.objects if isinstance(each, pikepdf.String)]
        parts.append(str(dict(pdf.docinfo)).encode())
    return b"\n".join(parts).decode("utf-8", "replace")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_attachment_of_any_paper_names_or_quotes_a_reviewer(edition, language):
    made = papers(edition, language)

    assert len(made) >= (5 if edition == "internal" else 4)
    for paper in made.values():
        (content,) = attachments(paper.data).values()
        text = content.decode()
        assert [each for each in SECRETS if each in text] == []
        assert [each for each in SECRETS if each in json.dumps(json.loads(text))] == []
        assert "@" not in text


def test_the_search_for_names_finds_one_that_is_there():
    assert [
        each for each in SECRETS if each in " ".join(each.name for each in told_outcome().contents.reviewers)
    ]


@pytest.mark.parametrize("edition", ["party", "any-party", "public"])
def test_no_stream_of_a_paper_for_outside_names_a_reviewer(edition):
    for paper in papers(edition).values():
        text = everything_in(paper.data)
        assert [each for each in SECRETS if each in text] == []


def test_scores_by_criterion_are_in_the_internal_data_alone():
    inside = told("internal", "memo")["applications"][0]["score"]

    assert set(inside["reviews"][0]) == {"reviewer", "answers"}
    assert inside["reviews"][0]["reviewer"] == 1
    for edition in ("party", "any-party", "public"):
        scores = [each.get("score", {}) for each in told(edition, "memo")["applications"]]
        assert all(set(each) <= {"total", "groups", "missed"} for each in scores)
        assert any(each for each in scores)


@pytest.mark.parametrize("edition", ["party", "public"])
def test_the_decision_for_outside_carries_what_it_prints_and_no_more(edition):
    data = told(edition, "decision")

    assert {key for each in data["applications"] for key in each} == {
        "id", "number", "title", "lead", "receiver", "granted_cents"
    }  # fmt: skip
    assert "method" not in data
    assert "allocation" not in data


def test_the_annex_carries_no_outcome():
    assert {key for each in told("internal", "annex")["applications"] for key in each} == {
        "id", "number", "title", "applicants", "requested_cents"
    }  # fmt: skip


def test_the_register_of_deviations_is_in_the_data_where_it_is_on_the_paper():
    assert told("public", "memo")["allocation"]["deviations"]
    assert "allocation" not in told("party", "memo")


@pytest.mark.parametrize(
    ("variant", "told"), [(Variant.INTERNAL, True), (Variant.PUBLIC, True), (Variant.PARTY, False)]
)
def test_what_an_application_could_get_at_most_is_told_only_where_grants_are_worked_out_from_it(
    variant, told
):
    costs = {ApplicationId("2020-001"): Cents(7_000_000)}
    scribe = a_scribe(small_outcome(accepted_costs=costs), variant=variant)

    data = paper_data(memo(scribe), scribe, ())

    assert {each.id: each.bound_cents for each in data.applications if each.bound_cents is not None} == (
        {"2020-001": 5_950_000} if told else {}
    )
    assert (data.allocation is not None) is told


def test_an_exact_score_is_written_as_a_fraction_in_lowest_terms():
    totals = {
        each["number"]: each["score"]["total"]
        for each in told("public", "memo")["applications"]
        if "score" in each
    }

    assert totals[2] == str(
        next(each.score.total for each in told_outcome().standings if each.application.number == 2)
    )
    assert "/" in totals[2]


def test_the_file_is_an_associated_one_of_json_data():
    with pikepdf.open(BytesIO(papers("internal")["memo"].data)) as pdf:
        (specification,) = pdf.Root.AF
        assert specification.AFRelationship == "/Data"
        assert specification.EF.F.Subtype == "/application/json"
        assert str(specification.UF) == FILE_NAME
        assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A" in pdf.Root.Metadata.read_bytes()


def test_a_paper_without_data_has_no_attachment_and_says_so():
    (paper,) = a_writer().rendered(
        small_outcome(), language=Language.FI, order=PaperOrder.RANKED, kinds=["annex"]
    )

    assert attachments(paper.data) == {}
    assert paper.conforms == ("PDF/UA-1", "PDF/A-2a")
    assert papers("internal")["annex"].conforms == ("PDF/UA-1", "PDF/A-3a")


def test_the_same_round_gives_the_same_bytes():
    again = a_writer().rendered(
        told_outcome(), language=Language.FI, order=PaperOrder.RANKED, edition=EDITIONS["public"]
    )

    assert {each.kind: each.data for each in again} == {
        kind: each.data for kind, each in papers("public").items()
    }


def test_the_published_schema_is_made_from_the_model():
    spec = importlib.util.spec_from_file_location("make_schemas", ROOT / "scripts" / "make_schemas.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    assert made.PAPER.read_text(encoding="utf-8") == made.paper_schema()


def test_the_test_vector_is_read():
    content = (ROOT / "docs" / "test-vectors" / "paper-data.json").read_bytes()

    assert data_from(content, "paper-data.json").paper == "memo"
