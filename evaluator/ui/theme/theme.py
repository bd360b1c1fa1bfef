"""The theme in force: colours, icons, palette; one for the whole application, like Qt's palette."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evaluator.resources import resource
from evaluator.ui.theme.fonts import font, load_fonts
from evaluator.ui.theme.stylesheet import stylesheet
from evaluator.ui.theme.tokens import DARK, LIGHT, Tokens, with_high_contrast

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints
    from PySide6.QtWidgets import QApplication


class Appearance(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@cache
def _svg(name: str) -> str:
    return resource("icons", "lucide", f"{name}.svg").read_text(encoding="utf-8")


_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "accent_fill",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "overlay",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Accent: "accent_fill",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "raised",
    QPalette.ColorRole.Dark: "page_canvas",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Shadow: "shadow",
}


class Theme(QObject):
    """Colours and icons of the moment; ``changed`` after they became others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.high_contrast = False
        self._contrast_asked = False
        self.appearance = Appearance.SYSTEM
        self._colours: dict[str, QColor] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._pictures: QTemporaryDir | None = None
        self._app: QApplication | None = None

    def install(
        self, app: QApplication, appearance: Appearance = Appearance.SYSTEM, *, high_contrast: bool = False
    ) -> None:
        """Dress an application: faces, style, colours; then follow the system."""
        self._contrast_asked = high_contrast
        load_fonts()
        if app.style().name() != "fusion":  # where it is the default already, setting it costs 8 ms
            app.setStyle("Fusion")
        app.setFont(font())
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        if (accessibility := _accessibility()) is not None:
            accessibility.contrastPreferenceChanged.connect(lambda *_: self.apply(self.appearance))
        self.apply(appearance)

    def apply(self, appearance: Appearance) -> None:
        """Change to what the user chose."""
        if self._app is None:
            raise RuntimeError("install the theme first")
        self.appearance = appearance
        hints = self._app.styleHints()
        if appearance is Appearance.SYSTEM:
            hints.unsetColorScheme()
            dark = hints.colorScheme() is Qt.ColorScheme.Dark  # Unknown counts as light
        else:
            dark = appearance is Appearance.DARK
            # For the title bar and the system's own dialogs.
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._use(DARK if dark else LIGHT)

    def ask_contrast(self, asked: bool) -> None:
        """Give more contrast, also where the system does not ask for it, or follow the system."""
        self._contrast_asked = asked
        self.apply(self.appearance)

    def colour(self, role: str) -> QColor:
        """Give the colour of a role."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(getattr(self.tokens, role))
        return found

    def pixmap(self, name: str, role: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """Give a lucide icon in a role's colour; ``size`` is in logical pixels."""
        colour = getattr(self.tokens, role)
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(name, colour, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, role: str = "text2", size: int = 16) -> QIcon:
        """Give an icon for a button; it does not follow a later change by itself."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, role, size, ratio))
            icon.addPixmap(self.pixmap(name, "text3", size, ratio), QIcon.Mode.Disabled)
        return icon

    def paint_icon(self, painter: QPainter, name: str, role: str, x: float, y: float, size: int = 16) -> None:
        """Paint an icon with its corner at ``x``, ``y``."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(round(x), round(y), self.pixmap(name, role, size, ratio))

    def _on_system_changed(self) -> None:
        if self.appearance is Appearance.SYSTEM:
            self.apply(Appearance.SYSTEM)

    def _use(self, tokens: Tokens) -> None:
        self.high_contrast = self._contrast_asked or _wants_contrast()
        self.tokens = with_high_contrast(tokens) if self.high_contrast else tokens
        self._colours.clear()
        self._pixmaps.clear()
        if self._app is not None:
            self._app.setPalette(self._palette())
            self._app.setStyleSheet(stylesheet(self.tokens, self._picture))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette

    def _picture(self, name: str, role: str) -> str:
        """Write an icon in its colour where the style sheet can read it."""
        if self._pictures is None:
            self._pictures = QTemporaryDir()
        colour = getattr(self.tokens, role)
        file = Path(self._pictures.filePath(f"{name}-{colour[1:]}.svg"))
        file.write_text(_svg(name).replace("currentColor", colour), encoding="utf-8")
        return file.as_posix()


def _accessibility() -> QAccessibilityHints | None:
    found = getattr(QGuiApplication.styleHints(), "accessibility", None)  # from Qt 6.10
    return found() if found is not None else None


def _wants_contrast() -> bool:
    accessibility = _accessibility()
    if accessibility is None:
        return False
    return bool(accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast)


def _render(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    svg = _svg(name).replace("currentColor", colour)
    if size >= 28:
        svg = svg.replace('stroke-width="2"', 'stroke-width="1.5"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_file(name: str) -> Path:
    """Give the file of an icon."""
    return resource("icons", "lucide", f"{name}.svg")


THEME = Theme()
