"""A choice tells of itself however it was made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QRadioButton, QWidget

from evaluator.ui.shared.one_of import OneOf


@pytest.fixture
def group(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    group = OneOf(window)
    for at in range(3):
        group.addButton(QRadioButton(str(at), window), at)
    group.told = []
    group.chosen.connect(group.told.append)
    window.show()
    yield group  # the window stays until the test is done
    window.close()


def toggle(button):
    """Do what a screen reader does."""
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(actions.toggleAction())


def test_a_click_tells_once_and_a_click_on_what_is_chosen_tells_again(group, qtbot):
    qtbot.mouseClick(group.button(1), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(group.button(1), Qt.MouseButton.LeftButton)

    assert group.told == [1, 1]


def test_a_screen_reader_chooses_as_a_click_does(group):
    toggle(group.button(2))

    assert group.told == [2]
    assert group.checkedId() == 2


def test_a_click_after_a_screen_reader_is_heard(group, qtbot):
    toggle(group.button(2))
    qtbot.wait(10)
    qtbot.mouseClick(group.button(2), Qt.MouseButton.LeftButton)

    assert group.told == [2, 2]


def test_showing_a_choice_tells_nobody(group):
    group.show_chosen(0)
    assert group.checkedId() == 0
    group.show_chosen(-1)
    assert group.checkedId() == -1

    assert group.told == []
