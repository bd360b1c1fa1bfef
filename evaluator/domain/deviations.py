"""What the official changes by hand after the rule has spoken, always with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    """A condition that one grant carries besides those of the call.

    Attributes:
        application: The grant.
        text: What the receiver must do.
        by: Who added it.
        at: When, aware UTC.
    """

    application: ApplicationId
    text: str
    by: str
    at: datetime
