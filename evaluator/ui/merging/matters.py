"""The inspector: the review that is chosen, a conflict with both sides, a stale one, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QWidget

from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.domain.rounds import REVIEWS_FIXED, STEPS_BACK
from evaluator.services.coverage import Covered
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, TextArea, labelled
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import IconLabel, PairList, fact, label, section
from evaluator.ui.shared.layout import col, hline, panel, row, stretched
from evaluator.ui.texts import moment, number
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.exchanged import SubmittedRevision
    from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId
    from evaluator.services.chair_desk import Dispute, StaleReview
    from evaluator.ui.merging.files import FileRow
    from evaluator.ui.merging.lists import SpreadRow
    from evaluator.ui.shared.chair_board import Board
    from evaluator.ui.shared.layout import Item

    Pair = tuple[ApplicationId, ReviewerId]

_SHORT = 8
"""So many digits of a revision's name tell it from the others, for a person."""


class MatterInspector(Inspector):
    """Shows one matter; a conflict and a stale review are decided here, with a reason.

    Signals:
        settled: A conflict was decided: its name, the revision that stands, the reason.
        unsettled: A settled conflict shall be reopened: its pair, the reason.
        back_wanted: The round shall be taken back to its reviews.
        spoken: A stale review was accepted or sent back: the pair, whether accepted, the reason.
        meeting_wanted: Its application shall be looked at in the meeting; with its number.
    """

    settled = Signal(str, str, str)
    unsettled = Signal(object, str)
    back_wanted = Signal()
    spoken = Signal(object, bool, str)
    meeting_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("matter.name"), parent=parent)
        self.reason: TextArea | None = None
        self.complaint: Complaint | None = None
        self.sides: list[QRadioButton] = []
        self.deeds: list[Button] = []
        self._typed: dict[str, str] = {}
        self._about = ""

    def show_nothing(self, board: Board | None) -> None:
        """Say what can be looked at."""
        self._leave("")
        self.show_head(tr("matter.caption"), tr("matter.none"), "")
        items: list[Item] = [label(tr("matter.none_note"), "small", "2", wrap=True)]
        if board is not None:
            items += [hline(), *_questions(board)]
        self.show_body(*items)

    def show_pair(self, board: Board, pair: Pair) -> None:
        """Show one review: decide on it where it waits, else say where it stands."""
        application = board.applications[pair[0]]
        lead = application.applicants.lead.as_written
        caption = tr("matter.caption")
        if pair in board.waiting:
            caption = tr("matter.waiting", at=board.waiting.index(pair) + 1, of=len(board.waiting))
        self._leave(f"{pair[0]}\t{pair[1]}")
        heading = tr("matter.review", name=board.name(pair[1]), number=application.number)
        self.show_head(caption, heading, f"{lead}, {application.title}")
        dispute, stale = board.dispute(pair), board.stale(pair)
        if dispute is not None:
            self.show_body(*self._dispute(board, dispute))
        elif stale is not None:
            self.show_body(*self._stale(board, pair, stale))
        elif pair in board.desk.settled:
            self.show_body(*self._settled(board, pair), hline(), *self._standing(board, pair))
        else:
            self.show_body(*self._standing(board, pair))

    def show_file(self, board: Board, file: FileRow) -> None:
        """Show a file of the preview: why it is refused, or what it brings to each application."""
        self._leave("")
        self.show_head(tr("matter.file"), file.name, file.reviewer)
        if file.report.decision.refusal is not None:
            mark = col(2, IconLabel("circle-x", "bad", 16), None, gap=0)
            why = label(file.note, "body", wrap=True, selectable=True)
            self.show_body(
                stretched(row(mark, why, gap=8), 1), label(tr("matter.refused"), "small", "2", wrap=True)
            )
            return
        pairs = [
            (
                tr("matter.application", number=board.number(each.application))
                if each.application in board.applications
                else str(each.application),
                tr(f"cell_long.{each.verdict.value}"),
            )
            for each in file.report.reviews
        ]
        missing = [
            tr("matter.application", number=board.number(application))
            for application, who in board.desk.coverage.missing
            if who == file.report.decision.reviewer
        ]
        items: list[Item] = [
            label(file.note, "body", wrap=True),
            section(tr("matter.brings"), label(str(len(pairs)), "caption", "3")),
            PairList(pairs),
        ]
        if missing:
            items += [
                hline(),
                section(tr("matter.still_missing")),
                label(", ".join(missing), "small", "2", wrap=True),
            ]
        self.show_body(*items)

    def show_spread(self, board: Board, found: SpreadRow) -> None:
        """Show an application on which reviewers disagree."""
        self._leave("")
        self.show_head(tr("matter.application", number=found.key), found.who, found.title)
        score = board.scores[found.application]
        given = [fact(board.name(each.reviewer), number(each.total, 1)) for each in score.reviews]
        meeting = Button(tr("matter.to_meeting"), "secondary", "users")
        meeting.clicked.connect(lambda: self.meeting_wanted.emit(found.key))
        self.show_body(
            section(tr("matter.totals"), label("0–100", "caption", "3")),
            col(*given, gap=5),
            row(meeting, None),
            hline(),
            *_questions(board),
        )

    def focus_first(self) -> None:
        """Take the keyboard: the first side, the reason, or nothing."""
        if self.sides:
            self.sides[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.reason is not None:
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget_typed(self) -> None:
        """Let go of the reason of the matter in sight: it was stored."""
        self._typed.pop(self._about, None)
        if self.reason is not None:
            self.reason.clear()

    def _leave(self, about: str) -> None:
        """Keep what was typed of the former matter, to be there when one comes back to it."""
        if self.reason is not None and self._about:
            self._typed[self._about] = self.reason.toPlainText()
        self._about = about
        self.reason = self.complaint = None
        self.sides, self.deeds = [], []

    def _dispute(self, board: Board, dispute: Dispute) -> Iterator[Item]:
        yield label(tr("dispute.why"), "small", "2", wrap=True)
        group = QButtonGroup(self)
        cards: list[QWidget] = []
        for at, side in enumerate(dispute.sides):
            choice = QRadioButton(tr("dispute.side", letter="ABCDEFGH"[at]))
            choice.setFont(font("strong"))
            choice.setAccessibleName(_told(choice.text(), side))
            group.addButton(choice, at)
            self.sides.append(choice)
            cards.append(_card(choice, side))
        yield panel(_evenly(cards))
        yield from _differences(board, dispute.sides)
        yield from self._ask(tr("dispute.reason_hint"))
        take = Button(tr("dispute.take"), "primary", "check")
        take.clicked.connect(lambda: self._take(dispute, group.checkedId()))
        self.deeds = [take]
        yield row(None, take)

    def _take(self, dispute: Dispute, chosen: int) -> None:
        if chosen < 0:
            self._complain(tr("dispute.choose"))
            self.focus_first()
            return
        reason = self._given()
        if reason:
            self.settled.emit(dispute.fork.id, dispute.fork.revisions[chosen], reason)

    def _settled(self, board: Board, pair: Pair) -> Iterator[Item]:
        settlement, phase = board.desk.settled[pair], board.outcome.contents.round.phase
        yield label(tr("settled.what"), "small", "2", wrap=True)
        yield fact(tr("settled.taken"), settlement.taken[:_SHORT])
        yield fact(tr("settled.by"), settlement.by)
        yield fact(tr("settled.at"), moment(settlement.at))
        yield labelled(tr("settled.why"), label(settlement.reason, "small", wrap=True, selectable=True))
        if phase in REVIEWS_FIXED:
            back = Button(tr("settled.back"), "secondary", "undo-2")
            back.setVisible(phase in STEPS_BACK)
            back.clicked.connect(self.back_wanted)
            self.deeds = [back]
            yield label(tr("settled.too_far", phase=window_tr(f"phases.{phase.value}")), "small", wrap=True)
            yield row(None, back)
            return
        yield from self._ask(tr("settled.reason_hint"))
        reopen = Button(tr("settled.reopen"), "secondary", "undo-2")
        reopen.clicked.connect(lambda: self._reopen(pair))
        self.deeds = [reopen]
        yield row(None, reopen)

    def _reopen(self, pair: Pair) -> None:
        reason = self._given()
        if reason:
            self.unsettled.emit(pair, reason)

    def _stale(self, board: Board, pair: Pair, stale: StaleReview) -> Iterator[Item]:
        yield label(tr("stale.sent_back" if stale.sent_back else "stale.why"), "small", "2", wrap=True)
        submitted = stale.revision.review.submitted
        if submitted is not None:
            yield fact(tr("stale.submitted"), moment(submitted))
        yield from _answers(board, stale.revision)
        yield from self._ask(tr("stale.reason_hint"))
        back = Button(tr("stale.send_back"), "secondary", "undo-2")
        back.setVisible(not stale.sent_back)
        accept = Button(tr("stale.accept"), "primary", "check")
        back.clicked.connect(lambda: self._speak(pair, accept=False))
        accept.clicked.connect(lambda: self._speak(pair, accept=True))
        self.deeds = [back, accept]
        yield row(None, back, accept)

    def _speak(self, pair: Pair, *, accept: bool) -> None:
        reason = self._given()
        if reason:
            self.spoken.emit(pair, accept, reason)

    def _standing(self, board: Board, pair: Pair) -> Iterator[Item]:
        covered = board.pairs.get(pair)
        key = covered.value if covered is not None else "none"
        yield label(tr(f"standing.{key}"), "body", wrap=True)
        total = next(
            (each.total for each in board.scores[pair[0]].reviews if each.reviewer == pair[1])
            if pair[0] in board.scores
            else iter(()),
            None,
        )
        if total is not None and covered is Covered.SCORED:
            yield fact(tr("standing.total"), number(total, 1))
            mean = board.scores[pair[0]].total
            yield fact(tr("standing.group"), number(mean, 1))
        number_ = board.number(pair[0])
        if covered is Covered.SCORED:
            meeting = Button(tr("matter.to_meeting"), "secondary", "users")
            meeting.clicked.connect(lambda: self.meeting_wanted.emit(number_))
            yield row(meeting, None)
        yield hline()
        yield from _questions(board)

    def _ask(self, hint_: str) -> Iterator[Item]:
        self.reason = TextArea(tr("matter.reason"), 64, hint_)
        self.reason.setPlainText(self._typed.get(self._about, ""))
        self.complaint = Complaint()
        yield labelled(tr("matter.reason"), self.reason)
        yield self.complaint

    def _given(self) -> str:
        reason = self.reason.toPlainText().strip() if self.reason is not None else ""
        if not reason:
            self._complain(tr("matter.reason_missing"))
            if self.reason is not None:
                self.reason.mark(bad=True)
                self.reason.setFocus()
        return reason

    def _complain(self, text: str) -> None:
        if self.complaint is not None:
            self.complaint.say(text)


def _told(title: str, side: SubmittedRevision) -> str:
    submitted = side.review.submitted
    at = moment(submitted) if submitted is not None else ""
    return tr("dispute.told", title=title, revision=side.review.revision, at=at, name=side.hash[:_SHORT])


def _card(choice: QRadioButton, side: SubmittedRevision) -> QFrame:
    submitted = side.review.submitted
    return panel(
        col(
            choice,
            label(tr("dispute.revision", number=side.review.revision), "small", "2", wrap=True),
            label(moment(submitted) if submitted is not None else "", "caption", "3", wrap=True),
            label(side.hash[:_SHORT], "caption", "3"),
            *((label(side.reason, "small", wrap=True),) if side.reason else ()),
            None,
            gap=3,
            margins=(10, 8, 8, 8),
        ),
        "well",
    )


def _evenly(cards: list[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    for at, card in enumerate(cards):
        grid.addWidget(card, 0, at)
        grid.setColumnStretch(at, 1)
    return grid


def _differences(board: Board, sides: tuple[SubmittedRevision, ...]) -> Iterator[Item]:
    """Lay the answers that differ out side by side; say how many are the same."""
    differ = [each for each in board.criteria if len({_cell(side, each) for side in sides}) > 1]
    yield section(tr("dispute.differ", count=len(differ)), label(_scale(board), "caption", "3"))
    for criterion in differ:
        cells: list[QWidget] = []
        for side in sides:
            words = col(label(state_word(side, criterion), "score"), gap=2, margins=(8, 6, 8, 6))
            if comment := side.review.comments.get(criterion, ""):
                words.addWidget(label(comment, "small", wrap=True, selectable=True))
            words.addStretch(1)
            cells.append(panel(words, "well"))
        yield col(
            label(board.question(criterion), "smallstrong", wrap=True), panel(_evenly(cards=cells)), gap=4
        )
    same = len(board.criteria) - len(differ)
    if same:
        yield label(tr("dispute.same", count=same), "caption", "3", wrap=True)


def _cell(side: SubmittedRevision, criterion: CriterionId) -> object:
    return side.review.scores.get(criterion), side.review.comments.get(criterion, "")


def _scale(board: Board) -> str:
    scale = board.outcome.contents.round.call.scale
    return f"{scale.lowest}–{scale.highest}"


def state_word(side: SubmittedRevision, criterion: CriterionId) -> str:
    """Write an answer: the score, that the question does not apply, or a dash."""
    state = side.review.scores.get(criterion)
    if isinstance(state, Scored):
        return number(state.value, 0 if state.value.denominator == 1 else 2)
    return tr("dispute.not_applicable") if isinstance(state, NotApplicable) else "–"


def _answers(board: Board, revision: SubmittedRevision) -> Iterator[Item]:
    pairs = [(board.question(each), state_word(revision, each)) for each in board.criteria]
    yield section(tr("stale.answers"), label(_scale(board), "caption", "3"))
    yield PairList(pairs)


def _questions(board: Board) -> Iterator[Item]:
    """List the questions on which reviewers are furthest apart."""
    yield section(tr("spread.questions"), label(tr("spread.unit", scale=_scale(board)), "caption", "3"))
    shown = board.criterion_spreads[:6]
    if not shown:
        yield label(tr("spread.none"), "small", "3", wrap=True)
        return
    from fractions import Fraction  # noqa: PLC0415 - six figures

    yield PairList([(board.question(each), number(Fraction(apart), 2)) for each, apart in shown])
