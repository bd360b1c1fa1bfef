"""How long one frame of the window takes over a workspace of 10 000 applications.

A process of its own shows the real window on an X server that the bench starts for itself,
waits until nothing is left to work out, and then does what a person does: scrolls the list,
filters it, types into the search. A frame is one deed from the event to the painted window,
on the window's own thread; the 99th percentile of the frames is judged.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.bench.first_paint import x_server
from evaluator.bench.import_applications import APPLICATIONS
from evaluator.bench.measure import Result
from evaluator.bench.opening import PASSPHRASE, large_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.composition import Program
    from evaluator.ui.desk import Desk

GOAL_FRAME_MS: Final = 16.0
_FRAMES: Final = 300
_LONGEST_SECONDS: Final = 120.0
_WORDS: Final = "digitaalinen palvelu "
_CHILD: Final = "import sys; from evaluator.bench.window import report; report(*sys.argv[1:])"


def measure(program: Program, scale: float) -> list[Result]:
    """Measure the frames; ``scale`` takes a share of the applications."""
    count = max(61, round(APPLICATIONS * scale))
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name, x_server() as surroundings:
        path = large_workspace(program, Path(name), count)
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _CHILD, str(path), name],
            env=surroundings,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=600,
        )
    taken: dict[str, list[float]] = json.loads(done.stdout)
    return [
        Result(
            name=f"window-{deed}",
            ours=_percentile(frames),
            reference=None,
            unit="ms",
            goal=GOAL_FRAME_MS,
            n=len(frames),
            size=f"{count}",
        )
        for deed, frames in taken.items()
    ]


def report(path: str, scratch: str) -> None:
    """Take the frames in this process and print them, milliseconds by deed, as JSON."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - the other measurements need no window

    from evaluator.composition import compose  # noqa: PLC0415
    from evaluator.ui.application import make_application  # noqa: PLC0415
    from evaluator.ui.desk import Desk  # noqa: PLC0415
    from evaluator.ui.operations import wait_for_all  # noqa: PLC0415
    from evaluator.ui.session import Session  # noqa: PLC0415
    from evaluator.ui.settings import Settings  # noqa: PLC0415
    from evaluator.ui.theme import THEME, Appearance  # noqa: PLC0415

    THEME.install(make_application(), Appearance.LIGHT)
    session = Session(Settings(QSettings(f"{scratch}/bench.ini", QSettings.Format.IniFormat)))
    desk = Desk(session)
    desk.resize(1280, 800)
    desk.show()
    session.start(lambda: compose(Path(scratch) / "data"))
    _until(lambda: session.program is not None)
    session.open(Path(path), PASSPHRASE)
    _until(lambda: session.evidence is not None)
    sys.stdout.write(json.dumps(_frames(desk)))
    session.close()
    wait_for_all()


def _frames(desk: Desk) -> dict[str, list[float]]:
    from PySide6.QtCore import QEvent, Qt  # noqa: PLC0415
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QAbstractButton, QApplication  # noqa: PLC0415

    from evaluator.ui.applications.view import ApplicationsView  # noqa: PLC0415

    view = desk.place_named("applications")
    if not isinstance(view, ApplicationsView):
        raise TypeError("the list of applications is another one")
    bar = view.table.verticalScrollBar()
    filters = view.filters.findChildren(QAbstractButton)

    def scroll(at: int) -> None:
        bar.setValue(bar.value() + 1 + at % 7)

    def choose(at: int) -> None:
        filters[at % len(filters)].click()

    def strike(at: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            letter = _WORDS[at % len(_WORDS)]
            key = Qt.Key.Key_Escape if letter == " " else Qt.Key.Key_A
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "" if letter == " " else letter)
            QApplication.sendEvent(view.search, event)

    taken: dict[str, list[float]] = {}
    for name, deed in {"scroll": scroll, "filter": choose, "type": strike}.items():
        for at in range(12):  # what is made at its first use, once in a session
            _timed(deed, at)
        taken[name] = [_timed(deed, at) for at in range(_FRAMES)]
        view.search.clear()
        choose(0)
    return taken


def _timed(deed: Callable[[int], object], at: int) -> float:
    """Do a deed, let the window paint, and give the milliseconds."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    started = time.perf_counter()
    deed(at)
    QApplication.processEvents()
    return (time.perf_counter() - started) * 1000


def _percentile(frames: list[float]) -> float:
    """Give the 99th percentile: of 300 frames the third slowest is above it."""
    return sorted(frames)[int(len(frames) * 0.99) - 1]


def _until(reached: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    ends = time.monotonic() + _LONGEST_SECONDS
    while not reached():
        if time.monotonic() > ends:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.005)
    QApplication.processEvents()
