"""May an application be funded at all: findings of rules, and the official's decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from evaluator.domain.identifiers import ApplicationId


class Severity(StrEnum):
    """How much a finding weighs; even BLOCK only proposes, the official decides."""

    BLOCK = "block"
    WARN = "warn"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule noticed about one application.

    Attributes:
        rule: Stable name of the rule ("min-municipalities"); its sentence is
            ``findings.<rule>`` of the messages.
        severity: Its weight.
        source: Where the rule comes from, as the call definition words it.
        facts: Values for the sentence.
        others: The other applications that it is about, nearest first, to be shown
            side by side.
    """

    rule: str
    severity: Severity
    source: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    others: tuple[ApplicationId, ...] = ()


class EligibilityOutcome(StrEnum):
    """The official's answer to "may it be funded"."""

    YES = "yes"
    NO = "no"
    COMPLETE = "complete"
    UNDECIDED = "undecided"
    """The former answer is taken back, with a reason; none is in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityDecision:
    """The official's decision on one application; a later one replaces it.

    Attributes:
        application: Which one.
        outcome: Yes, no, or asked to complete.
        reason: Why, in the official's words.
        by: Who decided.
        at: When, aware UTC.
        complete_by: The last day to complete, with COMPLETE only.
    """

    application: ApplicationId
    outcome: EligibilityOutcome
    reason: str
    by: str
    at: datetime
    complete_by: date | None = None


def decisions_in_force(
    decisions: Iterable[EligibilityDecision],
) -> dict[ApplicationId, EligibilityDecision]:
    """Give the latest decision of each application, those left out that were taken back.

    Args:
        decisions: Every decision ever made, oldest first.
    """
    latest = {each.application: each for each in decisions}
    return {id_: each for id_, each in latest.items() if each.outcome is not EligibilityOutcome.UNDECIDED}
