"""One review as it is typed: what is answered, what is owed, what comes next. No widget, no storage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.call import SentenceDuty
from evaluator.domain.review_rules import Owed, ReviewState, lacks
from evaluator.domain.reviews import NotApplicable, Scored, Unanswered
from evaluator.scoring.risk import risk_value
from evaluator.scoring.so_far import score_so_far

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.domain.call import Call, Criterion, Group
    from evaluator.domain.exchanged import Recommendation
    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId
    from evaluator.domain.review_rules import Lack
    from evaluator.domain.reviews import RiskEntry, ScoreState
    from evaluator.scoring.so_far import ScoreSoFar
    from evaluator.services.review_desk import ReviewTask

    About = CriterionId | GroupId

LONGEST_SENTENCE = 4000
"""Characters of one sentence field; what is longer belongs into no decision's reasons."""

WRITABLE = frozenset({ReviewState.OPEN, ReviewState.READY, ReviewState.REOPENED})


class Duty(StrEnum):
    """What sentence the call asks for at a criterion or group."""

    REQUIRED = "required"
    GROUP = "group"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the form: a criterion, or the sentence of a whole group.

    Attributes:
        group: The group it stands in.
        criterion: The criterion, or None for the group's own sentence.
    """

    group: Group
    criterion: Criterion | None

    @property
    def id(self) -> About:
        """The name under which its answer is stored."""
        return self.group.id if self.criterion is None else self.criterion.id


@dataclass(frozen=True, slots=True)
class Other:
    """How the reviewer answered the same criterion at another application."""

    number: int
    title: str
    state: ScoreState
    sentence: str


def items_of(call: Call) -> tuple[Item, ...]:
    """Give the lines of the form, in the order of the call."""
    found: list[Item] = []
    for group in call.groups:
        found += [Item(group, each) for each in group.criteria]
        if call.sentence_duty is not SentenceDuty.EACH:
            found.append(Item(group, None))
    return tuple(found)


class Sheet:
    """The answers of one review.

    Attributes:
        call: The criteria.
        task: The application, as it was stored last.
        items: The lines of the form.
        scores, comments, recommendation: What is answered now, typed but perhaps not stored.
    """

    def __init__(self, call: Call, task: ReviewTask) -> None:
        self.call, self.task = call, task
        self.items = items_of(call)
        self.scores: dict[CriterionId, ScoreState] = {}
        self.comments: dict[About, str] = {}
        self.recommendation: Recommendation | None = None
        if task.draft is not None:
            self._take(task.draft.scores, task.draft.comments, task.draft.recommendation)
        elif task.submitted is not None:
            review = task.submitted.review
            self._take(review.scores, review.comments, task.submitted.recommendation)

    def _take(
        self,
        scores: Mapping[CriterionId, ScoreState],
        comments: Mapping[About, str],
        recommendation: Recommendation | None,
    ) -> None:
        self.scores, self.comments = dict(scores), dict(comments)
        self.recommendation = recommendation

    @property
    def application(self) -> ApplicationId:
        """Whose review it is."""
        return self.task.application.id

    @property
    def writable(self) -> bool:
        """Whether it can be changed now; a submitted one is reopened first."""
        return self.task.state in WRITABLE

    @property
    def so_far(self) -> ScoreSoFar:
        """What it scores now."""
        return score_so_far(self.call, self.scores)

    @property
    def owed(self) -> tuple[Lack, ...]:
        """What it still lacks."""
        return lacks(self.call, self.scores, self.comments)

    def item(self, about: About) -> Item:
        """Give a line by its name."""
        return next(each for each in self.items if each.id == about)

    def state(self, about: About) -> ScoreState:
        """Give the answer to a criterion; a group has none."""
        return self.scores.get(about, Unanswered())  # type: ignore[arg-type]

    def sentence(self, about: About) -> str:
        """Give the sentence of a criterion or group."""
        return self.comments.get(about, "")

    def put(self, about: CriterionId, state: ScoreState) -> None:
        """Answer a criterion; ``Unanswered`` takes the answer back."""
        if isinstance(state, Unanswered):
            self.scores.pop(about, None)
        else:
            self.scores[about] = state

    def write(self, about: About, sentence: str) -> None:
        """Write the sentence of a criterion or group."""
        self.comments[about] = sentence

    def stepped(self, step: int) -> Scored:
        """Give a step of the scale as an answer."""
        return Scored(Fraction(step))

    def risk(self, criterion: Criterion, entry: RiskEntry) -> Scored:
        """Give a risk as an answer on the scale."""
        if criterion.risk is None:
            raise ValueError(criterion.id)
        return Scored(risk_value(entry, criterion.risk, self.call.scale), entry)

    def lack_of(self, about: About) -> Owed | None:
        """Tell what a line still lacks, or None."""
        return next((each.what for each in self.owed if each.of == about), None)

    def next_owed(self, after: About | None) -> About | None:
        """Give the next line after one at which something is owed, round the end; None when complete."""
        owed = {each.of for each in self.owed}
        names = [each.id for each in self.items]
        at = names.index(after) + 1 if after in names else 0
        return next((each for each in (*names[at:], *names[:at]) if each in owed), None)

    def beside(self, about: About, by: int) -> About | None:
        """Give the line before or after one; None beyond the ends."""
        names = [each.id for each in self.items]
        at = names.index(about) + by
        return names[at] if 0 <= at < len(names) else None

    def duty(self, item: Item) -> Duty:
        """Tell what sentence the call asks for at a line, as it is answered now."""
        duty = self.call.sentence_duty
        if item.criterion is None:
            scored = any(isinstance(self.state(each.id), Scored) for each in item.group.criteria)
            return Duty.GROUP if scored else Duty.FREE
        state = self.state(item.id)
        if duty is SentenceDuty.EACH:
            return Duty.REQUIRED
        ends = (self.call.scale.lowest, self.call.scale.highest)
        if duty is SentenceDuty.EXTREMES and isinstance(state, Scored) and state.value in ends:
            return Duty.REQUIRED
        return Duty.GROUP


def others_on(tasks: Iterable[ReviewTask], sheet: Sheet, about: About) -> tuple[Other, ...]:
    """Give how the reviewer answered a criterion at the other applications, highest score first."""
    found: list[Other] = []
    for task in tasks:
        if task.application.id == sheet.application:
            continue
        source = task.draft or (task.submitted.review if task.submitted else None)
        state = source.scores.get(about) if source else None  # type: ignore[arg-type]
        if source is not None and isinstance(state, Scored | NotApplicable):
            application = task.application
            sentence = source.comments.get(about, "")
            found.append(Other(application.number, application.title, state, sentence))
    return tuple(sorted(found, key=_by_score))


def _by_score(other: Other) -> tuple[Fraction, int]:
    state = other.state
    return (-state.value if isinstance(state, Scored) else Fraction(1), other.number)


def done(tasks: Sequence[ReviewTask]) -> int:
    """Count the applications with which the reviewer is through."""
    through = {ReviewState.SUBMITTED, ReviewState.RECUSED, ReviewState.DECLINED}
    return sum(each.state in through for each in tasks)


def first_waiting(tasks: Sequence[ReviewTask]) -> ReviewTask | None:
    """Give the application that comes next in reading order, the first one when all is done."""
    through = {ReviewState.SUBMITTED, ReviewState.RECUSED, ReviewState.DECLINED}
    return next((each for each in tasks if each.state not in through), tasks[0] if tasks else None)
