"""A chair's window in a process of its own, in which a reason is typed; prints when each letter fell."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest

from evaluator.composition import compose
from evaluator.ui.application import make_application
from evaluator.ui.desk import Desk
from evaluator.ui.session import Session
from evaluator.ui.settings import Settings
from evaluator.ui.theme import THEME
from tests.ui.chair_world import ChairProgram

PAUSE_MS = 40


def until(reached) -> None:
    while not reached():
        QTest.qWait(10)


def main(path: Path, data: Path) -> None:
    app = make_application()
    THEME.install(app)
    session = Session(Settings(QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)))
    window = Desk(session)
    window.resize(1280, 720)
    window.show()
    session.start(lambda: ChairProgram(compose(data_dir=data)))
    until(lambda: session.program is not None)
    session.open(path)
    until(lambda: session.outcome is not None)
    view = window.place_named("consensus")
    until(lambda: view.ready)
    while True:
        QTest.keyClicks(view.form.reason, "x")
        print(time.monotonic(), flush=True)
        QTest.qWait(PAUSE_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
