"""Each version of a paper says what it leaves out and why, and lets nobody's name slip through."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from evaluator.decision.content import BulletList, Document, text_of
from evaluator.decision.errors import NameLeftError
from evaluator.decision.extracts import PdfExtracts
from evaluator.decision.leaks import Inside
from evaluator.decision.memo import memo
from evaluator.decision.walk import runs
from evaluator.domain.call import Call, Omission
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId
from evaluator.domain.language import Language
from evaluator.domain.variants import ALWAYS_OMITTED, Edition, OutsideVariant, Part, Variant
from evaluator.intake.call_files import ShippedCalls
from evaluator.scoring.outcome import work_out
from evaluator.services.ports import PaperOrder
from tests import builders as make
from tests.decision.editions import PARTY, REVIEWERS, SECRETS, papers, told_outcome
from tests.decision.reading import read
from tests.decision.rounds import a_scribe, a_writer, findings, met_outcome, small_contents, the_call
from tests.decision.test_verifying import checked


def words_of(document: Document) -> str:
    return "\n".join(run.text for _, run in runs(document))


def memo_for(variant: Variant, language: Language = Language.FI, **changes) -> Document:
    return memo(a_scribe(told_outcome(), language, variant=variant, **changes))


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
@pytest.mark.parametrize("variant", [Variant.PARTY, Variant.PUBLIC])
def test_every_omission_of_the_call_stands_on_the_memo_with_its_ground(variant, language):
    document = memo_for(variant, language)
    listed = next(each for each in document.blocks if isinstance(each, BulletList))
    said = [text_of(each).replace("\u00a0", " ") for each in listed.items]
    wanted = [each for each in the_call().omissions if each.variant.value == variant.value]

    assert len(said) == len(wanted)
    for each in wanted:
        assert any(f"({each.ground.to(language)})" in line for line in said)


@pytest.mark.parametrize("variant", [Variant.PARTY, Variant.PUBLIC])
def test_no_name_or_sentence_of_a_reviewer_is_in_a_version_for_outside(variant):
    words = words_of(memo_for(variant))

    assert [each for each in SECRETS if each in words] == []
    assert REVIEWERS[0] in words_of(memo_for(Variant.INTERNAL))


def test_the_version_for_internal_use_says_nothing_of_omissions():
    document = memo_for(Variant.INTERNAL)

    assert "on poistettu" not in words_of(document)
    assert "Tämä on" not in words_of(document)
    assert document.name == "Arviointimuistio"


def test_a_party_sees_the_figures_of_its_own_application_without_names_and_no_other_s():
    words = words_of(memo_for(Variant.PARTY, party=PARTY))
    _, _, after = words.rpartition("Poikkeamat jakosäännöstä")
    register = after.partition("Yksittäisten avustusten ehdot")[0]

    assert "Arvioija 1" in words
    assert "Arvioija 2" in words
    assert "Arvioija 3" not in words
    assert "Lähdekoodi on julkaistava avoimena." in words
    assert "Kustannuksista osa ei ole hyväksyttäviä." not in register
    assert "Lähdekoodi" in register


@pytest.mark.parametrize("party", ["2020-002", "2020-003"])
def test_the_number_of_an_unnamed_reviewer_follows_what_was_given_not_who_gave_it(party):
    contents = told_outcome().contents
    other = {"r1": "r2", "r2": "r1", "r3": "r3"}
    swapped = tuple(replace(each, reviewer=ReviewerId(other[each.reviewer])) for each in contents.reviews)

    first, second = (
        words_of(memo(a_scribe(outcome, variant=Variant.PARTY, party=ApplicationId(party))))
        for outcome in (told_outcome(), work_out(replace(contents, reviews=swapped), findings))
    )

    assert "Arvioija 2" in first
    assert first == second


def test_no_part_claims_to_be_empty_where_its_entries_were_left_out():
    words = words_of(memo_for(Variant.PARTY))

    assert "Muita hakemuksia koskevat merkinnät on poistettu." in words
    for empty in (
        "Jakosäännöstä ei ole poikettu.",
        "ei ole ilmoittanut esteellisyyttä",
        "ei liity erityisehtoja",
    ):
        assert empty not in words


def test_every_version_ranks_the_same_applications_with_the_same_sums():
    for edition in ("party", "public"):
        assert [each.text for each in _ranking(papers(edition)["memo"].data)] == [
            each.text for each in _ranking(papers("internal")["memo"].data)
        ]


def _ranking(content: bytes):
    return [node for table in read(BytesIO(content)).root.find("Table")[2:3] for node in table.find("TD")]


@pytest.mark.parametrize("edition", ["party", "any-party", "public"])
def test_the_minutes_stay_inside_and_the_memo_says_so(edition):
    assert "minutes" not in papers(edition)
    assert "minutes" in papers("internal")
    assert Part.MINUTES in ALWAYS_OMITTED


def test_files_of_different_versions_have_different_names():
    names = [
        each.name
        for edition in ("internal", "party", "any-party", "public")
        for each in papers(edition).values()
    ]

    assert len(names) == len(set(names))
    assert papers("party")["memo"].name == "arviointimuistio-asianosainen-2.pdf"


def test_a_call_without_omissions_still_keeps_names_inside_on_a_standard_ground():
    call = the_call().model_copy(update={"omissions": ()})
    outcome = told_outcome()
    bare = replace(
        outcome, contents=replace(outcome.contents, round=replace(outcome.contents.round, call=call))
    )

    words = words_of(memo(a_scribe(bare, variant=Variant.PUBLIC)))

    assert [each for each in SECRETS if each in words] == []
    assert "621/1999" in words


def test_a_call_may_leave_out_less_besides_what_never_leaves():
    call = the_call().model_copy(update={"omissions": ()})
    scribe = a_scribe(
        work_out(small_contents(call=call, round=make.a_round(call=call, envelope=1)), findings),
        variant=Variant.PUBLIC,
    )

    assert scribe.omits(Part.REVIEWER_NAMES)
    assert not scribe.omits(Part.REVIEW_SCORES)


@pytest.mark.parametrize(
    "reason",
    [
        "Tuulikki ESIMERKKIARVIOIJA huomasi puutteen.",
        "Arvioija kirjoitti: Hanke muuttaa toimintaa  vain osittain, mielestäni. Tämä ratkaisi.",
    ],
)
def test_a_reason_that_names_or_quotes_a_reviewer_keeps_papers_and_extracts_inside(reason):
    no = make.an_eligibility_decision("2020-004", EligibilityOutcome.NO, reason=reason)
    decided = {**told_outcome().contents.eligibility, no.application: no}
    outcome = work_out(replace(told_outcome().contents, eligibility=decided), findings)

    def made(variant: Variant):
        return a_writer().rendered(
            outcome,
            language=Language.FI,
            order=PaperOrder.RANKED,
            kinds=["memo"],
            edition=Edition(variant=variant),
        )

    def extracts(application: str):
        in_finnish = {ApplicationId("2020-004"): Language.FI}
        return list(
            PdfExtracts(a_writer()).rendered(outcome, only=[ApplicationId(application)], chosen=in_finnish)
        )

    assert made(Variant.INTERNAL)
    assert extracts("2020-001")
    with pytest.raises(NameLeftError):
        made(Variant.PUBLIC)
    with pytest.raises(NameLeftError):
        extracts("2020-004")


def test_a_large_round_is_searched_for_quotations_without_comparing_all_with_all():
    contents = told_outcome().contents
    review = contents.reviews[0]
    many = {
        criterion: f"Tämän arvion perustelu numero {number}, kirjoitettu tähän."
        for number, criterion in enumerate(review.scores)
    }
    reviews = tuple(
        replace(review, comments={each: f"{text} {at}" for each, text in many.items()}) for at in range(3_000)
    )
    inside = Inside(replace(contents, reviews=reviews))

    assert inside.told_by(f"Näin: {many[CriterionId('change-effects')]} 2999")
    assert not any(inside.told_by(f"Hankkeen {at} ratkaisu ja sen perustelu. " * 5) for at in range(3_000))


@pytest.mark.parametrize(
    "name", ["esittelijä", "Ehdon Asettaja", "Esimerkkipuheenjohtaja", "Esimerkkivarapuheenjohtaja"]
)
def test_a_reviewer_who_also_decided_or_held_an_office_is_named_as_the_official(name):
    condition = replace(small_contents().conditions[0], by="Ehdon Asettaja")
    contents = small_contents(
        reviewers=(make.a_reviewer(1, name=name),),
        conditions=(condition,),
        offices=met_outcome().contents.offices,
    )

    assert a_writer().rendered(
        work_out(contents, findings),
        language=Language.FI,
        order=PaperOrder.RANKED,
        kinds=["memo"],
        edition=Edition(variant=Variant.PUBLIC),
    )


@pytest.mark.parametrize("call", ShippedCalls().all(), ids=lambda each: each.id)
def test_every_call_that_ships_says_what_its_versions_leave_out(call: Call):
    for variant in OutsideVariant:
        parts = [each.part for each in call.omissions if each.variant is variant]
        assert set(ALWAYS_OMITTED) <= set(parts)
        assert len(parts) == len(set(parts))


def test_an_omission_named_twice_is_refused():
    once = Omission(variant=OutsideVariant.PUBLIC, part=Part.MINUTES, ground=make.a_text())

    with pytest.raises(ValueError, match="twice"):
        make.a_call(omissions=(once, once))


@pytest.mark.parametrize("variant", [Variant.PARTY, Variant.PUBLIC])
def test_who_reported_an_agreed_score_and_why_stays_inside(variant):
    (made,) = a_writer().rendered(
        met_outcome(),
        language=Language.FI,
        order=PaperOrder.RANKED,
        kinds=["memo"],
        edition=Edition(variant=variant, embed_data=True),
    )
    words = words_of(memo(a_scribe(met_outcome(), variant=variant)))

    assert checked(made.data).follows
    for record in met_outcome().contents.consensus.values():
        assert record.rapporteur not in words
        assert record.reason not in words
