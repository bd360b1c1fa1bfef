"""A round's way to allocation, and what holds it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from evaluator.composition import compose
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.reviews import Withdrawn
from evaluator.domain.rounds import Phase
from evaluator.scoring.counting import counted_reviews
from evaluator.services.errors import NoFurtherPhaseError, PhaseNotReadyError
from tests.builders import (
    NOON,
    a_reviewer,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
    some_contents,
)


@pytest.fixture
def program(tmp_path):
    return compose(tmp_path / "data", clock=lambda: NOON)


@pytest.fixture
def workspace(program, tmp_path):
    opened = program.create_round(
        tmp_path / "kierros.evaluator",
        program.secret(passphrase="a long enough passphrase"),
        program.calls.get("2020-joint-projects"),
        by="E",
        envelope=euros(150_000),
    )
    with opened.begin() as unit:
        unit.put_applications([an_application()])
        unit.put_reviewers([a_reviewer()])
        unit.commit()
    yield opened
    opened.close()


def put(workspace, phase, *, outcome=EligibilityOutcome.YES, reviews=()):
    with workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=phase))
        unit.add_eligibility([an_eligibility_decision("2020-001", outcome)])
        unit.add_reviews(reviews)
        unit.commit()


def withdrawn(call):
    """A submitted review of which the reviewer took one answer back."""
    whole = an_even_review(4, call=call)
    first = next(iter(whole.scores))
    return replace(whole, scores={**whole.scores, first: Withdrawn()})


def test_an_application_that_is_asked_to_complete_is_not_decided(program, workspace):
    put(workspace, Phase.ELIGIBILITY, outcome=EligibilityOutcome.COMPLETE)

    with pytest.raises(PhaseNotReadyError) as raised:
        program.advance_round(workspace, by="E")

    assert raised.value.facts["open"] == 1


def test_a_review_with_a_withdrawn_answer_is_still_to_be_given(program, workspace):
    review = withdrawn(program.calls.get("2020-joint-projects"))
    put(workspace, Phase.CONSENSUS, reviews=[review])

    with pytest.raises(PhaseNotReadyError):
        program.advance_round(workspace, by="E")


def test_one_that_is_not_eligible_needs_no_review(program, workspace):
    put(workspace, Phase.CONSENSUS, outcome=EligibilityOutcome.NO)

    assert program.advance_round(workspace, by="E") is Phase.ALLOCATION


def test_advancing_ends_at_allocation_because_a_draft_is_a_deed_of_its_own(program, workspace):
    review = an_even_review(4, call=program.calls.get("2020-joint-projects"))
    put(workspace, Phase.CONSENSUS, reviews=[review])
    assert program.advance_round(workspace, by="E") is Phase.ALLOCATION

    with pytest.raises(NoFurtherPhaseError):
        program.advance_round(workspace, by="E")

    assert program.outcome(workspace).contents.round.phase is Phase.ALLOCATION


def test_the_reviews_that_count_are_those_in_force_whole_and_of_the_round():
    first = an_even_review(3, revision=1)
    second = an_even_review(4, revision=2)
    contents = some_contents(
        reviews=(
            first,
            second,
            an_even_review(4, reviewer="r2", submitted=None),
            replace(withdrawn(None), reviewer=a_reviewer(3).id),
            an_even_review(4, "2020-999"),
        )
    )

    assert counted_reviews(contents) == (second,)


def test_papers_bear_the_day_in_helsinki_just_before_midnight_of_universal_time(tmp_path):
    late = compose(tmp_path, clock=lambda: datetime(2020, 10, 5, 23, 30, tzinfo=UTC))

    assert late.today() == date(2020, 10, 6)
    assert late.draft._write._today() == date(2020, 10, 6)
    assert late.completion_letters._write._today() == date(2020, 10, 6)
