from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont

from evaluator.resources import resource
from evaluator.ui import actions, places
from evaluator.ui.theme import DARK, LIGHT, THEME, Appearance
from evaluator.ui.theme.contrast import report
from evaluator.ui.theme.theme import icon_file
from evaluator.ui.theme.tokens import with_high_contrast

UI = Path(actions.__file__).parent
ALL_SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))


@pytest.mark.parametrize(
    "tokens",
    [LIGHT, DARK, with_high_contrast(LIGHT), with_high_contrast(DARK)],
    ids=["light", "dark", "light-high-contrast", "dark-high-contrast"],
)
def test_every_text_and_meaningful_line_has_the_contrast_that_wcag_asks_for(tokens):
    too_faint = [each for each in report(tokens) if not each.enough]

    assert too_faint == []


def test_colours_are_written_among_the_tokens_only():
    elsewhere = [
        path.name
        for path in UI.rglob("*.py")
        if path.name not in {"tokens.py", "ground.py"}
        and re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    ]

    assert elsewhere == []


def test_every_icon_of_an_action_and_a_place_is_there():
    wanted = {spec.icon for spec in actions.SPECS if spec.icon} | {place.icon for place in places.PLACES}

    assert [name for name in wanted if not icon_file(name).is_file()] == []


def test_no_icon_is_carried_that_nothing_shows():
    carried = {path.stem for path in resource("icons", "lucide").glob("*.svg")}

    assert sorted(name for name in carried if f'"{name}"' not in ALL_SOURCE) == []


def test_licences_stand_beside_fonts_and_icons():
    assert resource("fonts", "inter", "OFL.txt").is_file()
    assert resource("icons", "lucide", "LICENSE.txt").is_file()


def test_the_theme_changes_colours_and_style_sheet_and_says_so(dressed, qtbot):
    with qtbot.waitSignal(THEME.changed):
        THEME.apply(Appearance.DARK)

    assert THEME.colour("surface").name().upper() == DARK.surface
    assert DARK.surface in dressed.styleSheet()


def test_the_program_speaks_in_its_own_face(dressed):
    assert dressed.font().family() == "Inter"


def test_qt_keeps_its_count_of_none_over_a_hundred_thousand_calls(dressed):
    face = QFont()

    for _ in range(100_000):
        face.setPixelSize(12)

    assert face.pixelSize() == 12
