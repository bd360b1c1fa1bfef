"""Consensus: a new record beside the individual reviews, which stay as they were given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from evaluator.domain.exchanged import RevisionHash
    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
    from evaluator.domain.reviews import ScoreState


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """What the reviewers agreed on for one application; a later record replaces it.

    Attributes:
        application: Which one.
        scores: The state of each criterion.
        comments: Sentences by criterion or group.
        rapporteur: Who wrote it down, by name; never empty.
        reason: Why it differs from the individual reviews, or why it was made.
        based_on: The revisions that lay on the table, by reviewer; the name of one is
            empty where the review came without one.
        by: Who recorded it.
        at: When, aware UTC.
        withdrawn: Taken back: the individual reviews decide again.
    """

    application: ApplicationId
    scores: Mapping[CriterionId, ScoreState]
    rapporteur: str
    reason: str
    by: str
    at: datetime
    comments: Mapping[CriterionId | GroupId, str] = field(default_factory=dict)
    based_on: tuple[tuple[ReviewerId, RevisionHash | str], ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusDraft:
    """What the meeting typed for one application and has not recorded; overwritten.

    It never leaves the machine, and decides nothing.

    Attributes:
        application: Which one.
        scores: The answers that were agreed on so far; of one that is not applicable the
            reason is the draft's own.
        rapporteur: Who shall answer for it, by name; may be empty.
        reason: Why; may be empty.
        left: Who has left the room beside those who must, by name.
        at: When it was last typed, aware UTC.
    """

    application: ApplicationId
    scores: Mapping[CriterionId, ScoreState]
    rapporteur: str
    reason: str
    left: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A consensus that was recorded and withdrawn.

    Attributes:
        record: What was agreed.
        withdrawal: The record that took it back, with its own reason, person and time.
    """

    record: Consensus
    withdrawal: Consensus


def consensus_taken_back(records: Iterable[Consensus]) -> tuple[TakenBack, ...]:
    """Give each consensus that was withdrawn, from the history in its order."""
    last: dict[ApplicationId, Consensus] = {}
    found: list[TakenBack] = []
    for each in records:
        former = last.get(each.application)
        if each.withdrawn and former is not None and not former.withdrawn:
            found.append(TakenBack(record=former, withdrawal=each))
        last[each.application] = each
    return tuple(found)


def consensus_in_force(records: Iterable[Consensus]) -> dict[ApplicationId, Consensus]:
    """Give the record in force of each application, from the history in its order."""
    last = {each.application: each for each in records}
    return {application: each for application, each in last.items() if not each.withdrawn}
