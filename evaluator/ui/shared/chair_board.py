"""What the place shows, as one value: the chair's desk beside the figures of the round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.scoring.disagreement import calibration, criterion_spreads, spreads
from evaluator.services.coverage import Covered
from evaluator.ui.texts import TEXTS

if TYPE_CHECKING:
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Criterion
    from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId
    from evaluator.scoring.disagreement import Calibrated, Spread
    from evaluator.scoring.figures import ApplicationScore, Outcome
    from evaluator.services.chair_desk import ChairDesk, Dispute, StaleReview

    Pair = tuple[ApplicationId, ReviewerId]


@dataclass(frozen=True)
class Board:
    """The round as its chair sees it.

    Attributes:
        desk: What was read.
        outcome: What was worked out.
    """

    desk: ChairDesk
    outcome: Outcome

    @cached_property
    def applications(self) -> dict[ApplicationId, Application]:
        """The applications, by number."""
        listed = sorted((each.application for each in self.outcome.standings), key=lambda each: each.number)
        return {each.id: each for each in listed}

    @cached_property
    def names(self) -> dict[ReviewerId, str]:
        """The reviewers' names, in the order of the names."""
        listed = sorted(self.outcome.contents.reviewers, key=lambda each: (each.name, each.id))
        return {each.id: each.name for each in listed}

    @cached_property
    def scores(self) -> dict[ApplicationId, ApplicationScore]:
        """The figures of the applications that have any."""
        return {each.application.id: each.score for each in self.outcome.standings if each.score is not None}

    @cached_property
    def totals(self) -> dict[Pair, float]:
        """The reviewers' totals, 0-100."""
        return {
            (application, each.reviewer): float(each.total)
            for application, score in self.scores.items()
            for each in score.reviews
        }

    @cached_property
    def spreads(self) -> tuple[Spread, ...]:
        """The applications by how far their reviewers are apart."""
        return spreads(self.scores.values(), self.outcome.contents.reviews)

    @cached_property
    def criterion_spreads(self) -> tuple[tuple[CriterionId, float], ...]:
        """The questions by how far the reviewers are apart."""
        return criterion_spreads(self.outcome.contents.reviews)

    @cached_property
    def calibrated(self) -> dict[ReviewerId, Calibrated]:
        """How each reviewer scored the calibration set."""
        return calibration(self.scores, self.desk.calibration)

    @cached_property
    def criteria(self) -> dict[CriterionId, Criterion]:
        """The questions, in the call's order."""
        return {each.id: each for each in self.outcome.contents.round.call.criteria}

    @cached_property
    def pairs(self) -> dict[Pair, Covered]:
        """Where each assigned or given review stands.

        A round whose reviews came without packages has no assignments; what was scored
        is covered all the same.
        """
        found = dict(self.desk.coverage.pairs)
        for pair in self.totals:
            found.setdefault(pair, Covered.SCORED)
        return found

    @cached_property
    def waiting(self) -> tuple[Pair, ...]:
        """The reviews on which the chair has to decide, by application's number."""
        wanted = {Covered.CONFLICTING, Covered.STALE}
        found = [pair for pair, covered in self.pairs.items() if covered in wanted]
        disputed = {(each.fork.application, each.fork.reviewer) for each in self.desk.disputes}
        mine = [pair for pair in found if self.pairs[pair] is Covered.STALE or pair in disputed]
        return tuple(sorted(mine, key=lambda pair: (self.number(pair[0]), self.name(pair[1]))))

    @cached_property
    def reopenable(self) -> tuple[Pair, ...]:
        """The reviews whose conflict is settled and could be reopened, by application's number."""
        waiting = set(self.waiting)
        found = [each for each in self.desk.settled if each[0] in self.applications and each not in waiting]
        return tuple(sorted(found, key=lambda pair: (self.number(pair[0]), self.name(pair[1]))))

    def number(self, application: ApplicationId) -> int:
        """Give an application's number."""
        return self.applications[application].number

    def name(self, reviewer: ReviewerId) -> str:
        """Give a reviewer's name."""
        return self.names.get(reviewer, str(reviewer))

    def question(self, criterion: CriterionId) -> str:
        """Give a question's number and title."""
        found = self.criteria.get(criterion)
        return str(criterion) if found is None else f"{found.number} {found.title.to(TEXTS.language)}"

    def dispute(self, pair: Pair) -> Dispute | None:
        """Give the conflict of a review, if it waits."""
        return next(
            (each for each in self.desk.disputes if (each.fork.application, each.fork.reviewer) == pair), None
        )

    def stale(self, pair: Pair) -> StaleReview | None:
        """Give the stale review, if it is one."""
        return next(
            (
                each
                for each in self.desk.stale
                if (each.revision.review.application, each.revision.review.reviewer) == pair
            ),
            None,
        )
