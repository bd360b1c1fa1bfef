"""How long the import of a large table takes, against reading it and inserting the same rows bare.

The reference reads and parses the same file with nothing but the ``csv`` module and puts
all the rows that an import makes (applications, bodies, the search index, the log) into
the same kind of encrypted file by ``executemany``, in one transaction.
"""

from __future__ import annotations

import csv
import random
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluator.bench.measure import Result, in_turn, seconds
from evaluator.keys.secrets import RawSecret
from evaluator.resources import resource
from evaluator.storage.connection import connect
from evaluator.storage.search import facts
from evaluator.storage.tables import metadata

if TYPE_CHECKING:
    from evaluator.composition import Program
    from evaluator.services.ports import Workspace

APPLICATIONS = 10_000
GOAL_RATIO = 3.0
CALL = "2020-joint-projects"
KEY = bytes(range(32))
_RUNS = 5
_TABLES = ("application", "body", "suggestion", "search_part", "log_entry", "log_value", "import_mapping")

Rows = dict[str, list[tuple[Any, ...]]]


def measure(program: Program, scale: float) -> Result:
    """Import the table; ``scale`` takes a share of the full size."""
    count = max(61, round(APPLICATIONS * scale))
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name:
        folder = Path(name)
        table = made_up_table(folder / "applications.csv", count)
        rows = _rows_of_an_import(program, folder, table)
        ours, reference = in_turn(
            lambda: _import(program, new_round(program, folder), table),
            lambda: _insert(program, folder, table, rows),
            _RUNS,
        )
    return Result(
        name="import",
        ours=ours,
        reference=reference,
        unit="s",
        goal=GOAL_RATIO,
        n=_RUNS,
        size=f"{count}",
    )


def made_up_table(path: Path, count: int) -> Path:
    """Write a table of applications whose applicants and titles are the annex's, in other combinations."""
    with resource("rounds", "2020", "applications.csv").open(encoding="utf-8", newline="") as file:
        header, *known = csv.reader(file)
    draw = random.Random(1)  # noqa: S311 - guards nothing
    columns = list(zip(*known, strict=True))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for number in range(1, count + 1):
            _, applicants, title, requested = (draw.choice(column) for column in columns)
            writer.writerow([number, applicants, f"{title} {number}", requested])
    return path


def new_round(program: Program, folder: Path) -> Workspace:
    """Make an empty round under a random name."""
    path = folder / f"{secrets.token_hex(6)}.evaluator"
    return program.create_round(path, RawSecret(KEY), program.calls.get(CALL), by="bench")


def _import(program: Program, workspace: Workspace, table: Path) -> float:
    try:
        return seconds(lambda: program.import_table(workspace, table, by="bench"))
    finally:
        workspace.close()


def _rows_of_an_import(program: Program, folder: Path, table: Path) -> Rows:
    workspace = new_round(program, folder)
    program.import_table(workspace, table, by="bench")
    with workspace.read() as unit:
        texts = [(number, facts(each)) for number, each in enumerate(unit.applications(), start=1)]
    workspace.close()
    raw = connect(workspace.path, KEY)
    rows: Rows = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in _TABLES}  # noqa: S608
    raw.close()
    # The first entry of the log is there before anything is imported.
    rows["log_entry"] = [row for row in rows["log_entry"] if row[0] > 1]
    rows["log_value"] = [row for row in rows["log_value"] if row[0] > 1]
    return {**rows, "search_text": texts}


def _insert(program: Program, folder: Path, table: Path, rows: Rows) -> float:
    workspace = new_round(program, folder)
    workspace.close()
    raw = connect(workspace.path, KEY)
    raw.execute("PRAGMA journal_mode = WAL")

    def deed() -> None:
        with table.open(encoding="utf-8", newline="") as file:
            list(csv.reader(file))
        raw.execute("BEGIN IMMEDIATE")
        for name, values in rows.items():
            raw.executemany(_statement(name), values)
        raw.execute("COMMIT")

    try:
        return seconds(deed)
    finally:
        raw.close()


def _statement(table: str) -> str:
    if table == "search_text":
        return "INSERT INTO search_text (rowid, text) VALUES (?, ?)"
    marks = ", ".join("?" for _ in metadata.tables[table].columns)
    return f'INSERT INTO "{table}" VALUES ({marks})'  # noqa: S608
