from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from evaluator.domain.desks import Desks
from evaluator.domain.language import Language
from evaluator.ui.actions import ActionId
from evaluator.ui.dialogs import Dialog, MessageDialog, NameDialog
from evaluator.ui.help.window import HelpWindow
from evaluator.ui.places import PLACES, places_of
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import ElidedLabel
from evaluator.ui.shared.workspace import Command
from evaluator.ui.shell.fitting import Fitting
from evaluator.ui.shell.palette import matching
from evaluator.ui.sizes import LEAST, draw_at
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import LIGHT, THEME, text_width
from tests.ui.programs import contents_2020
from tests.ui.spoken import faults, inside, unreached

NAMES = [PLACES[at].name for at in places_of(Desks.OFFICE)]


def test_without_a_round_the_start_says_what_to_do(desk):
    made = desk(opened=False)

    assert made.window._screens.currentWidget() is made.window.start
    assert made.window.start.open_choice.isEnabled()
    assert not made.window.actions_[ActionId.GO_APPLICATIONS].isEnabled()


def test_opening_shows_the_round_and_its_state(desk):
    made = desk()

    assert "2020" in made.window._top._title.text()
    assert made.window._top._made_up.isVisible()
    assert made.window.windowTitle().startswith("example.evaluator")
    assert made.window._status._left.text() == "61 hakemusta, 1 valittu"


def test_the_example_is_made_in_the_background_and_opened(desk, qtbot):
    made = desk(opened=False, passphrase="sana")
    made.trigger(ActionId.FILE_DEMO)
    qtbot.waitUntil(lambda: made.session.outcome is not None)

    assert made.asked == []
    assert made.session.settings.recent[0].name == "demo.evaluator"


def test_the_example_opens_again_without_asking(desk, qtbot):
    made = desk(opened=False, passphrase="sana")
    made.trigger(ActionId.FILE_DEMO)
    qtbot.waitUntil(lambda: made.session.outcome is not None)
    made.trigger(ActionId.FILE_CLOSE)
    made.window.start.recent_wanted.emit(made.session.settings.recent[0])
    qtbot.waitUntil(lambda: made.session.outcome is not None)

    assert made.asked == []


def test_a_missing_key_asks_for_the_passphrase_and_a_wrong_one_asks_again(desk, qtbot):
    made = desk(opened=False, passphrase="oikea")
    made.passphrases = ["väärä", "oikea"]
    made.session.open(Path("locked.evaluator"))
    qtbot.waitUntil(lambda: made.session.outcome is not None)

    assert made.asked == [("locked.evaluator", False), ("locked.evaluator", True)]


def test_giving_up_the_passphrase_leaves_the_start_screen(desk, qtbot):
    made = desk(opened=False, passphrase="oikea")
    made.session.open(Path("locked.evaluator"))
    qtbot.waitUntil(lambda: bool(made.asked))

    assert made.session.outcome is None
    assert made.told == []


@pytest.mark.parametrize("name", NAMES)
def test_each_place_is_gone_to_by_its_key(desk, qtbot, name):
    made = desk()
    place = next(each for each in PLACES if each.name == name)
    made.trigger(place.action)

    assert made.window.place.objectName() == name
    assert made.window._rail.buttons[PLACES.index(place)].isChecked()


def test_f6_goes_through_the_panes_and_comes_back(desk, qtbot):
    made = desk()
    view = made.window.place_named("applications")
    view.table.setFocus()
    stops = []
    for _ in range(4):
        made.trigger(ActionId.VIEW_NEXT_PANE)
        focus = QApplication.focusWidget()
        stops.append(
            next(
                (n for n, pane in enumerate(view.panes()) if pane is focus or pane.isAncestorOf(focus)),
                "rail",
            )
        )

    assert stops == [2, "rail", 0, 1]


def test_the_palette_finds_deeds_places_and_applications(desk, qtbot):
    made = desk()
    made.trigger(ActionId.VIEW_COMMANDS)
    palette = made.window.palette_
    qtbot.keyClicks(palette.field, "jamsa")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert made.window.palette_ is None
    assert made.window.place.current.key == 10


def test_the_palette_goes_over_headings_and_closes_with_esc(desk, qtbot):
    made = desk()
    made.trigger(ActionId.VIEW_COMMANDS)
    palette = made.window.palette_
    first = palette.list.currentIndex().row()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    second = palette.list.currentIndex().row()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)

    assert (first, second) == (1, 2)
    assert made.window.palette_ is None
    assert made.window.place.table.hasFocus()


def test_a_search_without_matches_gives_no_headings():
    command = Command("Toiminnot", "search", "Avaa", lambda: None)

    assert matching([command], "xyz") == []
    assert matching([command], "AVA") == ["Toiminnot", command]


