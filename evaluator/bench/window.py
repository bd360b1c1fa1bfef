"""How long the window keeps somebody waiting over a workspace of 10 000 scored applications.

Processes of their own show the real window on an X server that the bench starts for itself,
wait until nothing is left to work out, and then do what a person does: scroll, step, filter
and search in the lists, write a reason and a sentence, go from place to place. Of each deed the
longest turn of the event loop is taken (``window_turns``); of a run's turns the 99th percentile,
of the runs the median. Each row of turns is followed by its twin of processor time, ``-cpu``:
a shared machine takes from the first, not from the second.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.bench.first_paint import EMPTY_WINDOW, x_server
from evaluator.bench.import_applications import APPLICATIONS
from evaluator.bench.measure import Result
from evaluator.bench.opening import GOAL_MEGABYTES, large_workspace, peak_megabytes
from evaluator.bench.window_rounds import reviewer_workspace, scored_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.composition import Program

    Taken = dict[str, list[tuple[float, float]]]

GOAL_FRAME_MS: Final = 16.0
GOAL_SWITCH_MS: Final = 100.0
_RUNS: Final = 5
_LONGEST_SECONDS: Final = 900
_CHILD: Final = (
    "import sys; from evaluator.bench import window_deeds as d; getattr(d, sys.argv[1])(*sys.argv[2:])"
)


def measure(program: Program, scale: float) -> list[Result]:
    """Measure; ``scale`` takes a share of the applications."""
    count = max(61, round(APPLICATIONS * scale))
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name, x_server() as surroundings:
        folder = Path(name)
        scored = scored_workspace(program, folder, count)
        own = reviewer_workspace(program, folder)
        taken = [_child(surroundings, "frames", scored, own, folder) for _ in range(_RUNS)]
        gone = [_child(surroundings, "switches", scored, folder) for _ in range(_RUNS)]
        memory = _memory(program, folder / "unscored", surroundings, count)
    rows = [row for deed in taken[0] for row in _rows_of_deed(deed, [run[deed] for run in taken], count)]
    for visit, kind in (("first", "window-switch-first"), ("again", "window-switch")):
        rows += _rows_of_switch(visit, kind, gone, count)
    return [*rows, memory]


def _child(surroundings: Mapping[str, str], what: str, *words: Path) -> Taken:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _CHILD, what, *map(str, words)],
        env=dict(surroundings),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_LONGEST_SECONDS,
    )
    taken: Taken = json.loads(done.stdout)
    return taken


def _rows_of_deed(deed: str, runs: list[list[tuple[float, float]]], count: int) -> list[Result]:
    wall, processor = (
        statistics.median(_percentile([turn[at] for turn in run]) for run in runs) for at in (0, 1)
    )
    size = f"{count}; {len(runs[0])} turns"
    return _twins(f"window-{deed}", wall, processor, GOAL_FRAME_MS, size)


def _rows_of_switch(visit: str, kind: str, runs: list[Taken], count: int) -> list[Result]:
    """Take the place that is gone to most slowly."""
    places = {name: [run[name][0] for run in runs] for name in runs[0] if name.startswith(visit)}
    walls = {name: statistics.median(wall for wall, _ in taken) for name, taken in places.items()}
    slowest = max(walls, key=lambda name: walls[name])
    processor = statistics.median(each for _, each in places[slowest])
    size = f"{count}; {slowest.removeprefix(visit).strip()} of {len(places)}"
    return _twins(kind, walls[slowest], processor, GOAL_SWITCH_MS, size)


def _twins(name: str, wall: float, processor: float, goal: float, size: str) -> list[Result]:
    return [
        Result(name=each, ours=ours, reference=None, unit="ms", goal=goal, n=_RUNS, size=size)
        for each, ours in ((name, wall), (f"{name}-cpu", processor))
    ]


def _memory(program: Program, folder: Path, surroundings: Mapping[str, str], count: int) -> Result:
    """Measure the memory of a visit to every place, against that of an empty window."""
    folder.mkdir()
    large = large_workspace(program, folder, count)
    words = [sys.executable, "-c", _CHILD, "memory", str(large), str(folder)]
    empty = [sys.executable, "-c", EMPTY_WINDOW]
    more = [peak_megabytes(words, surroundings) - peak_megabytes(empty, surroundings) for _ in range(_RUNS)]
    return Result(
        name="window-memory",
        ours=statistics.median(more),
        reference=None,
        unit="MB",
        goal=GOAL_MEGABYTES,
        n=_RUNS,
        size=f"{count}; every place visited",
    )


def _percentile(turns: list[float]) -> float:
    """Give the 99th percentile: the least value that 99 of 100 turns do not pass."""
    return sorted(turns)[-1 - len(turns) // 100]
