"""How long until the window is painted, against an empty main window of Qt, and until it is usable.

All are processes of their own, from the start of Python to the end at the first
paint, in turn, with a real window on an X server that the bench starts for itself.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evaluator.bench.demo import program
from evaluator.bench.measure import Result, in_turn, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GOAL_RATIO = 1.5
GOAL_USABLE_SECONDS = 1.0
_RUNS = 7

EMPTY_WINDOW = """
import os
import sys
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QApplication.exit(0)

app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""


def measure() -> list[Result]:
    """Measure the first paint of our window and of an empty one, and our start screen."""
    with x_server() as surroundings:
        ours, reference = in_turn(
            lambda: _ours(surroundings, "paint"),
            lambda: seconds(lambda: _run([sys.executable, "-c", EMPTY_WINDOW], surroundings)),
            _RUNS,
        )
        usable = statistics.median(_ours(surroundings, "usable") for _ in range(_RUNS))
    return [
        Result(name="first-paint", ours=ours, reference=reference, unit="s", goal=GOAL_RATIO, n=_RUNS),
        Result(name="start-usable", ours=usable, reference=None, unit="s", goal=GOAL_USABLE_SECONDS, n=_RUNS),
    ]


def _ours(surroundings: Mapping[str, str], until: str) -> float:
    return seconds(lambda: _run(program(), {**surroundings, "EVALUATOR_SELF_TEST": until}))


def _run(words: list[str], surroundings: Mapping[str, str]) -> None:
    subprocess.run(words, env=dict(surroundings), check=True, capture_output=True, timeout=60)  # noqa: S603


@contextmanager
def x_server() -> Iterator[dict[str, str]]:
    """Start an X server without a screen and give the environment that leads to it.

    Raises:
        FileNotFoundError: There is no ``Xvfb`` on this machine.
    """
    reading, writing = os.pipe()
    server = subprocess.Popen(  # noqa: S603
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],  # noqa: S607
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            display = answer.readline().strip()
        yield {
            **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
        }
    finally:
        server.terminate()
        server.wait()
