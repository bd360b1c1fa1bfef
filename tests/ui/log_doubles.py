"""A log in memory: a real chain of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.log import Change, chained, start_of, verify_log
from evaluator.services.log_round import RoundLog

if TYPE_CHECKING:
    from evaluator.domain.rounds import RoundContents


def memory_log(contents: RoundContents) -> RoundLog:
    """Give the log of a round that was created and nothing more."""
    round_ = contents.round
    created = Change(
        deed="round.create",
        subject=round_.id,
        before=None,
        after={"call": round_.call.id},
        by="Esittelijä",
        at=round_.created,
    )
    start = start_of(round_.id)
    entries = tuple(chained([created], iter(bytes([each]) * 16 for each in range(4)), 1, start))
    return RoundLog(entries=entries, verdict=verify_log(entries, start))
