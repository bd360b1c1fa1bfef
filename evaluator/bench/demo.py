"""How long the demonstration takes from end to end, the start of Python included."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile

from evaluator.bench.measure import Result, seconds

GOAL_SECONDS = 6.0
_RUNS = 5


def measure() -> Result:
    """Run ``evaluator demo`` as a process of its own."""

    def deed() -> None:
        with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
            subprocess.run(  # noqa: S603 - our own program
                [*program(), "demo", "--out", folder, "--json"], check=True, capture_output=True
            )

    return Result(
        name="demo",
        ours=statistics.median(seconds(deed) for _ in range(_RUNS)),
        reference=None,
        unit="s",
        goal=GOAL_SECONDS,
        n=_RUNS,
        size="61",
    )


def program() -> list[str]:
    """Give the words that start this program anew, frozen or not."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "evaluator"]
