"""All tables of raw data in their order, and what a copy shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.data import of_applications, of_outcome, of_reviews
from evaluator.decision.data.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.data.columns import Column, Table, Value
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.whole_round import WholeRound

TABLES = (
    *of_outcome.TABLES_BEFORE,
    *of_applications.TABLES,
    *of_reviews.TABLES,
    *of_outcome.TABLES_AFTER,
)
"""In the order of the work: the round, applications, reviewing, the outcome, the log."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as a copy shows it.

    Attributes:
        table: The table.
        columns: Those that the copy has.
        places: Their places in the table's rows.
    """

    table: Table
    columns: tuple[Column, ...]
    places: tuple[int, ...]

    def rows(self, whole: WholeRound) -> Iterator[tuple[Value, ...]]:
        """Give the rows without what is left out."""
        if len(self.places) == len(self.table.columns):
            yield from self.table.rows(whole)
            return
        for row in self.table.rows(whole):
            yield tuple(row[place] for place in self.places)


def shown(*, public: bool) -> tuple[Shown, ...]:
    """Give the tables of a copy; a public one has nothing that names a reason to leave it out."""
    found = []
    for table in TABLES:
        if public and table.left_out is not None:
            continue
        places = tuple(at for at, each in enumerate(table.columns) if not (public and each.left_out))
        found.append(Shown(table, tuple(table.columns[at] for at in places), places))
    return tuple(found)


def meaning(column: Column, catalogue: Catalogue) -> str:
    """Say what a column holds, with the meaning of each code."""
    text = catalogue.say(f"export.columns.{column.name}.means")
    if column.kind is not Kind.CODE:
        return text
    words = catalogue.table(f"export.values.{column.values}")
    return f"{text} {'; '.join(f'{code} = {word}' for code, word in words.items())}."
