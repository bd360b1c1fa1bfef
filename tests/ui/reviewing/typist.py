"""A window in a process of its own, in which somebody types without end; prints when each letter fell."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluator.composition import compose
from evaluator.ui.application import make_application
from evaluator.ui.desk import Desk
from evaluator.ui.session import Session
from evaluator.ui.settings import Settings
from evaluator.ui.theme import THEME
from tests.ui.reviewing.raw_key import RawKeyProgram

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
    window.activateWindow()
    session.start(lambda: RawKeyProgram(compose(data_dir=data)))
    until(lambda: session.program is not None)
    session.open(path)
    until(lambda: window.place is not None and window.place.declare.isVisible())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    until(lambda: window.place.sheet is not None)
    until(lambda: window.place.scoring.isAncestorOf(QApplication.focusWidget() or window))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    while True:
        QTest.keyClicks(QApplication.focusWidget(), "x")
        print(time.monotonic(), flush=True)
        QTest.qWait(PAUSE_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
