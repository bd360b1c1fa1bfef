"""Versions of the decision draft: keep what left the program, list it, compare two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.draft_comparison import compare
from evaluator.domain.draft_versions import DraftVersion
from evaluator.domain.log import Change
from evaluator.services.log_round import record
from evaluator.services.version_errors import UnknownVersionError

if TYPE_CHECKING:
    from evaluator.domain.draft_comparison import DraftDifference
    from evaluator.domain.language import Language
    from evaluator.services.ports import Clock, PaperOrder, Workspace
    from evaluator.services.version_ports import ReadDraft
    from evaluator.services.work_out_round import WorkOutRound


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions and everything in which they differ."""

    before: DraftVersion
    after: DraftVersion
    differences: tuple[DraftDifference, ...]


class DraftVersions:
    """Keeps what drafts said when they left the program. Nothing kept is ever changed."""

    def __init__(self, work_out: WorkOutRound, read: ReadDraft, clock: Clock) -> None:
        self._work_out = work_out
        self._read = read
        self._clock = clock

    def keep(
        self, workspace: Workspace, language: Language, order: PaperOrder, *, by: str
    ) -> DraftVersion | None:
        """Keep the draft as it is now, unless the last one in its language said the same.

        Gives the version; None while the draft lacks something, and of a workspace that can
        only be read.
        """
        if workspace.hindrance is not None:
            return None
        outcome = self._work_out(workspace)
        found = self._read(outcome, language=language, order=order)
        if found is None:
            return None
        content, digest = found
        with workspace.begin() as unit:
            known = unit.draft_versions()
            last = next((each for each in reversed(known) if each.language is content.language), None)
            if last is not None and (last.digest, last.outcome) == (content.digest, digest):
                return last
            version = DraftVersion(
                number=len(known) + 1,
                language=content.language,
                content=content.canonical(),
                digest=content.digest,
                outcome=digest,
                by=by,
                at=self._clock(),
            )
            unit.add_draft_version(version)
            record(
                unit,
                [
                    Change(
                        deed="papers.version",
                        subject=unit.round().id,
                        before=None,
                        after={
                            "number": version.number,
                            "language": version.language.value,
                            "content": version.digest,
                            "outcome": version.outcome,
                        },
                        by=by,
                        at=version.at,
                    )
                ],
            )
            unit.commit()
        return version

    def all(self, workspace: Workspace) -> tuple[DraftVersion, ...]:
        """Give every version, oldest first."""
        with workspace.read() as unit:
            return unit.draft_versions()

    def compare(self, workspace: Workspace, before: int, after: int) -> Comparison:
        """Tell in what two versions differ.

        Raises:
            UnknownVersionError: There is no version by one of the numbers.
        """
        known = {each.number: each for each in self.all(workspace)}
        for number in (before, after):
            if number not in known:
                raise UnknownVersionError(number=number, last=len(known))
        old, new = known[before], known[after]
        return Comparison(before=old, after=new, differences=compare(old.read(), new.read()))
