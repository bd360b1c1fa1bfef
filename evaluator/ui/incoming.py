"""Which kind of file a person opened or dropped, and where the window takes it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator.ui.dialogs import MessageDialog
from evaluator.ui.operations import Operation
from evaluator.ui.places import PLACES, places_of
from evaluator.ui.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QMimeData

    from evaluator.ui.desk import Desk
    from evaluator.ui.session import Session


class FileKind(StrEnum):
    """The kinds of files that the program takes in; ``ui_incoming.kind`` names them."""

    WORKSPACE = "workspace"
    PACKAGE = "package"
    ROUND = "round"
    REVIEW = "review"
    CARD = "card"
    BUNDLE = "bundle"
    TABLE = "table"
    UNKNOWN = "unknown"


_KIND_OF = {
    ".evaluator": FileKind.WORKSPACE,
    ".evpack": FileKind.PACKAGE,
    ".evround": FileKind.ROUND,
    ".evreview": FileKind.REVIEW,
    ".evcard": FileKind.CARD,
    ".zip": FileKind.BUNDLE,
    ".csv": FileKind.TABLE,
    ".tsv": FileKind.TABLE,
    ".xlsx": FileKind.TABLE,
    ".xlsm": FileKind.TABLE,
}


def kind_of(path: Path) -> FileKind:
    """Tell the kind by the name; a folder is a bundle. Looks at the disk, so not on the window's thread."""
    known = _KIND_OF.get(path.suffix.lower())
    if known is not None:
        return known
    return FileKind.BUNDLE if path.is_dir() else FileKind.UNKNOWN


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Give the files of this machine that are being dropped."""
    from pathlib import Path  # noqa: PLC0415 - the start paints without it

    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class Incoming(QObject):
    """Takes each file to its place, or says in a sentence why it has none here and now.

    Args:
        window: Where the places are.
        session: What is open.
        openers: What opens the kinds that need no open round.
    """

    def __init__(
        self, window: Desk, session: Session, openers: dict[FileKind, Callable[[Path], object]]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._openers = window, session, openers
        self.dialog: MessageDialog | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Take in files; those of one kind go to their place together, in the order of their names."""
        operation = Operation(lambda _: [(kind_of(path), path) for path in sorted(paths)])
        operation.succeeded.connect(self._on_known)
        operation.failed.connect(self._session.refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _on_known(self, files: list[tuple[FileKind, Path]]) -> None:
        for kind in FileKind:
            same = [path for each, path in files if each is kind]
            if same and not self._lead(kind, same):
                self._tell(kind, same)
                return

    def _lead(self, kind: FileKind, paths: Sequence[Path]) -> bool:
        if opener := self._openers.get(kind):
            opener(paths[0])  # there is one window, so one round
            return True
        place = self._place(kind)
        if place is None:
            return False
        self._window.place_named(place).take_files(paths)
        return True

    def _place(self, kind: FileKind) -> str | None:
        """Give the first place of the open round's desk that takes this kind."""
        if self._session.outcome is None:
            return None
        here = (PLACES[at] for at in places_of(self._session.desk))
        return next((each.name for each in here if kind.value in each.takes), None)

    def _tell(self, kind: FileKind, paths: Sequence[Path]) -> None:
        key = "unknown" if kind is FileKind.UNKNOWN else "closed" if self._session.outcome is None else "desk"
        what = say(f"ui_incoming.kind.{kind.value}")
        why = say(f"ui_incoming.{key}", file=paths[0].name, what=what)
        self.dialog = MessageDialog(self._window, say("ui_incoming.title"), why, "info", "accent")
        self.dialog.open()
