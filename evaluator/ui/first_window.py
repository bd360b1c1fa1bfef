"""The window as it is first painted: empty, in the right colour, before anything dear is imported."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow

from evaluator.ui.ground import DARK_CANVAS, LIGHT_CANVAS
from evaluator.ui.sizes import LEAST

_USUAL = (1280, 800)
_GEOMETRY = "layout/window"
_APPEARANCE = "appearance"


class FirstWindow(QMainWindow):
    """The one window; what is in it comes after its first paint.

    Signals:
        painted: The window was painted for the first time.
    """

    painted = Signal()

    def __init__(self, store: QSettings) -> None:
        """Take the place and the colour that the user left.

        Args:
            store: Where settings are kept; ``ui.settings`` gives the rest of them.
        """
        super().__init__()
        self._store = store
        self._seen = False
        self.setObjectName("main")
        self.setWindowTitle("Evaluator")
        self.setMinimumSize(*LEAST)
        self.resize(QSize(*_USUAL).boundedTo(self.screen().availableSize()))
        if isinstance(geometry := store.value(_GEOMETRY), QByteArray):
            self.restoreGeometry(geometry)
        ground = QPalette()
        ground.setColor(QPalette.ColorRole.Window, QColor(DARK_CANVAS if self._is_dark() else LIGHT_CANVAS))
        self.setPalette(ground)

    def _is_dark(self) -> bool:
        chosen = self._store.value(_APPEARANCE)
        if chosen in {"light", "dark"}:
            return bool(chosen == "dark")
        return QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    # Qt overrides
    def event(self, event: QEvent) -> bool:
        result = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)
        return result

    def closeEvent(self, event: QCloseEvent) -> None:
        self._store.setValue(_GEOMETRY, self.saveGeometry())
        if (held := self.centralWidget()) is not None:
            held.close()
        super().closeEvent(event)
