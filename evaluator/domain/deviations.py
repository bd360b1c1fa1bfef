"""What the official changes by hand after the rule has spoken, always with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents


class DeviationKind(StrEnum):
    """How the official departs from the rule."""

    HOLD = "hold"
    LIFT = "lift"
    DROP = "drop"
    REDUCE = "reduce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One entry of the deviation register; the latest of an application counts.

    Attributes:
        application: Which one.
        kind: What is done; None takes the earlier deviation back.
        amount: The manual amount in cents, with REDUCE only.
        reason: Why; never empty.
        by: Who.
        at: When, aware UTC.
    """

    application: ApplicationId
    kind: DeviationKind | None
    reason: str
    by: str
    at: datetime
    amount: Cents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition that one grant carries besides those of the call; an entry of the register, too.

    Attributes:
        application: The grant.
        text: What the receiver must do; empty takes the grant's last condition back.
        reason: Why; where nobody gave one of its own, the text. Never empty, but in
            withdrawals that were recorded before a reason was asked for.
        by: Who added it, or took it back.
        at: When, aware UTC.
    """

    application: ApplicationId
    text: str
    reason: str
    by: str
    at: datetime

    @property
    def speaks_for_itself(self) -> bool:
        """Whether its text is all the reason that was given."""
        return bool(self.text) and self.reason == self.text


def register(
    deviations: Iterable[Deviation], conditions: Iterable[Condition]
) -> tuple[Deviation | Condition, ...]:
    """Give the whole deviation register, oldest first: every departure from the rule has its entry."""
    return tuple(sorted([*deviations, *conditions], key=lambda each: each.at))
