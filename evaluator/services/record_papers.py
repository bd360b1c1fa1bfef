"""Log that papers left the program: which, in which language, with which bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.disclosures import DEED
from evaluator.domain.log import Change
from evaluator.domain.rounds import Phase
from evaluator.domain.variants import WHOLE, Variant
from evaluator.services.log_round import phase_change, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.disclosures import Receiver
    from evaluator.domain.language import Language
    from evaluator.domain.log import LogValue
    from evaluator.domain.variants import Edition
    from evaluator.services.ports import Clock, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedPaper:
    """A paper that somebody got.

    Attributes:
        kind: Which paper or letter ("memo").
        language: The language it is in.
        sha256: Of its bytes, hexadecimal.
        untranslated: How many reasons and conditions a decision draft prints in the other language.
    """

    kind: str
    language: Language
    sha256: str
    untranslated: int = 0

    @staticmethod
    def of(kind: str, language: Language, content: bytes, *, untranslated: int = 0) -> DraftedPaper:
        """Name a paper by its bytes."""
        digest = hashlib.sha256(content).hexdigest()
        return DraftedPaper(kind=kind, language=language, sha256=digest, untranslated=untranslated)

    def told(self) -> dict[str, LogValue]:
        """Give what the log keeps of it."""
        known: dict[str, LogValue] = {
            "kind": self.kind,
            "language": self.language.value,
            "sha256": self.sha256,
        }
        return {**known, "untranslated": self.untranslated} if self.untranslated else known


def require_register(workspace: Workspace, receiver: Receiver | None) -> None:
    """Refuse giving papers to somebody where the register of disclosures cannot be written.

    Raises:
        StorageError: Why nothing can be recorded.
    """
    if receiver is not None and workspace.hindrance is not None:
        raise workspace.hindrance


def disclosed(like: Change, papers: Iterable[DraftedPaper], edition: Edition, receiver: Receiver) -> Change:
    """Give the entry of the register of disclosures for what another entry says was written."""
    told: list[LogValue] = [each.told() for each in papers]
    after: dict[str, LogValue] = {
        "papers": told,
        "variant": edition.variant.value,
        "application": edition.party,
        "given_to": receiver.name,
        "ground": receiver.ground,
    }
    return replace(like, deed=DEED, after=after)


class RecordPapers:
    """Logs drafts that were saved or printed; a preview is not one.

    A round in allocation whose decision is among them is drafted from then on. Of a
    workspace that can only be read papers can be drafted, but nothing is recorded; given
    to somebody they cannot be, because the register of disclosures would not know.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        papers: Iterable[DraftedPaper],
        *,
        by: str,
        edition: Edition = WHOLE,
        receiver: Receiver | None = None,
    ) -> None:
        """Log the papers of one draft, and to whom they were given.

        Raises:
            StorageError: They were given to somebody, and nothing can be recorded.
        """
        listed = list(papers)
        if not listed or (workspace.hindrance is not None and receiver is None):
            return
        told: list[LogValue] = [each.told() for each in listed]
        version: dict[str, LogValue] = {"variant": edition.variant.value, "application": edition.party}
        whole = edition.variant is Variant.INTERNAL
        with workspace.begin() as unit:
            now = unit.round()
            change = Change(
                deed="papers.draft",
                subject=now.id,
                before=None,
                after={"papers": told} if whole else {"papers": told, **version},
                by=by,
                at=self._clock(),
            )
            changes = [change]
            if receiver is not None:
                changes.append(disclosed(change, listed, edition, receiver))
            if now.phase is Phase.ALLOCATION and any(each.kind == "decision" for each in listed):
                unit.put_round(replace(now, phase=Phase.DRAFTED))
                changes.append(phase_change(now.id, now.phase, Phase.DRAFTED, by=by, like=change))
            record(unit, changes)
            unit.commit()
