"""Full text search inside the encrypted file, by SQLite's FTS5.

Each part of an application (its facts, the answers of its form) is a text of its own
in the index and is replaced by itself; an application is found when every word that
was typed begins a word of one of its parts. The index keeps words, not texts, and
forgets accents, so that ``jamsa`` finds ``Jämsä``. What is typed never reaches FTS5
as a query: each word is quoted.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from evaluator.domain.identifiers import ApplicationId
from evaluator.storage.connection import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection

    from evaluator.domain.applications import Application

INDEX: Final = (
    "CREATE VIRTUAL TABLE search_text USING fts5(text, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)
"""The index itself; ``search_part`` says which row of it belongs to what."""

INDEX_TABLES: Final = (
    "search_text",
    *(f"search_text_{each}" for each in ("data", "idx", "docsize", "config")),
)
"""The index as SQLite lists it: the virtual table and the tables that it keeps itself in."""

_MOST_WORDS: Final = 32
"""More are not looked at; nobody types them, and each costs a look at the index."""


class Part(StrEnum):
    """A text of an application that is indexed by itself."""

    FACTS = "facts"
    ANSWERS = "answers"


class SearchIndex:
    """The index of one workspace, in the transaction of its connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_applications(self, applications: Iterable[Application]) -> None:
        """Index number, title and applicants in place of what was indexed of them."""
        self.put(Part.FACTS, ((each.id, facts(each)) for each in applications))

    def put(self, part: Part, texts: Iterable[tuple[str, str]]) -> None:
        """Index texts, each with the id of its application, in place of the former."""
        given = dict(texts)
        raw = self._raw()
        known = self._numbers(raw, part, list(given))
        raw.executemany("DELETE FROM search_text WHERE rowid = ?", ((number,) for number in known.values()))
        first = 1 + (raw.execute("SELECT max(number) FROM search_part").fetchone()[0] or 0)
        new = [each for each in given if each not in known]
        fresh = {each: number for number, each in enumerate(new, start=first)}
        raw.executemany(
            "INSERT INTO search_part (number, application, part) VALUES (?, ?, ?)",
            ((number, each, part.value) for each, number in fresh.items()),
        )
        numbers = known | fresh
        raw.executemany(
            "INSERT INTO search_text (rowid, text) VALUES (?, ?)",
            ((numbers[each], _sound(text)) for each, text in given.items()),
        )

    def find(self, text: str) -> tuple[ApplicationId, ...]:
        """Give the applications that have every word, by number; all for an empty search."""
        words = _words(text)
        matching = " INTERSECT ".join(
            "SELECT application FROM search_part WHERE number IN"
            " (SELECT rowid FROM search_text WHERE search_text MATCH ?)"
            for _ in words
        )
        where = f" WHERE id IN ({matching})" if words else ""
        rows = self._raw().execute(f"SELECT id FROM application{where} ORDER BY number, id", words)  # noqa: S608
        return tuple(ApplicationId(row[0]) for row in rows)

    def forget(self, part: Part, applications: Iterable[ApplicationId]) -> None:
        """Forget the words of a part of applications, so that they are in the file no longer.

        FTS5 only marks a deleted row; its words leave the index when it is merged.
        """
        raw = self._raw()
        known = self._numbers(raw, part, list(applications))
        if not known:
            return
        numbers = [(number,) for number in known.values()]
        raw.executemany("DELETE FROM search_text WHERE rowid = ?", numbers)
        raw.executemany("DELETE FROM search_part WHERE number = ?", numbers)
        raw.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")

    def clear(self) -> None:
        """Forget every word."""
        raw = self._raw()
        raw.execute("DELETE FROM search_part")
        raw.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")

    def _numbers(self, raw: Any, part: Part, wanted: Sequence[str]) -> dict[str, int]:
        rows = raw.execute("SELECT application, number FROM search_part WHERE part = ?", (part.value,))
        asked = set(wanted)
        return {application: number for application, number in rows if application in asked}

    def _raw(self) -> Any:
        # Thousands of rows: the driver alone.
        return driver_of(self._connection)


def facts(application: Application) -> str:
    """Give the text under which an application is found whatever its form says."""
    names = (body.name for body in application.applicants.bodies)
    number, written = str(application.number), application.applicants.as_written
    return "\n".join((number, application.id, application.title, written, *names))


def _words(text: str) -> tuple[str, ...]:
    """Give what was typed as quoted prefixes; what has neither letter nor digit is no word."""
    words = (word for word in _sound(text).split() if any(each.isalnum() for each in word))
    quoted = dict.fromkeys('"' + word.replace('"', '""') + '"*' for word in words)
    return tuple(quoted)[:_MOST_WORDS]


def _sound(text: str) -> str:
    """Compose letters and drop what SQLite cannot take: zero bytes and halves of characters."""
    whole = text.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole).replace("\0", " ")
