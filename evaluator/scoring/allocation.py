"""The envelope: what the rule gives to whom, and what the official changes by hand.

**The rule speaks first and alone.** It walks the ranking of eligible applications that
miss no threshold. Each can get its bound: the least of the sum asked and the call's
share of its accepted costs, rounded down to the call's unit. The rules:

- ``stop``: fund in order, stop at the first that does not fit;
- ``skip``: fund in order, pass over what does not fit;
- ``cut``: all above the thresholds, every bound cut by one percentage so that the sum
  fits, then rounded down to the unit.

Equals are one step: all are funded, or none by the rule. Then they are tied at the line
for the official to settle; ``stop`` stops there, ``skip`` goes on.

**Then the official's deviations**, the latest of each application; they change that
application and no other:

- *lift* grants what the rule would have given had it come so far (under ``cut`` the cut
  share, so that a lifted application is treated like the rest), even over the envelope;
- *reduce* grants the manual amount, at most what a lift would grant, where the rule
  grants, at a tie, which it settles by parts, or where a lift is in force: that lift
  then stays, with the smaller amount. Elsewhere it grants nothing, and an amount that
  rounds down to nothing drops;
- *hold* grants nothing yet; what the rule gave it stays reserved;
- *drop* grants nothing.

The line is the rule's, so money that a drop, hold or reduction frees never goes further
down by itself: in the 2020 decision 305 400 euros stayed unspent. Lifts may exceed the
envelope; ``unspent`` is then negative, which is shown and blocks the draft. A deviation
funds nothing without a place: first the decision on eligibility has to change, or a
review come. All amounts are integer cents, and the cut is an exact ratio.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.money import Cents, rounded_down
from evaluator.scoring.figures import Allocation, Award, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.deviations import Deviation
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import Round
    from evaluator.scoring.figures import Placing

NOTHING = Cents(0)
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What the rule alone says of each application that has a place.

    Attributes:
        verdicts: What becomes of it.
        full: What it would get if the rule came as far as it, in cents.
    """

    verdicts: Mapping[ApplicationId, Verdict]
    full: Mapping[ApplicationId, Cents]


def allocate(
    of: Round,
    applications: Iterable[Application],
    placings: Sequence[Placing],
    *,
    not_eligible: Collection[ApplicationId] = (),
    deviations: Iterable[Deviation] = (),
    accepted_costs: Mapping[ApplicationId, Cents] | None = None,
) -> Allocation:
    """Divide the round's envelope; see the module for the rules.

    Args:
        of: Gives envelope, rule, unit and largest rate.
        applications: All of the round, in any order.
        placings: The ranking of ``ranking.rank``, best first.
        not_eligible: Those that the official decided cannot be funded.
        deviations: The register, oldest first.
        accepted_costs: Accepted costs without value added tax, in cents, where known.
    """
    costs = accepted_costs or {}
    listed = sorted(applications, key=lambda each: (each.number, each.id))
    bounds = {each.id: bound_of(each, of.call, costs.get(each.id)) for each in listed}
    ruling = _rule(of, placings, bounds)
    in_force = entries_in_force(deviations)
    awards = [
        _award(each, ruling, bounds[each], in_force.get(each, ()), of.call.unit_cents)
        for each in ruling.verdicts
    ]
    for application, bound in bounds.items():
        if application not in ruling.verdicts:
            verdict = Verdict.NOT_ELIGIBLE if application in not_eligible else Verdict.NOT_REVIEWED
            awards.append(_unplaced(application, verdict, bound, _latest(in_force.get(application, ()))))
    verified = frozenset(costs) if of.call.max_rate is not None else frozenset()
    return _summed(
        of.envelope,
        [replace(each, bound_verified=each.application in verified) for each in awards],
        placings,
    )


def bound_of(application: Application, call: Call, accepted_costs: Cents | None = None) -> Cents:
    """Give the most an application can get, in cents, rounded down to the call's unit.

    Costs, or a rate, that are not known do not bind.
    """
    most = application.requested
    if accepted_costs is not None and call.max_rate is not None:
        most = min(most, Cents(int(call.max_rate * accepted_costs)))
    return rounded_down(most, call.unit_cents)


def deviations_in_force(deviations: Iterable[Deviation]) -> dict[ApplicationId, Deviation]:
    """Give the latest deviation of each application that was not taken back.

    The latest by time counts; of two at the same moment the later in the register.
    """
    return {application: entries[-1] for application, entries in entries_in_force(deviations).items()}


def entries_in_force(deviations: Iterable[Deviation]) -> dict[ApplicationId, tuple[Deviation, ...]]:
    """Give all entries that count for each application: the latest, or a lift and its reduction."""
    standing: dict[ApplicationId, tuple[Deviation, ...]] = {}
    for deviation in sorted(deviations, key=lambda each: each.at):
        former = standing.pop(deviation.application, ())
        if deviation.kind is DeviationKind.REDUCE and former and former[0].kind is DeviationKind.LIFT:
            standing[deviation.application] = (former[0], deviation)
        elif deviation.kind is not None:
            standing[deviation.application] = (deviation,)
    return standing


def _latest(entries: Sequence[Deviation]) -> Deviation | None:
    return entries[-1] if entries else None


