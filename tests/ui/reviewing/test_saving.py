"""What is typed is on the disk within a second, whatever happens then."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evaluator.storage.errors import DiskFullError
from evaluator.ui.actions import ActionId
from evaluator.ui.dialogs import MessageDialog
from tests.ui.reviewing.conftest import FIRST

LETTERS = 60
SECOND = 1.0


def test_what_is_typed_is_stored_within_a_second_while_one_types_on(review, qtbot):
    review.free()
    review.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    for _ in range(15):
        review.type("a")
        qtbot.wait(60)

    assert len(next(iter(review.draft().comments.values()))) >= 5


def test_closing_right_after_typing_loses_nothing(review, qtbot):
    review.free()
    review.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    review.type("Viimeinen sana")
    review.trigger(ActionId.FILE_CLOSE)
    qtbot.waitUntil(lambda: review.session.workspace is None)
    review.open()

    assert "Viimeinen sana" in review.draft().comments.values()


def test_going_to_another_application_while_typing_loses_nothing(review, qtbot):
    review.free()
    review.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    review.type("Kesken")
    review.trigger(ActionId.VIEW_NEXT)
    qtbot.waitUntil(lambda: review.view._task.application.id != FIRST)

    assert "Kesken" in review.draft(FIRST).comments.values()


def test_what_cannot_be_stored_stays_in_sight_and_is_stored_the_next_time(review, qtbot, monkeypatch):
    review.free()
    review.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.draft() is not None)
    real = review.program.reviewing.save

    def full(*_):
        raise DiskFullError(file="oma.evaluator")

    monkeypatch.setitem(review.program.reviewing.__dict__, "save", full)
    review.type("Ei mahdu")
    qtbot.waitUntil(lambda: bool(review.told))
    assert review.view.scoring.card.sentence.toPlainText() == "Ei mahdu"
    assert review.draft().comments == {}

    monkeypatch.setitem(review.program.reviewing.__dict__, "save", real)
    review.window.findChild(MessageDialog).accept()
    QTest.keyClicks(review.view.scoring.card.sentence, ".")
    qtbot.waitUntil(lambda: "Ei mahdu." in review.draft().comments.values())


def test_another_language_keeps_what_was_typed(review, qtbot, qapp):
    from evaluator.domain.language import Language
    from evaluator.ui.texts import TEXTS

    review.free()
    review.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    review.type("Kieli")
    TEXTS.use(Language.SV, qapp)
    qtbot.waitUntil(lambda: review.view is not None and review.view.sheet is not None)

    assert "Kieli" in review.view.sheet.comments.values()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a POSIX signal")
def test_a_kill_while_typing_loses_at_most_a_second(taken, made_up, program, tmp_path):
    path = tmp_path / taken.name
    shutil.copy(taken, path)
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("typist.py")), str(path), str(made_up.reviewer_data)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    typed: list[float] = []
    for line in process.stdout:
        typed.append(float(line))
        if len(typed) == LETTERS:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait()
    process.stdout.close()

    workspace = program.open(path)
    tasks = program.reviewing.desk(workspace)
    workspace.close()
    draft = next(each.draft for each in tasks if each.application.id == FIRST)
    kept = len(next(iter(draft.comments.values())))
    assert kept >= sum(at <= typed[-1] - SECOND for at in typed) > 0
