"""Why an application stands where it stands: reviewers, arithmetic, neighbours, thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evaluator.scoring.explanation import explain
from evaluator.scoring.transparent import CONSENSUS
from evaluator.ui.ranking.arithmetic import arithmetic, not_applicable, questions
from evaluator.ui.ranking.delegates import group_name, zone_word
from evaluator.ui.ranking.evidence import evidence_section
from evaluator.ui.ranking.neighbours import neighbours, shortfalls
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, label, section
from evaluator.ui.shared.layout import hline, row
from evaluator.ui.shared.painting import RIGHT
from evaluator.ui.shared.ranked import NO_FIGURE
from evaluator.ui.shared.verdicts import LOOKS
from evaluator.ui.texts import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evaluator.domain.identifiers import ApplicationId, GroupId
    from evaluator.domain.reviews import Review
    from evaluator.scoring.figures import ApplicationScore, Outcome
    from evaluator.ui.ranking.beside import Beside
    from evaluator.ui.shared.layout import Item
    from evaluator.ui.shared.ranked import RankedRow
    from evaluator.ui.theme import Role

_FIGURE = 44
"""Width of a column of figures, in pixels."""


class WhyInspector(Inspector):
    """Every figure of one application opened.

    Signals:
        questions_toggled: The user wants every question in sight, or out of it.
    """

    questions_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("why.name"), None, parent)
        self._questions = False
        self._shown: tuple[RankedRow, Outcome, Sequence[Review], Sequence[RankedRow], Beside] | None = None

    def show_row(
        self,
        row_: RankedRow,
        outcome: Outcome,
        reviews: Mapping[ApplicationId, Sequence[Review]],
        rows: Sequence[RankedRow],
        beside: Beside,
        *,
        at_once: bool = True,
    ) -> None:
        """Show one application.

        Args:
            row_: Which one.
            outcome: The round it belongs to.
            reviews: All reviews by application.
            rows: The whole ranking, best first.
            beside: The evidence.
            at_once: Do not return before it is shown.
        """
        mine = reviews.get(row_.standing.application.id, ())
        self._shown = (row_, outcome, mine, rows, beside)
        caption = tr("why.caption", place=row_.place) if row_.ranked else tr("why.no_place")
        self.show_built((caption, row_.lead, row_.title), self._body_of(*self._shown), at_once=at_once)

    def _body_of(
        self,
        row_: RankedRow,
        outcome: Outcome,
        reviews: Sequence[Review],
        rows: Sequence[RankedRow],
        beside: Beside,
    ) -> Iterator[Item]:
        look = LOOKS[row_.verdict]
        badge = Badge(row_.verdict_word, look.tone, look.icon)
        if look.quiet and beside.at_line(row_):
            badge = Badge(zone_word(row_), "warn", "circle-dot")
        score = row_.standing.score
        if score is None:
            yield row(badge, None)
            yield label(tr("why.not_reviewed"), "small", "2", wrap=True)
            return
        figure = label(row_.score, "figure")
        figure.setAccessibleName(tr("why.points", score=row_.score))
        yield row(figure, label("/ 100", "small", "3"), None, badge, gap=5)
        call = outcome.contents.round.call
        names: dict[str, str] = {each.id: each.name for each in outcome.contents.reviewers}
        names[CONSENSUS] = tr("why.consensus")
        agreed = outcome.contents.consensus.get(score.application)
        yield from _reviewers(score, names, [group.id for group in call.groups])
        opened = explain(call, score.application, reviews, agreed)
        if opened is not None:
            yield arithmetic(opened, call, row_, names)
            yield from not_applicable(opened, call, names)
        yield from shortfalls(row_, outcome)
        if row_.ranked:
            yield from neighbours(row_, outcome, rows)
            yield from evidence_section(row_, score, beside, names)
        if opened is not None:
            yield hline()
            toggle = Button(tr("why.hide" if self._questions else "why.show"), "link", small=True)
            toggle.clicked.connect(self._toggle)
            yield section(tr("why.questions"), toggle)
            if self._questions:
                yield from questions(opened, call, names)

    def _toggle(self) -> None:
        self._questions = not self._questions
        self.questions_toggled.emit(self._questions)
        if self._shown is not None:
            self.show_body(*self._body_of(*self._shown))


def _reviewers(
    score: ApplicationScore,
    names: Mapping[str, str],
    groups: Sequence[GroupId],
) -> Iterator[Item]:
    grid = QGridLayout()
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(tr("why.reviewer"), "caption", "3"), 0, 0)
    heads = [*(group_name(at) for at in range(len(groups))), tr("why.total")]
    for column, head in enumerate(heads, start=1):
        grid.addWidget(_cell(head, "caption", "3"), 0, column)
    line = 1
    for review in score.reviews:
        grid.addWidget(ElidedLabel(names.get(review.reviewer, review.reviewer), "small"), line, 0)
        values = [review.groups.get(group) for group in groups]
        for column, value in enumerate([*values, review.total], start=1):
            grid.addWidget(_cell(NO_FIGURE if value is None else number(value), "small", "2"), line, column)
        line += 1
    for reviewer in score.recused:
        grid.addWidget(_recused(names.get(reviewer, reviewer)), line, 0, 1, len(heads) + 1)
        line += 1
    decides = "why.mean" if score.consensus is None else "why.consensus"
    grid.addWidget(label(tr(decides), "smallbold"), line, 0)
    means = [number(score.groups[each], 1) if each in score.groups else NO_FIGURE for each in groups]
    for column, text in enumerate([*means, number(score.total, 1)], start=1):
        grid.addWidget(_cell(text, "smallbold", ""), line, column)
    yield grid


def _cell(text: str, role: Role, tone: str) -> QWidget:
    made = label(text, role, tone, align=RIGHT)
    made.setFixedWidth(_FIGURE)
    return made


def _recused(name: str) -> QWidget:
    holder = QWidget()
    words = label(tr("why.recused", name=name), "small", "2", wrap=True)
    layout = row(IconLabel("circle-slash", "text3", 13), words, gap=6)
    layout.setStretch(1, 1)
    holder.setLayout(layout)
    return holder
