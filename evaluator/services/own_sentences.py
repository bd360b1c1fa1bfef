"""The papers' sentences as files that an official adapts, and a check of adapted ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from evaluator.services.errors import NotSavedError
from evaluator.services.export_errors import SentencesThereError
from evaluator.services.new_files import new_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from evaluator.errors import EvaluatorError


class Sheets(Protocol):
    """Gives the program's own sentences as files to be adapted."""

    def __call__(self) -> Mapping[str, str]:
        """Give the text of each file by its name."""


class FindFaults(Protocol):
    """Judges the adapted sentences in a folder."""

    def __call__(self, folder: Path) -> Sequence[EvaluatorError]:
        """Give every fault, each with its file and line; none where they can be used."""


class OwnSentences:
    """Writes the sentences out, and checks what was made of them. No round is needed for either."""

    def __init__(self, sheets: Sheets, faults: FindFaults, place: Path) -> None:
        """Take what knows the sentences.

        Args:
            sheets: Gives them as files.
            faults: Judges adapted ones.
            place: The folder from which every draft takes adapted ones.
        """
        self._sheets = sheets
        self._faults = faults
        self.place = place

    def export(self, folder: Path) -> tuple[Path, ...]:
        """Write the files into a folder, which is made if it is not there.

        Raises:
            SentencesThereError: One is there already; it may hold somebody's work.
            NotSavedError: They cannot be written.
        """
        files = {folder / name: text for name, text in self._sheets().items()}
        for path in files:
            if path.exists():
                raise SentencesThereError(file=str(path))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotSavedError(file=folder.name) from error
        for path, text in files.items():
            with new_file(path) as stream:
                stream.write(text.encode("utf-8"))
        return tuple(files)

    def check(self, folder: Path) -> tuple[EvaluatorError, ...]:
        """Give every fault of adapted sentences; none where they can be used."""
        return tuple(self._faults(folder))
