"""What was worked out beside the window is shown to those who are still there."""

from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import delete

from evaluator.ui.shared.large import AT_ONCE, while_alive, written_out


def test_few_rows_are_shown_at_once_and_many_when_they_are_written(qtbot):
    owner, shown = QObject(), []

    written_out(owner, 1, lambda: "few", shown.append)
    assert shown == ["few"]

    written_out(owner, AT_ONCE + 1, lambda: "many", shown.append)
    qtbot.waitUntil(lambda: shown == ["few", "many"])


def test_an_answer_that_comes_after_its_owner_is_gone_is_shown_to_nobody(qapp):
    owner, shown = QObject(), []
    show = while_alive(owner, shown.append)

    show("in time")
    delete(owner)
    show("late")

    assert shown == ["in time"]
