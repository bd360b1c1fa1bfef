"""What would happen is what then happens; and the figures over the bar."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluator.composition import compose
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import Deviation, DeviationKind
from evaluator.domain.money import Cents
from evaluator.scoring.effects import with_deviation, with_rule
from evaluator.scoring.figures import Verdict
from evaluator.scoring.scenarios import side_by_side
from evaluator.ui.envelope.model import KINDS, figures, parse_threshold, possible, troubles
from tests.builders import NOON, a_deviation, a_round, an_application, an_even_review, euros, some_contents
from tests.ui.demo_round import at_place, demo_contents, worked

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def stored(tmp_path):
    """The demonstration's round in a real workspace."""
    program = compose(tmp_path)
    contents = demo_contents()
    workspace = program.create_round(
        tmp_path / "round.evaluator",
        program.secret(passphrase="a long enough passphrase"),
        contents.round.call,
        by="E",
        made_up=True,
    )
    with workspace.begin() as unit:
        unit.put_applications(contents.applications)
        unit.add_eligibility(contents.eligibility.values())
        unit.put_reviewers(contents.reviewers)
        unit.add_reviews(contents.reviews)
        unit.put_round(replace(unit.round(), phase=contents.round.phase))
        unit.commit()
    program.set_allocation(workspace, by="E", threshold=contents.round.threshold)
    yield program, workspace
    workspace.close()


@pytest.mark.parametrize(
    ("place", "kind", "amount"),
    [
        (30, DeviationKind.LIFT, None),
        (29, DeviationKind.DROP, None),
        (12, DeviationKind.HOLD, None),
        (28, DeviationKind.REDUCE, euros(600_050)),
        (29, DeviationKind.REDUCE, euros(100)),
    ],
)
def test_the_effect_of_a_deviation_is_what_the_deed_then_does(stored, place, kind, amount):
    program, workspace = stored
    before = program.outcome(workspace)
    id_ = at_place(before, place).application.id
    entry = Deviation(
        application=id_, kind=kind, amount=amount, reason="Perustelu", by="E", at=program.clock()
    )
    foreseen = with_deviation(before, entry)

    program.deviate(workspace, id_, kind, "Perustelu", "E", amount)
    after = program.outcome(workspace).allocation

    assert [replace(each, deviation=None) for each in foreseen.after.awards] == [
        replace(each, deviation=None) for each in after.awards
    ]
    assert (foreseen.after.granted, foreseen.after.held, foreseen.after.unspent) == (
        after.granted,
        after.held,
        after.unspent,
    )


@pytest.mark.parametrize("rule", list(AllocationRule))
@pytest.mark.parametrize("threshold", [None, Fraction(50), Fraction(115, 2)])
def test_the_effect_of_a_rule_is_what_the_deed_then_does(stored, rule, threshold):
    program, workspace = stored
    foreseen = with_rule(program.outcome(workspace), rule, threshold)

    program.set_allocation(
        workspace, by="E", rule=rule, threshold=threshold, without_threshold=threshold is None
    )

    assert foreseen.after == program.outcome(workspace).allocation


def test_a_deviation_changes_its_application_and_no_other():
    outcome = worked(demo_contents())
    id_ = at_place(outcome, 30).application.id
    effect = with_deviation(outcome, a_deviation(str(id_), DeviationKind.LIFT))

    assert effect.gains == (id_,)
    assert not effect.loses
    assert not effect.altered


def test_scenarios_put_the_draft_beside_each_rule_alone():
    id_ = at_place(worked(demo_contents()), 29).application.id
    outcome = worked(replace(demo_contents(), deviations=(a_deviation(str(id_), DeviationKind.DROP),)))
    own, *alone = side_by_side(outcome)

    assert own.rule is None
    assert (own.grants, own.deviations) == (28, 1)
    assert [each.rule for each in alone] == list(AllocationRule)
    assert {(each.grants, each.deviations) for each in alone} == {(29, 0)}
    assert {each.allocation.granted for each in alone} == {euros(9_694_600)}


