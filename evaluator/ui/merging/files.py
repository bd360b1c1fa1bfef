"""The table of files: what a merge would do with each, and with each of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.merging import CellVerdict
from evaluator.ui.merging.cells import column
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.badges import badge_width, paint_badge
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.texts import explain, number
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from evaluator.domain.identifiers import ReviewerId
    from evaluator.services.merge_reviews import MergedFileReport, MergeReport
    from evaluator.ui.shared.badges import Tone
    from evaluator.ui.shared.table_model import Column

ROW_HEIGHT = 34
_LOOKS: dict[str, tuple[Tone, str]] = {
    "merged": ("ok", "circle-check"),
    "settle": ("warn", "triangle-alert"),
    "look": ("warn", "triangle-alert"),
    "nothing": ("info", "equal"),
    "refused": ("bad", "circle-x"),
}
_COUNTED = (
    (CellVerdict.NEW, "ok"),
    (CellVerdict.NEWER, "ok"),
    (CellVerdict.UNCHANGED, ""),
    (CellVerdict.OLDER, ""),
    (CellVerdict.CONFLICTING, "warn"),
    (CellVerdict.STALE, "warn"),
    (CellVerdict.RECUSED, "warn"),
)
"""The verdicts that a file can give its cells, and the colour of a count that is not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file of a merge that is shown.

    Attributes:
        key: Its position among the files.
        search: Its name, folded.
        report: What becomes of it.
        name: The file's name.
        reviewer: Whose, or empty.
        word: The verdict: a key of ``verdict``.
        note: Why, in a few words; of a refused one the sentence.
        missing: Cells of this reviewer that are still missing after the merge.
    """

    key: int
    search: str
    report: MergedFileReport
    name: str
    reviewer: str
    word: str
    note: str
    missing: int

    def count(self, verdict: CellVerdict) -> int:
        """Give how many cells have a verdict."""
        if verdict is CellVerdict.MISSING:
            return self.missing
        return self.report.decision.cells.get(verdict, 0)


def file_rows(report: MergeReport, names: Mapping[ReviewerId, str], criteria: int) -> tuple[FileRow, ...]:
    """Give the files of a report in their order.

    Args:
        report: What a merge would do.
        names: Of the reviewers.
        criteria: How many questions a review has.
    """
    missing = [who for _, who in report.coverage.missing]
    return tuple(_row(at, each, names, criteria, missing) for at, each in enumerate(report.files))


def _row(
    at: int,
    each: MergedFileReport,
    names: Mapping[ReviewerId, str],
    criteria: int,
    missing: list[ReviewerId],
) -> FileRow:
    decision = each.decision
    who = names.get(decision.reviewer, "") if decision.reviewer is not None else ""
    lacking = missing.count(decision.reviewer) if decision.reviewer is not None else 0
    word, note = _verdict(each, lacking)
    return FileRow(
        key=at,
        search=folded(f"{each.path.name} {who}"),
        report=each,
        name=each.path.name,
        reviewer=who,
        word=word,
        note=note,
        missing=lacking * criteria if decision.accepted else 0,
    )


def _verdict(report: MergedFileReport, lacking: int) -> tuple[str, str]:
    decision = report.decision
    if decision.refusal is not None:
        return "refused", explain(decision.refusal)
    forks = sum(1 for each in decision.reviews if each.verdict is CellVerdict.CONFLICTING)
    stale = sum(1 for each in decision.reviews if each.verdict is CellVerdict.STALE)
    if forks:
        return "settle", tr("note.forks", count=forks)
    if stale:
        return "look", tr("note.stale", count=stale)
    if not report.changes:
        cells = decision.cells
        older = cells.get(CellVerdict.OLDER, 0) > cells.get(CellVerdict.UNCHANGED, 0)
        return "nothing", tr("note.older" if older else "note.same")
    if lacking:
        return "look", tr("note.missing", count=lacking)
    return "merged", tr("note.revision", number=decision.revision)


def columns(*, wide: bool) -> tuple[Column, ...]:
    """Give the columns of the preview."""
    words = [tr(f"verdict.{each}") for each in _LOOKS]
    verdict = max(badge_width(each) for each in words) + 16
    return (
        column(tr("column.file"), 216 if wide else 146, _paint_name, lambda row: row.name, _by_name),
        column(
            tr("column.verdict"), verdict, _paint_verdict, lambda row: tr(f"verdict.{row.word}"), _by_word
        ),
        column(tr("column.note"), 96, _paint_note, lambda row: row.note, stretch=True),
        *(_count_column(verdict, tone) for verdict, tone in (*_COUNTED, (CellVerdict.MISSING, "bad"))),
    )


def _by_name(row: FileRow) -> str:
    return row.search


def _by_word(row: FileRow) -> str:
    return row.word


def _paint_name(painter: QPainter, rect: QRect, row: FileRow, _chosen: bool) -> None:
    icon = "file-x" if row.word == "refused" else "file-check"
    THEME.paint_icon(painter, icon, "text2", rect.left() + 20, rect.center().y() - 8)
    draw_text(painter, rect.adjusted(44, 0, -4, 0), row.name.removesuffix(".evreview"), "strong")


def _paint_verdict(painter: QPainter, rect: QRect, row: FileRow, _chosen: bool) -> None:
    tone, icon = _LOOKS[row.word]
    paint_badge(painter, rect.left() + 8, rect.center().y() - 9, tr(f"verdict.{row.word}"), tone, icon)


def _paint_note(painter: QPainter, rect: QRect, row: FileRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -8, 0), row.note, "small", "text2")


def _count_column(verdict: CellVerdict, tone: str) -> Column:
    def paint(painter: QPainter, rect: QRect, row: FileRow, _chosen: bool) -> None:
        count = row.count(verdict)
        ink = (tone or "text") if count else "text3"
        words = number(count) if count else "–"
        draw_text(
            painter, rect.adjusted(0, 0, -8, 0), words, "bold" if tone and count else "body", ink, RIGHT
        )

    return column(
        tr(f"cell.{verdict.value}"),
        text_width(tr(f"cell.{verdict.value}"), "caption") + 20,
        paint,
        lambda row: number(row.count(verdict)),
        right=True,
    )
