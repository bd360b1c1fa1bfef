"""Log that papers left the program: which, in which language, with which bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.domain.rounds import Phase
from evaluator.services.log_round import phase_change, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.language import Language
    from evaluator.services.ports import Clock, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPaper:
    """A paper that somebody got.

    Attributes:
        kind: memo, decision or annex.
        language: The language it is in.
        sha256: Of its bytes, hexadecimal.
    """

    kind: str
    language: Language
    sha256: str

    @staticmethod
    def of(kind: str, language: Language, content: bytes) -> DraftedPaper:
        """Name a paper by its bytes."""
        return DraftedPaper(kind=kind, language=language, sha256=hashlib.sha256(content).hexdigest())


class RecordPapers:
    """Logs drafts that were saved or printed; a preview is not one.

    A round in allocation whose decision is among them is drafted from then on. Of a
    workspace that can only be read papers can be drafted, but nothing is recorded.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, papers: Iterable[DraftedPaper], *, by: str) -> None:
        """Log the papers of one draft."""
        listed = list(papers)
        if not listed or workspace.hindrance is not None:
            return
        with workspace.begin() as unit:
            now = unit.round()
            change = Change(
                deed="papers.draft",
                subject=now.id,
                before=None,
                after={
                    "papers": [
                        {"kind": each.kind, "language": each.language.value, "sha256": each.sha256}
                        for each in listed
                    ]
                },
                by=by,
                at=self._clock(),
            )
            changes = [change]
            if now.phase is Phase.ALLOCATION and any(each.kind == "decision" for each in listed):
                unit.put_round(replace(now, phase=Phase.DRAFTED))
                changes.append(phase_change(now.id, now.phase, Phase.DRAFTED, by=by, like=change))
            record(unit, changes)
            unit.commit()
