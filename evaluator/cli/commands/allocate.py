"""``evaluator allocate``: walk the envelope down the ranking, and depart from the rule on record."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import reasons, shapes
from evaluator.cli.amounts import euros, exact
from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.cli.table import table
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import Condition, DeviationKind, register
from evaluator.domain.identifiers import ApplicationId
from evaluator.messages import formats
from evaluator.scoring.effects import overspent
from evaluator.scoring.figures import Verdict
from evaluator.scoring.scenarios import saved_scenarios

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.domain.deviations import Deviation
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.scoring.scenarios import Scenario
    from evaluator.scoring.what_if import WhatIf
    from evaluator.services.ports import Workspace
    from evaluator.services.use_scenario import UsedScenario

_NONE = "none"
"""Said in place of a threshold: fund without one."""

_SILENT = ("rule", "threshold", "scenario", "remove_scenario")
"""Deeds that are recorded without a reason."""

_DEEDS = (
    "hold",
    "lift",
    "drop",
    "by_rule",
    "amount",
    "condition",
    "scenario",
    "remove_scenario",
    "use_scenario",
)


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command; one deed per call."""
    say = catalogue.say
    parser = commands.add_parser("allocate", help=say("cli.help.allocate"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument(
        "--rule", choices=[each.value for each in AllocationRule], help=say("cli.option.rule")
    )
    parser.add_argument("--threshold", metavar="S", help=say("cli.option.threshold"))
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--hold", metavar="ID", help=say("cli.option.hold"))
    deed.add_argument("--lift", metavar="ID", help=say("cli.option.lift"))
    deed.add_argument("--drop", metavar="ID", help=say("cli.option.drop"))
    deed.add_argument("--by-rule", metavar="ID", help=say("cli.option.by-rule"))
    deed.add_argument("--amount", nargs=2, metavar=("ID", "EUR"), help=say("cli.option.amount"))
    deed.add_argument("--condition", nargs=2, metavar=("ID", "TEXT"), help=say("cli.option.condition"))
    deed.add_argument("--scenario", metavar="NAME", help=say("cli.option.scenario"))
    deed.add_argument("--remove-scenario", metavar="NAME", help=say("cli.option.remove-scenario"))
    deed.add_argument("--use-scenario", metavar="NAME", help=say("cli.option.use-scenario"))
    reasons.add(parser, catalogue)
    parser.add_argument("--what-if", choices=["knapsack"], help=say("cli.option.what-if"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Do the deed that was asked for, if any, and show the allocation."""
    _require_one_deed(context)
    with context.workspace(context.options.workspace) as opened:
        _deed(context, opened)
        used = _use(context, opened)
        outcome = context.program.outcome(opened)
    found = context.program.what_if(outcome) if context.options.what_if else None
    return _answer(context, outcome, found, used)


def _require_one_deed(context: Context) -> None:
    """Refuse the choice of rule or threshold together with another deed: each is stored on its own."""
    given = vars(context.options)
    chosen = [name for name in ("rule", "threshold") if given.get(name) is not None]
    others = [name for name in _DEEDS if given.get(name) is not None]
    if chosen and others:
        name, other = (f"--{each[0].replace('_', '-')}" for each in (chosen, others))
        raise UsageError(reason=context.catalogue.say("cli.parser.not-with", name=name, other=other))
    _require_use_of_reason(context)


def _require_use_of_reason(context: Context) -> None:
    """Refuse a reason that nothing would record."""
    given = vars(context.options)
    if not given["reason"] and given["reason_id"] is None:
        return
    say = context.catalogue.say
    option = "--reason" if given["reason"] else "--reason-id"
    silent = [name for name in _SILENT if given.get(name) is not None]
    if silent:
        other = f"--{silent[0].replace('_', '-')}"
        raise UsageError(reason=say("cli.parser.not-with", name=option, other=other))
    if not any(given.get(name) is not None for name in _DEEDS):
        deeds = " | ".join(f"--{name.replace('_', '-')}" for name in _DEEDS if name not in _SILENT)
        raise UsageError(reason=f"{option}: {deeds}")


def _deed(context: Context, opened: Workspace) -> None:
    options, program = context.options, context.program
    reason = reasons.reason(context, opened)
    if options.rule is not None or options.threshold is not None:
        program.set_allocation(
            opened,
            by=context.by,
            rule=AllocationRule(options.rule) if options.rule else None,
            threshold=_threshold_wanted(options.threshold),
            without_threshold=options.threshold == _NONE,
        )
    plain = {
        DeviationKind.HOLD: options.hold,
        DeviationKind.LIFT: options.lift,
        DeviationKind.DROP: options.drop,
    }
    for kind, wanted in plain.items():
        if wanted is not None:
            program.deviate(opened, ApplicationId(wanted), kind, reason, context.by)
    if options.by_rule is not None:
        program.deviate(opened, ApplicationId(options.by_rule), None, reason, context.by)
    if options.amount:
        wanted, amount = options.amount
        program.deviate(
            opened,
            ApplicationId(wanted),
            DeviationKind.REDUCE,
            reason,
            context.by,
            euros(amount, "--amount"),
        )
    if options.condition:
        wanted, text = options.condition
        program.add_condition(opened, ApplicationId(wanted), text, context.by, reason)
    if options.scenario is not None:
        program.save_scenario(opened, options.scenario, context.by)
    if options.remove_scenario is not None:
        program.remove_scenario(opened, options.remove_scenario, context.by)


def _threshold_wanted(text: str | None) -> Fraction | None:
    return None if text is None or text == _NONE else exact(text, "--threshold", decimals=4)


def _use(context: Context, opened: Workspace) -> UsedScenario | None:
    name = context.options.use_scenario
    if name is None:
        return None
    return context.program.use_scenario(opened, name, reasons.reason(context, opened), context.by)


def _answer(context: Context, outcome: Outcome, what_if: WhatIf | None, used: UsedScenario | None) -> Answer:
    say, language = context.catalogue.say, context.catalogue.language
    allocation, scenarios = outcome.allocation, saved_scenarios(outcome)
    return Answer(
        json={
            "grants": [_grant(each, context.catalogue) for each in outcome.grants],
            "granted_cents": allocation.granted,
            "held_cents": allocation.held,
            "unspent_cents": allocation.unspent,
            "envelope_cents": allocation.envelope,
            "rule": outcome.contents.round.rule.value,
            "threshold": _threshold(outcome),
            "last_funded_place": allocation.last_funded_place,
            "tie_at_line": list(allocation.tie_at_line),
            "deviations": [
                _entry(each) for each in register(outcome.contents.deviations, outcome.contents.conditions)
            ],
            "scenarios": [_scenario(each, each.saved) for each in scenarios if each.saved is not None],
            **({} if what_if is None else {"what_if": _what_if(what_if, context.catalogue)}),
            **({} if used is None else {"used": _used(used)}),
        },
        lines=[
            *table(
                [
                    say("cli.column.place"),
                    say("cli.column.number"),
                    say("cli.column.applicant"),
                    say("cli.column.granted"),
                ],
                (
                    [
                        str(each.placing.place) if each.placing else "–",
                        str(each.application.number),
                        shapes.standing_name(each),
                        formats.money(each.award.amount, language),
                    ]
                    for each in outcome.grants
                ),
                right=frozenset({0, 1, 3}),
            ),
            say(
                "cli.allocate.sum",
                count=len(outcome.grants),
                granted=formats.money(allocation.granted, language),
                unspent=formats.money(allocation.unspent, language),
            ),
            *_settle_lines(outcome, context.catalogue),
            *([] if used is None else _used_lines(used, context.catalogue)),
            *_scenario_lines(scenarios, context.catalogue),
            *([] if what_if is None else _what_if_lines(what_if, context.catalogue)),
        ],
    )


def _settle_lines(outcome: Outcome, catalogue: Catalogue) -> list[str]:
    """Say what departs from the rule, and what has to be settled before a decision."""
    lines = []
    deviating = [each.application for each in outcome.allocation.awards if each.deviation is not None]
    if deviating:
        lines.append(
            catalogue.say("cli.allocate.deviating", count=len(deviating), ids=", ".join(sorted(deviating)))
        )
    tied = [each for each in outcome.ranked if each.award.verdict is Verdict.TIE_AT_LINE]
    for place, equals in groupby(tied, key=lambda each: each.placing.place if each.placing else 0):
        ids = ", ".join(each.application.id for each in equals)
        lines.append(catalogue.say("cli.allocate.tie", place=place, ids=ids))
    if over := overspent(outcome.allocation):
        lines.append(catalogue.say("cli.allocate.over", over=formats.money(over, catalogue.language)))
    return lines


def _entry(each: Deviation | Condition) -> dict[str, object]:
    """Shape an entry of the deviation register; a condition is one, and so is going back to the rule."""
    if isinstance(each, Condition):
        kind = "condition" if each.text else "condition_withdrawn"
    else:
        kind = each.kind.value if each.kind else "by_rule"
    return {
        "id": each.application,
        "kind": kind,
        "amount_cents": None if isinstance(each, Condition) else each.amount,
        "condition": (each.text or None) if isinstance(each, Condition) else None,
        "reason": each.reason,
        "by": each.by,
        "at": each.at.isoformat(),
    }


def _used(used: UsedScenario) -> dict[str, object]:
    return {
        "name": used.name,
        "recorded": len(used.recorded),
        "without_effect": _applications(used.without_effect),
    }


def _used_lines(used: UsedScenario, catalogue: Catalogue) -> list[str]:
    lines = [catalogue.say("cli.allocate.used", name=used.name, count=len(used.recorded))]
    if used.without_effect:
        ids = ", ".join(_applications(used.without_effect))
        lines.append(catalogue.say("cli.allocate.without-effect", ids=ids))
    return lines


def _applications(entries: Sequence[Deviation]) -> list[str]:
    """Give whose entries they are; a lift and its reduction are of one application."""
    return [*dict.fromkeys(each.application for each in entries)]


def _scenario(each: Scenario, saved: SavedScenario) -> dict[str, object]:
    """Shape a saved scenario with what it gives by the scores as they are now."""
    return {
        "name": saved.name,
        "rule": saved.rule.value,
        "threshold": None if saved.threshold is None else float(saved.threshold),
        "deviations": each.deviations,
        "grants": each.grants,
        "granted_cents": each.allocation.granted,
        "held_cents": each.allocation.held,
        "unspent_cents": each.allocation.unspent,
        "by": saved.by,
        "at": saved.at.isoformat(),
    }


def _scenario_lines(scenarios: Sequence[Scenario], catalogue: Catalogue) -> list[str]:
    if not scenarios:
        return []
    say, language = catalogue.say, catalogue.language
    rows = [
        [
            each.saved.name,
            each.saved.rule.value,
            str(each.grants),
            formats.money(each.allocation.granted, language),
            formats.money(each.allocation.unspent, language),
            str(each.deviations),
        ]
        for each in scenarios
        if each.saved is not None
    ]
    header = ("scenario", "rule", "grants", "granted", "unspent", "deviations")
    return ["", *table([say(f"cli.column.{name}") for name in header], rows, right=frozenset({2, 3, 4, 5}))]


def _what_if(found: WhatIf, catalogue: Catalogue) -> dict[str, object]:
    return {
        "kind": "knapsack",
        "proposal": False,
        "message": catalogue.say("cli.allocate.what-if"),
        "applications": list(found.funded),
        "grants": len(found.funded),
        "granted_cents": found.granted,
        "unspent_cents": found.unspent,
        "score_sum": float(found.total),
        "score_sum_by_rule": float(found.rule_total),
        "passed_over": list(found.passed_over),
    }


def _what_if_lines(found: WhatIf, catalogue: Catalogue) -> list[str]:
    say, language = catalogue.say, catalogue.language
    facts = say(
        "cli.allocate.what-if-sum",
        count=len(found.funded),
        granted=formats.money(found.granted, language),
        unspent=formats.money(found.unspent, language),
        passed=len(found.passed_over),
    )
    return ["", say("cli.allocate.what-if"), facts]


def _threshold(outcome: Outcome) -> float | None:
    value = outcome.contents.round.threshold
    return None if value is None else float(value)


def _grant(each: Standing, catalogue: Catalogue) -> dict[str, object]:
    deviation = each.award.deviation
    return {
        "id": each.application.id,
        "number": each.application.number,
        "place": each.placing.place if each.placing else None,
        "requested_cents": each.application.requested,
        "bound_cents": each.award.bound,
        "bound_verified": each.award.bound_verified,
        "granted_cents": each.award.amount,
        "verdict": each.award.verdict.value,
        "reason": deviation.reason if deviation else catalogue.say(f"cli.verdict.{each.award.verdict.value}"),
        "condition": "\n".join(one.text for one in each.conditions) or None,
    }
