"""The desktop is told that the program opens its files: for this user alone, and taken back as easily.

Linux follows three specifications of freedesktop.org: shared MIME info (which file is what), desktop
entry (how the program starts), MIME applications (what opens which). On macOS the bundle says it all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from evaluator.doctor import file_types_windows
from evaluator.domain.language import Language
from evaluator.errors import RefusedError
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESKTOP: Final = "evaluator.desktop"
_DEFAULTS: Final = "[Default Applications]"
_CACHE_TOOL: Final = "update-mime-database"
_ESCAPED: Final = str.maketrans({each: f"\\{each}" for each in '"`$\\'})


class NoFileTypesError(RefusedError):
    """This system learns from the program's bundle alone what opens its files."""

    code = "refused.associate.system"


class NoMimeToolError(RefusedError):
    """The system's tool that takes in a new kind of file is missing."""

    code = "refused.associate.tool"
    fact_names = ("tool",)


class NotWrittenError(RefusedError):
    """A file by which the desktop knows the program cannot be written."""

    code = "refused.associate.write"
    fact_names = ("file",)


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that the program opens.

    Attributes:
        suffix: The end of its name, with the dot.
        name: ``doctor.file_types.<name>`` says what it is; also the end of its media type.
    """

    suffix: str
    name: str

    @property
    def media_type(self) -> str:
        """Its media type, which nobody has registered."""
        return f"application/x-evaluator-{self.name}"


FILE_TYPES: Final = (
    FileType(".evaluator", "workspace"),
    FileType(".evpack", "package"),
    FileType(".evreview", "review"),
    FileType(".evround", "round"),
    FileType(".evcard", "card"),
)


def program_words() -> tuple[str, ...]:
    """Give the words that start this very program."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "evaluator")


def associate(words: Sequence[str]) -> None:
    """Have a double-click on one of the program's files open it.

    Args:
        words: What starts the program, its path first.

    Raises:
        NoFileTypesError: The system asks the program's bundle instead.
        NoMimeToolError: A tool of the system is missing.
        NotWrittenError: A file of the desktop cannot be written.
    """
    if sys.platform == "win32":
        file_types_windows.write(file_types_windows.entries(words, _names(Language.FI)))
        return
    data, config = _folders()
    _write(data / "icons" / "hicolor" / "scalable" / "apps" / "evaluator.svg", _icon())
    _write(data / "mime" / "packages" / "evaluator.xml", media_types())
    _write(data / "applications" / _DESKTOP, desktop_entry(words))
    _write(config, with_defaults(_text(config), ours=True))
    _take_in(data)


def dissociate() -> None:
    """Take it back; nothing is left of it.

    Raises:
        NoFileTypesError: The system asks the program's bundle instead.
        NoMimeToolError: A tool of the system is missing.
        NotWrittenError: A file of the desktop cannot be written.
    """
    if sys.platform == "win32":
        file_types_windows.remove([each.suffix for each in FILE_TYPES])
        return
    data, config = _folders()
    (data / "icons" / "hicolor" / "scalable" / "apps" / "evaluator.svg").unlink(missing_ok=True)
    (data / "mime" / "packages" / "evaluator.xml").unlink(missing_ok=True)
    (data / "applications" / _DESKTOP).unlink(missing_ok=True)
    if config.exists():
        _write(config, with_defaults(_text(config), ours=False))
    _take_in(data)


def media_types() -> str:
    """Give the description of the kinds of files, in three languages."""
    catalogues = {language: Catalogue(language) for language in Language}
    kinds = []
    for each in FILE_TYPES:
        said = {language: _name(catalogue, each) for language, catalogue in catalogues.items()}
        comments = [f"<comment>{escape(said[Language.EN])}</comment>"] + [
            f"<comment xml:lang={quoteattr(language.value)}>{escape(words)}</comment>"
            for language, words in said.items()
            if language is not Language.EN
        ]
        glob = f"<glob pattern={quoteattr('*' + each.suffix)}/>"
        kinds.append(
            f"  <mime-type type={quoteattr(each.media_type)}>{''.join(comments)}{glob}</mime-type>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f"{''.join(kinds)}</mime-info>\n"
    )


def desktop_entry(words: Sequence[str]) -> str:
    """Give the entry that starts the program with a file."""
    started = " ".join(_quoted(each) for each in words)
    comments = "".join(
        f"Comment{f'[{language.value}]' if language is not Language.EN else ''}="
        f"{Catalogue(language).say('doctor.file_types.program')}\n"
        for language in Language
    )
    types = "".join(f"{each.media_type};" for each in FILE_TYPES)
    return (
        f"[Desktop Entry]\nType=Application\nVersion=1.0\nName=Evaluator\n{comments}"
        f"Exec={started} open %f\nIcon=evaluator\nTerminal=false\nCategories=Office;\n"
        f"StartupWMClass=evaluator\nMimeType={types}\n"
    )


def with_defaults(text: str, *, ours: bool) -> str:
    """Give the list of what opens which with the program's kinds in it, or without them.

    Everything else in the list stays as it is.
    """
    mine = {each.media_type for each in FILE_TYPES}
    lines = [line for line in text.splitlines() if line.partition("=")[0].strip() not in mine]
    if ours:
        if _DEFAULTS not in lines:
            lines += [""] * bool(lines) + [_DEFAULTS]
        at = lines.index(_DEFAULTS) + 1
        lines[at:at] = [f"{each.media_type}={_DESKTOP}" for each in FILE_TYPES]
    return "".join(f"{line}\n" for line in lines)


def _quoted(word: str) -> str:
    """Quote a word of a desktop entry; backslashes count twice there, and ``%`` begins a field."""
    return '"' + word.translate(_ESCAPED).replace("\\", "\\\\").replace("%", "%%") + '"'


def _names(language: Language) -> dict[str, str]:
    catalogue = Catalogue(language)
    return {each.suffix: _name(catalogue, each) for each in FILE_TYPES}


def _name(catalogue: Catalogue, kind: FileType) -> str:
    return catalogue.say(f"doctor.file_types.{kind.name}")


def _folders() -> tuple[Path, Path]:
    """Give the user's folder of data, and the list of what opens which.

    Raises:
        NoFileTypesError: There are none on this system.
        NoMimeToolError: A tool of the system is missing.
    """
    if not sys.platform.startswith("linux"):
        raise NoFileTypesError
    if shutil.which(_CACHE_TOOL) is None:
        raise NoMimeToolError(tool=_CACHE_TOOL)
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return data, config / "mimeapps.list"


def _icon() -> str:
    return resource("icons", "evaluator.svg").read_text(encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotWrittenError(file=str(path)) from error


def _take_in(data: Path) -> None:
    (data / "mime" / "packages").mkdir(parents=True, exist_ok=True)
    subprocess.run([_CACHE_TOOL, str(data / "mime")], check=False, capture_output=True)  # noqa: S603
