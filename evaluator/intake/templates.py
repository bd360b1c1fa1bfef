"""The official's own sentences for the papers: parts of ``resources/papers``, in a folder.

A file ``fi.toml`` or ``sv.toml`` holds whatever sentences shall read otherwise, under the
same names. It is checked against the program's own file: no name that the papers lack, and
in each sentence exactly the fields that the program fills in, for a field that is missing
would drop a sum or a name from a decision. All faults are found, then the file is refused.
"""

from __future__ import annotations

import tomllib
from string import Formatter
from typing import TYPE_CHECKING, Any

from evaluator.domain.language import Language
from evaluator.intake.template_errors import (
    BracesError,
    MissingFieldError,
    NotTextError,
    PartsError,
    TemplateError,
    TemplateFolderError,
    TemplateSyntaxError,
    UnknownFieldError,
    UnknownSentenceError,
)
from evaluator.intake.toml_lines import TomlLines
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LANGUAGES = (Language.FI, Language.SV)
_MOST_BYTES = 1 << 20

Sentences = dict[str, Any]


def faults_of(folder: Path) -> tuple[TemplateError, ...]:
    """Give every fault of the own sentences in a folder; none where they can be used."""
    try:
        read_templates(folder, required=True)
    except TemplateError as error:
        return tuple(error.problems) or (error,)
    return ()


def sheets() -> dict[str, str]:
    """Give the program's own sentences as files to be adapted, by file name.

    Each sentence stands behind a ``#``: what is left so stays the program's, and follows it
    when a later version says it better.
    """
    return {f"{language.value}.toml": _sheet(language) for language in LANGUAGES}


def _sheet(language: Language) -> str:
    note = Catalogue(language).say("cli.templates.note")
    lines = [
        f"# {line}" if line and not line.startswith(("#", "[")) else line
        for line in _source(language).splitlines()
    ]
    first = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    head = [*lines[:first], *(f"# {each}" for each in note.split("\n"))]
    return "\n".join([*head, *lines[first:]]) + "\n"


def read_templates(folder: Path, *, required: bool = False) -> dict[Language, Sentences]:
    """Read the own sentences of a folder, checked; a language without a file has none.

    Args:
        folder: Where ``fi.toml`` and ``sv.toml`` lie.
        required: The folder was named by the user, so it must hold one of them.

    Raises:
        TemplateError: The first fault; it carries all of them as ``problems``.
    """
    found = {each: folder / f"{each.value}.toml" for each in LANGUAGES}
    present = {language: path for language, path in found.items() if path.is_file()}
    if required and not present:
        raise TemplateFolderError(file=str(folder))
    read = {language: _read(path) for language, path in present.items()}
    faults = [
        fault
        for language, (own, lines) in read.items()
        for fault in _Check(present[language].name, lines).table(own, _shipped(language), ())
    ]
    if faults:
        faults[0].problems = tuple(faults)
        raise faults[0]
    return {language: own for language, (own, _) in read.items()}


def _source(language: Language) -> str:
    return resource("papers", f"{language.value}.toml").read_text(encoding="utf-8")


def _shipped(language: Language) -> Sentences:
    return tomllib.loads(_source(language))


def _read(path: Path) -> tuple[Sentences, TomlLines]:
    try:
        content = path.read_bytes()
        if len(content) > _MOST_BYTES:
            raise TemplateError(file=path.name)
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(file=path.name) from error
    try:
        return tomllib.loads(text), TomlLines(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TemplateSyntaxError(file=path.name, detail=str(error)[:200]) from error


class _Check:
    """Compares own sentences with the program's, and knows their lines."""

    def __init__(self, file: str, lines: TomlLines) -> None:
        self._file = file
        self._lines = lines

    def table(self, own: Sentences, shipped: Sentences, above: tuple[str, ...]) -> Iterator[TemplateError]:
        """Give every fault of a table and of the tables in it."""
        for name, value in own.items():
            place = (*above, name)
            if name not in shipped:
                yield UnknownSentenceError(**self._at(place))
            elif isinstance(shipped[name], dict):
                if isinstance(value, dict):
                    yield from self.table(value, shipped[name], place)
                else:
                    yield PartsError(**self._at(place), parts=", ".join(shipped[name]))
            elif not isinstance(value, str) or not value.strip():
                yield NotTextError(**self._at(place))
            else:
                yield from self._sentence(value, shipped[name], place)

    def _sentence(self, own: str, shipped: str, place: tuple[str, ...]) -> Iterator[TemplateError]:
        known = _fields(shipped)
        try:
            used = _fields(own)
        except ValueError:
            yield BracesError(**self._at(place))
            return
        listed = ", ".join(f"{{{each}}}" for each in known) or "–"
        for each in used:
            if each not in known:
                yield UnknownFieldError(**self._at(place), field=f"{{{each}}}", known=listed)
        for each in known:
            if each not in used:
                yield MissingFieldError(**self._at(place), field=f"{{{each}}}")

    def _at(self, place: tuple[str, ...]) -> dict[str, str | int]:
        return {"file": self._file, "line": self._lines.line(place), "sentence": ".".join(place)}


def _fields(sentence: str) -> list[str]:
    """Give the fields of a sentence, each once.

    Raises:
        ValueError: Braces are not in pairs, or a field is more than a name.
    """
    fields: dict[str, None] = {}
    for _, name, form, conversion in Formatter().parse(sentence):
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(name)
        fields[name] = None
    return list(fields)
