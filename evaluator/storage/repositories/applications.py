"""Applications with the bodies behind them, and the names that were confirmed."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete
from sqlmodel import col, select

from evaluator.domain.applicants import Applicants, Body, BodyKind, NameConfirmation, NameSuggestion
from evaluator.domain.applications import Application
from evaluator.domain.identifiers import ApplicationId, MunicipalityCode
from evaluator.domain.money import Cents
from evaluator.storage.column_types import moment_text
from evaluator.storage.connection import driver_of
from evaluator.storage.repositories import bulk
from evaluator.storage.search import SearchIndex
from evaluator.storage.tables import ApplicationRow, BodyRow, ConfirmationRow, SuggestionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection, Row


# Asking a member for its value is dear where there are tens of thousands.
_KINDS: Final = {kind: kind.value for kind in BodyKind}


_BODIES: Final = "SELECT application, name, kind, code, as_written FROM body ORDER BY application, position"
_APPLICATIONS: Final = (
    "SELECT id, number, title, applicants, lead_repeated, requested, received, source "
    "FROM application ORDER BY number, id"
)


class ApplicationRepository:
    """The applications in force, by id, and the index that finds them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = SearchIndex(connection)

    def all(self) -> tuple[Application, ...]:
        """Give them all, by number and then by id."""
        raw = driver_of(self._connection)  # tens of thousands of rows
        bodies: defaultdict[str, list[Body]] = defaultdict(list)
        for application, name, kind, code, written in raw.execute(_BODIES):
            bodies[application].append(_body(name, kind, code, written))
        suggestions: defaultdict[str, list[NameSuggestion]] = defaultdict(list)
        for each in self._connection.execute(select(SuggestionRow).order_by(*_in_order(SuggestionRow))):
            suggestions[each.application].append(_suggestion(each))
        return tuple(
            _to_domain(row, bodies[row[0]], suggestions.get(row[0], ())) for row in raw.execute(_APPLICATIONS)
        )

    def put(self, values: Iterable[Application]) -> None:
        """Store applications; of one with a known id everything is replaced."""
        applications = list(values)
        if not applications:
            return
        known = self._known()
        bulk.put_tuples(self._connection, ApplicationRow, (_row(each) for each in applications))
        ids = [{"id_": each.id} for each in applications if each.id in known]
        for table in (BodyRow, SuggestionRow) if ids else ():
            statement = delete(table).where(col(table.application) == bindparam("id_"))
            self._connection.execute(statement, ids)
        bodies = (row for each in applications for row in _body_rows(each))
        bulk.append_tuples(self._connection, BodyRow, bodies)
        suggestions = (row for each in applications for row in _suggestion_rows(each))
        bulk.append_tuples(self._connection, SuggestionRow, suggestions)
        self._index.put_applications(applications)

    def _known(self) -> set[str]:
        return set(self._connection.execute(select(ApplicationRow.id)).scalars())

    def find(self, text: str) -> tuple[ApplicationId, ...]:
        """Give the applications that have every word of a text, by number."""
        return self._index.find(text)

    def of_municipality(self, code: MunicipalityCode) -> tuple[ApplicationId, ...]:
        """Give the applications that a municipality leads or takes part in, by number."""
        taking_part = select(BodyRow.application).where(col(BodyRow.code) == code)
        rows = self._connection.execute(
            select(ApplicationRow.id)
            .where(col(ApplicationRow.id).in_(taking_part))
            .order_by(col(ApplicationRow.number), col(ApplicationRow.id))
        )
        return tuple(ApplicationId(row.id) for row in rows)


class ConfirmationRepository:
    """The names that were confirmed; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[NameConfirmation, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(ConfirmationRow).order_by(col(ConfirmationRow.sequence)))
        return tuple(
            NameConfirmation(as_written=row.as_written, code=MunicipalityCode(row.code), by=row.by, at=row.at)
            for row in rows
        )

    def add(self, values: Iterable[NameConfirmation]) -> None:
        """Append confirmations."""
        rows = [
            {"as_written": each.as_written, "code": each.code, "by": each.by, "at": each.at}
            for each in values
        ]
        bulk.append(self._connection, ConfirmationRow, rows)


def _in_order(table: type[SuggestionRow]) -> tuple[Any, Any]:
    return col(table.application), col(table.position)


def _to_domain(
    row: tuple[Any, ...], bodies: Sequence[Body], suggestions: Sequence[NameSuggestion]
) -> Application:
    identity, number, title, written, lead_repeated, requested, received, source = row
    return Application(
        id=ApplicationId(identity),
        number=number,
        title=title,
        applicants=Applicants(
            as_written=written,
            lead=bodies[0],
            partners=tuple(bodies[1:]),
            suggestions=tuple(suggestions),
            lead_repeated=bool(lead_repeated),
        ),
        requested=Cents(requested),
        received=None if received is None else datetime.fromisoformat(received),
        source=source,
    )


def _row(value: Application) -> tuple[Any, ...]:
    return (
        value.id,
        value.number,
        value.title,
        value.applicants.as_written,
        int(value.applicants.lead_repeated),
        value.requested,
        None if value.received is None else moment_text(value.received),
        value.source,
    )


@lru_cache(maxsize=4096)  # the same names stand in thousands of applications
def _body(name: str, kind: str, code: str | None, written: str) -> Body:
    return Body(
        name=name,
        kind=BodyKind(kind),
        code=None if code is None else MunicipalityCode(code),
        as_written=written,
    )


def _body_rows(value: Application) -> Iterator[tuple[Any, ...]]:
    for position, body in enumerate(value.applicants.bodies):
        yield value.id, position, body.name, _KINDS[body.kind], body.code, body.as_written


def _suggestion(row: Row[Any]) -> NameSuggestion:
    return NameSuggestion(as_written=row.as_written, suggested=row.suggested, code=MunicipalityCode(row.code))


def _suggestion_rows(value: Application) -> Iterator[tuple[Any, ...]]:
    for position, each in enumerate(value.applicants.suggestions):
        yield value.id, position, each.as_written, each.suggested, each.code
