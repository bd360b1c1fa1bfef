"""Scenarios side by side: the draft, each rule alone, what was saved, and the computed optimum."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QSizePolicy, QWidget

from evaluator.scoring.effects import overspent
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row, scrolled
from evaluator.ui.shared.painting import RIGHT, draw_text, fill_round
from evaluator.ui.texts import moment, money
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from evaluator.scoring.scenarios import Scenario

_HEIGHT = 96
_NARROWEST = 148
LONGEST_NAME = 60

_ICONS = {(True, False): "circle-dot", (False, True): "file-down"}
"""By whether a scenario is the draft, or saved; the others have none."""


def scenario_name(scenario: Scenario) -> str:
    """Give the name of a scenario."""
    if scenario.saved is not None:
        return scenario.saved.name
    if scenario.what_if is not None:
        return tr("scenario.what_if")
    return tr("scenario.own") if scenario.rule is None else tr(f"scenario.{scenario.rule.value}")


class ScenarioCard(QAbstractButton):
    """One scenario; a rule's card opens the choice of the rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(_NARROWEST)
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
        self._deviations = _under(scenario)
        words = (self._name, self._granted, self._count, self._left, self._deviations)
        self.setAccessibleName(", ".join(words))
        self.setToolTip(_tip(scenario))
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._scenario is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own, computed = self._scenario.own, self._scenario.what_if is not None
        border = "ring" if self.hasFocus() or own else "ctrl" if computed or self.underMouse() else "line"
        pen = QPen(THEME.colour(border), 2 if own or self.hasFocus() else 1)
        if computed and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)  # no way to divide: a point of comparison
        painter.setPen(pen)
        painter.setBrush(THEME.colour("surface" if own else "hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        inner = self.width() - 24
        icon = _ICONS.get((own, self._scenario.saved is not None), "")
        if icon:
            THEME.paint_icon(painter, icon, "accent" if own else "text2", 12, 10, 14)
        name = QRect(32 if icon else 12, 7, inner - (20 if icon else 0), 20)
        draw_text(painter, name, self._name, "smallbold", "accent" if own else "text")
        draw_text(painter, QRect(12, 27, inner, 18), self._granted, "bold")
        draw_text(painter, QRect(12, 27, inner, 18), self._count, "small", "text2", RIGHT)
        allocation = self._scenario.allocation
        share = min(1.0, allocation.granted / allocation.envelope) if allocation.envelope else 0.0
        fill_round(painter, QRectF(12, 50, inner, 5), "bar_track", 2)
        fill_round(painter, QRectF(12, 50, inner * share, 5), "accent_fill" if own else "bar", 2)
        ink = "bad" if overspent(allocation) else "text"
        draw_text(painter, QRect(12, 58, inner, 16), self._left, "caption", ink)
        tone = "warn" if computed else "text2"
        draw_text(painter, QRect(12, 74, inner, 16), self._deviations, "caption", tone)


def _under(scenario: Scenario) -> str:
    """Say what a scenario departs from, or that it is no proposal."""
    if scenario.what_if is not None:
        return tr("scenario.no_proposal")
    if not scenario.deviations:
        return tr("scenario.no_deviations")
    return tr("scenario.deviations", count=scenario.deviations)


def _tip(scenario: Scenario) -> str:
    if scenario.what_if is not None:
        return tr("what_if.note")
    if scenario.saved is not None:
        return tr("saved.by", by=scenario.saved.by, at=moment(scenario.saved.at))
    return "" if scenario.rule is None else tr(f"rule_note.{scenario.rule.value}")


class Scenarios(QFrame):
    """The strip of cards; it scrolls where there are more than there is room for.

    Signals:
        rule_wanted: The user looks at a rule; with it, None for the one in force.
        scenario_wanted: The user looks at a saved scenario or the optimum; with the ``Scenario``.
        save_wanted: The draft shall be saved; with its name.
        compared: Whether the table shall show the scenarios row by row.
    """

    rule_wanted = Signal(object)
    scenario_wanted = Signal(object)
    save_wanted = Signal(str)
    compared = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAccessibleName(tr("scenario.title"))
        self.cards: list[ScenarioCard] = []
        self._scenarios: Sequence[Scenario] = ()
        self._comparing = False
        self.save = Button(tr("scenario.save"), "link", "file-down", small=True)
        self.save.clicked.connect(lambda: self.set_naming(True))
        self.compare = Button(tr("scenario.compare"), "link", "columns-3", small=True)
        self.compare.clicked.connect(self._on_compare)
        self.naming = NameForm()
        self.naming.named.connect(self._on_named)
        self.naming.left.connect(lambda: self.set_naming(False))
        self._strip = row(gap=8)
        inside = QWidget()
        inside.setLayout(self._strip)
        self.area = scrolled(inside)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFixedHeight(_HEIGHT)
        title = label(tr("scenario.title"), "smallbold", "2")
        head = row(title, None, self.naming, self.save, self.compare, gap=6)
        self.setLayout(col(head, self.area, gap=6, margins=(20, 8, 20, 12)))
        self.set_naming(False)

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        """Show other scenarios."""
        self._scenarios = scenarios
        while len(self.cards) < len(scenarios):
            card = ScenarioCard(self)
            card.clicked.connect(partial(self._on_clicked, len(self.cards)))
            self._strip.addWidget(card)
            self.cards.append(card)
        while len(self.cards) > len(scenarios):
            card = self.cards.pop()
            self._strip.removeWidget(card)
            card.hide()
            card.deleteLater()
        for card, scenario in zip(self.cards, scenarios, strict=True):
            card.show_scenario(scenario)
        self._fit()

    def set_naming(self, value: bool) -> None:
        """Show the field for a name, or take it away."""
        self.naming.setVisible(value)
        self.save.setVisible(not value)
        if value:
            self.naming.begin()

    def _fit(self) -> None:
        """Make room for the scroll bar where one is needed."""
        wanted = len(self.cards) * (_NARROWEST + 8) - 8
        bar = self.area.horizontalScrollBar().sizeHint().height() + 4
        self.area.setFixedHeight(_HEIGHT + (bar if wanted > self.area.width() else 0))

    def _on_named(self, name: str) -> None:
        self.set_naming(False)
        self.save_wanted.emit(name)

    def _on_clicked(self, at: int, _checked: bool = False) -> None:
        if at >= len(self._scenarios):
            return
        scenario = self._scenarios[at]
        if scenario.saved is not None or scenario.what_if is not None:
            self.scenario_wanted.emit(scenario)
        else:
            self.rule_wanted.emit(scenario.rule)

    def _on_compare(self) -> None:
        self._comparing = not self._comparing
        words = tr("scenario.back" if self._comparing else "scenario.compare")
        self.compare.setText(f" {words}")
        self.compare.setAccessibleName(words)
        self.compared.emit(self._comparing)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class NameForm(QWidget):
    """The field for the name of a scenario.

    Signals:
        named: The user gave a name; with it.
        left: The user thought better of it.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setPlaceholderText(tr("scenario.name"))
        self.field.setAccessibleName(tr("scenario.name"))
        self.field.setFixedWidth(180)
        self.field.returnPressed.connect(self._on_done)
        self.done = Button(tr("scenario.record"), "secondary", small=True)
        self.done.clicked.connect(self._on_done)
        cancel = Button(tr("condition.cancel"), "link", small=True)
        cancel.clicked.connect(self.left)
        self.field.textChanged.connect(lambda: self.done.setEnabled(bool(self.field.text().strip())))
        self.setLayout(row(self.field, self.done, cancel, gap=6))

    def begin(self) -> None:
        """Take a new name."""
        self.field.clear()
        self.done.setEnabled(False)
        self.field.setFocus()

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        if name := self.field.text().strip():
            self.named.emit(name)
