"""The tables of reviewing: who reviewed, every score with its state, every consensus, who stood aside."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from evaluator.decision.data.columns import (
    APPLICATION,
    AT,
    BY,
    IN_FORCE,
    Column,
    Ground,
    Kind,
    Table,
    Value,
)
from evaluator.domain.conflicts_of_interest import answers_in_force
from evaluator.domain.reviews import NotApplicable, Recused, Scored, Unanswered, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.reviews import Review, ScoreState
    from evaluator.scoring.whole_round import WholeRound

_UNANSWERED = Unanswered()


def _reviewers(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.outcome.contents.reviewers:
        yield each.id, each.name, each.organisation, each.made_up


def _assignments(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.assignments:
        yield each.application, each.reviewer, each.by_hand


def _totals(whole: WholeRound) -> Mapping[tuple[ApplicationId, ReviewerId], Fraction]:
    return {
        (each.application.id, one.reviewer): one.total
        for each in whole.outcome.standings
        if each.score is not None
        for one in each.score.reviews
    }


def _numbered(whole: WholeRound) -> Iterator[tuple[int, Review]]:
    """Number the reviews of each application by their totals, so that a number names nobody."""
    totals = _totals(whole)
    of: defaultdict[ApplicationId, list[Review]] = defaultdict(list)
    for each in whole.outcome.contents.reviews:
        of[each.application].append(each)
    for application in sorted(of):
        # Best first, those without a total last; equals by what they answered, never by who answered.
        ordered = sorted(
            of[application],
            key=lambda one: (-totals.get((one.application, one.reviewer), -1), _answered(one)),
        )
        yield from enumerate(ordered, start=1)


def _answered(review: Review) -> tuple[object, ...]:
    return (review.recused, *sorted((name, repr(state)) for name, state in review.scores.items()))


def _reviews(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    totals = _totals(whole)
    for number, each in _numbered(whole):
        yield (
            each.application,
            number,
            each.reviewer,
            each.revision,
            each.submitted,
            each.recused,
            each.recusal_reason,
            totals.get((each.application, each.reviewer)),
        )


def _scores(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    criteria = whole.outcome.contents.round.call.criteria
    for number, each in _numbered(whole):
        for one in criteria:
            state = each.scores.get(one.id, _UNANSWERED)
            # A disqualified reviewer's cells are recused, whether or not an answer was begun.
            cells = _cells(Recused() if each.recused else state)
            comment = each.comments.get(one.id, "")
            yield each.application, number, each.reviewer, one.id, *cells, comment


def _cells(state: ScoreState) -> tuple[Value, ...]:
    """Give state, value, the three entries of a risk, and the reason of what is not applicable."""
    match state:
        case Scored(value, risk) if risk is not None:
            return "scored", value, risk.likelihood, risk.severity, risk.preparedness, ""
        case Scored(value):
            return "scored", value, None, None, None, ""
        case NotApplicable(reason):
            return "not_applicable", None, None, None, None, reason
        case Recused():
            return "recused", None, None, None, None, ""
        case Withdrawn():
            return "withdrawn", None, None, None, None, ""
        case _:
            return "unanswered", None, None, None, None, ""


def _group_comments(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    groups = whole.outcome.contents.round.call.groups
    for number, each in _numbered(whole):
        for group in groups:
            if comment := each.comments.get(group.id, ""):
                yield each.application, number, each.reviewer, group.id, comment


def _consensus(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    in_force = set(map(id, whole.outcome.contents.consensus.values()))
    last = {each.application: each for each in whole.consensus}
    for each in whole.consensus:
        counts = id(each) in in_force or (last[each.application] is each and not each.withdrawn)
        yield (
            each.application,
            each.rapporteur,
            each.reason,
            each.by,
            each.at,
            each.withdrawn,
            counts,
        )


def _consensus_scores(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    criteria = whole.outcome.contents.round.call.criteria
    agreed = whole.outcome.contents.consensus
    for application in sorted(agreed):
        each = agreed[application]
        for one in criteria:
            cells = _cells(each.scores.get(one.id, _UNANSWERED))
            yield application, one.id, *cells, each.comments.get(one.id, "")


def _disqualifications(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    answers = whole.outcome.contents.offices
    counting = set(map(id, answers_in_force(answers)))
    for each in answers:
        yield (
            each.application,
            each.role.value,
            each.person,
            each.conflict,
            each.kind.value if each.kind else None,
            each.reason,
            each.deputy,
            each.at,
            id(each) in counting,
        )


def _meeting(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    handlings = whole.outcome.contents.handlings
    for application in sorted(handlings):
        each = handlings[application]
        present, left = ", ".join(each.present), ", ".join(each.left)
        yield application, each.discussed, present, left, each.note, each.by, each.at


_NUMBER = Column("review", Kind.INTEGER)
_REVIEWER = Column("reviewer", left_out=Ground.PERSON)
_STATE = (
    Column("state", Kind.CODE, "state", left_out=Ground.RECORDS),
    Column("value", Kind.NUMBER),
    Column("likelihood", Kind.INTEGER),
    Column("severity_of_risk", Kind.INTEGER),
    Column("preparedness", Kind.INTEGER),
    Column("not_applicable_because", Kind.PROSE, left_out=Ground.WORDS),
)
_COMMENT = Column("comment", Kind.PROSE, left_out=Ground.WORDS)

TABLES = (
    Table(
        "reviewers",
        (Column("reviewer"), Column("name"), Column("organisation"), Column("made_up", Kind.BOOLEAN)),
        _reviewers,
        left_out=Ground.PERSON,
    ),
    Table(
        "assignments",
        (APPLICATION, Column("reviewer"), Column("by_hand", Kind.BOOLEAN)),
        _assignments,
        left_out=Ground.PERSON,
    ),
    Table(
        "reviews",
        (
            APPLICATION,
            _NUMBER,
            _REVIEWER,
            Column("revision", Kind.INTEGER, left_out=Ground.PERSON),
            Column("submitted", Kind.MOMENT, left_out=Ground.PERSON),
            Column("recused", Kind.BOOLEAN, left_out=Ground.RECORDS),
            Column("recusal_reason", Kind.PROSE, left_out=Ground.WORDS),
            Column("score", Kind.NUMBER),
        ),
        _reviews,
        left_out=Ground.SCORES,
    ),
    Table(
        "scores",
        (APPLICATION, _NUMBER, _REVIEWER, Column("criterion"), *_STATE, _COMMENT),
        _scores,
        left_out=Ground.SCORES,
    ),
    Table(
        "group_comments",
        (APPLICATION, _NUMBER, _REVIEWER, Column("group"), _COMMENT),
        _group_comments,
        left_out=Ground.WORDS,
    ),
    Table(
        "consensus",
        (
            APPLICATION,
            Column("rapporteur", left_out=Ground.PERSON),
            Column("reason", Kind.PROSE, left_out=Ground.WORDS),
            BY,
            AT,
            Column("withdrawn", Kind.BOOLEAN),
            IN_FORCE,
        ),
        _consensus,
        left_out=Ground.RECORDS,
    ),
    Table(
        "consensus_scores",
        (APPLICATION, Column("criterion"), *_STATE, _COMMENT),
        _consensus_scores,
        left_out=Ground.RECORDS,
    ),
    Table(
        "disqualifications",
        (
            APPLICATION,
            Column("office", Kind.CODE, "office"),
            Column("person", left_out=Ground.PERSON),
            Column("disqualified", Kind.BOOLEAN),
            Column("interest", Kind.CODE, "interest"),
            Column("answer_reason", Kind.PROSE, left_out=Ground.WORDS),
            Column("deputy", left_out=Ground.PERSON),
            AT,
            IN_FORCE,
        ),
        _disqualifications,
        left_out=Ground.RECORDS,
    ),
    Table(
        "meeting",
        (
            APPLICATION,
            Column("discussed", Kind.BOOLEAN),
            Column("present", Kind.PROSE),
            Column("left_the_room", Kind.PROSE),
            Column("discussion", Kind.PROSE),
            BY,
            AT,
        ),
        _meeting,
        left_out=Ground.WORDS,
    ),
)
