"""The part of a round that figures follow from, made again from a paper's data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from evaluator.domain.applicants import Applicants, Body, BodyKind
from evaluator.domain.applications import Application
from evaluator.domain.call import AllocationRule, Call, Criterion, Group, Scale
from evaluator.domain.consensus import Consensus
from evaluator.domain.deviations import Deviation
from evaluator.domain.eligibility import EligibilityDecision, EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId, RoundId
from evaluator.domain.money import Cents
from evaluator.domain.reviews import NotApplicable, Review, Scored
from evaluator.domain.rounds import Phase, Round, RoundContents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from evaluator.domain.paper_data import ApplicationData, MethodData, PaperData
    from evaluator.domain.reviews import ScoreState

_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""The data keep the order of events, not their times."""


def restored(data: PaperData, method: MethodData) -> RoundContents:
    """Make the round again, as far as figures follow from it; the rest is left empty."""
    call = _call(data, method)
    rule = data.allocation.rule if data.allocation else next(iter(AllocationRule))
    return RoundContents(
        round=Round(
            id=RoundId(data.call),
            call=call,
            phase=Phase.ALLOCATION,
            envelope=Cents(data.envelope_cents or 0),
            rule=rule,
            threshold=method.threshold,
            created=_ONCE,
        ),
        applications=tuple(_application(each) for each in data.applications),
        confirmations=(),
        eligibility={
            ApplicationId(each.id): _refused(each) for each in data.applications if not each.eligible
        },
        reviewers=(),
        reviews=tuple(_reviews(data.applications)),
        deviations=tuple(_deviations(data)),
        conditions=(),
        consensus={
            ApplicationId(each.id): _consensus(each, each.score.consensus)
            for each in data.applications
            if each.score is not None and each.score.consensus is not None
        },
    )


def _call(data: PaperData, method: MethodData) -> Call:
    """Make the rules of the call; its texts, which no figure needs, are not there."""
    bare: Any = Call.model_construct
    bare_group: Any = Group.model_construct
    bare_criterion: Any = Criterion.model_construct
    made: Call = bare(
        groups=tuple(
            bare_group(
                id=GroupId(group.id),
                weight=group.weight,
                threshold=group.threshold,
                criteria=tuple(
                    bare_criterion(
                        id=CriterionId(each.id),
                        weight=each.weight,
                        threshold=each.threshold,
                        may_be_not_applicable=each.may_be_not_applicable,
                    )
                    for each in group.criteria
                ),
            )
            for group in method.groups
        ),
        scale=Scale.model_construct(lowest=method.scale_lowest, highest=method.scale_highest),
        tie_rule=method.tie_rule,
        unit_cents=Cents(data.allocation.unit_cents if data.allocation else 1),
        max_rate=None,
    )
    return made


def _application(each: ApplicationData) -> Application:
    """Make an application that asks its bound, which is all that an allocation takes of it."""
    most = each.requested_cents or 0
    if each.bound_cents is not None:
        most = min(most, each.bound_cents)
    nobody = Body(name="", kind=BodyKind.OTHER, code=None, as_written="")
    return Application(
        id=ApplicationId(each.id),
        number=each.number or 0,
        title="",
        applicants=Applicants(as_written="", lead=nobody, partners=()),
        requested=Cents(most),
    )


def _refused(each: ApplicationData) -> EligibilityDecision:
    return EligibilityDecision(
        application=ApplicationId(each.id), outcome=EligibilityOutcome.NO, reason="", by="", at=_ONCE
    )


def _reviews(applications: Iterable[ApplicationData]) -> Iterable[Review]:
    for each in applications:
        for review in each.score.reviews if each.score else ():
            yield Review(
                application=ApplicationId(each.id),
                reviewer=ReviewerId(str(review.reviewer)),
                scores=_states(review.answers),
                submitted=_ONCE,
            )


def _states(answers: Mapping[str, Fraction | None]) -> dict[CriterionId, ScoreState]:
    return {
        CriterionId(criterion): NotApplicable("") if value is None else Scored(value)
        for criterion, value in answers.items()
    }


def _consensus(each: ApplicationData, answers: Mapping[str, Fraction | None]) -> Consensus:
    return Consensus(
        application=ApplicationId(each.id),
        scores=_states(answers),
        rapporteur="",
        reason="",
        by="",
        at=_ONCE,
    )


def _deviations(data: PaperData) -> Iterable[Deviation]:
    for each in data.allocation.deviations if data.allocation else ():
        yield Deviation(
            application=ApplicationId(each.application),
            kind=each.kind,
            reason="",
            by="",
            at=_ONCE,
            amount=None if each.amount_cents is None else Cents(each.amount_cents),
        )
