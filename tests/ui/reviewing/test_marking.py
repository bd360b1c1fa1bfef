"""One's own passages: marked by keyboard or mouse, tied to a question, noted, private."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from evaluator.domain.application_form import Answer
from evaluator.services.review_errors import ConflictDeclaredError, DeclinedError
from evaluator.ui.actions import ActionId
from evaluator.ui.reading.places import Places, Span
from evaluator.ui.reading.text import page_of, text_blocks
from evaluator.ui.reviewing.marking import Marking
from scripts.made_up_package import PASSPHRASE, REVIEWER
from tests.builders import a_call, a_form, an_application
from tests.ui.reviewing.conftest import FIRST

WORDS = "sähköiseksi ketjuksi"


@pytest.fixture
def opened(review):
    review.free()
    return review


def marking(review) -> Marking:
    return review.view.findChild(Marking)


def stored(review):
    return review.program.reviewing.passages(review.session.workspace, FIRST)


def select(review, words: str = WORDS) -> None:
    """Put the caret before the words, and select them by Shift and the arrow."""
    text = review.view.reader.text
    cursor = text.document().find(words)
    assert not cursor.isNull()
    start = QTextCursor(text.document())
    start.setPosition(cursor.selectionStart())
    text.setTextCursor(start)
    text.setFocus()
    for _ in words:
        QTest.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_a_passage_is_marked_by_the_keyboard_for_the_open_question_and_the_list_goes_back_to_it(
    opened, qtbot
):
    view, criterion = opened.view, opened.view.scoring.card.item.criterion
    select(opened)
    opened.trigger(ActionId.REVIEW_MARK)
    qtbot.waitUntil(lambda: bool(stored(opened)), timeout=5000)

    (passage,) = stored(opened)
    assert (passage.quoted, passage.criterion, passage.field) == (WORDS, criterion.id, "summary")
    (line,) = view.scoring.card.passages.lines
    assert WORDS in line.accessibleName()
    assert view.reader.text.accessibleDescription() == "Merkittyjä kohtia: 1"
    (extra,) = view.reader.text.extraSelections()
    assert extra.cursor.selectedText() == WORDS
    assert extra.format.fontUnderline()

    view.scoring.go_to_next_owed()
    assert view.scoring.card.passages.lines == []
    view.scoring.go_to(str(criterion.id))
    view.reader.text.moveCursor(QTextCursor.MoveOperation.End)
    view.scoring.card.passages.lines[0].click()
    assert view.reader.text.textCursor().selectedText() == WORDS
    assert view.reader.text.hasFocus()
    assert opened.told == []


def test_marking_and_deleting_are_undone_and_done_again(opened, qtbot):
    select(opened)
    opened.trigger(ActionId.REVIEW_MARK_PLAIN)
    qtbot.waitUntil(lambda: len(stored(opened)) == 1)
    assert stored(opened)[0].criterion is None

    opened.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: stored(opened) == () and not opened.view.reader.text.extraSelections())
    opened.trigger(ActionId.EDIT_REDO)
    qtbot.waitUntil(lambda: len(opened.view.reader.text.extraSelections()) == 1)

    text = opened.view.reader.text
    cursor = text.document().find(WORDS)
    cursor.clearSelection()
    text.setTextCursor(cursor)
    text.setFocus()
    opened.key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored(opened) == ())
    opened.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: len(stored(opened)) == 1)
    assert opened.told == []


def test_a_note_is_stored_while_it_is_typed_tied_elsewhere_and_taken_back_as_one_deed(opened, qtbot):
    select(opened)
    opened.trigger(ActionId.REVIEW_NOTE)
    dialog = marking(opened).dialog
    qtbot.waitUntil(lambda: bool(stored(opened)))
    QTest.keyClicks(dialog.note, "Kysy.")
    qtbot.waitUntil(lambda: [each.note for each in stored(opened)] == ["Kysy."])
    dialog.question.setCurrentIndex(dialog.question.findData(opened.view.sheet.call.criteria[3].id))
    dialog.accept()

    qtbot.waitUntil(lambda: stored(opened)[0].criterion == opened.view.sheet.call.criteria[3].id)
    opened.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: stored(opened)[0].criterion == opened.view.sheet.call.criteria[0].id)
    opened.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: stored(opened)[0].note == "")
    assert opened.told == []


def test_marks_are_there_after_opening_again_and_in_the_list_and_in_no_review_file_or_log(
    opened, qtbot, tmp_path
):
    workspace = opened.session.workspace
    with workspace.read() as unit:
        before = unit.log_head()
    select(opened)
    opened.trigger(ActionId.REVIEW_NOTE)
    marking(opened).dialog.note.setPlainText("Salainen huomio.")
    opened.trigger(ActionId.FILE_CLOSE)
    qtbot.waitUntil(lambda: opened.session.workspace is None)
    opened.open()
    qtbot.waitUntil(lambda: len(opened.view.reader.text.extraSelections()) == 1)

    assert [each.note for each in stored(opened)] == ["Salainen huomio."]
    with opened.session.workspace.read() as unit:
        assert unit.log_head() == before
    opened.trigger(ActionId.REVIEW_MARKS)
    listed = marking(opened).dialog.list
    assert listed.item(0).text().splitlines()[1] == "Salainen huomio."
    qtbot.waitUntil(listed.hasFocus)
    opened.key(Qt.Key.Key_Return)
    assert opened.view.reader.text.textCursor().selectedText() == WORDS

    secret = opened.program.identity_secret(passphrase=PASSPHRASE)
    person = opened.program.identities.open(REVIEWER, secret)
    told = opened.program.reviewing.export(opened.session.workspace, tmp_path / "oma.evreview", person)
    assert "Salainen" not in repr(told)
    assert told.declarations


@pytest.mark.parametrize("answer", ["conflict", "decline"])
def test_a_conflict_or_giving_it_back_takes_the_marked_words_away(opened, qtbot, answer):
    select(opened)
    opened.trigger(ActionId.REVIEW_MARK)
    qtbot.waitUntil(lambda: bool(stored(opened)))
    (passage,), workspace, reviewing = stored(opened), opened.session.workspace, opened.program.reviewing

    if answer == "conflict":
        reviewing.declare(workspace, FIRST, conflict=True, reason="Sukulainen.")
    else:
        reviewing.decline(workspace, FIRST, "Aika ei riitä.")

    with workspace.read() as unit:
        assert unit.passages.of(FIRST) == ()
    with pytest.raises(ConflictDeclaredError if answer == "conflict" else DeclinedError):
        reviewing.change_passages(workspace, FIRST, [passage])


def test_a_loose_passage_says_so_and_opens_its_note(opened, qtbot):
    select(opened)
    opened.trigger(ActionId.REVIEW_MARK)
    qtbot.waitUntil(lambda: bool(stored(opened)))
    deeds = marking(opened)
    deeds._texts = {"summary": "Aivan toinen tiivistelmä."}  # as a later package brings it
    deeds._show()

    (line,) = opened.view.scoring.card.passages.lines
    assert "Sanoja ei enää löydy tekstistä." in line.accessibleName()
    assert opened.view.reader.text.extraSelections() == []
    line.click()
    assert deeds.dialog.isVisible()


def test_places_on_the_page_are_places_in_the_text_also_beyond_the_sixteen_bits(qapp):
    answer = "  Ensin 🚀 yksi  väli.\n\n\tToinen kappale: <b>ei lihava</b> & 💶 rahaa."
    form = a_form().model_copy(
        update={"summary": "Tiivis.", "answers": (Answer(question="plan", text=answer),)}
    )
    texts = {"summary": "Tiivis.", "answer.plan": answer, "other_aid": form.other_aid}
    blocks = text_blocks(an_application(1), form, a_call())
    document = QTextDocument()
    document.setHtml(page_of(blocks))
    places = Places(document, blocks, texts)

    first, last = document.find("🚀").selectionStart(), document.find("💶").selectionEnd()
    (span,) = places.spans(first, last)

    assert span == Span(
        "answer.plan", answer.index("🚀"), answer[answer.index("🚀") : answer.index("💶") + 1]
    )
    stretches = places.stretches(span.field, span.start, len(span.quoted))
    assert [stretches[0][0], stretches[-1][1]] == [first, last]
    both = places.spans(0, document.characterCount())
    assert [each.quoted for each in both][:2] == ["Tiivis.", answer.strip()]