def test_the_language_changes_while_the_round_stays_open(desk, qtbot):
    made = desk()
    made.window.place_named("decision")
    made.window.start.language_wanted.emit("sv")

    assert made.session.settings.language is Language.SV
    assert made.window.place.objectName() == "decision"
    assert made.window._rail.buttons[0].text() == "Ansökningar"
    assert made.window.actions_[ActionId.FILE_QUIT].text() == "Avsluta"


def test_light_and_dark_switch_by_action_and_are_remembered(desk, settings):
    desk().trigger(ActionId.VIEW_THEME)

    assert THEME.tokens.name == "dark"
    assert settings.appearance.value == "dark"


def test_more_contrast_is_asked_for_by_action_and_edges_what_was_tinted(desk, settings, qtbot):
    made = desk()
    badge = Badge("Este", "bad")
    qtbot.addWidget(badge)
    edge = QPoint(badge.width() // 2, 0)
    before = badge.grab().toImage().pixelColor(edge)
    made.trigger(ActionId.VIEW_CONTRAST)
    try:
        assert settings.high_contrast
        assert made.window.actions_[ActionId.VIEW_CONTRAST].isChecked()
        assert before == QColor(LIGHT.bad_tint)
        assert badge.grab().toImage().pixelColor(edge) == QColor(LIGHT.bad)
    finally:
        made.trigger(ActionId.VIEW_CONTRAST)
    assert THEME.tokens == LIGHT


def test_a_larger_size_is_chosen_in_the_menu_and_waits_for_the_next_start(desk, settings, monkeypatch):
    made = desk()
    next(each for each in made.window.menu_choices() if each.objectName() == "size.200").trigger()
    dialog = QApplication.activeModalWidget()
    said = dialog.accessibleDescription()
    dialog.accept()

    assert "200 %" in said
    assert settings.size == 200
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")
    draw_at(settings.size)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    monkeypatch.delenv("QT_SCALE_FACTOR")
    draw_at(settings.size)
    assert os.environ["QT_SCALE_FACTOR"] == "2.0"


def test_on_a_small_screen_everything_is_reached_by_scrolling_and_by_tab(desk, qtbot):
    window = desk(opened=False).window
    fitting = Fitting(window)
    qtbot.addWidget(fitting)
    fitting.resize(*LEAST)
    fitting.show()
    qtbot.waitExposed(fitting)
    assert fitting.size() == QSize(*LEAST)
    assert fitting.verticalScrollBar().maximum() > 0

    last = window.start.findChildren(Button)[-1]
    fitting.activateWindow()
    qtbot.waitUntil(fitting.isActiveWindow)
    last.setFocus()
    seen = fitting.viewport().rect()
    assert seen.contains(last.mapTo(fitting.viewport(), last.rect().center()))
    fitting.takeWidget()  # the window is closed by who made it


def test_the_desktop_is_told_to_open_the_programs_files(desk, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    desk(opened=False).trigger(ActionId.FILE_ASSOCIATE)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MessageDialog))
    dialog = QApplication.activeModalWidget()
    said = dialog.accessibleDescription()
    dialog.accept()

    assert "kaksoisnapsautat" in said
    assert "x-evaluator-package=evaluator.desktop" in (tmp_path / "config" / "mimeapps.list").read_text()


def test_alt_shows_the_menu_bar(desk, qtbot):
    window = desk().window
    qtbot.keyClick(window, Qt.Key.Key_Alt)

    assert window.bar.isVisible()


def test_a_crash_is_told_in_one_sentence_and_its_place_is_noted(desk, tmp_path):
    made = desk()
    value = "Jämsän summa"

    def fail() -> None:
        raise ZeroDivisionError(value)

    with pytest.raises(ZeroDivisionError) as caught:
        fail()
    made.controller.tell_crash(caught.value)
    dialog = QApplication.activeModalWidget()
    sentence = dialog.accessibleDescription()
    dialog.accept()
    noted = (tmp_path / "crash.txt").read_text(encoding="utf-8")

    assert "crash.txt" in sentence
    assert "ZeroDivisionError" not in sentence
    assert "test_window.py" in noted
    assert "ZeroDivisionError\n" in noted
    assert not any(line.startswith(f"ZeroDivisionError: {value}") for line in noted.splitlines())


def test_closing_lets_go_of_the_round(desk, qtbot):
    made = desk()
    workspace = made.session.workspace
    made.trigger(ActionId.FILE_CLOSE)
    qtbot.waitUntil(lambda: workspace.closed)

    assert made.window._screens.currentWidget() is made.window.start


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("name", [*NAMES, "start"])
def test_a_screen_reader_is_told_of_everything_in_a_place(desk, qtbot, name):
    made = desk(opened=name != "start")
    if name != "start":
        made.window.place_named(name)

    assert nameless(made.window) == []
    assert faults(made.window) == []


