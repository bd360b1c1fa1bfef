"""Everything that a round says, as values: what an export of its raw data is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.assignment import Assignment
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.costs import AcceptedCost
    from evaluator.domain.eligibility import EligibilityDecision
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LogEntry
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRound:
    """A round worked out, with the histories that its figures do not need.

    Attributes:
        outcome: The round worked out, with its contents.
        evidence: What stands beside the ranking.
        forms: The forms in force; applications that came as rows of a table have none.
        eligibility: Every decision on eligibility, oldest first.
        accepted_costs: Every word on a line of a budget, oldest first.
        consensus: Every record of a consensus, oldest first.
        assignments: Who reads what.
        log: The entries of the log, which hold nothing personal, up to the last that is no export.
    """

    outcome: Outcome
    evidence: Evidence
    forms: Mapping[ApplicationId, ApplicationForm]
    eligibility: tuple[EligibilityDecision, ...]
    accepted_costs: tuple[AcceptedCost, ...]
    consensus: tuple[Consensus, ...]
    assignments: tuple[Assignment, ...]
    log: tuple[LogEntry, ...]
