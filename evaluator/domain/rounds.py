"""A round: one call's applications on their way from intake to archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from fractions import Fraction

    from evaluator.domain.applicants import NameConfirmation
    from evaluator.domain.applications import Application
    from evaluator.domain.call import AllocationRule, Call
    from evaluator.domain.conflicts_of_interest import OfficeAnswer
    from evaluator.domain.consensus import Consensus, TakenBack
    from evaluator.domain.deviations import Condition, Deviation
    from evaluator.domain.eligibility import EligibilityDecision
    from evaluator.domain.evidence import StoredEvidence
    from evaluator.domain.exchanged import LogHead
    from evaluator.domain.handlings import Handling
    from evaluator.domain.identifiers import ApplicationId, RoundId
    from evaluator.domain.money import Cents
    from evaluator.domain.reviews import Review, Reviewer
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.domain.translations import Translations


class Phase(StrEnum):
    """Where a round stands, in the order of its life."""

    DRAFT = "draft"
    INTAKE = "intake"
    ELIGIBILITY = "eligibility"
    REVIEW = "review"
    MERGING = "merging"
    CONSENSUS = "consensus"
    ALLOCATION = "allocation"
    DRAFTED = "drafted"
    LOCKED = "locked"
    ARCHIVED = "archived"


REVIEWS_FIXED = frozenset({Phase.ALLOCATION, Phase.DRAFTED, Phase.LOCKED, Phase.ARCHIVED})
"""From here on reviews, and what is settled of them, do not change."""
STEPS_BACK = frozenset({Phase.ALLOCATION, Phase.DRAFTED})
"""From here a round can be taken back to its reviews, for a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round's own facts; its contents stand beside it.

    Attributes:
        id: Made when the round is.
        call: The call definition as it was when the round began.
        phase: Where it stands.
        envelope: What can be granted, in cents.
        rule: The allocation rule in force.
        threshold: Least total score 0-100 that can be funded, or None.
        made_up: Whether anything in it is invented for a demonstration.
        created: When, aware UTC.
    """

    id: RoundId
    call: Call
    phase: Phase
    envelope: Cents
    rule: AllocationRule
    threshold: Fraction | None
    created: datetime
    made_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundContents:
    """Everything a round holds at one moment, as values.

    The one input of every figure: what a screen shows, a paper prints and the
    command line answers is worked out from the same contents. Accepted costs are those
    of applications whose budget the official has judged, in cents without value added
    tax; a row of a table has no budget and is not among them. The head of the log, in
    hexadecimal, vouches for how all of this came about; None where there is no log. The
    content head is that of the last deed which changed any of it (``log_deeds``): papers
    print it, for drafting them is logged, too. None before the first such deed.
    A consensus, where there is one, replaces the mean of the reviews; those that were
    taken back are there for the minutes alone. The handlings tell who
    was present for which application. The offices are the
    answers of officials, chair and signatories to the question of disqualification, with
    the deputies of those who are disqualified.
    The evidence is the last that was stored; it may belong to an earlier state of the
    scores. The scenarios are by name. The translations in force are by text and language.
    """

    round: Round
    applications: tuple[Application, ...]
    confirmations: tuple[NameConfirmation, ...]
    eligibility: Mapping[ApplicationId, EligibilityDecision]
    reviewers: tuple[Reviewer, ...]
    reviews: tuple[Review, ...]
    deviations: tuple[Deviation, ...]
    conditions: tuple[Condition, ...]
    accepted_costs: Mapping[ApplicationId, Cents] = field(default_factory=dict)
    log_head: str | None = None
    content_head: LogHead | None = None
    consensus: Mapping[ApplicationId, Consensus] = field(default_factory=dict)
    taken_back: tuple[TakenBack, ...] = ()
    handlings: Mapping[ApplicationId, Handling] = field(default_factory=dict)
    offices: tuple[OfficeAnswer, ...] = ()
    evidence: StoredEvidence | None = None
    scenarios: tuple[SavedScenario, ...] = ()
    translations: Translations = field(default_factory=dict)
