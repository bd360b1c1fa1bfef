"""Raw data as a workbook: a sheet that explains every column, then a sheet for each table."""

from __future__ import annotations

from itertools import chain, count, islice
from typing import IO, TYPE_CHECKING, Final

from evaluator.decision.data.catalogue import left_out, meaning, shown
from evaluator.decision.data.columns import Kind
from evaluator.decision.data.withheld import withheld
from evaluator.decision.data.workbook import MOST_ROWS, MOST_UNITS, Cell, Layout, Style, Workbook, units
from evaluator.messages import formats

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.decision.data.catalogue import Shown
    from evaluator.decision.data.columns import Value
    from evaluator.decision.office.package import Properties
    from evaluator.domain.variants import Edition
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.whole_round import WholeRound

_WIDTHS: Final = {
    Kind.TEXT: 20,
    Kind.PROSE: 50,
    Kind.CODE: 18,
    Kind.INTEGER: 11,
    Kind.NUMBER: 12,
    Kind.AMOUNT: 17,
    Kind.SHARE: 12,
    Kind.BOOLEAN: 11,
    Kind.DAY: 12,
    Kind.MOMENT: 17,
}
_STYLES: Final = {
    Kind.AMOUNT: Style.AMOUNT,
    Kind.DAY: Style.DAY,
    Kind.MOMENT: Style.MOMENT,
    Kind.SHARE: Style.SHARE,
    Kind.NUMBER: Style.NUMBER,
}
_PART: Final = 16_000
"""Characters of a part of a long text: half of what a cell holds, were each of them two units."""

_LONG_WIDTHS: Final = (20, 20, 10, 8, 90)
_EXPLAINED_WIDTHS: Final = (26, 30, 26, 16, 100)


class RawWorkbook:
    """Writes one round's raw data."""

    def __init__(self, whole: WholeRound, catalogue: Catalogue, edition: Edition) -> None:
        self._whole = whole
        self._catalogue = catalogue
        self._edition = edition
        self._withheld = withheld(whole.outcome.contents.round.call, edition)
        self._long: list[tuple[Cell, ...]] = []

    def write(self, stream: IO[bytes], properties: Properties) -> dict[str, int]:
        """Write the workbook and give each table with the number of its rows."""
        book = Workbook(stream, properties, self._catalogue.language)
        listed = shown(self._withheld)
        self._explain(book, listed, properties)
        counts = {each.table.name: self._table(book, each) for each in listed}
        if self._long:
            self._long_texts(book)
        book.close()
        return counts

    def _say(self, key: str, **facts: object) -> str:
        return self._catalogue.say(f"export.{key}", **facts)

    def _name(self, table: str) -> str:
        return self._say(f"tables.{table}.sheet")

    def _table(self, book: Workbook, each: Shown) -> int:
        """Write a table, on as many sheets as it needs."""
        titles = [Cell(self._say(f"columns.{one.name}.title"), Style.HEADER) for one in each.columns]
        widths = tuple(_WIDTHS[one.kind] for one in each.columns)
        styles = [_STYLES.get(one.kind, Style.TEXT) for one in each.columns]
        rows, written = each.rows(self._whole), 0
        for sheet in count(1):
            part = list(islice(rows, 1))
            if sheet > 1 and not part:
                return written
            name = self._name(each.table.name) + (f" ({sheet})" if sheet > 1 else "")
            tally = [0]
            body = self._cells(chain(part, islice(rows, MOST_ROWS - 2)), each, (name, written), styles, tally)
            book.sheet(Layout(name=name, widths=widths), chain([titles], body))
            written += tally[0]
        return written  # pragma: no cover - the loop returns

    def _cells(
        self,
        rows: Iterator[tuple[Value, ...]],
        each: Shown,
        place: tuple[str, int],
        styles: Sequence[Style],
        tally: list[int],
    ) -> Iterator[list[Cell]]:
        name, _ = place
        for row in rows:
            tally[0] += 1
            cells = [Cell(value, style) for value, style in zip(row, styles, strict=True)]
            for at, value in enumerate(row):
                if isinstance(value, str) and len(value) * 2 > MOST_UNITS and units(value) > MOST_UNITS:
                    title = self._say(f"columns.{each.columns[at].name}.title")
                    cells[at] = self._shortened(value, name, title, tally[0] + 1)
            yield cells

    def _shortened(self, text: str, sheet: str, column: str, row: int) -> Cell:
        """Put a text that no cell holds on a sheet of its own, whole; give its beginning."""
        for number, start in enumerate(range(0, len(text), _PART), start=1):
            part = text[start : start + _PART]
            self._long.append((Cell(sheet), Cell(column), Cell(row), Cell(number), Cell(part)))
        return Cell(f"{text[:_PART]} {self._say('long.continues', sheet=self._say('long.sheet'))}")

    def _long_texts(self, book: Workbook) -> None:
        header = [
            Cell(self._say(f"long.{each}"), Style.HEADER) for each in ("on", "column", "row", "part", "text")
        ]
        book.sheet(Layout(name=self._say("long.sheet"), widths=_LONG_WIDTHS), chain([header], self._long))

    def _explain(self, book: Workbook, listed: Sequence[Shown], properties: Properties) -> None:
        """Write the first sheet: what the file is, then every column, then what is left out."""
        notes = self._notes(properties)
        rows = [[Cell(properties.title, Style.TITLE)], *([Cell(each)] for each in notes)]
        header = len(rows) + 1
        titles = ("sheet", "column", "id", "type", "meaning")
        rows.append([Cell(self._say(f"explain.{each}"), Style.HEADER) for each in titles])
        links: list[tuple[str, str]] = []
        for each in listed:
            name = self._name(each.table.name)
            links.append((f"A{len(rows) + 1}", name))
            rows.append(
                [
                    Cell(name, Style.LINK),
                    Cell(None),
                    Cell(each.table.name, Style.STRONG),
                    Cell(None),
                    Cell(self._say(f"tables.{each.table.name}.means"), Style.WRAPPED),
                ]
            )
            rows += [
                [
                    Cell(name),
                    Cell(self._say(f"columns.{one.name}.title")),
                    Cell(one.name),
                    Cell(self._say(f"kinds.{one.kind.value}")),
                    Cell(meaning(one, self._catalogue), Style.WRAPPED),
                ]
                for one in each.columns
            ]
        rows += self._left_out()
        layout = Layout(name=self._say("explain.name"), widths=_EXPLAINED_WIDTHS, header=header, links=links)
        book.sheet(layout, rows)

    def _notes(self, properties: Properties) -> list[str]:
        language = self._catalogue.language
        day = formats.day(properties.day, language)
        variant, party = self._edition.variant, self._withheld.party
        numbers = [each.number for each in self._whole.outcome.contents.applications if each.id == party]
        version = f"{variant.value}_of" if numbers else variant.value
        notes = [self._say(f"explain.{version}", day=day, number=numbers[0] if numbers else "")]
        if self._whole.outcome.contents.round.made_up:
            notes.append(self._say("explain.made_up"))
        return [*notes, self._say("explain.times")]

    def _left_out(self) -> list[list[Cell]]:
        """Name everything that the copy does without, and why."""
        rows: list[list[Cell]] = []
        for each in left_out(self._withheld):
            table, column = each.table, each.column
            why = Cell(self._withheld.why(each.ground, self._catalogue), Style.WRAPPED)
            kind = Cell(self._say("explain.left_out_of_others" if each.of_others else "explain.left_out"))
            title = Cell(None if column is None else self._say(f"columns.{column.name}.title"))
            rows.append([Cell(self._name(table.name)), title, Cell((column or table).name), kind, why])
        return rows
