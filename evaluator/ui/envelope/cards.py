"""Scenarios side by side: the draft, and each rule alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from evaluator.ui.envelope.effects import overspent
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.shared.painting import RIGHT, draw_text, fill_round
from evaluator.ui.texts import money
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.envelope.effects import Scenario

_HEIGHT = 96


def scenario_name(scenario: Scenario) -> str:
    """Give the name of a scenario."""
    return tr("scenario.own") if scenario.rule is None else tr(f"scenario.{scenario.rule.value}")


class ScenarioCard(QAbstractButton):
    """One scenario; a rule's card opens the choice of the rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show one scenario."""
        self._scenario = scenario
        allocation = scenario.allocation
        self._name = scenario_name(scenario)
        self._granted = money(allocation.granted)
        self._count = tr("scenario.count", count=scenario.grants)
        over = overspent(allocation)
        left = over or allocation.unspent
        self._left = tr("scenario.over" if over else "scenario.left", amount=money(left))
        self._deviations = tr("scenario.deviations", count=scenario.deviations)
        if not scenario.deviations:
            self._deviations = tr("scenario.no_deviations")
        words = (self._name, self._granted, self._count, self._left, self._deviations)
        self.setAccessibleName(", ".join(words))
        self.setToolTip("" if scenario.rule is None else tr(f"rule_note.{scenario.rule.value}"))
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(150, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._scenario is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own = self._scenario.rule is None
        border = "ring" if self.hasFocus() or own else "soft" if self.underMouse() else "line"
        painter.setPen(QPen(THEME.colour(border), 2 if own or self.hasFocus() else 1))
        painter.setBrush(THEME.colour("surface" if own else "hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        inner = self.width() - 24
        if own:
            THEME.paint_icon(painter, "circle-dot", "accent", 12, 10, 14)
        name = QRect(32 if own else 12, 7, inner - (20 if own else 0), 20)
        draw_text(painter, name, self._name, "smallbold", "accent" if own else "text")
        draw_text(painter, QRect(12, 27, inner, 18), self._granted, "bold")
        draw_text(painter, QRect(12, 27, inner, 18), self._count, "small", "text2", RIGHT)
        allocation = self._scenario.allocation
        share = min(1.0, allocation.granted / allocation.envelope) if allocation.envelope else 0.0
        fill_round(painter, QRectF(12, 50, inner, 5), "bar_track", 2)
        fill_round(painter, QRectF(12, 50, inner * share, 5), "accent_fill" if own else "bar", 2)
        ink = "bad" if overspent(allocation) else "text"
        draw_text(painter, QRect(12, 58, inner, 16), self._left, "caption", ink)
        draw_text(painter, QRect(12, 74, inner, 16), self._deviations, "caption", "text2")


class Scenarios(QFrame):
    """The strip of cards.

    Signals:
        rule_wanted: The user looks at a rule; with it.
        compared: Whether the table shall show the scenarios row by row.
    """

    rule_wanted = Signal(object)
    compared = Signal(bool)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAccessibleName(tr("scenario.title"))
        self._scenarios: Sequence[Scenario] = ()
        self.cards = [ScenarioCard(self) for _ in range(count)]
        for at, card in enumerate(self.cards):
            card.clicked.connect(partial(self._on_clicked, at))
        self.compare = Button(tr("scenario.compare"), "link", "columns-3", small=True)
        self._comparing = False
        self.compare.clicked.connect(self._on_compare)
        head = row(label(tr("scenario.title"), "smallbold", "2"), None, self.compare, gap=6)
        self.setLayout(col(head, row(*self.cards, gap=8), gap=6, margins=(20, 8, 20, 12)))

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        """Show other scenarios, as many as there are cards."""
        self._scenarios = scenarios
        for card, scenario in zip(self.cards, scenarios, strict=True):
            card.show_scenario(scenario)

    def _on_clicked(self, at: int, _checked: bool = False) -> None:
        if self._scenarios:
            self.rule_wanted.emit(self._scenarios[at].rule)

    def _on_compare(self) -> None:
        self._comparing = not self._comparing
        words = tr("scenario.back" if self._comparing else "scenario.compare")
        self.compare.setText(f" {words}")
        self.compare.setAccessibleName(words)
        self.compared.emit(self._comparing)
