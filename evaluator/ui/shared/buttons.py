"""Buttons: one primary on a page, secondary, ghost for icons, link for a small deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from evaluator.ui.theme import THEME, font

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

Kind = Literal["primary", "secondary", "ghost", "link", "quiet"]
_ICON_COLOUR = {"primary": "on_accent", "link": "accent"}


class Button(QPushButton):
    """A push button whose icon follows the theme.

    A button without words has its tooltip as its name, without the keys: the tooltip is read
    out after the name, and tells them.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        icon: str = "",
        *,
        small: bool = False,
        tip: str = "",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f" {text}" if icon and text else text, parent)
        self._icon = icon
        self._kind = kind
        self.setProperty("kind", kind)
        self.setFont(font("smallstrong" if small else "strong"))
        if small:
            self.setProperty("small", "true")
        self.setToolTip(tip)
        self.setAccessibleName(_spoken(text) or tip.partition(" (")[0])
        self.setCheckable(checkable)
        if not text:
            self.setProperty("square", "true")
            self.setFixedWidth(26 if small else 32)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(16, 16))
        if icon:
            THEME.changed.connect(self._dress)
            self._dress()

    def setText(self, text: str) -> None:
        """Show other words; its name follows, unless it was given one of its own."""
        if self.accessibleName() == _spoken(self.text()):
            self.setAccessibleName(_spoken(text))
        super().setText(text)

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._dress()

    def follow(self, action: QAction) -> Button:
        """Do an action when clicked, and be enabled when it is."""
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
        return self

    def _dress(self) -> None:
        self.setIcon(THEME.icon(self._icon, _ICON_COLOUR.get(self._kind, "text2")))


def _spoken(text: str) -> str:
    return text.strip().rstrip("…")
