"""What the envelope's screen says in figures, and which departures from the rule make sense where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.deviations import DeviationKind
from evaluator.scoring import departures
from evaluator.scoring.effects import overspent
from evaluator.scoring.figures import Verdict
from evaluator.ui.envelope.words import tr
from evaluator.ui.texts import money

if TYPE_CHECKING:
    from evaluator.scoring.figures import Outcome, Standing

KINDS: tuple[DeviationKind | None, ...] = (
    None,
    DeviationKind.LIFT,
    DeviationKind.DROP,
    DeviationKind.HOLD,
    DeviationKind.REDUCE,
)
"""The options in their order; None is "by the rule"."""

_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the large figures.

    Attributes:
        name: What it is of.
        value: The figure.
        note: A few words under it.
        tone: bad when it must be looked at, else empty.
    """

    name: str
    value: str
    note: str
    tone: str = ""


def figures(outcome: Outcome) -> tuple[Figure, ...]:
    """Give the sums: granted, unspent, deviations."""
    allocation = outcome.allocation
    deviating = Counter(each.deviation.kind for each in allocation.awards if each.deviation is not None)
    kinds = [
        tr(f"deviations.{kind.value}", count=deviating[kind]) for kind in KINDS if kind and deviating[kind]
    ]
    conditions = sum(len(each.conditions) for each in outcome.grants)
    if conditions:
        kinds.append(tr("deviations.condition", count=conditions))
    over = overspent(allocation)
    note = (
        tr("figure.over")
        if over
        else tr("figure.held", held=money(allocation.held))
        if allocation.held
        else ""
    )
    return (
        Figure(tr("figure.granted"), money(allocation.granted), tr("grants", count=len(outcome.grants))),
        Figure(
            tr("figure.unspent"),
            money(allocation.unspent),
            note or tr("figure.stays"),
            "bad" if over else "",
        ),
        Figure(
            tr("figure.deviations"),
            str(sum(deviating.values()) + conditions),
            ", ".join(kinds) or tr("figure.by_rule"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the official must settle before the decision.

    Attributes:
        sentence: What, and what to do.
        tone: bad or warn.
        key: The number of the application to go to, or None.
    """

    sentence: str
    tone: str
    key: int | None = None


def troubles(outcome: Outcome) -> tuple[Trouble, ...]:
    """Tell what must be settled: an envelope exceeded, equals at the line."""
    found = []
    over = overspent(outcome.allocation)
    if over:
        found.append(Trouble(tr("trouble.over", over=money(over)), "bad"))
    tied = [each for each in outcome.standings if each.award.verdict is Verdict.TIE_AT_LINE]
    if tied and tied[0].placing is not None:
        numbers = ", ".join(str(each.application.number) for each in tied)
        words = tr("trouble.tie", place=tied[0].placing.place, numbers=numbers)
        found.append(Trouble(words, "warn", tied[0].application.number))
    return tuple(found)


def possible(standing: Standing) -> tuple[bool, ...]:
    """Tell which options make sense for an application, in the order of ``KINDS``."""
    kinds = departures.possible(standing)
    return tuple(kind in kinds for kind in KINDS)


def parse_threshold(text: str) -> Fraction | None:
    """Read a threshold 0-100 with a decimal comma or point; empty is none.

    Raises:
        ValueError: The text is no such number.
    """
    bare = text.strip().replace(",", ".")
    if not bare:
        return None
    whole, _, decimals = bare.partition(".")
    if not (whole.isdecimal() and (decimals.isdecimal() or not decimals)):
        raise ValueError(text)
    if len(whole) > 3 or len(decimals) > _MOST_DECIMALS or (value := Fraction(bare)) > 100:
        raise ValueError(text)
    return value