def _rule(of: Round, placings: Sequence[Placing], bounds: Mapping[ApplicationId, Cents]) -> _Ruling:
    able = [each for each in placings if not each.shortfalls]
    share = _WHOLE
    if of.rule is AllocationRule.CUT:
        share = _share_that_fits(of.envelope, [bounds[each.score.application] for each in able])
        walked = {each.score.application: Verdict.GRANTED for each in able}
    else:
        walked = _walk(of, able, bounds)
    verdicts: dict[ApplicationId, Verdict] = {}
    full: dict[ApplicationId, Cents] = {}
    for application in (each.score.application for each in placings):
        verdict = walked.get(application, Verdict.BELOW_THRESHOLD)
        amount = rounded_down(Cents(int(bounds[application] * share)), of.call.unit_cents)
        if verdict is Verdict.GRANTED and not amount:
            verdict = Verdict.OUTSIDE_ENVELOPE  # what rounds down to nothing is no grant
        verdicts[application] = verdict
        full[application] = amount
    return _Ruling(verdicts, full)


def _walk(
    of: Round, able: Sequence[Placing], bounds: Mapping[ApplicationId, Cents]
) -> dict[ApplicationId, Verdict]:
    """Walk the ranking by steps of equals, as ``stop`` and ``skip`` do."""
    verdicts: dict[ApplicationId, Verdict] = {}
    left = int(of.envelope)
    stopped = False
    for _, step in groupby(able, key=lambda each: each.place):
        equals = [each.score.application for each in step]
        wanted = sum(bounds[each] for each in equals)
        if stopped:
            verdict = Verdict.OUTSIDE_ENVELOPE
        elif wanted <= left:
            verdict = Verdict.GRANTED
            left -= wanted
        else:
            verdict = Verdict.TIE_AT_LINE if len(equals) > 1 else Verdict.OUTSIDE_ENVELOPE
            stopped = of.rule is AllocationRule.STOP
        verdicts |= dict.fromkeys(equals, verdict)
    return verdicts


def _share_that_fits(envelope: Cents, bounds: Sequence[Cents]) -> Fraction:
    """Give the share of every bound that the envelope can pay, at most the whole."""
    wanted = sum(bounds)
    return _WHOLE if wanted <= envelope else Fraction(envelope, wanted)


def _award(
    application: ApplicationId, ruling: _Ruling, bound: Cents, entries: Sequence[Deviation], unit: Cents
) -> Award:
    by_rule, full = ruling.verdicts[application], ruling.full[application]
    deviation = _latest(entries)
    by_rule_amount = full if by_rule.granted else NOTHING
    verdict, amount = by_rule, by_rule_amount
    if deviation is not None:
        match deviation.kind:
            case DeviationKind.HOLD:
                verdict, amount = Verdict.HELD, NOTHING
            case DeviationKind.DROP:
                verdict, amount = Verdict.DROPPED, NOTHING
            case DeviationKind.LIFT if full:
                verdict, amount = by_rule if by_rule.granted else Verdict.GRANTED_LIFTED, full
            case DeviationKind.REDUCE if full:
                manual = rounded_down(deviation.amount or NOTHING, unit)
                lifted = entries[0].kind is DeviationKind.LIFT
                verdict, amount = _reduced(by_rule, full, manual, lifted=lifted)
    return Award(
        application=application,
        verdict=verdict,
        by_rule=by_rule,
        bound=bound,
        amount=amount,
        by_rule_amount=by_rule_amount,
        deviation=deviation,
        lift=entries[0] if len(entries) > 1 else None,
    )


def _reduced(by_rule: Verdict, full: Cents, manual: Cents, *, lifted: bool) -> tuple[Verdict, Cents]:
    """Say what a reduction comes to; one that takes nothing off leaves a grant or a lift."""
    if not (by_rule.granted or lifted or by_rule is Verdict.TIE_AT_LINE):
        return by_rule, NOTHING
    if manual <= 0:
        return Verdict.DROPPED, NOTHING
    if lifted and not by_rule.granted:
        return Verdict.GRANTED_LIFTED, min(manual, full)
    if manual < full:
        return Verdict.GRANTED_REDUCED, manual
    return by_rule if by_rule.granted else Verdict.GRANTED_LIFTED, full


def _unplaced(
    application: ApplicationId, verdict: Verdict, bound: Cents, deviation: Deviation | None
) -> Award:
    return Award(
        application=application,
        verdict=verdict,
        by_rule=verdict,
        bound=bound,
        amount=NOTHING,
        by_rule_amount=NOTHING,
        deviation=deviation,
    )


def _summed(envelope: Cents, awards: Sequence[Award], placings: Sequence[Placing]) -> Allocation:
    granted = Cents(sum(each.amount for each in awards))
    funded = {each.application for each in awards if each.by_rule.granted}
    return Allocation(
        envelope=envelope,
        awards=tuple(awards),
        granted=granted,
        held=Cents(sum(each.by_rule_amount for each in awards if each.verdict is Verdict.HELD)),
        unspent=Cents(envelope - granted),
        last_funded_place=max(
            (each.place for each in placings if each.score.application in funded), default=None
        ),
        tie_at_line=tuple(each.application for each in awards if each.by_rule is Verdict.TIE_AT_LINE),
    )