@pytest.mark.parametrize(
    "name", ["start", "applications", "assigning", "ranking", "envelope", "decision", "log"]
)
def test_tab_comes_to_everything_in_a_place_and_round_again(desk, qtbot, name):
    made = desk(opened=name != "start")
    if name != "start":
        made.window.place_named(name)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    assert unreached(made.window) == []


def test_a_dialog_that_a_screen_reader_cannot_read_is_found(dressed, qtbot, faults_of_dialogs):
    field, choice = QLineEdit(), QComboBox()
    choice.setAccessibleName("Kieli")
    choice.addItem("Suomi")
    dialog = Dialog(None, "Otsikko", field, choice, accept="Valmis")
    qtbot.addWidget(dialog)
    dialog.show()

    assert faults_of_dialogs == [
        "Dialog: QLineEdit EditableText '': no name",
        "Dialog: QComboBox ComboBox 'Suomi': a choice without a label: on Linux its name is what is chosen",
    ]
    faults_of_dialogs.clear()


def test_segments_are_read_out_as_radio_buttons_with_their_state(desk):
    view = desk().window.place_named("applications")
    interface = QAccessible.queryAccessibleInterface(view.filters._segments[0])

    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "Rajaus: Kaikki 61"


def test_segments_are_met_in_the_order_in_which_they_stand_whichever_is_chosen(desk):
    filters = desk().window.place_named("applications").filters
    filters.set_value(2)

    assert [each.object() for each in inside(filters)[1:]] == filters._segments


def test_the_palette_is_met_by_a_screen_reader_and_keeps_the_keyboard(desk, qtbot):
    made = desk()
    made.trigger(ActionId.VIEW_COMMANDS)
    palette = made.window.palette_
    first = palette.list.currentIndex().row()
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)

    assert any(each.object() is palette.field for each in inside(made.window))
    assert faults(palette) == []
    assert QApplication.focusWidget() is palette.field
    assert palette.list.currentIndex().row() == first + 1


def test_a_button_that_changes_its_words_changes_its_name(dressed, qtbot):
    plain, own = Button("Tuo 0"), Button("Tuo 0")
    own.setAccessibleName("Tuo hakemukset")
    for button in (plain, own):
        qtbot.addWidget(button)
        button.setText("Tuo 1…")

    assert plain.accessibleName() == "Tuo 1"
    assert own.accessibleName() == "Tuo hakemukset"


def test_f1_in_a_dialog_opens_the_page_of_the_place_behind(desk, qtbot):
    made = desk()
    made.window.place_named("ranking")
    dialog = NameDialog(made.window, "Esimerkki")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    qtbot.waitUntil(dialog._field.hasFocus)
    qtbot.keyClick(dialog._field, Qt.Key.Key_F1)
    opened = dialog.findChild(HelpWindow)

    assert opened is not None
    assert opened.isVisible()
    assert opened.page.name == "ranking"
    opened.close()
    dialog.reject()


def cut(window: QWidget) -> list[str]:
    """Give the texts that do not fit into their widgets."""
    found = []
    for widget in window.findChildren(QLabel):
        if isinstance(widget, ElidedLabel) or not widget.isVisible() or not widget.text():
            continue
        room = widget.width() - widget.contentsMargins().left() - widget.contentsMargins().right()
        if not widget.wordWrap() and widget.fontMetrics().horizontalAdvance(widget.text()) > room + 1:
            found.append(widget.text())
    found += [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width()
    ]
    found += [
        field.placeholderText()
        for field in window.findChildren(QLineEdit)
        if field.isVisible() and text_width(field.placeholderText()) > field.width() - 34
    ]
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", [*NAMES, "start"])
def test_no_text_is_cut_at_1280_by_800(desk, qtbot, language, name):
    made = desk(contents_2020(), opened=name != "start")
    TEXTS.use(language)
    if name != "start":
        place = made.window.place_named(name)
        if name == "decision":
            qtbot.waitUntil(lambda: place._draft is not None)
    made.window.resize(1280, 800)
    qtbot.wait(20)

    assert made.window.size().toTuple() == (1280, 800)
    assert cut(made.window) == []


def test_the_rail_words_fit_in_every_language(desk):
    window = desk().window
    for language in Language:
        TEXTS.use(language)
        assert [b.text() for b in window._rail.buttons if text_width(b.text(), "caption") > 84] == []


def test_a_label_shortened_for_want_of_room_tells_its_whole_text(desk, qtbot):
    label = ElidedLabel("Pitkä otsikko, joka ei mahdu")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.grab()

    assert label.toolTip() == "Pitkä otsikko, joka ei mahdu"
