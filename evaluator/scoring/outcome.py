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
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from evaluator.domain.applications import Application
    from evaluator.domain.deviations import Condition
    from evaluator.domain.eligibility import Finding
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import RoundContents
    from evaluator.scoring.figures import Allocation, ApplicationScore, Placing


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
        contents.round.call,
        [each for each in contents.reviews if each.application in applications],
        {each: record for each, record in contents.consensus.items() if each in applications},
    )
    placings, allocation = divide(contents, scores)
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


def divide(
    contents: RoundContents, scores: Mapping[ApplicationId, ApplicationScore]
) -> tuple[tuple[Placing, ...], Allocation]:
    """Rank by scores that are known, and divide the envelope.

    The last steps of ``work_out``, for whoever asks what another rule or one more
    deviation would do: neither touches a score.

    Raises:
        RuleError: A deviation breaks the rules of the call; see ``allocation.allocate``.
    """
    refused = _refused(contents)
    placings = rank(
        contents.round.call,
        scores,
        [each for each in contents.applications if each.id not in refused],
        threshold=contents.round.threshold,
    )
    return placings, share_out(contents, placings)


def share_out(contents: RoundContents, placings: Sequence[Placing]) -> Allocation:
    """Divide the envelope along a ranking that is known: a deviation moves nobody's place.

    Raises:
        RuleError: A deviation breaks the rules of the call; see ``allocation.allocate``.
    """
    return allocate(
        contents.round,
        contents.applications,
        placings,
        not_eligible=_refused(contents),
        deviations=contents.deviations,
        accepted_costs=contents.accepted_costs,
    )


def _refused(contents: RoundContents) -> set[ApplicationId]:
    return {
        application
        for application, decision in contents.eligibility.items()
        if decision.outcome is EligibilityOutcome.NO
    }


def conditions_in_force(conditions: Iterable[Condition]) -> dict[ApplicationId, tuple[Condition, ...]]:
    """Give the conditions of each grant, oldest first; an empty text takes the former back."""
    standing: dict[ApplicationId, tuple[Condition, ...]] = {}
    for condition in conditions:
        former = standing.get(condition.application, ())
        standing[condition.application] = (*former, condition) if condition.text else former[:-1]
    return standing
