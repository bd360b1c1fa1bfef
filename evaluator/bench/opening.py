"""How long until the rows of a large workspace are in sight, and what memory they take.

The time is told by the real window, run without a screen: from the moment at which the program
can open a workspace until the rows of its 10 000 applications are painted. The key comes
from a passphrase, whose stretching takes some 0.2 s of it; a keyring would spare that.
The memory is the largest of a process that goes on until the applications are compared
with each other and the evidence is there, against that of an empty main window of Qt.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.bench.demo import program as own_words
from evaluator.bench.first_paint import EMPTY_WINDOW
from evaluator.bench.import_applications import APPLICATIONS, CALL, made_up_table
from evaluator.bench.measure import Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.composition import Program

GOAL_SECONDS = 1.0
GOAL_MEGABYTES = 150.0
PASSPHRASE = "bench"  # noqa: S105 - guards a made-up round
_UNTIL = "EVALUATOR_SELF_TEST"
_RUNS = 5


@dataclass(frozen=True, slots=True)
class _Run:
    """What one process took at most, and what it said."""

    megabytes: float
    said: str


def measure(program: Program, scale: float) -> list[Result]:
    """Open the workspace; ``scale`` takes a share of the full size."""
    count = max(61, round(APPLICATIONS * scale))
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name:
        folder = Path(name)
        workspace = large_workspace(program, folder, count)
        surroundings = _surroundings(folder)
        runs = [
            (
                _run([*own_words(), "open", str(workspace)], {**surroundings, _UNTIL: "timed"}),
                _run([*own_words(), "open", str(workspace)], {**surroundings, _UNTIL: "settled"}),
                _run([sys.executable, "-c", EMPTY_WINDOW], surroundings),
            )
            for _ in range(_RUNS)
        ]
    return [
        Result(
            name="opening",
            ours=statistics.median(float(rows.said) for rows, _, _ in runs),
            reference=None,
            unit="s",
            goal=GOAL_SECONDS,
            n=_RUNS,
            size=f"{count}",
        ),
        Result(
            name="memory",
            ours=statistics.median(whole.megabytes - empty.megabytes for _, whole, empty in runs),
            reference=None,
            unit="MB",
            goal=GOAL_MEGABYTES,
            n=_RUNS,
            size=f"{count}",
        ),
    ]


def large_workspace(program: Program, folder: Path, count: int) -> Path:
    """Make a workspace of so many made-up applications, under ``PASSPHRASE``."""
    table = made_up_table(folder / "applications.csv", count)
    path = folder / "large.evaluator"
    secret = program.secret(passphrase=PASSPHRASE)
    opened = program.create_round(path, secret, program.calls.get(CALL), by="bench")
    program.import_table(opened, table, by="bench")
    opened.close()
    return path


def peak_megabytes(words: Sequence[str], surroundings: Mapping[str, str]) -> float:
    """Run a process and give its largest memory in megabytes."""
    return _run(words, surroundings).megabytes


def _surroundings(folder: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {
        **kept,
        "XDG_CONFIG_HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        _UNTIL: "open",
        "EVALUATOR_PASSPHRASE": PASSPHRASE,
    }


def _run(words: Sequence[str], surroundings: Mapping[str, str]) -> _Run:
    process = subprocess.Popen(  # noqa: S603 - our own program
        words, env=dict(surroundings), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    said = process.stdout.read() if process.stdout is not None else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return _Run(megabytes=used.ru_maxrss / 1024, said=said)
