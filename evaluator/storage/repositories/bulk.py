"""Many rows in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import dialect, insert

from evaluator.storage.connection import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection
    from sqlmodel import SQLModel

Values = Mapping[str, Any]

_quoted = dialect().identifier_preparer.quote


def append(connection: Connection, table: type[SQLModel], rows: Sequence[Values]) -> None:
    """Insert rows; six times faster than one object at a time."""
    if rows:
        connection.execute(insert(table), rows)


def append_tuples(connection: Connection, table: type[SQLModel], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows whose values are in the table's order and as SQLite takes them.

    For hundreds of thousands of rows: the driver alone, three times faster again.
    """
    driver_of(connection).executemany(_insert(table), rows)


def put_tuples(connection: Connection, table: type[SQLModel], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert as ``append_tuples``; a row with a known primary key takes the former's place."""
    columns = table.__table__.columns  # type: ignore[attr-defined]
    keys = ", ".join(_quoted(column.name) for column in columns if column.primary_key)
    others = ", ".join(
        f"{_quoted(column.name)} = excluded.{_quoted(column.name)}"
        for column in columns
        if not column.primary_key
    )
    driver_of(connection).executemany(f"{_insert(table)} ON CONFLICT ({keys}) DO UPDATE SET {others}", rows)


@cache
def _insert(table: type[SQLModel]) -> str:
    columns = table.__table__.columns  # type: ignore[attr-defined]
    names = ", ".join(_quoted(column.name) for column in columns)
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {_quoted(str(table.__tablename__))} ({names}) VALUES ({marks})"  # noqa: S608


def put(connection: Connection, table: type[SQLModel], rows: Sequence[Values]) -> None:
    """Insert rows; one with a known primary key takes the former's place.

    An update, not a replacement: a replaced row would take its children along.
    """
    if not rows:
        return
    statement = insert(table)
    own = {column.name for column in table.__table__.primary_key}  # type: ignore[attr-defined]
    others = {name: statement.excluded[name] for name in rows[0] if name not in own}
    connection.execute(statement.on_conflict_do_update(index_elements=sorted(own), set_=others), rows)
