"""The log's entries as rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.log import Field
from evaluator.ui.log.told import NOTHING, Told, changes_told, value_told
from evaluator.ui.log.words import deed_word, tr
from evaluator.ui.shared.finding import folded
from evaluator.ui.texts import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from evaluator.domain.log import LoggedEntry, LogValue
    from evaluator.ui.log.told import Naming


@dataclass(frozen=True, kw_only=True)
class LogRow:
    """One entry, ready to be painted, read out, found and sorted.

    Attributes:
        logged: The entry with what is left of its values.
        naming: Who and what its ids mean.
    """

    logged: LoggedEntry
    naming: Naming

    @property
    def key(self) -> int:
        """Its number."""
        return self.logged.entry.number

    @property
    def at(self) -> datetime:
        """When, aware UTC."""
        return self.logged.entry.at

    @property
    def deed(self) -> str:
        """What was done, by its stable name."""
        return self.logged.entry.deed

    @cached_property
    def day(self) -> date:
        """The day by Helsinki's clock."""
        return self.at.astimezone(HELSINKI).date()

    @cached_property
    def when(self) -> str:
        """The moment in words."""
        return moment(self.at)

    @cached_property
    def deed_word(self) -> str:
        """What was done, in words."""
        return deed_word(self.deed)

    def value(self, field: Field) -> LogValue:
        """Give a value; None where there was none or it was erased."""
        opening = self.logged.openings.get(field)
        return None if opening is None else opening.value

    @property
    def erased(self) -> int:
        """How many of the values were erased."""
        return len(Field) - len(self.logged.openings)

    @cached_property
    def by(self) -> str:
        """Who did it."""
        return self._said(Field.BY)

    @cached_property
    def about(self) -> str:
        """What it was about."""
        return self._said(Field.SUBJECT)

    @cached_property
    def changes(self) -> tuple[Told, ...]:
        """What changed, part by part."""
        return changes_told(self.value(Field.BEFORE), self.value(Field.AFTER), self.naming)

    @cached_property
    def summary(self) -> str:
        """What changed, in one line; the first parts come first."""
        parts = [each for each in self.changes if each.changed] or list(self.changes)
        told = []
        for each in parts:
            arrow = each.after if each.before == NOTHING else f"{each.before} → {each.after}"
            told.append(f"{each.name}: {arrow}" if each.name else arrow)
        return "; ".join(told).replace("\n", " ")

    @cached_property
    def applications(self) -> frozenset[int]:
        """The numbers of the applications that it is about, or that its lists won or lost."""
        numbers = self.naming.numbers
        found = {numbers[each] for each in (str(self.value(Field.SUBJECT)),) if each in numbers}
        before, after = (_ids(self.value(each)) for each in (Field.BEFORE, Field.AFTER))
        return frozenset(found | {numbers[each] for each in before ^ after if each in numbers})

    @cached_property
    def search(self) -> str:
        """Everything that can be found, folded."""
        leads = " ".join(self.naming.leads.get(str(self.value(Field.SUBJECT)), "").split())
        parts = (str(self.key), self.when, self.deed_word, self.deed, self.about, leads, self.by)
        return folded(" ".join((*parts, self.summary)))

    def _said(self, field: Field) -> str:
        if field not in self.logged.openings:
            return tr("erased")
        return value_told("", self.value(field), self.naming)


def _ids(value: LogValue) -> frozenset[str]:
    """Give the texts of a list, or of the list of applications that a value holds."""
    listed = value.get("applications") if isinstance(value, dict) else value
    return (
        frozenset(each for each in listed if isinstance(each, str))
        if isinstance(listed, list)
        else frozenset()
    )


def rows_of(entries: Iterable[LoggedEntry], naming: Naming) -> tuple[LogRow, ...]:
    """Give the entries as rows, the newest first, ready to be searched; any thread may do it."""
    rows = tuple(LogRow(logged=each, naming=naming) for each in entries)[::-1]
    for each in rows:
        each.search  # noqa: B018 - kept by the row
    return rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to.

    Attributes:
        deed: A deed's name, or empty for all.
        by: A person, or empty for all.
        application: A number, or None for all.
        since: The first day, or None for the log's own.
        until: The last day, or None for the log's own.
    """

    deed: str = ""
    by: str = ""
    application: int | None = None
    since: date | None = None
    until: date | None = None

    def predicate(self) -> Callable[[LogRow], bool] | None:
        """Give what lets a row through; None lets everything through."""
        if self == Wanted():
            return None
        return self._lets_through

    def _lets_through(self, row: LogRow) -> bool:
        return (
            (not self.deed or row.deed == self.deed)
            and (not self.by or row.by == self.by)
            and (self.application is None or self.application in row.applications)
            and (self.since is None or row.day >= self.since)
            and (self.until is None or row.day <= self.until)
        )
