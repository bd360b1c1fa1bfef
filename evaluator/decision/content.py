"""What a paper says, as blocks: no fonts, no points, no pages.

A paper is built once as a ``Document``; the PDF is one way to show it. Every sum,
count and name that a paper states is a ``Fact`` on the run that prints it, so that
papers can be checked against each other before any of them exists.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from evaluator.domain.language import Language

_ADDRESS = re.compile(
    r"(?<![\w.@/-])"
    r"(?:https?://[^\s<>()]+|[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}|"
    r"(?:[a-z\d-]+\.){2,}(?:fi|eu|org|com|net)(?:/[^\s<>()]*)?)"
    r"(?<![.,;:])(?![\w-])"
)
"""An address with its scheme, of mail, or of a page by its host: "Suomi.fi" is a name and none."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def clean(text: str) -> str:
    """Give a text from outside as one line of composed characters.

    White space becomes one space and break hints that nobody sees (soft hyphen,
    zero-width space) go; no visible character is changed. No-break spaces stay.
    """
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return re.sub(r"[ \t\r\n\f\v\u0085\u2028\u2029]+", " ", composed).strip(" ")


class PaperKind(StrEnum):
    """The papers of a round, and the letters that go out before it is decided."""

    MEMO = "memo"
    DECISION = "decision"
    ANNEX = "annex"
    EXTRACT = "extract"
    SUMMARY = "summary"
    MINUTES = "minutes"
    APPEAL = "appeal"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a paper states that other papers may state too.

    Attributes:
        key: What it is about ("granted.total", "application.2020-002.title").
        value: Cents or a count as an integer, a name as text.
    """

    key: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind inside a line of text.

    Attributes:
        text: What is read; a line feed begins a new line.
        bold: Stressed.
        language: Set where it differs from the paper's.
        link: Address that it leads to.
        fact: What it states.
    """

    text: str
    bold: bool = False
    language: Language | None = None
    link: str = ""
    fact: Fact | None = None


Inline = tuple[Run, ...]


def plain(text: str) -> Inline:
    """Make an inline of one plain run; an empty text has none."""
    return (Run(text),) if text else ()


def linked(text: str) -> Inline:
    """Make an inline in which the addresses of pages and mail lead where they say."""
    runs: list[Run] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = found.group()
        kind = "" if "://" in address else "mailto:" if "@" in address else "https://"
        runs += [*plain(text[end : found.start()]), Run(address, link=kind + address)]
        end = found.end()
    return (*runs, *plain(text[end:]))


def bold(text: str) -> Inline:
    """Make an inline of one stressed run."""
    return (Run(text, bold=True),)


def text_of(inline: Inline) -> str:
    """Give what an inline reads, without its kinds."""
    return "".join(run.text for run in inline)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title and stands once."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of the paper's parts, for a long paper; where pages are known, with their pages.

    Attributes:
        title: What it is called.
        parts: Texts of headings of this paper, in their order.
    """

    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph that must not be missed, set apart from the rest."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order says nothing."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list numbered 1., 2. …; an item is one or more paragraphs."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names with their values, each pair once."""

    caption: str
    pairs: tuple[tuple[str, Inline], ...]


class ColumnKind(StrEnum):
    """What a column holds; figures are aligned and never broken."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its header.
        kind: What it holds.
        share: How much room a text column wants beside the others.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    share: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one inline for each column."""

    cells: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class DividerRow:
    """A row with one text across the table, such as the funding line."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        caption: What it shows.
        columns: From left to right.
        rows: From top to bottom.
        row_header: Index of the column that names the row.
        footer: Totals.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row | DividerRow, ...]
    row_header: int = 0
    footer: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, by title only."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a figure.

    Attributes:
        label: What it stands for.
        value: Its length, 0 or more, in the figure's own unit.
        text: The same as the reader reads it, beside the bar.
    """

    label: str
    value: int
    text: Inline


@dataclass(frozen=True, slots=True)
class Figure:
    """Horizontal bars from a common zero; a table beside it always holds the same figures.

    Attributes:
        caption: What it shows.
        alternative: What whoever does not see it hears instead; names where the figures
            stand as a table.
        bars: From top to bottom.
    """

    caption: str
    alternative: str
    bars: tuple[Bar, ...]


Block = (
    Heading
    | Contents
    | Paragraph
    | Notice
    | BulletList
    | NumberedList
    | KeyValues
    | Table
    | Signatures
    | Figure
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole paper.

    Attributes:
        kind: Which paper.
        language: Its main language.
        title: The paper's title, also the first heading.
        name: What the paper is called in running headers ("Arviointimuistio").
        subject: One sentence for the file's properties.
        authority: Who gives it out.
        day: The date it bears.
        status: "LUONNOS", on every page.
        warning: A line for every page about made-up content, or empty.
        blocks: What it says, in reading order.
        about: Id of the application that the whole paper is about, or empty.
    """

    kind: PaperKind
    language: Language
    title: str
    name: str
    subject: str
    authority: str
    day: date
    status: str
    warning: str
    blocks: tuple[Block, ...]
    about: str = ""
