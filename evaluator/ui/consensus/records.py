"""The deeds of the meeting as steps that can be done and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.services.reviewing import Entry

if TYPE_CHECKING:
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.handlings import Handling
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Workspace
    from evaluator.ui.program import Program
    from evaluator.ui.session import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A consensus that is recorded together with who was present.

    Attributes:
        application: Which one.
        entries: The answers.
        rapporteur: Who answers for it.
        reason: Why.
        present, left: Who was present, who had left.
        former: The record that it replaces.
        handled: The former word on who was present.
        undo_reason: What the log says when it is taken back.
    """

    application: ApplicationId
    entries: tuple[Entry, ...]
    rapporteur: str
    reason: str
    present: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    former: Consensus | None = None
    handled: Handling | None = None
    undo_reason: str = ""

    @classmethod
    def of(cls, consensus: Consensus) -> Record:
        """Give what would record a consensus again as it was."""
        entries = [
            Entry(application=consensus.application, about=each, state=state)
            for each, state in consensus.scores.items()
        ]
        entries += [
            Entry(application=consensus.application, about=each, comment=words)
            for each, words in consensus.comments.items()
        ]
        return cls(
            application=consensus.application,
            entries=tuple(entries),
            rapporteur=consensus.rapporteur,
            reason=consensus.reason,
        )

    def agree(self, program: Program, workspace: Workspace, by: str) -> None:
        """Record the consensus."""
        program.reviewing.consensus(
            workspace, self.application, self.entries, self.rapporteur, self.reason, by
        )

    def do(self, program: Program, workspace: Workspace, by: str) -> None:
        """Record who was present, then the consensus: nothing is agreed in a room with the wrong people."""
        program.reviewing.handle(workspace, self.application, self.present, self.left, by, discussed=True)
        self.agree(program, workspace, by)

    def undo(self, program: Program, workspace: Workspace, by: str) -> None:
        """Bring back what was in force before."""
        if self.former is not None:
            Record.of(self.former).agree(program, workspace, by)
        else:
            program.reviewing.withdraw_consensus(workspace, self.application, self.undo_reason, by)
        _before(self.application, self.handled)(program, workspace, by)


def handling_of(
    application: ApplicationId,
    present: tuple[str, ...],
    left: tuple[str, ...],
    note: str,
    former: Handling | None,
) -> tuple[Step, Step]:
    """Give the step that records a discussion, and the one that brings the former word back."""

    def do(program: Program, workspace: Workspace, by: str) -> None:
        program.reviewing.handle(workspace, application, present, left, by, discussed=True, note=note)

    return do, _before(application, former)


def then(first: Step, second: Step) -> Step:
    """Give one step of two; the second is done where the first was not refused."""

    def do(program: Program, workspace: Workspace, by: str) -> None:
        first(program, workspace, by)
        second(program, workspace, by)

    return do


def _before(application: ApplicationId, handling: Handling | None) -> Step:
    """Give the step that brings a former word back; where there was none, that nothing was discussed."""
    if handling is None:
        return lambda program, workspace, by: program.reviewing.handle(workspace, application, (), (), by)
    return lambda program, workspace, by: program.reviewing.handle(
        workspace,
        handling.application,
        handling.present,
        handling.left,
        by,
        discussed=handling.discussed,
        note=handling.note,
    )
