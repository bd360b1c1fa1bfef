"""All tables of raw data in their order, and what a copy shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.data import of_applications, of_outcome, of_reviews
from evaluator.decision.data.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.data.columns import Column, Ground, Table, Value
    from evaluator.decision.data.withheld import Withheld
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.whole_round import WholeRound

TABLES = (
    *of_outcome.TABLES_BEFORE,
    *of_applications.TABLES,
    *of_reviews.TABLES,
    *of_outcome.TABLES_AFTER,
)
"""In the order of the work: the round, applications, reviewing, the outcome, the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as a copy shows it.

    Attributes:
        table: The table.
        columns: Those that the copy has.
        places: Their places in the table's rows.
        party: The application whose rows and cells are whole.
        own_rows: Whether the copy has the rows of that application alone.
        own_cells: Places of columns that are empty in the rows of other applications.
    """

    table: Table
    columns: tuple[Column, ...]
    places: tuple[int, ...]
    party: ApplicationId | None = None
    own_rows: bool = False
    own_cells: frozenset[int] = frozenset()

    def rows(self, whole: WholeRound) -> Iterator[tuple[Value, ...]]:
        """Give the rows without what is left out."""
        if len(self.places) == len(self.table.columns) and not (self.own_rows or self.own_cells):
            yield from self.table.rows(whole)
            return
        about = self.table.about
        for row in self.table.rows(whole):
            own = about is not None and row[about] == self.party
            if self.own_rows and not own:
                continue
            yield tuple(row[at] if own or at not in self.own_cells else None for at in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A table or a column that a copy does without.

    Attributes:
        table: The table.
        column: One of its columns; None means the whole table.
        ground: Why.
        of_others: Only what is about other applications than the party's is left out.
    """

    table: Table
    column: Column | None
    ground: Ground
    of_others: bool


def left_out(kept_back: Withheld) -> Iterator[LeftOut]:
    """Give everything that a copy does without, with its ground."""
    for table in TABLES:
        if (ground := table.left_out) is not None and _left_out(ground, kept_back):
            others = ground in kept_back.of_others and table.about is not None
            yield LeftOut(table=table, column=None, ground=ground, of_others=others)
            if not others:
                continue
        for one in table.columns:
            if one.left_out is not None and _left_out(one.left_out, kept_back):
                others = one.left_out in kept_back.of_others and table.about is not None
                yield LeftOut(table=table, column=one, ground=one.left_out, of_others=others)


def _left_out(ground: Ground, kept_back: Withheld) -> bool:
    return ground in kept_back.everywhere or ground in kept_back.of_others


def shown(kept_back: Withheld) -> tuple[Shown, ...]:
    """Give the tables of a copy without what is kept back."""
    found = []
    for table in TABLES:
        # What is about no application cannot be the party's own.
        everywhere = kept_back.everywhere if table.about is not None else _everything(kept_back)
        others = kept_back.of_others - everywhere
        if table.left_out in everywhere:
            continue
        places = tuple(at for at, each in enumerate(table.columns) if each.left_out not in everywhere)
        found.append(
            Shown(
                table=table,
                columns=tuple(table.columns[at] for at in places),
                places=places,
                party=kept_back.party,
                own_rows=table.left_out in others,
                own_cells=frozenset(at for at in places if table.columns[at].left_out in others),
            )
        )
    return tuple(found)


def _everything(kept_back: Withheld) -> frozenset[Ground]:
    return kept_back.everywhere | kept_back.of_others


def meaning(column: Column, catalogue: Catalogue) -> str:
    """Say what a column holds, with the meaning of each code."""
    text = catalogue.say(f"export.columns.{column.name}.means")
    if column.kind is not Kind.CODE:
        return text
    words = catalogue.table(f"export.values.{column.values}")
    return f"{text} {'; '.join(f'{code} = {word}' for code, word in words.items())}."
