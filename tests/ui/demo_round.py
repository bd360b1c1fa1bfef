"""The demonstration's round as contents: the real annex with the made-up reviews that ship."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.rounds import RoundContents
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.demonstration import load_demonstration
from evaluator.scoring.outcome import work_out
from tests.builders import a_round, an_eligibility_decision
from tests.ui.programs import applications_of

if TYPE_CHECKING:
    from evaluator.domain.deviations import Deviation
    from evaluator.scoring.figures import Outcome


@cache
def demo_contents() -> RoundContents:
    material = load_demonstration(ShippedCalls())
    refused = dict(material.not_eligible)
    applications = applications_of(material.table)
    decisions = [
        an_eligibility_decision(
            str(each.id), EligibilityOutcome.NO if each.id in refused else EligibilityOutcome.YES
        )
        for each in applications
    ]
    return RoundContents(
        round=a_round(
            call=material.call,
            envelope=material.call.envelope_cents,
            rule=material.call.allocation_rule,
            threshold=material.threshold,
        ),
        applications=applications,
        confirmations=(),
        eligibility={each.application: each for each in decisions},
        reviewers=material.reviewers,
        reviews=material.reviews,
        deviations=(),
        conditions=(),
    )


def worked(contents: RoundContents) -> Outcome:
    return work_out(contents, lambda _: ())


def with_deviations(*deviations: Deviation) -> RoundContents:
    return replace(demo_contents(), deviations=deviations)


def at_place(outcome: Outcome, place: int):
    return next(each for each in outcome.ranked if each.placing.place == place)
