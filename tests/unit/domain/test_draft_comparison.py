"""Two versions of a draft: everything that differs is named, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluator.domain.draft_comparison import Differs, compare
from evaluator.domain.draft_versions import DraftContent, DraftedApplication, DraftedText
from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from evaluator.messages.differences import sentence


def an_application(number: int, cents: int = 0, **changes) -> DraftedApplication:
    given = {
        "id": f"2020-{number:03d}",
        "number": number,
        "name": f"Alavus: Esimerkkihanke {number}",
        "verdict": "granted" if cents else "outside_envelope",
        "cents": cents,
        "reason": "" if cents else "Määräraha ei riitä.",
    }
    return DraftedApplication(**{**given, **changes})


FIRST, SECOND, THIRD = an_application(1, 6_800_000), an_application(2, 10_000_000), an_application(3)
TEXTS = (
    DraftedText(under="1 Taustaa", text="Avustuksesta päättää ministeriö."),
    DraftedText(under="1 Taustaa", text="Haku päättyi 5.10.2020."),
    DraftedText(under="6 Muutoksenhaku", text="Oikaisua voi vaatia 30 päivän kuluessa."),
)
BASE = DraftContent(
    language=Language.FI,
    day="2020-12-09",
    applications=(FIRST, SECOND, THIRD),
    order=("2020-001", "2020-002"),
    texts=TEXTS,
)


def with_applications(*applications: DraftedApplication) -> DraftContent:
    order = tuple(each.id for each in applications if each.cents)
    return replace(BASE, applications=applications, order=order)


def kinds(after: DraftContent, before: DraftContent = BASE) -> list[Differs]:
    return [each.kind for each in compare(before, after)]


def test_the_same_draft_on_another_day_does_not_differ():
    assert compare(BASE, replace(BASE, day="2021-01-01")) == ()


def test_another_amount_changes_the_sum_too():
    total, amount = compare(BASE, with_applications(replace(FIRST, cents=6_000_000), SECOND, THIRD))

    assert (total.kind, total.before, total.after) == (Differs.TOTAL, 16_800_000, 16_000_000)
    assert (amount.kind, amount.number, amount.before, amount.after) == (
        Differs.AMOUNT,
        1,
        6_800_000,
        6_000_000,
    )


def test_a_grant_that_came_and_one_that_went_are_named_with_their_reasons():
    after = with_applications(FIRST, an_application(2, reason="Pudotettu."), an_application(3, 10_000_000))

    assert kinds(after) == [Differs.NOT_GRANTED, Differs.REASON, Differs.GRANTED, Differs.REASON]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (replace(THIRD, reason="Toinen syy."), Differs.REASON),
        (replace(FIRST, conditions=("Lähdekoodi on julkaistava.",)), Differs.CONDITIONS),
        (replace(FIRST, verdict="granted_lifted"), Differs.VERDICT),
        (replace(THIRD, name="Akaa: Toinen nimi"), Differs.NAME),
    ],
)
def test_each_thing_that_is_said_of_an_application_is_compared(changed, kind):
    others = {each.id: each for each in BASE.applications} | {changed.id: changed}

    assert kinds(with_applications(*others.values())) == [kind]


def test_an_application_that_only_one_version_has_is_named():
    assert kinds(with_applications(FIRST, SECOND)) == [Differs.APPLICATION_GONE]
    assert kinds(BASE, with_applications(FIRST, SECOND)) == [Differs.APPLICATION_NEW]
    assert kinds(with_applications(SECOND, THIRD)) == [
        Differs.TOTAL,
        Differs.APPLICATION_GONE,
        Differs.NOT_GRANTED,
    ]


def test_another_order_of_the_same_grants_is_named_once():
    assert kinds(replace(BASE, order=("2020-002", "2020-001"))) == [Differs.ORDER]


def test_texts_that_were_changed_added_and_removed_are_told_apart():
    changed = replace(TEXTS[1], text="Haku päättyi 6.10.2020.")
    new = DraftedText(under="6 Muutoksenhaku", text="Aivan uusi kappale.")

    assert kinds(replace(BASE, texts=(TEXTS[0], changed, TEXTS[2]))) == [Differs.TEXT_CHANGED]
    assert kinds(replace(BASE, texts=(*TEXTS, new))) == [Differs.TEXT_NEW]
    assert kinds(replace(BASE, texts=TEXTS[1:])) == [Differs.TEXT_GONE]
    assert kinds(replace(BASE, texts=(new, *TEXTS[1:]))) == [Differs.TEXT_GONE, Differs.TEXT_NEW]


def test_versions_in_two_languages_are_compared_by_their_sums_alone():
    swedish = replace(
        BASE,
        language=Language.SV,
        applications=(replace(FIRST, cents=100), SECOND, replace(THIRD, reason="Anslaget räcker inte.")),
        texts=(DraftedText(under="1 Bakgrund", text="Text."),),
    )

    assert kinds(swedish) == [Differs.LANGUAGE, Differs.TOTAL, Differs.AMOUNT]


def test_a_version_of_four_thousand_applications_is_compared_by_application():
    many = tuple(an_application(number, number * 100) for number in range(1, 4_001))
    changed = (*many[:-1], replace(many[-1], cents=1))

    assert kinds(with_applications(*changed), with_applications(*many)) == [Differs.TOTAL, Differs.AMOUNT]


@pytest.mark.parametrize("language", list(Language))
def test_every_difference_has_a_sentence_that_names_both_sides(language):
    after = replace(
        BASE,
        language=Language.FI,
        applications=(
            replace(FIRST, cents=100, conditions=("Ehto {0} <b>",), name="Uusi: nimi"),
            an_application(2, reason="Uusi syy."),
            replace(THIRD, cents=5, reason="", verdict="granted"),
            an_application(4),
        ),
        order=("2020-003", "2020-001"),
        texts=(replace(TEXTS[0], text="Avustuksesta päättää virasto."),),
    )
    for one, other in ((BASE, after), (after, BASE), (BASE, replace(after, language=Language.SV))):
        for each in compare(one, other):
            said = sentence(each, Catalogue(language))
            assert said
            if each.application:
                assert str(each.number) in said
            if each.kind is Differs.CONDITIONS:
                assert "Ehto {0} <b>" in said
