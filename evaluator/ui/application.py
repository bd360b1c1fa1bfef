"""The application: first a painted window, then everything that is dear to import."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from evaluator.ui.first_window import FirstWindow
from evaluator.ui.sizes import draw_at, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtCore import SignalInstance

    from evaluator.ui.controller import Controller
    from evaluator.ui.desk import Desk
    from evaluator.ui.program import Program
    from evaluator.ui.session import Session

SELF_TEST = "EVALUATOR_SELF_TEST"
"""Variable that makes the program show itself and end: 0 when all went well."""
UNTIL_PAINTED = "paint"
"""Value of the variable with which the program ends at its first paint, to be timed."""
UNTIL_USABLE = "usable"
"""Value of the variable with which it ends once the start screen is shown and answers."""
UNTIL_TIMED = "timed"
"""Value of the variable with which it says in how many seconds the opened file's rows were painted."""
UNTIL_SETTLED = "settled"
"""Value of the variable with which it ends once nothing of the opened file is left to work out."""
_PASSPHRASE = "EVALUATOR_PASSPHRASE"  # noqa: S105 - the variable's name; the command line takes it too
_SELF_TEST_LIMIT_MS = 30_000
_LOOK_MS = 50


def run(argv: Sequence[str], load: Callable[[], Program]) -> int:
    """Show the window and run until it is closed.

    Args:
        argv: At most the path of a workspace to open.
        load: Puts the program together; called in a worker after the first paint.

    Returns:
        The exit code: 0, or 1 when a self-test failed.
    """
    store = QSettings("evaluator", "evaluator")
    draw_at(size_of(store))
    app = make_application()
    window = FirstWindow(store)
    file = Path(argv[0]).absolute() if argv else None
    if os.environ.get(SELF_TEST) == UNTIL_PAINTED:
        window.painted.connect(lambda: app.exit(0))
    else:
        window.painted.connect(lambda: _furnish(app, window, store, load, file))
    window.show()
    return app.exec()


def _furnish(
    app: Application, window: FirstWindow, store: QSettings, load: Callable[[], Program], file: Path | None
) -> None:
    """Put everything into the painted window; what this imports did not delay the paint."""
    from evaluator.ui.controller import Controller  # noqa: PLC0415
    from evaluator.ui.desk import Desk  # noqa: PLC0415
    from evaluator.ui.operations import end_for_good  # noqa: PLC0415
    from evaluator.ui.session import Session  # noqa: PLC0415
    from evaluator.ui.settings import Settings  # noqa: PLC0415
    from evaluator.ui.shell.fitting import Fitting  # noqa: PLC0415
    from evaluator.ui.shell.mark import window_icon  # noqa: PLC0415
    from evaluator.ui.texts import TEXTS  # noqa: PLC0415
    from evaluator.ui.theme import THEME  # noqa: PLC0415

    settings = Settings(store)
    THEME.install(app, settings.appearance, high_contrast=settings.high_contrast)
    TEXTS.use(settings.language, app)
    window.setWindowIcon(window_icon())
    app.aboutToQuit.connect(end_for_good)
    session = Session(settings)
    desk = Desk(session, window)
    controller = Controller(desk, session)
    _catch_crashes(controller)
    window.setCentralWidget(Fitting(desk))
    if os.environ.get(SELF_TEST) == UNTIL_USABLE:
        _end_when_usable(app, desk)
        return
    if SELF_TEST in os.environ:
        _test_oneself(desk, session, file)
    app.handed.connect(lambda file: controller.open_file(Path(file)))
    # Taken out of the environment once it is read, so that no child process inherits it.
    controller.start(load, file, os.environ.pop(_PASSPHRASE, None))


def _end_when_usable(app: QApplication, desk: Desk) -> None:
    """End when the start screen was painted and the events of the person come next.

    The services are not loaded then: whoever clicks is heard, and what needs them waits.
    """

    def painted() -> None:
        shown = desk.start.isVisible() and desk.start.isEnabled()
        QTimer.singleShot(0, lambda: app.exit(0 if shown else 1))

    desk.start.repaint()
    QTimer.singleShot(0, painted)


class Application(QApplication):
    """Tells which file macOS hands over at a double-click; other systems start the program with it.

    Signals:
        handed: A file shall be opened; with its path.
    """

    handed = Signal(str)

    # Qt overrides
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FileOpen:
            self.handed.emit(event.file())  # type: ignore[attr-defined]
            return True
        return super().event(event)


def make_application() -> Application:
    """Make the application with the names under which it keeps its files."""
    QApplication.setApplicationName("evaluator")
    QApplication.setApplicationDisplayName("Evaluator")
    QApplication.setDesktopFileName("evaluator")
    return Application(sys.argv[:1])


def _catch_crashes(controller: Controller) -> None:
    """Explain what nobody foresaw in one sentence; how it happened goes into a file."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        controller.tell_crash(error.with_traceback(trace))

    sys.excepthook = caught


def _test_oneself(desk: Desk, session: Session, file: Path | None) -> None:
    """End by oneself: 0 when painted and loaded (and the file's rows are in sight), else 1."""

    def good() -> None:
        QTimer.singleShot(0, lambda: QApplication.exit(0))

    def bad(_: object = None, __: object = None) -> None:
        QApplication.exit(1)

    began = 0.0

    def begin() -> None:
        nonlocal began
        began = time.perf_counter()

    def painted() -> None:
        # At once, and not with the next event: what is worked out beside the rows would be waited for.
        desk.window().repaint()
        if os.environ.get(SELF_TEST) == UNTIL_TIMED:
            sys.stdout.write(f"{time.perf_counter() - began}\n")
        QApplication.exit(0 if _has_rows(desk) else 1)

    if file is None:
        session.ready.connect(good)
    else:
        shown: SignalInstance = session.opened
        if os.environ.get(SELF_TEST) == UNTIL_SETTLED:
            shown = session.evidenced
        shown.connect(lambda *_: QTimer.singleShot(0, painted))
        session.ready.connect(begin)
    session.refused.connect(bad)
    session.crashed.connect(bad)
    # Whoever is asked something, for a passphrase above all, keeps every signal waiting.
    asked = QTimer(desk)
    asked.timeout.connect(lambda: bad() if QApplication.activeModalWidget() is not None else None)
    asked.start(_LOOK_MS)
    QTimer.singleShot(_SELF_TEST_LIMIT_MS, bad)


def _has_rows(desk: Desk) -> bool:
    return desk.place is not None and bool(desk.place.status().left)
