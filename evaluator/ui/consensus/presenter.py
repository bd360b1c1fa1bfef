"""Connects the meeting with the session: drafts are kept, records can be taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.domain.rounds import REVIEWS_FIXED
from evaluator.ui.actions import ActionId
from evaluator.ui.consensus.agenda import Matter, agenda, group_of, matter, rows
from evaluator.ui.consensus.draft import AgreedDraft, alike, mean_of, nearest, whole
from evaluator.ui.consensus.grid import QuestionRow, columns
from evaluator.ui.consensus.keeping import DraftKeeper, dropping, storing
from evaluator.ui.consensus.records import Record, handling_of, then
from evaluator.ui.consensus.view import ConsensusView, Order
from evaluator.ui.consensus.words import tr
from evaluator.ui.reviewing.reason import ReasonDialog
from evaluator.ui.session import Deed
from evaluator.ui.shared.chair_board import Board
from evaluator.ui.texts import moment

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome
    from evaluator.services.chair_desk import ChairDesk
    from evaluator.ui.actions import Actions
    from evaluator.ui.session import Session

HERE = "consensus.application"
_ORDER, _PEOPLE = "consensus.order", "consensus.people"
_PAPER = "decision.paper"


class ConsensusPresenter(QObject):
    """One meeting; what is typed and not recorded stays with its application, also after a crash."""

    def __init__(self, view: ConsensusView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._board: Board | None = None
        self._order = Order(int(session.remembered.get(_ORDER, "0")))
        self._current: ApplicationId | None = None
        self._matter: Matter | None = None
        self._draft = AgreedDraft()
        self._keeper = DraftKeeper(session, self)
        view.order.set_value(self._order)
        view.stepped.connect(self.step)
        view.order_wanted.connect(self._on_order)
        view.thing_wanted.connect(self.go_to_number)
        view.grid.chosen.connect(self._on_question)
        view.grid.agreed.connect(self._on_agreed)
        view.form.typed.connect(self._on_typed)
        view.people.changed.connect(self._on_people)
        view.people.added.connect(self._on_added)
        view.record_wanted.connect(self.record)
        view.discussed_wanted.connect(self.discuss)
        view.withdraw_wanted.connect(self._ask_withdraw)
        view.discard_wanted.connect(self.discard)
        view.fill_wanted.connect(self.fill)
        view.minutes_wanted.connect(self._on_minutes)
        session.changed.connect(self._on_changed)
        if session.outcome is not None:
            self._on_changed(session.outcome)

    # Reading
    def _on_changed(self, outcome: Outcome) -> None:
        operation = self._session.read(lambda program, workspace: program.reviewing.chair_desk(workspace))
        operation.succeeded.connect(lambda desk: self._on_desk(desk, outcome))
        operation.start()

    def _on_desk(self, desk: ChairDesk, outcome: Outcome) -> None:
        if not isValid(self) or self._session.outcome is not outcome:  # closed or built anew meanwhile
            return
        self._board = Board(desk, outcome)
        self._keeper.take(desk.drafts)
        listed = agenda(self._board, self._order)
        if not listed:
            self._view.show_nothing()
            return
        wanted = self._session.remembered.get(HERE, "")
        by_number = {str(self._board.number(each)): each for each in listed}
        self._show(by_number.get(wanted) or listed[0])

    # Going
    def step(self, by: int) -> None:
        """Go to the next or the previous application of the meeting."""
        if self._board is None or self._current is None:
            return
        listed = agenda(self._board, self._order)
        at = listed.index(self._current) + by
        if 0 <= at < len(listed):
            self._go(listed[at])
        else:
            self._view.said.emit(tr("last" if by > 0 else "first"))

    def go_to_number(self, wanted: int) -> None:
        """Go to the application with a number."""
        board = self._board
        if board is None:
            self._session.remembered[HERE] = str(wanted)
            return
        found = next((each for each in agenda(board, self._order) if board.number(each) == wanted), None)
        if found is not None:
            self._go(found)

    def _go(self, application: ApplicationId) -> None:
        self._show(application)
        self._view.grid.choose(self._view.grid.rows_model.rows[0].key)
        self._view.appear()

    def _on_order(self, at: int) -> None:
        self._order = Order(at)
        self._session.remembered[_ORDER] = str(at)
        if self._board is not None and (listed := agenda(self._board, self._order)):
            self._go(listed[0])

    def _show(self, application: ApplicationId) -> None:
        board = self._board
        if board is None:
            return
        self._current = application
        self._session.remembered[HERE] = str(board.number(application))
        self._matter = matter(board, application)
        contents = board.outcome.contents
        record, handling = contents.consensus.get(application), contents.handlings.get(application)
        kept = self._keeper.of(application)
        if kept is not None:
            self._draft = kept
        else:
            self._draft = AgreedDraft.of(record)
            self._draft.left = list(handling.left) if handling is not None else []
        found = board.applications[application]
        self._view.top.show_application(
            found.number, found.applicants.lead.as_written, found.title, self._matter.figures
        )
        self._view.top.show_leaving(list(self._matter.must_go))
        self._view.grid.rows_model.set_columns(columns(list(self._matter.reviews), board.names))
        self._show_rows()
        self._show_people()
        self._view.form.show_record(
            self._stayers(), self._draft.rapporteur, self._draft.reason, self._recorded_words()
        )
        self._view.form.show_draft(kept is not None)
        self._view.show_place(
            self._place_words(),
            writable=self._writable(),
            recorded=record is not None,
            typed=kept is not None,
        )

    def _show_rows(self) -> None:
        if self._board is not None and self._matter is not None:
            self._view.grid.rows_model.set_rows(rows(self._board, self._matter, self._draft))

    def _writable(self) -> bool:
        """Tell whether anything can be typed: not once the money is divided, nor where one only reads."""
        board, workspace = self._board, self._session.workspace
        if board is None or workspace is None or workspace.hindrance is not None:
            return False
        return board.outcome.contents.round.phase not in REVIEWS_FIXED

    def _place_words(self) -> str:
        board = self._board
        if board is None or self._current is None:
            return ""
        listed = agenda(board, self._order)
        contents = board.outcome.contents
        handled = {each for each, found in contents.handlings.items() if found.discussed}
        done = sum(1 for each in listed if each in contents.consensus or each in handled)
        return tr("place", at=listed.index(self._current) + 1, of=len(listed), done=done)

    def _recorded_words(self) -> str:
        board = self._board
        if board is None or self._current is None:
            return ""
        contents = board.outcome.contents
        told = tr("form.fixed") if contents.round.phase in REVIEWS_FIXED else ""
        record, handling = contents.consensus.get(self._current), contents.handlings.get(self._current)
        if record is not None:
            said = tr("form.recorded", at=moment(record.at), rapporteur=record.rapporteur)
            return f"{said} {told}".rstrip()
        if handling is None or not handling.discussed:
            return told
        return f"{tr('form.was_discussed', at=moment(handling.at))} {told}".rstrip()

    def _on_question(self, question: object) -> None:
        if isinstance(question, QuestionRow) and self._board is not None and self._matter is not None:
            self._view.sentences.show_question(
                question, self._matter.reviews, self._board.names, group_of(self._board, question.key)
            )
            self._view.settle()

    # People
    def _everybody(self) -> list[str]:
        board = self._board
        if board is None:
            return []
        more = json.loads(self._session.remembered.get(_PEOPLE, "[]"))
        offices = [each.person for each in board.outcome.contents.offices]
        handled = [
            name for each in board.outcome.contents.handlings.values() for name in (*each.present, *each.left)
        ]
        return list(dict.fromkeys([self._session.by, *board.names.values(), *offices, *handled, *more]))

    def _stayers(self) -> list[str]:
        gone = self._matter.must_go if self._matter is not None else {}
        return [each for each in self._everybody() if each not in gone]

    def _show_people(self) -> None:
        if self._matter is not None:
            self._view.people.show_people(self._everybody(), self._matter.must_go, self._draft.left)

    def _on_people(self) -> None:
        must = self._matter.must_go if self._matter is not None else {}
        self._draft.left = [each for each in self._view.people.left if each not in must]
        self._keep()

    def _on_added(self, name: str) -> None:
        more = json.loads(self._session.remembered.get(_PEOPLE, "[]"))
        self._session.remembered[_PEOPLE] = json.dumps([*more, name])
        self._show_people()

    # Agreeing
    def _on_agreed(self, row: QuestionRow, step: int | None) -> None:
        if not self._writable():
            return
        if step is None:
            self._draft.scores.pop(row.key, None)
        elif step < 0:
            self._draft.scores[row.key] = NotApplicable("")
        else:
            self._draft.scores[row.key] = Scored(Fraction(step))
        self._keep()
        self._show_rows()
        if step is not None:
            self._view.grid.step(1)

    def fill(self) -> None:
        """Fill the questions that are open with the step nearest to the reviewers' mean."""
        board, found = self._board, self._matter
        if board is None or found is None:
            return
        reviews = list(found.reviews.values())
        call = board.outcome.contents.round.call
        for criterion in whole(call, self._draft.scores, alike(call, reviews)):
            mean = mean_of(reviews, criterion)
            if mean is not None:
                self._draft.scores[criterion] = Scored(nearest(mean))
        self._keep()
        self._show_rows()
        self._view.grid.setFocus()

    def _on_typed(self) -> None:
        self._draft.reason = self._view.form.reason.toPlainText()
        self._draft.rapporteur = self._view.form.rapporteur.currentText()
        self._keep()

    def _keep(self) -> None:
        if self._current is not None:
            self._keeper.keep(self._current, self._draft)
            self._view.show_typed(typed=True)

    def discard(self) -> None:
        """Throw away what was typed and not recorded; it can be taken back."""
        board, application = self._board, self._current
        former = None if application is None else self._keeper.forget(application)
        if board is None or application is None or former is None:
            return
        stored = former.stored(application, datetime.now(tz=UTC))
        said = tr("done.discarded", number=board.number(application))
        self._session.do(Deed(said=said, do=dropping(application), undo=storing([stored])))

    # Recording
    def record(self) -> None:
        """Record the consensus and who was present, or say what is missing and go there."""
        board, found, application = self._board, self._matter, self._current
        if board is None or found is None or application is None:
            return
        call = board.outcome.contents.round.call
        owed = whole(call, self._draft.scores, alike(call, list(found.reviews.values())))
        if owed:
            self._view.form.say(tr("form.owed", count=len(owed)))
            self._view.grid.choose(owed[0])
            self._view.grid.setFocus()
            return
        if not self._draft.rapporteur.strip():
            self._view.form.say(tr("form.rapporteur_missing"))
            self._view.form.rapporteur.setFocus()
            return
        if not self._draft.reason.strip():
            self._view.form.say(tr("form.reason_missing"))
            self._view.form.reason.mark(bad=True)
            self._view.form.reason.setFocus()
            return
        contents = board.outcome.contents
        record = Record(
            application=application,
            entries=tuple(self._draft.entries(application)),
            rapporteur=self._draft.rapporteur,
            reason=self._draft.reason,
            present=self._view.people.present,
            left=self._view.people.left,
            former=contents.consensus.get(application),
            handled=contents.handlings.get(application),
            undo_reason=tr("undo.reason"),
        )
        said = tr("done.recorded", number=board.number(application))
        again = storing([self._draft.stored(application, datetime.now(tz=UTC))])
        self._do(Deed(said=said, do=record.do, undo=then(record.undo, again)), ends_draft=True)

    def discuss(self) -> None:
        """Record that the application was discussed, and who was present."""
        board, application = self._board, self._current
        if board is None or application is None:
            return
        do, undo = handling_of(
            application,
            self._view.people.present,
            self._view.people.left,
            self._draft.reason,
            board.outcome.contents.handlings.get(application),
        )
        # Its words are on the record then; scores that were agreed on are not.
        ends = not self._draft.scores
        said = tr("done.discussed", number=board.number(application))
        self._do(
            Deed(said=said, do=then(do, dropping(application)) if ends else do, undo=undo), ends_draft=ends
        )

    def _do(self, deed: Deed, *, ends_draft: bool = False) -> None:
        application = self._current
        operation = self._session.do(deed)
        if application is None or not ends_draft:
            return
        # What is recorded is on the record; the draft would otherwise hide it.
        kept = self._keeper.forget(application)

        def keep(_: object) -> None:
            if kept is not None:
                self._keeper.keep(application, kept)

        operation.failed.connect(keep)
        operation.crashed.connect(keep)

    def _ask_withdraw(self) -> None:
        board, application = self._board, self._current
        if board is None or application is None:
            return
        number = board.number(application)
        dialog = ReasonDialog(
            self._view.window(),
            tr("withdraw.title", number=number),
            tr("withdraw.what"),
            tr("withdraw.accept"),
        )
        dialog.given.connect(lambda reason: self._withdraw(application, number, reason))
        dialog.open()

    def _withdraw(self, application: ApplicationId, number: int, reason: str) -> None:
        board = self._board
        former = board.outcome.contents.consensus.get(application) if board is not None else None
        if former is None:
            return
        again = Record.of(former)
        self._do(
            Deed(
                said=tr("done.withdrawn", number=number),
                do=lambda program, workspace, by: program.reviewing.withdraw_consensus(
                    workspace, application, reason, by
                ),
                undo=again.agree,
            )
        )

    def _on_minutes(self) -> None:
        self._session.remembered[_PAPER] = "minutes"
        self._view.asked.emit(ActionId.GO_DECISION)


def build(session: Session, actions: Actions) -> ConsensusView:
    """Make the place."""
    view = ConsensusView(actions)
    ConsensusPresenter(view, session)
    return view
