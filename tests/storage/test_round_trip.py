"""What is put in comes out equal, to the last digit and the last character."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.domain.applicants import Applicants, Body, BodyKind, NameConfirmation, NameSuggestion
from evaluator.domain.applications import Application
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import Condition, Deviation, DeviationKind
from evaluator.domain.eligibility import EligibilityDecision, EligibilityOutcome
from evaluator.domain.reviews import NotApplicable, Recused, Review, Reviewer, Scored, Unanswered, Withdrawn
from evaluator.domain.rounds import Phase
from evaluator.storage.workspace import SqlWorkspace
from tests.builders import NOON, a_review, a_round, an_application

slowly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
text = st.text(max_size=40) | st.sampled_from(
    ["a\0b", "מבחן עברי \u202ertl", "👩\u200d🚀🇫🇮", "Å A\u030a ﬁ", "'; DROP TABLE review"]
)
cents = st.integers(-(2**53), 2**53)
moments = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - Hypothesis adds the zone
    timezones=st.just(UTC) | st.just(timezone(timedelta(hours=2))),
)
exact = st.fractions(max_denominator=10**9)
codes = st.none() | st.from_regex(r"\A[0-9]{3}\Z")
bodies = st.builds(Body, name=text, kind=st.sampled_from(BodyKind), code=codes, as_written=text)
suggestions = st.builds(NameSuggestion, as_written=text, suggested=text, code=st.from_regex(r"\A[0-9]{3}\Z"))
applicants = st.builds(
    Applicants,
    as_written=text,
    lead=bodies,
    partners=st.lists(bodies, max_size=4).map(tuple),
    suggestions=st.lists(suggestions, max_size=2).map(tuple),
    lead_repeated=st.booleans(),
)
applications = st.builds(
    Application,
    id=text,
    number=st.integers(1, 10**6),
    title=text,
    applicants=applicants,
    requested=cents,
    received=st.none() | moments,
    source=text,
)
states = st.one_of(
    st.builds(Scored, exact),
    st.builds(NotApplicable, text),
    st.sampled_from([Unanswered(), Recused(), Withdrawn()]),
)


@slowly
@given(st.lists(applications, max_size=5, unique_by=lambda each: each.id))
def test_applications_come_back_as_they_were_put(workspace: SqlWorkspace, values: list[Application]) -> None:
    with workspace.begin() as unit:
        unit.put_applications(values)

        assert unit.applications() == tuple(sorted(values, key=lambda each: (each.number, each.id.encode())))


@slowly
@given(st.data())
def test_an_application_put_again_replaces_all_of_the_former(workspace: SqlWorkspace, data) -> None:
    first = data.draw(applications)
    second = data.draw(st.builds(lambda each: _with_id(each, first.id), applications))
    with workspace.begin() as unit:
        unit.put_applications([first])
        unit.put_applications([second])

        assert unit.applications() == (second,)


def test_an_application_can_be_replaced_while_reviews_rest_on_it(peopled: SqlWorkspace) -> None:
    review = a_review({"c1": 3}, application="2020-002", reviewer="r1")
    with peopled.begin() as unit:
        unit.add_reviews([review])
        unit.put_applications([an_application(2, title="Toinen nimi")])
        unit.commit()

    with peopled.read() as unit:
        assert unit.reviews() == (review,)
        assert [each.title for each in unit.applications()][1] == "Toinen nimi"


@slowly
@given(
    phase=st.sampled_from(Phase),
    rule=st.sampled_from(AllocationRule),
    threshold=st.none() | exact,
    envelope=cents,
    made_up=st.booleans(),
    created=moments,
    id_=text,
)
def test_the_round_comes_back_with_its_call(
    workspace, *, phase, rule, threshold, envelope, made_up, created, id_
) -> None:
    value = a_round(
        id=id_,
        phase=phase,
        rule=rule,
        threshold=threshold,
        envelope=envelope,
        made_up=made_up,
        created=created,
    )
    with workspace.begin() as unit:
        unit.put_round(value)

        assert unit.round() == value


revision = count(1)


@slowly
@given(
    scores=st.dictionaries(text, states, max_size=6),
    comments=st.dictionaries(text, text, max_size=6),
    recused=st.booleans(),
    reason=text,
    submitted=st.none() | moments,
)
def test_a_review_comes_back_with_every_state_and_sentence(
    peopled, scores, comments, recused, reason, submitted
) -> None:
    value = Review(
        application="2020-001",
        reviewer="r1",
        revision=next(revision),
        scores=scores,
        comments=comments,
        recused=recused,
        recusal_reason=reason,
        submitted=submitted,
    )
    with peopled.begin() as unit:
        unit.add_reviews([value])
        unit.commit()

        assert unit.reviews() == (value,)


def test_only_the_highest_revision_of_each_pair_is_given(peopled: SqlWorkspace) -> None:
    second = a_review({"c1": 2}, revision=2)
    third = a_review({"c1": 3}, revision=3)
    other = a_review({"c1": 5}, application="2020-001", reviewer="r2")
    with peopled.begin() as unit:
        unit.add_reviews([third, other])
        unit.add_reviews([second])

        assert unit.reviews() == (third, other)


@slowly
@given(st.lists(st.builds(Reviewer, id=text, name=text, organisation=text, made_up=st.booleans())))
def test_the_last_reviewer_of_an_id_counts(workspace: SqlWorkspace, values: list[Reviewer]) -> None:
    with workspace.begin() as unit:
        unit.put_reviewers(values)

        by_id = {each.id: each for each in values}
        assert unit.reviewers() == tuple(by_id[id_] for id_ in sorted(by_id, key=str.encode))


@slowly
@given(st.data())
def test_the_official_s_entries_come_back_in_the_order_they_were_made(peopled: SqlWorkspace, data) -> None:
    about = {"application": st.sampled_from(["2020-001", "2020-003"]), "by": text, "at": moments}
    eligibility = st.builds(
        EligibilityDecision,
        outcome=st.sampled_from(EligibilityOutcome),
        reason=text,
        complete_by=st.none() | st.dates(),
        **about,
    )
    deviation = st.builds(
        Deviation,
        kind=st.none() | st.sampled_from(DeviationKind),
        reason=text,
        amount=st.none() | cents,
        **about,
    )
    condition = st.builds(Condition, text=text, reason=text, **about)
    confirmation = st.builds(NameConfirmation, as_written=text, code=text, by=text, at=moments)
    drawn = [
        data.draw(st.lists(each, max_size=4)) for each in (eligibility, deviation, condition, confirmation)
    ]
    with peopled.begin() as unit:
        unit.add_eligibility(drawn[0])
        unit.add_deviations(drawn[1])
        unit.add_conditions(drawn[2])
        unit.add_confirmations(drawn[3])

        read = (unit.eligibility(), unit.deviations(), unit.conditions(), unit.confirmations())
        assert read == tuple(tuple(each) for each in drawn)


def test_contents_hold_the_latest_eligibility_decision_of_each_application(peopled: SqlWorkspace) -> None:
    no = EligibilityDecision(
        application="2020-001", outcome=EligibilityOutcome.NO, reason="Ei.", by="esittelijä", at=NOON
    )
    later = EligibilityDecision(
        application="2020-001",
        outcome=EligibilityOutcome.COMPLETE,
        reason="Täydennettävä.",
        by="esittelijä",
        at=NOON,
        complete_by=date(2020, 11, 20),
    )
    with peopled.begin() as unit:
        unit.add_eligibility([no, later])
        contents = unit.contents()

    assert contents.eligibility == {"2020-001": later}
    assert [each.number for each in contents.applications] == [1, 2, 3]


def test_a_naive_time_is_refused(workspace: SqlWorkspace) -> None:
    with pytest.raises(Exception, match="naive"), workspace.begin() as unit:
        unit.put_applications([an_application(1, received=NOON.replace(tzinfo=None))])


def test_a_float_is_refused_as_a_score(peopled: SqlWorkspace) -> None:
    with pytest.raises(TypeError, match="not exact"), peopled.begin() as unit:
        unit.add_reviews([a_review({"c1": Scored(0.5)})])


def test_a_score_of_zero_is_a_score(peopled: SqlWorkspace) -> None:
    with peopled.begin() as unit:
        unit.add_reviews([a_review({"c1": 0})])

        assert unit.reviews()[0].scores == {"c1": Scored(Fraction(0))}


def _with_id(value: Application, id_: str) -> Application:
    import dataclasses

    return dataclasses.replace(value, id=id_)
