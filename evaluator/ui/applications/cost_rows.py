"""The lines of a budget as rows: what the applicant asks, untouched, and what is accepted beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from evaluator.domain import financing
from evaluator.domain.money import Cents
from evaluator.ui.applications.words import tr
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import TEXTS, money
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.call import Call, Named
    from evaluator.domain.costs import AcceptedCost


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One line.

    Attributes:
        key: Its id.
        kind, what: Its kind in words, and what it buys.
        asked: What the applicant asks, in cents.
        most: The most that can be accepted of it.
        ruled_out: The call rules its kind out; accepted only for a reason.
        said: The official's word in force, or None.
        search: What can be found, folded.
    """

    key: str
    kind: str
    what: str
    asked: Cents
    most: Cents
    ruled_out: bool
    said: AcceptedCost | None
    search: str


def cost_rows(form: ApplicationForm, call: Call, said: Mapping[str, AcceptedCost]) -> tuple[CostRow, ...]:
    """Give the lines of a budget in the applicant's order."""
    kinds = (*call.eligible_costs, *call.ineligible_costs)
    return tuple(
        CostRow(
            key=each.id,
            kind=_word(kinds, each.kind),
            what=each.description,
            asked=Cents(each.amount_cents),
            most=financing.most_of(each, call),
            ruled_out=financing.kind_of(each, call.ineligible_costs) is not None,
            said=said.get(each.id),
            search=folded(f"{each.id} {each.description}"),
        )
        for each in form.costs
    )


def _word(kinds: tuple[Named, ...], name: str) -> str:
    found = next((each for each in kinds if each.id == name), None)
    return name if found is None else found.text.to(TEXTS.language)


def _what(painter: QPainter, rect: QRect, row: CostRow, _chosen: bool) -> None:
    left, width = rect.left() + 12, rect.width() - 16
    draw_text(painter, QRect(left, rect.top() + 4, width, 18), row.what, "strong")
    ink = "warn" if row.ruled_out else "text2"
    shift = 0
    if row.ruled_out:
        THEME.paint_icon(painter, "triangle-alert", "warn", left, rect.top() + 25, 12)
        shift = 17
    draw_text(painter, QRect(left + shift, rect.top() + 22, width - shift, 17), row.kind, "small", ink)


def _asked(painter: QPainter, rect: QRect, row: CostRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(0, 0, -8, 0), _sum(row.asked), "body", "text2", RIGHT)


def _accepted(painter: QPainter, rect: QRect, row: CostRow, _chosen: bool) -> None:
    if row.said is None:
        draw_text(painter, rect.adjusted(0, 0, -12, 0), tr("costs.open"), "small", "text3", RIGHT)
        return
    cut = row.said.accepted < row.asked
    draw_text(painter, rect.adjusted(0, 0, -12, 0), _sum(row.said.accepted), "bold", "text", RIGHT)
    if cut:
        THEME.paint_icon(painter, "scissors", "warn", rect.left() + 2, rect.center().y() - 6, 12)


def _sum(amount: Cents) -> str:
    return money(amount, cents=True, unit="")


def _spoken(row: CostRow) -> str:
    return tr("costs.open") if row.said is None else _sum(row.said.accepted)


def columns() -> tuple[Column, ...]:
    """Give the columns of the budget."""
    return (
        Column(
            title=tr("costs.line"),
            width=120,
            paint=_what,
            speak=lambda row: f"{row.what}, {row.kind}",
            stretch=True,
        ),
        Column(
            title=tr("costs.asked"),
            width=100,
            paint=_asked,
            speak=lambda row: _sum(row.asked),
            right=True,
        ),
        Column(title=tr("costs.accepted"), width=112, paint=_accepted, speak=_spoken, right=True),
    )
