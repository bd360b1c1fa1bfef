"""Raw data as files of values separated by semicolons, with a description that programs read.

UTF-8 with a byte order mark, semicolons and decimal commas: what a Finnish or Swedish spreadsheet
opens without a question. The description follows the Tabular Data Package (Frictionless Data).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, Final

from evaluator.decision.data.catalogue import left_out, meaning, shown
from evaluator.decision.data.columns import Kind, rounded
from evaluator.decision.data.withheld import withheld
from evaluator.domain.helsinki import HELSINKI

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.decision.data.catalogue import Shown
    from evaluator.decision.data.columns import Column, Value
    from evaluator.decision.office.package import Properties
    from evaluator.domain.variants import Edition
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.whole_round import WholeRound

DESCRIPTION: Final = "datapackage.json"
_GUARDED: Final = re.compile("['=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ROWS_AT_ONCE: Final = 2_000
_DECIMAL: Final[dict[str, Any]] = {"type": "number", "decimalChar": ","}
_TYPES: Final[dict[Kind, dict[str, Any]]] = {
    Kind.TEXT: {"type": "string"},
    Kind.PROSE: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: _DECIMAL,
    Kind.AMOUNT: _DECIMAL,
    Kind.SHARE: _DECIMAL,
    Kind.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Kind.DAY: {"type": "date"},
    Kind.MOMENT: {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"},
}


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    A text that begins with an apostrophe gets one, too: whoever reads takes one away.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe of ``guarded`` away."""
    return text.removeprefix("'")


class SeparatedValues:
    """Writes one round's raw data."""

    def __init__(self, whole: WholeRound, catalogue: Catalogue, edition: Edition) -> None:
        self._whole = whole
        self._catalogue = catalogue
        self._edition = edition
        self._withheld = withheld(whole.outcome.contents.round.call, edition)

    def write(self, new: Callable[[str], IO[bytes]], properties: Properties) -> dict[str, int]:
        """Write a file for each table and the description; give each table with its rows.

        Args:
            new: Gives a stream for the file of a name.
            properties: What the description says of the whole.
        """
        counts: dict[str, int] = {}
        resources: list[dict[str, Any]] = []
        for each in shown(self._withheld):
            name = f"{each.table.name}.csv"
            digest, size, rows = self._table(new(name), each)
            counts[each.table.name] = rows
            resources.append(self._resource(each, name, digest, size))
        new(DESCRIPTION).write(self._description(resources, properties))
        return counts

    def _table(self, stream: IO[bytes], each: Shown) -> tuple[str, int, int]:
        digest, size, rows = hashlib.sha256(), 0, 0
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
        writer.writerow([one.name for one in each.columns])
        kinds = [one.kind for one in each.columns]

        def flush(mark: bytes = b"") -> int:
            content = mark + buffer.getvalue().encode("utf-8", errors="replace")
            digest.update(content)
            stream.write(content)
            buffer.seek(0)
            buffer.truncate()
            return len(content)

        size += flush("\ufeff".encode())
        for rows, row in enumerate(each.rows(self._whole), start=1):
            writer.writerow([_written(value, kind) for value, kind in zip(row, kinds, strict=True)])
            if rows % _ROWS_AT_ONCE == 0:
                size += flush()
        size += flush()
        return digest.hexdigest(), size, rows

    def _resource(self, each: Shown, path: str, digest: str, size: int) -> dict[str, Any]:
        name = each.table.name
        return {
            "name": name.replace("_", "-"),
            "path": path,
            "title": self._catalogue.say(f"export.tables.{name}.sheet"),
            "description": self._catalogue.say(f"export.tables.{name}.means"),
            "profile": "tabular-data-resource",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "bytes": size,
            "hash": f"sha256:{digest}",
            "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
            "schema": {"fields": [self._field(one) for one in each.columns], "missingValues": [""]},
        }

    def _field(self, column: Column) -> dict[str, Any]:
        field: dict[str, Any] = {
            "name": column.name,
            "title": self._catalogue.say(f"export.columns.{column.name}.title"),
            "description": meaning(column, self._catalogue),
            **_TYPES[column.kind],
        }
        if column.kind is Kind.AMOUNT:
            field["currency"] = "EUR"
        if column.kind is Kind.CODE:
            field["constraints"] = {"enum": list(self._catalogue.table(f"export.values.{column.values}"))}
        return field

    def _description(self, resources: list[dict[str, Any]], properties: Properties) -> bytes:
        now, say = self._whole.outcome.contents.round, self._catalogue.say
        without = [
            {
                "table": each.table.name,
                "column": None if each.column is None else each.column.name,
                "of": "other-applications" if each.of_others else "all",
                "ground": self._withheld.why(each.ground, self._catalogue),
            }
            for each in left_out(self._withheld)
        ]
        content = {
            "profile": "tabular-data-package",
            "name": f"{now.call.id}-raw-data".lower(),
            "title": properties.title,
            "description": f"{properties.subject} {say('export.separated.guard')}",
            "created": properties.moment,
            "language": properties.language,
            "variant": self._edition.variant.value,
            "application": self._withheld.party,
            "made_up": now.made_up,
            "left_out": without,
            "resources": resources,
        }
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _written(value: Value, kind: Kind) -> str:
    """Write a cell as the description says."""
    match value:
        case None:
            text = ""
        case str():
            text = guarded(value)
        case bool():
            text = "true" if value else "false"
        case datetime():
            text = value.astimezone(HELSINKI).isoformat(timespec="seconds")
        case date():
            text = value.isoformat()
        case int() if kind is Kind.AMOUNT:
            whole, rest = divmod(abs(value), 100)
            text = f"{'-' if value < 0 else ''}{whole},{rest:02d}"
        case _:
            text = f"{rounded(value):f}".replace(".", ",")
    return text
