"""Applications with the bodies behind them, and the names that were confirmed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete
from sqlmodel import col, select

from evaluator.domain.applicants import Applicants, Body, NameConfirmation, NameSuggestion
from evaluator.domain.applications import Application
from evaluator.domain.identifiers import ApplicationId, MunicipalityCode
from evaluator.domain.money import Cents
from evaluator.storage.repositories import bulk
from evaluator.storage.search import SearchIndex
from evaluator.storage.tables import ApplicationRow, BodyRow, ConfirmationRow, SuggestionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection, Row


class ApplicationRepository:
    """The applications in force, by id, and the index that finds them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = SearchIndex(connection)

    def all(self) -> tuple[Application, ...]:
        """Give them all, by number and then by id."""
        bodies: defaultdict[str, list[Body]] = defaultdict(list)
        for row in self._connection.execute(select(BodyRow).order_by(*_in_order(BodyRow))):
            bodies[row.application].append(_body(row))
        suggestions: defaultdict[str, list[NameSuggestion]] = defaultdict(list)
        for each in self._connection.execute(select(SuggestionRow).order_by(*_in_order(SuggestionRow))):
            suggestions[each.application].append(_suggestion(each))
        rows = self._connection.execute(
            select(ApplicationRow).order_by(col(ApplicationRow.number), col(ApplicationRow.id))
        )
        return tuple(_to_domain(row, bodies[row.id], suggestions.get(row.id, ())) for row in rows)

    def put(self, values: Iterable[Application]) -> None:
        """Store applications; of one with a known id everything is replaced."""
        applications = list(values)
        if not applications:
            return
        bulk.put(self._connection, ApplicationRow, [_to_row(each) for each in applications])
        ids = [{"id_": each.id} for each in applications]
        for table in (BodyRow, SuggestionRow):
            statement = delete(table).where(col(table.application) == bindparam("id_"))
            self._connection.execute(statement, ids)
        bulk.append(self._connection, BodyRow, [row for each in applications for row in _body_rows(each)])
        suggestions = [row for each in applications for row in _suggestion_rows(each)]
        bulk.append(self._connection, SuggestionRow, suggestions)
        self._index.put_applications(applications)

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


def _in_order(table: type[BodyRow | SuggestionRow]) -> tuple[Any, Any]:
    return col(table.application), col(table.position)


def _to_domain(row: Row[Any], bodies: Sequence[Body], suggestions: Sequence[NameSuggestion]) -> Application:
    return Application(
        id=ApplicationId(row.id),
        number=row.number,
        title=row.title,
        applicants=Applicants(
            as_written=row.applicants,
            lead=bodies[0],
            partners=tuple(bodies[1:]),
            suggestions=tuple(suggestions),
            lead_repeated=row.lead_repeated,
        ),
        requested=Cents(row.requested),
        received=row.received,
        source=row.source,
    )


def _to_row(value: Application) -> Mapping[str, Any]:
    return {
        "id": value.id,
        "number": value.number,
        "title": value.title,
        "applicants": value.applicants.as_written,
        "lead_repeated": value.applicants.lead_repeated,
        "requested": value.requested,
        "received": value.received,
        "source": value.source,
    }


def _body(row: Row[Any]) -> Body:
    return Body(
        name=row.name,
        kind=row.kind,
        code=None if row.code is None else MunicipalityCode(row.code),
        as_written=row.as_written,
    )


def _body_rows(value: Application) -> Iterable[Mapping[str, Any]]:
    for position, body in enumerate(value.applicants.bodies):
        yield {
            "application": value.id,
            "position": position,
            "name": body.name,
            "kind": body.kind,
            "code": body.code,
            "as_written": body.as_written,
        }


def _suggestion(row: Row[Any]) -> NameSuggestion:
    return NameSuggestion(as_written=row.as_written, suggested=row.suggested, code=MunicipalityCode(row.code))


def _suggestion_rows(value: Application) -> Iterable[Mapping[str, Any]]:
    for position, each in enumerate(value.applicants.suggestions):
        yield {
            "application": value.id,
            "position": position,
            "as_written": each.as_written,
            "suggested": each.suggested,
            "code": each.code,
        }
