"""The preview of an import as rows: what is wrong first, then what each row or form becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from evaluator.domain.bundles import Gravity
from evaluator.services.import_table import Change
from evaluator.ui.importing.words import tr
from evaluator.ui.shared.badges import paint_badge
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import explain, money, say
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from evaluator.domain.bundles import BundleFinding
    from evaluator.errors import InputError
    from evaluator.services.import_preview import ImportPreview, PreviewedApplication
    from evaluator.ui.shared.badges import Tone

_TONE_OF_CHANGE: dict[Change, Tone] = {
    Change.NEW: "ok",
    Change.SUPERSEDED: "warn",
    Change.UNCHANGED: "neutral",
    Change.OLDER: "neutral",
    Change.KEPT: "neutral",
}
_TONE_OF_GRAVITY: dict[Gravity, Tone] = {
    Gravity.ERROR: "bad",
    Gravity.WARNING: "warn",
    Gravity.LOOK: "info",
}
_ICON_OF_CHANGE = {Change.NEW: "circle-check", Change.UNCHANGED: "equal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One line of the preview.

    Attributes:
        key: Its place.
        where: Row of a table, number of an application, or file of a bundle.
        heading, under: What it is about.
        requested: The sum without its unit, or empty.
        word, tone, icon: What happens, in a word.
        sentence: The whole of it, for the line below the list.
        search: What can be found, folded.
    """

    key: int
    where: str
    heading: str
    under: str
    requested: str
    word: str
    tone: Tone
    icon: str
    sentence: str
    search: str


def rows_of(preview: ImportPreview) -> tuple[PreviewRow, ...]:
    """Give the rows of a preview."""
    made: list[PreviewRow] = []
    for error in preview.errors:
        made.append(_error(len(made), error))
    for finding in preview.findings:
        made.append(_finding(len(made), finding))
    for each in preview.applications:
        made.append(_application(len(made), each))
    return tuple(made)


def finding_sentence(finding: BundleFinding) -> str:
    """Give the sentence of what was noticed in a bundle."""
    path = finding.path or say("bundles.whole")
    return say(f"bundles.finding.{finding.code}", **{**finding.facts, "path": path})


def _error(key: int, error: InputError) -> PreviewRow:
    line = error.facts.get("line")
    sentence = explain(error)
    cell = str(getattr(error, "cell", ""))
    return PreviewRow(
        key=key,
        where=str(line) if line is not None else "",
        heading=tr("row.cell", cell=cell) if cell else tr("row.file"),
        under=sentence,
        requested="",
        word=tr("word.error"),
        tone="bad",
        icon="ban",
        sentence=sentence,
        search=folded(sentence),
    )


def _finding(key: int, finding: BundleFinding) -> PreviewRow:
    sentence = finding_sentence(finding)
    return PreviewRow(
        key=key,
        where="",
        heading=finding.path or tr("row.bundle"),
        under=sentence,
        requested="",
        word=tr(f"word.{finding.severity.value}"),
        tone=_TONE_OF_GRAVITY[finding.severity],
        icon="",
        sentence=sentence,
        search=folded(f"{finding.path} {sentence}"),
    )


def _application(key: int, each: PreviewedApplication) -> PreviewRow:
    application = each.application
    bodies = ", ".join(body.name for body in application.applicants.bodies)
    sum_ = money(application.requested, cents=True, unit="")
    facts = {"number": application.number, "applicants": bodies, "requested": f"{sum_} €"}
    return PreviewRow(
        key=key,
        where=str(each.line) if each.line else str(application.number),
        heading=application.applicants.lead.as_written,
        under=application.title,
        requested=sum_,
        word=tr(f"word.{each.change.value}"),
        tone=_TONE_OF_CHANGE[each.change],
        icon=_ICON_OF_CHANGE.get(each.change, ""),
        sentence=tr(f"becomes.{each.change.value}", **facts),
        search=folded(f"{application.number} {bodies} {application.title}"),
    )


def _where(painter: QPainter, rect: QRect, row: PreviewRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -8, 0), row.where, "small", "text3", RIGHT)


def _what(painter: QPainter, rect: QRect, row: PreviewRow, _chosen: bool) -> None:
    left, width = rect.left() + 8, rect.width() - 16
    draw_text(painter, QRect(left, rect.top() + 4, width, 18), row.heading, "strong")
    draw_text(painter, QRect(left, rect.top() + 22, width, 17), row.under, "small", "text2")


def _requested(painter: QPainter, rect: QRect, row: PreviewRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(0, 0, -8, 0), row.requested, "body", "text", RIGHT)


def _happens(painter: QPainter, rect: QRect, row: PreviewRow, _chosen: bool) -> None:
    middle = rect.center().y()
    if row.tone in {"ok", "neutral"}:  # the normal case is silent
        ink = "ok" if row.tone == "ok" else "text3"
        THEME.paint_icon(painter, row.icon or "circle", ink, rect.left() + 8, middle - 7, 14)
        draw_text(painter, rect.adjusted(28, 0, -4, 0), row.word, "small", "text2")
    else:
        paint_badge(painter, rect.left() + 6, middle - 9, row.word, row.tone, row.icon)


def columns(*, bundle: bool) -> tuple[Column, ...]:
    """Give the columns of the preview."""
    return (
        Column(
            title=tr("column.number" if bundle else "column.line"),
            width=64,
            paint=_where,
            speak=lambda row: row.where,
            right=True,
        ),
        Column(
            title=tr("column.what"),
            width=240,
            paint=_what,
            speak=lambda row: f"{row.heading}, {row.under}",
            sort=lambda row: folded(row.heading),
            stretch=True,
        ),
        Column(
            title=tr("column.requested"),
            width=116,
            paint=_requested,
            speak=lambda row: row.requested,
            right=True,
        ),
        Column(
            title=tr("column.happens"),
            width=168,
            paint=_happens,
            speak=lambda row: row.word,
            sort=lambda row: row.word,
        ),
    )
