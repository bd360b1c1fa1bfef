"""What the program remembers about its user between runs; nothing of a round's content."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from evaluator.domain.language import Language
from evaluator.ui.sizes import SIZE, size_of
from evaluator.ui.theme import Appearance

_RECENT_KEPT = 8
_DEMO = ("workspace", "passphrase_file")
E = TypeVar("E", bound=StrEnum)


class Role(StrEnum):
    """In which role a person uses the program; it only chooses what the start screen offers first."""

    OFFICIAL = "official"
    CHAIR = "chair"
    REVIEWER = "reviewer"


class Settings:
    """Language, appearance, name, recent files, sizes."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("evaluator", "evaluator")

    @property
    def language(self) -> Language:
        """The chosen language; Finnish until one is chosen."""
        return _member(Language, self._store.value("language"), Language.FI)

    @language.setter
    def language(self, value: Language) -> None:
        self._store.setValue("language", value.value)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system."""
        return _member(Appearance, self._store.value("appearance"), Appearance.SYSTEM)

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("appearance", value.value)

    @property
    def high_contrast(self) -> bool:
        """Whether the user asks for more contrast, whatever the system says."""
        return str(self._store.value("high_contrast")) == "true"

    @high_contrast.setter
    def high_contrast(self, value: bool) -> None:
        self._store.setValue("high_contrast", str(value).lower())

    @property
    def size(self) -> int:
        """How large everything is drawn, in percent of the system's size; in force from the next start."""
        return size_of(self._store)

    @size.setter
    def size(self, value: int) -> None:
        self._store.setValue(SIZE, value)

    @property
    def name(self) -> str:
        """Who decides, as records show it; empty until it is given."""
        return str(self._store.value("name") or "")

    @name.setter
    def name(self, value: str) -> None:
        self._store.setValue("name", value.strip())

    @property
    def role(self) -> Role | None:
        """The person's role; None until one is chosen."""
        stored = str(self._store.value("role") or "")
        return Role(stored) if stored in set(Role) else None

    @role.setter
    def role(self, value: Role) -> None:
        self._store.setValue("role", value.value)

    @property
    def single_keys(self) -> bool:
        """Whether single letters act in a table (WCAG 2.1.4 wants a switch)."""
        return str(self._store.value("single_keys", "true")) == "true"

    @single_keys.setter
    def single_keys(self, value: bool) -> None:
        self._store.setValue("single_keys", "true" if value else "false")

    @property
    def recent(self) -> tuple[Path, ...]:
        """Workspaces opened lately that are still there, latest first."""
        stored = self._store.value("recent") or []
        paths = [stored] if isinstance(stored, str) else list(stored)
        return tuple(path for path in map(Path, paths) if path.is_file())

    def remember(self, path: Path) -> None:
        """Note that a workspace was opened."""
        others = [str(each) for each in self.recent if each != path]
        self._store.setValue("recent", [str(path), *others][:_RECENT_KEPT])

    @property
    def demo(self) -> tuple[Path, Path] | None:
        """Where the demonstration lies, and the file with its passphrase."""
        workspace, passphrase = (str(self._store.value(f"demo/{key}") or "") for key in _DEMO)
        return (Path(workspace), Path(passphrase)) if workspace and passphrase else None

    @demo.setter
    def demo(self, value: tuple[Path, Path]) -> None:
        for key, path in zip(_DEMO, value, strict=True):
            self._store.setValue(f"demo/{key}", str(path))

    def bytes(self, key: str) -> QByteArray:
        """Give what was kept under ``key`` (sizes and positions)."""
        value = self._store.value(f"layout/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        """Keep sizes and positions."""
        self._store.setValue(f"layout/{key}", value)

    def text(self, key: str) -> str:
        """Give a text of the layout; empty where there is none."""
        return str(self._store.value(f"layout/{key}") or "")

    def keep_text(self, key: str, value: str) -> None:
        """Keep a text of the layout."""
        self._store.setValue(f"layout/{key}", value)

    def flag(self, key: str) -> bool:
        """Give a yes or no of the layout; no when the user never said."""
        return str(self._store.value(f"layout/{key}")) == "true"

    def knows(self, key: str) -> bool:
        """Tell whether the user ever said yes or no."""
        return self._store.contains(f"layout/{key}")

    def keep_flag(self, key: str, value: bool) -> None:
        """Keep a yes or no of the layout."""
        self._store.setValue(f"layout/{key}", str(value).lower())


def data_folder() -> Path:
    """Give the folder for the program's own files of this user; made when missing."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    folder = Path(QStandardPaths.writableLocation(place))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _member(kind: type[E], value: object, otherwise: E) -> E:
    try:
        return kind(str(value))
    except ValueError:
        return otherwise