def test_the_scenarios_differ_where_the_envelope_is_what_binds():
    outcome = worked(replace(demo_contents(), round=replace(demo_contents().round, threshold=None)))
    granted = {each.rule: each.allocation.granted for each in side_by_side(outcome)}

    assert len(set(granted.values())) == 3
    assert granted[None] == granted[AllocationRule.STOP]


def test_figures_say_what_is_granted_unspent_and_deviating():
    assert [(each.name, each.value) for each in figures(worked(demo_contents()))] == [
        ("Jaettu", "9\u00a0694\u00a0600\u00a0€"),
        ("Jakamatta", "305\u00a0400\u00a0€"),
        ("Poikkeamia", "0"),
    ]


def lifted_over():
    contents = some_contents(
        round=a_round(envelope=euros(150_000)),
        applications=(an_application(1), an_application(2)),
        reviews=(an_even_review(5, "2020-001"), an_even_review(4, "2020-002")),
        deviations=(a_deviation("2020-002", DeviationKind.LIFT),),
    )
    return worked(contents)


def test_an_envelope_exceeded_is_said_as_what_must_be_settled():
    outcome = lifted_over()

    assert figures(outcome)[1].value == "\u221250\u00a0000\u00a0€"
    assert figures(outcome)[1].tone == "bad"
    assert [each.tone for each in troubles(outcome)] == ["bad"]
    assert "50\u00a0000\u00a0€" in troubles(outcome)[0].sentence


def tied():
    return some_contents(
        round=a_round(envelope=euros(250_000)),
        applications=tuple(an_application(number) for number in (1, 2, 3)),
        reviews=(
            an_even_review(5, "2020-001"),
            an_even_review(4, "2020-002"),
            an_even_review(4, "2020-003"),
        ),
    )


def test_a_tie_at_the_line_is_said_with_the_applications_until_it_is_settled():
    outcome = worked(tied())

    assert [(each.tone, each.key) for each in troubles(outcome)] == [("warn", 2)]
    assert "2, 3" in troubles(outcome)[0].sentence
    settled = (a_deviation("2020-002", DeviationKind.LIFT), a_deviation("2020-003", DeviationKind.DROP))
    assert troubles(worked(replace(tied(), deviations=settled))) == ()


def test_options_that_make_no_sense_are_not_offered():
    outcome = worked(demo_contents())

    def offered(standing) -> set[DeviationKind | None]:
        return {kind for kind, can in zip(KINDS, possible(standing), strict=True) if can}

    assert offered(at_place(outcome, 1)) == set(KINDS) - {DeviationKind.LIFT}
    assert offered(at_place(outcome, 30)) == set(KINDS) - {
        DeviationKind.DROP,
        DeviationKind.REDUCE,
    }
    unranked = next(each for each in outcome.standings if each.placing is None)
    assert offered(unranked) == {None}


def test_a_tied_application_may_be_lifted_dropped_held_or_reduced():
    standing = next(each for each in worked(tied()).standings if each.award.verdict is Verdict.TIE_AT_LINE)

    assert all(possible(standing))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("60", Fraction(60)),
        ("57,5", Fraction(115, 2)),
        (" 0.25 ", Fraction(1, 4)),
        ("100", Fraction(100)),
    ],
)
def test_a_threshold_is_read_exactly(text, value):
    assert parse_threshold(text) == value


@pytest.mark.parametrize("text", ["100,1", "-1", "1e9", "abc", ",5", "1,23456", "٣,٥x", "1 000"])
def test_what_is_no_threshold_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the message
        parse_threshold(text)


def test_sums_stay_whole_cents():
    outcome = worked(demo_contents())
    effect = with_deviation(
        outcome,
        Deviation(
            application=at_place(outcome, 28).application.id,
            kind=DeviationKind.REDUCE,
            amount=Cents(123_456_78),
            reason="x",
            by="E",
            at=NOON,
        ),
    )

    assert effect.award(at_place(outcome, 28).application.id).amount == euros(123_400)
    assert effect.after.granted + effect.after.unspent == effect.after.envelope
