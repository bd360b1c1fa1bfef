"""A round worked out: scores, places and money in one value, from its contents alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.money import Cents
from evaluator.scoring.allocation import allocate
from evaluator.scoring.figures import Outcome, Standing
from evaluator.scoring.ranking import rank
from evaluator.scoring.transparent import score_applications

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evaluator.domain.applications import Application
    from evaluator.domain.deviations import Condition
    from evaluator.domain.eligibility import Finding
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import RoundContents


def work_out(contents: RoundContents, find: Callable[[Application], tuple[Finding, ...]]) -> Outcome:
    """Work out a round.

    An application that the official decided is not eligible keeps its score but has no
    place; one without a counted review has neither. Those not yet decided take part:
    whether every decision was made is asked when a draft is.

    Args:
        contents: Everything the round holds. Reviews of applications that are not, or
            no longer, among its applications count nowhere.
        find: Gives the findings of the eligibility rules on one application.

    Raises:
        RuleError: A review or a deviation breaks the rules of the call; see
            ``transparent.score_applications`` and ``allocation.allocate``.
    """
    applications = {each.id: each for each in contents.applications}
    scores = score_applications(
        contents.round.call, [each for each in contents.reviews if each.application in applications]
    )
    refused = {
        application
        for application, decision in contents.eligibility.items()
        if decision.outcome is EligibilityOutcome.NO
    }
    placings = rank(
        contents.round.call,
        scores,
        [each for each in applications.values() if each.id not in refused],
        threshold=contents.round.threshold,
    )
    allocation = allocate(
        contents.round,
        applications.values(),
        placings,
        not_eligible=refused,
        deviations=contents.deviations,
    )
    placing_of = {each.score.application: each for each in placings}
    conditions = conditions_in_force(contents.conditions)
    return Outcome(
        contents=contents,
        standings=tuple(
            Standing(
                application=applications[award.application],
                findings=find(applications[award.application]),
                eligibility=contents.eligibility.get(award.application),
                score=scores.get(award.application),
                placing=placing_of.get(award.application),
                award=award,
                conditions=conditions.get(award.application, ()),
            )
            for award in allocation.awards
        ),
        allocation=allocation,
        requested=Cents(sum(each.requested for each in applications.values())),
    )


def conditions_in_force(conditions: Iterable[Condition]) -> dict[ApplicationId, tuple[Condition, ...]]:
    """Give the conditions of each grant, oldest first; an empty text takes the former back."""
    standing: dict[ApplicationId, tuple[Condition, ...]] = {}
    for condition in conditions:
        former = standing.get(condition.application, ())
        standing[condition.application] = (*former, condition) if condition.text else former[:-1]
    return standing
