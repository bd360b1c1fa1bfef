"""The envelope drawn to scale: one block for each grant, hatched what is held, empty what is unspent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evaluator.domain.money import Cents
from evaluator.scoring.effects import overspent
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.labels import Painted
from evaluator.ui.shared.painting import CENTRE, LEFT, RIGHT, draw_text
from evaluator.ui.shared.verdicts import LOOKS
from evaluator.ui.texts import money, number
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from evaluator.scoring.figures import Allocation, Outcome, Verdict

_TOP, _HEIGHT = 22, 26
_TICKS = 5
_MILLION = 100_000_000
_ICON = 12


@dataclass(frozen=True, slots=True)
class _Block:
    key: int
    verdict: Verdict
    start: Cents
    amount: Cents


class Budget(Painted):
    """The bar.

    Signals:
        picked: The user clicked on a grant; with its application's number.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._allocation: Allocation | None = None
        self._blocks: tuple[_Block, ...] = ()
        self._chosen: int | None = None
        self.setFixedHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_allocation(self, outcome: Outcome) -> None:
        """Show how the envelope is divided."""
        self._allocation = outcome.allocation
        blocks, start = [], 0
        for each in outcome.grants:
            amount = each.award.amount
            blocks.append(_Block(each.application.number, each.award.verdict, Cents(start), amount))
            start += amount
        self._blocks = tuple(blocks)
        allocation = outcome.allocation
        self.setAccessibleName(
            tr(
                "budget.spoken",
                envelope=money(allocation.envelope),
                granted=money(allocation.granted),
                held=money(allocation.held),
                free=money(_free(allocation)),
            )
        )
        self.update()

    def choose(self, key: int | None) -> None:
        """Show which grant the user is on."""
        self._chosen = key
        self.update()

    def key_at(self, x: float) -> int | None:
        """Give the application whose block lies at ``x``, or None."""
        cents = (x - 1) / self._scale()
        found = [each for each in self._blocks if each.start <= cents < each.start + each.amount]
        return found[0].key if found else None

    def _whole(self) -> int:
        allocation = self._allocation
        return max(allocation.envelope, allocation.granted) if allocation else 1

    def _scale(self) -> float:
        return (self.width() - 2) / self._whole()

    # Qt overrides
    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = _TOP <= event.position().y() <= _TOP + _HEIGHT
        key = self.key_at(event.position().x()) if inside and self._allocation else None
        if key is not None:
            self.picked.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._allocation is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour("ctrl"), 1))
        painter.setBrush(THEME.colour("surface"))
        painter.drawRoundedRect(QRectF(0.5, _TOP + 0.5, self.width() - 2, _HEIGHT), 4, 4)
        self._paint_blocks(painter)
        self._paint_rest(painter, self._allocation)
        self._paint_ticks(painter, self._allocation.envelope)
        self._paint_words(painter, self._allocation)

    def _paint_blocks(self, painter: QPainter) -> None:
        """Paint the grants; those thinner than two pixels run together."""
        scale, painted = self._scale(), 0.0
        for each in self._blocks:
            left, right = 1 + each.start * scale, 1 + (each.start + each.amount) * scale
            chosen = each.key == self._chosen
            if right < painted + 1 and not chosen:
                continue
            painted = right
            gap = 1 if right - left > 2 else 0
            shown = QRectF(left, _TOP + 1, max(1.0, right - left - gap), _HEIGHT - 1)
            painter.fillRect(shown, THEME.colour("accent_fill" if chosen else "bar"))
            look = LOOKS[each.verdict]
            if not look.quiet and right - left > _ICON + 2:
                ink = "on_accent" if chosen else "surface"
                THEME.paint_icon(painter, look.icon, ink, (left + right - _ICON) / 2, _TOP + 7, _ICON)

    def _paint_rest(self, painter: QPainter, allocation: Allocation) -> None:
        scale = self._scale()
        start, width, ink = allocation.granted, min(allocation.held, max(0, allocation.unspent)), "warn"
        if overspent(allocation):
            start, width, ink = allocation.envelope, allocation.granted - allocation.envelope, "bad"
        if width:
            rect = QRectF(1 + start * scale, _TOP + 1, width * scale, _HEIGHT - 1)
            painter.fillRect(rect, THEME.colour(f"{ink}_tint"))
            painter.fillRect(rect, QBrush(THEME.colour(ink), Qt.BrushStyle.BDiagPattern))

    def _paint_ticks(self, painter: QPainter, envelope: Cents) -> None:
        scale = self._scale()
        for amount in ticks(envelope):
            x = min(self.width() - 2, max(1, round(1 + amount * scale)))
            painter.fillRect(x, _TOP - 4, 1, 4, THEME.colour("ctrl"))
            words = _millions(amount)
            width = text_width(words, "caption")
            left = min(max(0, x - width // 2), self.width() - width)
            draw_text(painter, QRect(left, 2, width + 2, 15), words, "caption", "text3", CENTRE, elide=False)

    def _paint_words(self, painter: QPainter, allocation: Allocation) -> None:
        below = QRect(0, _TOP + _HEIGHT + 6, self.width(), 18)
        over = overspent(allocation)
        draw_text(
            painter,
            below,
            tr("budget.granted", amount=money(allocation.granted)),
            "smallstrong",
            "text",
            LEFT,
        )
        last = (
            tr("budget.over", amount=money(over))
            if over
            else tr("budget.free", amount=money(_free(allocation)))
        )
        used = draw_text(painter, below, last, "smallstrong", "bad" if over else "text", RIGHT)
        if allocation.held:
            held = tr("budget.held", amount=money(allocation.held))
            draw_text(painter, below.adjusted(0, 0, -used - 24, 0), held, "smallstrong", "warn", RIGHT)


def _free(allocation: Allocation) -> Cents:
    """Give what is neither granted nor held."""
    return Cents(max(0, allocation.unspent - allocation.held))


def ticks(envelope: Cents) -> tuple[Cents, ...]:
    """Give round amounts to mark: at most five steps of 1, 2 or 5, and the envelope's end."""
    step = next(
        size * 10**power for power in range(16) for size in (1, 2, 5) if envelope <= _TICKS * size * 10**power
    )
    inner = range(0, max(1, envelope - step // 2), step)
    return (*map(Cents, inner), envelope)


def _millions(amount: Cents) -> str:
    """Write a tick in millions where that takes at most one decimal."""
    tenths, rest = divmod(amount * 10, _MILLION)
    if rest:
        return money(amount)
    return tr("budget.millions", amount=number(Fraction(tenths, 10), 1 if tenths % 10 else 0))
