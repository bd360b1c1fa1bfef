"""The command palette: deeds first, then places and applications, found as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evaluator.ui.shared.badges import KeyCaps, key_width, paint_key
from evaluator.ui.shared.finding import folded, words
from evaluator.ui.shared.labels import IconLabel, label
from evaluator.ui.shared.layout import col, hline, row
from evaluator.ui.shared.painting import draw_text, fill_round
from evaluator.ui.shared.spoken import announce
from evaluator.ui.shared.workspace import Command
from evaluator.ui.texts import tr
from evaluator.ui.theme import RADIUS_OVERLAY, THEME, font, is_figure, metrics, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.shared.table_model import Index
    from evaluator.ui.theme import Role

_LINE, _HEADING, _WIDTH, _MOST, _PER_GROUP = 38, 28, 640, 400, 8
_ROOT = QModelIndex()


def matching(commands: Sequence[Command], query: str) -> list[Command | str]:
    """Give headings and the commands that hold every word of the query, group by group."""
    wanted = words(query)
    groups: dict[str, list[Command]] = {}
    for command in commands:
        if all(word in command.search or word in folded(command.text) for word in wanted):
            groups.setdefault(command.group, []).append(command)
    lines: list[Command | str] = []
    for heading, found in groups.items():
        lines += [heading, *found[: _PER_GROUP if len(groups) > 1 else None]]
    return lines


class CommandsModel(QAbstractListModel):
    """Headings and commands; a heading cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Command | str] = []
        self.query = ""

    def show_lines(self, lines: list[Command | str], query: str) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines, self.query = lines, query
        self.endResetModel()

    # Qt overrides
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        line = self.lines[index.row()]
        return line if isinstance(line, str) else " ".join(filter(None, (line.text, line.note, line.keys)))


