"""How soon the window shows the evidence anew after a change of a round of 61 applications.

The ranking over the demonstration's round, drawn without a screen: from the deed that
changes the threshold to the evidence painted beside the scores. Storing the change,
working the round out, showing it, and storing the evidence are in it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluator.bench.measure import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.composition import Program
    from evaluator.services.ports import Workspace
    from evaluator.ui.session import Session

GOAL_SECONDS = 0.5
_RUNS = 9
_LONGEST_SECONDS = 60.0
_PAUSE_SECONDS = 0.002


def measure(program: Program) -> Result:
    """Measure the window's refresh, after one run that warms up."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - the other measurements need no window
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from evaluator.ui.actions import Actions  # noqa: PLC0415
    from evaluator.ui.application import make_application  # noqa: PLC0415
    from evaluator.ui.operations import wait_for_all  # noqa: PLC0415
    from evaluator.ui.ranking.presenter import build  # noqa: PLC0415
    from evaluator.ui.session import Session  # noqa: PLC0415
    from evaluator.ui.settings import Settings  # noqa: PLC0415
    from evaluator.ui.theme import THEME, Appearance  # noqa: PLC0415

    app = QApplication.instance() or make_application()
    if isinstance(app, QApplication):
        THEME.install(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as scratch:
        demo = program.demo(Path(scratch) / "demo")
        passphrase = demo.passphrase_file.read_text(encoding="utf-8").splitlines()[0]
        settings = Settings(QSettings(f"{scratch}/bench.ini", QSettings.Format.IniFormat))
        session = Session(settings)
        session.start(lambda: program)
        _until(lambda: session.program is not None)
        session.open(demo.workspace, passphrase)
        _until(lambda: session.evidence is not None)
        view = build(session, Actions(session))
        view.resize(1280, 800)
        view.show()
        taken = [_refresh(session, at) for at in range(_RUNS + 1)]
        count = 0 if session.outcome is None else len(session.outcome.standings)
        view.close()
        session.close()
        wait_for_all()
    return Result(
        name="evidence-window",
        ours=statistics.median(taken[1:]),
        reference=None,
        unit="s",
        goal=GOAL_SECONDS,
        n=_RUNS,
        size=f"{count} applications",
    )


def _refresh(session: Session, at: int) -> float:
    """Change the threshold and wait until the evidence of that state is painted."""
    from evaluator.ui.session import Deed  # noqa: PLC0415

    threshold = Fraction(500 + at, 10)  # another state each time: nothing is read from the store

    def change(program: Any, workspace: Workspace, by: str) -> None:
        program.set_allocation(workspace, by=by, threshold=threshold)

    def shown() -> bool:
        outcome = session.outcome
        return (
            outcome is not None
            and outcome.contents.round.threshold == threshold
            and session.evidence is not None
        )

    started = time.perf_counter()
    session.do(Deed(said="", do=change))
    _until(shown)
    return time.perf_counter() - started


def _until(reached: Callable[[], bool]) -> None:
    """Let the window live until something is so; the last turn paints what came."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    ends = time.monotonic() + _LONGEST_SECONDS
    while not reached():
        if time.monotonic() > ends:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(_PAUSE_SECONDS)  # a window waits for events; it does not take the worker's time
    QApplication.processEvents()
