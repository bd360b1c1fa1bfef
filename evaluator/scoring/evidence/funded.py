"""Which applications a ranking funds: the round's own rule, for many rankings at once.

``EnvelopeRule`` gives what ``scoring.allocation`` gives for the rule alone, for every draw
in one walk: ``stop`` by running sums, ``skip`` by one step of all draws at a time, ``cut``
without looking at the order. Equals are one step here as there. ``FirstPlaces`` funds the
best N, for tables that know no money.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

import numpy as np

from evaluator.domain.call import AllocationRule

if TYPE_CHECKING:
    from evaluator.domain.money import Cents
    from evaluator.scoring.evidence.arrays import Flags, Ints, Places


class Funding(Protocol):
    """A rule that funds from the top of a ranking."""

    def __call__(self, order: Ints, starts: Flags | None = None) -> Flags:
        """Tell who is funded.

        Args:
            order: The n applications best first, in each of D rankings, shape (D, n).
            starts: Where a step of equals starts, shape (D, n); None if nobody is equal.

        Returns:
            Whether the application at each position is funded, shape (D, n).
        """


@dataclass(frozen=True, slots=True)
class FirstPlaces:
    """Fund the best ``places``; equals of which not all fit are not funded."""

    places: int

    def __call__(self, order: Ints, starts: Flags | None = None) -> Flags:
        """Tell who is funded; see ``Funding``."""
        position = np.broadcast_to(np.arange(1, order.shape[1] + 1), order.shape)
        last = position if starts is None else _at_last_of_step(position, starts)
        return np.asarray(last <= self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRule:
    """The round's rule with the real amounts.

    Attributes:
        rule: How the ranking is walked.
        envelope: In cents.
        unit: Awards are rounded down to it, in cents.
        bounds: The most each application can get, rounded down, in cents, shape (n,).
        able: Whether it can be funded at all: meets the thresholds, shape (n,).
    """

    rule: AllocationRule
    envelope: Cents
    unit: Cents
    bounds: Ints
    able: Flags

    def __call__(self, order: Ints, starts: Flags | None = None) -> Flags:
        """Tell who is funded; see ``Funding``."""
        gets_something = self.able & (self._full() > 0)
        if self.rule is AllocationRule.CUT:
            return np.asarray(gets_something[order])
        # Who is not able takes nothing and so stands in nobody's way.
        wanted = np.where(self.able, self.bounds, 0)[order]
        walk = self._stop if self.rule is AllocationRule.STOP else self._skip
        return walk(wanted, starts) & gets_something[order]

    def _full(self) -> Ints:
        """Give what each would get if the rule came as far as it, in cents, shape (n,)."""
        if self.rule is not AllocationRule.CUT:
            return self.bounds
        wanted = int(np.sum(self.bounds[self.able]))
        share = Fraction(1) if wanted <= self.envelope else Fraction(self.envelope, wanted)
        cut = [int(int(bound) * share) // self.unit * self.unit for bound in self.bounds]
        return np.array(cut, dtype=np.int64)

    def _stop(self, wanted: Ints, starts: Flags | None) -> Flags:
        taken = np.cumsum(wanted, axis=1)
        return np.asarray((taken if starts is None else _at_last_of_step(taken, starts)) <= self.envelope)

    def _skip(self, wanted: Ints, starts: Flags | None) -> Flags:
        """Walk all rankings in step: position by position, whole steps of equals."""
        if starts is not None:
            taken = np.cumsum(wanted, axis=1)
            wanted = np.where(starts, _at_last_of_step(taken, starts) - taken + wanted, 0)
        by_position = np.ascontiguousarray(wanted.T)
        funded = np.empty(by_position.shape, dtype=bool)
        left = np.full(by_position.shape[1], self.envelope, dtype=np.int64)
        for at, sums in enumerate(by_position):
            fits = sums <= left
            if starts is not None and at:
                fits = np.where(starts[:, at], fits, funded[at - 1])
            funded[at] = fits
            left -= np.where(fits, sums, 0)
        return funded.T


def share_funded(funding: Funding, order: Ints, drawn: Places) -> Ints:
    """Count in how many draws each application is funded, shape (n,).

    Args:
        funding: The rule.
        order: Applications best first, shape (D, n).
        drawn: Their ranks, shape (D, n).
    """
    by_position = funding(order)
    in_place = np.take_along_axis(by_position, drawn.astype(np.int64) - 1, axis=1)
    return np.asarray(np.sum(in_place, axis=0, dtype=np.int64))


def _at_last_of_step(rising: Ints, starts: Flags) -> Ints:
    """Give every position the value at the last position of its step, shape (D, n).

    Args:
        rising: Never falls along a ranking, shape (D, n).
        starts: Where steps start, shape (D, n).
    """
    largest = np.iinfo(np.int64).max
    ends = np.ones(starts.shape, dtype=bool)
    ends[:, :-1] = starts[:, 1:]
    at_ends = np.where(ends, rising, largest)
    return np.minimum.accumulate(at_ends[:, ::-1], axis=1)[:, ::-1]
