"""The decision draft as a document to be edited: written beside the papers, or where the user says."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.services.errors import NotSavedError
from evaluator.services.log_round import record
from evaluator.services.new_files import new_file

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.language import Language
    from evaluator.services.ports import Clock, PaperOrder, Workspace
    from evaluator.services.version_ports import WriteEditable
    from evaluator.services.work_out_round import WorkOutRound


class EditableDraft:
    """Writes the draft for editing, and logs that it left the program."""

    def __init__(self, work_out: WorkOutRound, write: WriteEditable, clock: Clock) -> None:
        self._work_out = work_out
        self._write = write
        self._clock = clock

    def name(self, language: Language) -> str:
        """Give the file name of a draft."""
        return self._write.name(language)

    def into(
        self, workspace: Workspace, folder: Path, language: Language, order: PaperOrder, *, by: str
    ) -> Path:
        """Write it into a folder, which is made if it is not there, and give its path.

        Raises:
            NotSavedError: It cannot be written.
            EvaluatorError: The draft lacks something; nothing was written.
        """
        path = folder / self.name(language)
        self(workspace, path, language, order, by=by)
        return path

    def __call__(
        self, workspace: Workspace, path: Path, language: Language, order: PaperOrder, *, by: str
    ) -> None:
        """Write it into a file, whole or not at all; a file of that name is replaced.

        Raises:
            NotSavedError: It cannot be written.
            EvaluatorError: The draft lacks something; nothing was written.
        """
        content = self._write(self._work_out(workspace), language=language, order=order)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotSavedError(file=path.name) from error
        with new_file(path) as stream:
            stream.write(content)
        if workspace.hindrance is not None:
            return
        with workspace.begin() as unit:
            subject = unit.round().id
            after = {"language": language.value, "sha256": hashlib.sha256(content).hexdigest()}
            made = Change(
                deed="papers.editable",
                subject=subject,
                before=None,
                after=after,  # type: ignore[arg-type]
                by=by,
                at=self._clock(),
            )
            record(unit, [made])
            unit.commit()
