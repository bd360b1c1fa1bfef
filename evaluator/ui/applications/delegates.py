"""How the cells of the applications look: two lines where room is scarce, one where it is not."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect

from evaluator.ui.shared.badges import badge_width, paint_badge
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import say, tr
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from evaluator.ui.applications.model import ApplicationRow

    Paint = Callable[[QPainter, QRect, ApplicationRow, bool], None]
    Sort = Callable[[ApplicationRow], Any]
    Targets = Callable[[ApplicationRow], str]

USUAL = ("number", "lead", "title", "municipalities", "requested", "findings", "eligibility")
"""The columns that are in sight until others are chosen."""
_NEVER = datetime.min.replace(tzinfo=UTC)
TWO_LINES, DENSE = 46, 32
_MORE = 34
"""Room that "+2" takes, in pixels."""


def _number(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(12, 0, -8, 0), str(row.key), "small", "text3", RIGHT)


def _lead_and_title(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    left, width = rect.left() + 8, rect.width() - 16
    above = QRect(left, rect.top() + 5, width, 18)
    used = draw_text(painter, above, row.lead, "strong")
    if row.partners and used + 8 < width:
        draw_text(painter, above.adjusted(used + 8, 0, 0, 0), row.partners, "small", "text3")
    draw_text(painter, QRect(left, rect.top() + 23, width, 17), row.title, "small", "text2")


def _lead(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -8, 0), row.lead, "strong")


def _title(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -8, 0), row.title, "body", "text2")


def _municipalities(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    ink = "bad" if row.too_few else "text"
    draw_text(painter, rect.adjusted(4, 0, -8, 0), str(row.municipalities), "body", ink, RIGHT)


def _requested(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(0, 0, -8, 0), row.requested, "body", "text", RIGHT)


def _findings(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    x, y = rect.left() + 8, rect.center().y() - 9
    if not row.compared and not row.badges:
        draw_text(painter, rect.adjusted(8, 0, -8, 0), "…", "small", "text3")
    for at, (word, tone) in enumerate(row.badges):
        left = len(row.badges) - at
        if x + badge_width(word) > rect.right() - (_MORE if left > 1 else 4):
            paint_badge(painter, x, y, f"+{left}", "neutral", None)
            return
        x += paint_badge(painter, x, y, word, tone) + 4


def _state(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
    middle = rect.center().y()
    if row.tone == "ok":  # the normal case is silent: an icon and plain words
        THEME.paint_icon(painter, "circle-check", "ok", rect.left() + 8, middle - 7, 14)
        draw_text(painter, rect.adjusted(28, 0, 0, 0), row.state_word, "small", "text2")
    else:
        paint_badge(painter, rect.left() + 6, middle - 9, row.state_word, row.tone)


def _spoken_findings(row: ApplicationRow) -> str:
    titles = [say(f"findings.{each.rule}.title") for each in row.standing.findings]
    if not row.compared:
        titles.append(tr("applications.comparing"))
    return ", ".join(titles) or tr("applications.no_findings")


def _text(write: Callable[[ApplicationRow], str]) -> Paint:
    def paint(painter: QPainter, rect: QRect, row: ApplicationRow, _chosen: bool) -> None:
        draw_text(painter, rect.adjusted(8, 0, -8, 0), write(row), "small", "text2")

    return paint


def columns(*, dense: bool, targets: Targets | None = None) -> tuple[Column, ...]:
    """Give every column there is, in the usual order; dense has one of its own for the project.

    Args:
        dense: One line for an application.
        targets: Gives the words of the targets that an application's form names.
    """
    number = Column(
        name="number",
        title=tr("applications.column.number"),
        width=56,
        paint=_number,
        speak=lambda row: str(row.key),
        sort=lambda row: row.key,
        right=True,
    )
    together = Column(
        name="lead",
        title=tr("applications.column.lead_and_title"),
        width=180,
        paint=_lead_and_title,
        speak=lambda row: f"{row.lead}, {row.title}",
        sort=lambda row: folded(row.lead),
        stretch=True,
    )
    lead = Column(
        name="lead",
        title=tr("applications.column.lead"),
        width=176,
        paint=_lead,
        speak=lambda row: row.lead,
        sort=lambda row: folded(row.lead),
    )
    title = Column(
        name="title",
        title=tr("applications.column.title"),
        width=160,
        paint=_title,
        speak=lambda row: row.title,
        sort=lambda row: folded(row.title),
        stretch=True,
    )
    who = (lead, title) if dense else (together,)
    return (number, *who, *_applicants(), *_figures(), *_states(targets))


def _words(name: str, width: int, write: Callable[[ApplicationRow], str], sort: Sort | None = None) -> Column:
    return Column(
        name=name,
        title=tr(f"applications.column.{name}"),
        width=width,
        paint=_text(write),
        speak=write,
        sort=sort or (lambda row: folded(write(row))),
    )


def _applicants() -> tuple[Column, ...]:
    return (
        _words("partners", 200, lambda row: row.partner_names),
        _words("kind", 110, lambda row: row.kind),
    )


def _figures() -> tuple[Column, ...]:
    return (
        Column(
            name="municipalities",
            title=tr("applications.column.municipalities"),
            width=66,
            paint=_municipalities,
            speak=lambda row: str(row.municipalities),
            sort=lambda row: row.municipalities,
            right=True,
        ),
        Column(
            name="requested",
            title=tr("applications.column.requested"),
            width=104,
            paint=_requested,
            speak=lambda row: row.requested,
            sort=lambda row: row.standing.application.requested,
            right=True,
            figure=lambda row: Decimal(row.standing.application.requested).scaleb(-2),
        ),
        _words(
            "received",
            150,
            lambda row: row.received,
            lambda row: (row.standing.application.received or _NEVER, row.key),
        ),
    )


def _states(targets: Targets | None) -> tuple[Column, ...]:
    return (
        _words("target", 200, targets or (lambda _: "")),
        Column(
            name="findings",
            title=tr("applications.column.findings"),
            width=168,
            paint=_findings,
            speak=_spoken_findings,
            sort=lambda row: (-len(row.badges), row.key),
        ),
        Column(
            name="eligibility",
            title=tr("applications.column.eligibility"),
            width=124,
            paint=_state,
            speak=lambda row: row.state_word,
            sort=lambda row: row.state_order,
        ),
    )