class _Lines(QStyledItemDelegate):
    """Paints headings and commands; the letters that match are underlined."""

    # Qt overrides
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        heading = isinstance(model, CommandsModel) and isinstance(model.lines[index.row()], str)
        return QSize(_WIDTH - 16, _HEADING if heading else _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        if not isinstance(model, CommandsModel) or not isinstance(view, QListView):
            return
        rect: QRect = option.rect
        line = model.lines[index.row()]
        if isinstance(line, str):
            draw_text(painter, rect.adjusted(10, 6, 0, 0), line, "caption", "text3")
            return
        chosen = view.currentIndex().row() == index.row()
        if chosen:
            fill_round(painter, QRectF(rect), "accent_tint", 6)
            fill_round(painter, QRectF(rect.left(), rect.top() + 9, 3, 20), "accent_fill", 1.5)
        THEME.paint_icon(
            painter, line.icon, "accent" if chosen else "text2", rect.left() + 12, rect.top() + 11
        )
        right = rect.right() - 10
        if line.keys:
            right -= key_width(line.keys)
            paint_key(painter, right, rect.top() + 10, line.keys)
            right -= 10
        if line.note:
            width = text_width(line.note, "small")
            note = QRect(right - width, rect.top(), width + 2, rect.height())
            draw_text(painter, note, line.note, "small", "text3", elide=False)
            right -= width + 12
        self._paint_words(
            painter,
            QRect(rect.left() + 40, rect.top(), right - rect.left() - 40, _LINE),
            line.text,
            chosen,
            model.query,
        )

    def _paint_words(self, painter: QPainter, rect: QRect, text: str, chosen: bool, query: str) -> None:
        role: Role = "strong" if chosen else "body"
        draw_text(painter, rect, text, role)
        first = words(query)[:1]
        at = folded(text).find(first[0]) if first and len(folded(text)) == len(text) else -1
        if at >= 0:
            measure = metrics(role, is_figure(text))  # the face the whole text is painted in
            before = measure.horizontalAdvance(text[:at])
            width = measure.horizontalAdvance(text[at : at + len(first[0])])
            if before + width <= rect.width():
                painter.fillRect(
                    QRect(rect.left() + before, rect.center().y() + 9, width, 2), THEME.colour("accent")
                )


class Palette(QFrame):
    """Lies over the window until something is chosen or Esc is pressed.

    Signals:
        closed: It was closed, with or without a choice.
    """

    closed = Signal()

    def __init__(self, commands: Sequence[Command], host: QWidget) -> None:
        super().__init__(host)
        self._commands = tuple(commands)
        self._model = CommandsModel()
        self.setAccessibleName(tr("palette.name"))
        self.field = QLineEdit()
        self.field.setObjectName("bare")
        self.field.setFont(font("reading"))
        self.field.setPlaceholderText(tr("palette.placeholder"))
        self.field.setAccessibleName(tr("palette.placeholder"))
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setAccessibleName(tr("palette.list"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setStyleSheet("background: transparent;")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self._nothing = label(tr("palette.nothing"), "body", "2")
        self._box = QFrame(self)
        self._build()
        self.field.textChanged.connect(self._find)
        self.setGeometry(host.rect())
        self._find("")

    def _build(self) -> None:
        top = row(
            IconLabel("search", "text2", 18), self.field, KeyCaps(("Esc",)), gap=12, margins=(18, 10, 16, 10)
        )
        hints = [
            part
            for keys, word in (("↑ ↓", "choose"), ("Enter", "do"))
            for part in (KeyCaps((keys,)), label(tr(f"palette.{word}"), "caption", "3"), 8)
        ]
        self._nothing.setContentsMargins(20, 8, 20, 8)
        foot = row(*hints, None, gap=6, margins=(18, 8, 18, 10))
        lines = row(self.list, margins=(8, 4, 8, 4))
        layout = col(top, hline(), self._nothing, lines, hline(), foot, gap=0, margins=(1, 1, 1, 1))
        layout.setStretch(3, 1)
        self._box.setLayout(layout)

    def _find(self, query: str) -> None:
        self._model.show_lines(matching(self._commands, query), query)
        self._nothing.setVisible(not self._model.lines)
        self._go(0, 1)
        lines = sum(_HEADING if isinstance(each, str) else _LINE for each in self._model.lines)
        self._place(min(_MOST, lines + 10))

    def _place(self, lines: int) -> None:
        height = 58 + 44 + lines + (36 if not self._model.lines else 0)
        width = min(_WIDTH, self.width() - 40)
        self._box.setGeometry((self.width() - width) // 2, min(88, self.height() // 8), width, height)
        self.update()

    def _go(self, start: int, by: int) -> None:
        at = start
        while 0 <= at < len(self._model.lines):
            if isinstance(self._model.lines[at], Command):
                self.list.setCurrentIndex(self._model.index(at))
                self.list.scrollTo(self._model.index(max(0, at - 1) if by < 0 else at))
                self.list.viewport().update()
                announce(self.list, self._model.index(at).data())
                return
            at += by

    def _run(self, at: int) -> None:
        line = self._model.lines[at] if 0 <= at < len(self._model.lines) else None
        if isinstance(line, Command):
            self._close()
            line.run()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
        self.deleteLater()

    # Qt overrides
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the lines with Tab too: what lies behind is not to be reached."""
        self._go(self.list.currentIndex().row() + (1 if forward else -1), 1 if forward else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, now = event.key(), self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self._close()
        elif key == Qt.Key.Key_Down:
            self._go(now + 1, 1)
        elif key == Qt.Key.Key_Up:
            self._go(now - 1, -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(now)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self._close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = THEME.tokens.name == "dark"
        veil = QColor(THEME.colour("shadow"))
        veil.setAlphaF(0.59 if dark else 0.33)
        painter.fillRect(self.rect(), veil)
        box = QRectF(self._box.geometry())
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, strength in ((18, 5), (12, 8), (7, 12), (3, 18)):
            painter.setBrush(QColor(0, 0, 0, strength))
            painter.drawRoundedRect(box.adjusted(-spread, 8 - spread, spread, 8 + spread), 14, 14)
        painter.setPen(QPen(THEME.colour("soft" if dark else "line"), 1))
        painter.setBrush(THEME.colour("overlay"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_OVERLAY, RADIUS_OVERLAY)
