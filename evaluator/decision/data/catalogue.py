"""All tables of raw data in their order, and what a copy shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.data import of_applications, of_outcome, of_reviews
from evaluator.decision.data.columns import Ground, Kind
from evaluator.domain.variants import OutsideVariant, Part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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


def grounds_of(whole: WholeRound, *, public: bool) -> frozenset[Ground]:
    """Give the grounds on which a copy leaves something out, as the round's call has it for its papers."""
    if not public:
        return frozenset()
    call = whole.outcome.contents.round.call
    parts = {each.part for each in call.omissions if each.variant is OutsideVariant.PUBLIC}
    return frozenset(Ground) - (frozenset() if Part.REVIEW_SCORES in parts else {Ground.SCORES})


def left_out(grounds: Collection[Ground]) -> Iterator[tuple[Table, Column | None, Ground]]:
    """Give every table and column that a copy does without, with its ground."""
    for table in TABLES:
        if table.left_out is not None and table.left_out in grounds:
            yield table, None, table.left_out
            continue
        for one in table.columns:
            if one.left_out is not None and one.left_out in grounds:
                yield table, one, one.left_out


def shown(grounds: Collection[Ground]) -> tuple[Shown, ...]:
    """Give the tables of a copy that leaves out what is withheld on some grounds."""
    found = []
    for table in TABLES:
        if table.left_out in grounds:
            continue
        places = tuple(at for at, each in enumerate(table.columns) if each.left_out not in grounds)
        found.append(Shown(table, tuple(table.columns[at] for at in places), places))
    return tuple(found)


def meaning(column: Column, catalogue: Catalogue) -> str:
    """Say what a column holds, with the meaning of each code."""
    text = catalogue.say(f"export.columns.{column.name}.means")
    if column.kind is not Kind.CODE:
        return text
    words = catalogue.table(f"export.values.{column.values}")
    return f"{text} {'; '.join(f'{code} = {word}' for code, word in words.items())}."
