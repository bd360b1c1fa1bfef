"""Lock a round whose decision is drafted, and reopen it with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.language import Language
from evaluator.domain.log import Change, Field
from evaluator.domain.rounds import Phase
from evaluator.services.errors import (
    DraftMissingError,
    DraftOutdatedError,
    ErasedRoundError,
    NotDraftedError,
    NotLockedError,
    ReopenReasonMissingError,
)
from evaluator.services.guards import require_open
from evaluator.services.log_round import changed_after, record
from evaluator.services.translation_errors import DraftUntranslatedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evaluator.domain.log import LoggedEntry, LogValue
    from evaluator.services.ports import Clock, Workspace


class LockRound:
    """Locks a round; nothing in it changes before it is reopened."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, *, by: str) -> None:
        """Lock the round.

        Raises:
            DraftMissingError: No complete decision draft was made.
            DraftOutdatedError: The round was changed after its last draft.
            DraftUntranslatedError: The newest draft in a language prints reasons or
                conditions in the other one.
            NotDraftedError: It is in another phase than drafted: it never came to
                allocation, or was taken back after its draft.
            RoundLockedError: It is locked already.
        """
        with workspace.begin() as unit:
            require_open(unit)
            entries = unit.log_entries()
            drafted = _last_complete_draft(entries)
            if drafted is None:
                raise DraftMissingError
            if changed_after(entries, drafted.entry.number):
                raise DraftOutdatedError
            for language, count in _untranslated(entries).items():
                if count:
                    raise DraftUntranslatedError(count=count, language=language.value)
            now = unit.round()
            if now.phase is not Phase.DRAFTED:
                raise NotDraftedError(phase=now.phase.value)
            unit.put_round(replace(now, phase=Phase.LOCKED))
            change = Change(
                deed="round.lock",
                subject=now.id,
                before=now.phase.value,
                after=Phase.LOCKED.value,
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()


class ReopenRound:
    """Takes a locked round back to allocation, for a reason that stays in the log."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, reason: str, *, by: str) -> None:
        """Reopen the round.

        Raises:
            ReopenReasonMissingError: No reason was given.
            NotLockedError: It is not locked.
            ErasedRoundError: What it held was erased by the records plan.
        """
        given = reason.strip()
        with workspace.begin() as unit:
            now = unit.round()
            if now.phase not in {Phase.LOCKED, Phase.ARCHIVED}:
                raise NotLockedError(phase=now.phase.value)
            if not given:
                raise ReopenReasonMissingError
            if any(each.entry.deed == "retention.apply" for each in unit.log_entries()):
                raise ErasedRoundError
            unit.put_round(replace(now, phase=Phase.ALLOCATION))
            change = Change(
                deed="round.reopen",
                subject=now.id,
                before=now.phase.value,
                after={"phase": Phase.ALLOCATION.value, "reason": given},
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()


def _last_complete_draft(entries: Sequence[LoggedEntry]) -> LoggedEntry | None:
    for each in reversed(entries):
        if any(True for _ in _decisions(each)):
            return each
    return None


def _untranslated(entries: Sequence[LoggedEntry]) -> dict[Language, int]:
    """Give how many texts the newest draft in each language prints in the other one.

    Also that of a language in which nothing was drafted since the round changed: it is the
    last one that anybody has, and half of it is in the wrong language.
    """
    newest: dict[Language, int] = {}
    for each in entries:
        for paper in _decisions(each):
            count = paper.get("untranslated", 0)
            newest[Language(str(paper["language"]))] = count if isinstance(count, int) else 0
    return newest


def _decisions(entry: LoggedEntry) -> Iterator[Mapping[str, LogValue]]:
    """Give the decision drafts among the papers that an entry is about."""
    after = entry.openings.get(Field.AFTER)
    if entry.entry.deed != "papers.draft" or after is None or not isinstance(after.value, dict):
        return
    papers = after.value["papers"]
    for each in papers if isinstance(papers, list) else []:
        if isinstance(each, dict) and each["kind"] == "decision":
            yield each
