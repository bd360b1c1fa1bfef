from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QRadioButton

from evaluator.ui.reviewing.score_cells import Anchor
from tests.ui.spoken import faults, inside, name

ACTED_ON = {QAccessible.Role.RadioButton, QAccessible.Role.CheckBox, QAccessible.Role.Button}


def test_scoring_is_read_out_with_one_control_for_each_step(review):
    review.free()
    nodes = inside(review.view.scoring)
    steps = [name(each) for each in nodes if each.role() in ACTED_ON and name(each)[:1].isdigit()]
    anchors = [each for each in nodes if isinstance(each.object(), Anchor)]

    assert faults(review.window) == []
    assert len(set(steps)) == len(steps) > 1
    assert {each.role() for each in anchors} == {QAccessible.Role.StaticText}
    assert all(name(each) for each in anchors)


def test_an_anchor_is_chosen_with_the_mouse_and_shows_it(review, qtbot):
    review.free()
    anchor = next(each for each in review.view.scoring.findChildren(Anchor) if each.isVisible())
    qtbot.mouseClick(anchor, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: anchor.on)
    checked = [each for each in review.view.scoring.findChildren(QRadioButton) if each.isChecked()]
    assert str(anchor.step) in [each.text() for each in checked]
