from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from evaluator.domain.language import Language
from evaluator.resources import manual
from evaluator.ui.actions import SPECS, ActionId, keys_of
from evaluator.ui.help.pages import ACTION, ORDER, found, page_named, pages, words_of
from evaluator.ui.help.window import HelpWindow
from evaluator.ui.places import PLACES
from evaluator.ui.texts import TEXTS, tr

FILES = sorted(manual().glob("*.md"))
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")


def links(file: Path) -> list[tuple[bool, str]]:
    return [(mark == "!", target) for mark, target in _LINK.findall(file.read_text(encoding="utf-8"))]


@pytest.fixture
def window(dressed, qtbot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    return made


def test_each_place_has_its_page_and_each_page_stands_in_the_contents():
    assert {each.name for each in PLACES} - set(ORDER) == set()
    assert {each.stem for each in FILES} == set(ORDER)


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_each_link_and_each_picture_resolves(file):
    broken = [
        target
        for _, target in links(file)
        if not target.startswith("action:") and not (manual() / target).resolve().is_file()
    ]

    assert broken == []


def test_every_page_is_reached_from_the_contents():
    reached, waiting = {"index"}, ["index"]
    while waiting:
        for _, target in links(manual() / f"{waiting.pop()}.md"):
            name = target.removesuffix(".md")
            if target.endswith(".md") and name not in reached:
                reached.add(name)
                waiting.append(name)

    assert reached == set(ORDER)


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_every_action_that_is_named_exists_and_is_called_by_its_words(dressed, file):
    named = ACTION.findall(file.read_text(encoding="utf-8"))
    known = {each.value for each in ActionId}

    assert [action for _, action in named if action not in known] == []
    assert [(said, action) for said, action in named if said != words_of(ActionId(action))] == []


def test_no_page_shouts_and_every_page_has_one_title():
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
        assert "!" not in re.sub(r"!\[|<!--", "", text)


def test_a_named_action_is_shown_with_its_keys(dressed):
    text = page_named("log").text

    assert f"**Vie loki** ({keys_of(ActionId.LOG_EXPORT)})" in text
    assert "action:" not in "".join(each.text for each in pages())


@pytest.mark.parametrize("language", Language)
def test_the_list_of_keys_is_whole_and_in_the_language_of_the_window(dressed, language):
    TEXTS.use(language)
    text = page_named("keys").text

    assert text.startswith(f"# {tr('keys.title')}")
    assert [spec.id for spec in SPECS if spec.shortcut and words_of(spec.id) not in text] == []


@pytest.mark.parametrize("language", Language)
def test_other_languages_say_that_the_manual_is_finnish(window, language):
    TEXTS.use(language)
    window.dress()

    assert bool(window.notice.text()) is (language is not Language.FI)
    assert page_named("index").text.startswith("# Ohje")


def test_finding_takes_accents_lightly_and_looks_into_every_page(dressed):
    assert [each.name for each in found("SORMENJALKI")] == [each.name for each in found("sormenjälki")]
    assert "files" in {each.name for each in found("sormenjalki numeroa")}
    assert found("tätä sanaa ei ole missään") == ()


def test_f1_opens_the_page_of_the_place_one_is_in(office_like):
    made = office_like
    for name in ("applications", "ranking", "log"):
        made.window.place_named(name)
        made.trigger(ActionId.HELP_HERE)

        assert made.controller.help.window.page.name == name
    made.trigger(ActionId.FILE_CLOSE)
    made.trigger(ActionId.HELP_HERE)

    assert made.controller.help.window.page.name == "first-steps"


def test_links_go_on_and_back_and_forward_by_the_keyboard(window, qtbot):
    window.show_page("index")
    window.page.setSource(QUrl("log.md"))
    seen = [window.page.name]
    qtbot.waitUntil(window.isActiveWindow)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(window.page, key, Qt.KeyboardModifier.AltModifier)
        seen.append(window.page.name)

    assert seen == ["log", "index", "log"]
    assert window.contents.currentItem().text() == "Loki"


def test_ctrl_f_finds_marks_every_place_and_enter_goes_on(window, qtbot):
    window.show_page("index")
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.search.hasFocus)
    QTest.keyClicks(window.search, "tiiviste")
    seen = [(window.page.name, window.page.textCursor().selectionStart())]
    for _ in range(4):
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        seen.append((window.page.name, window.page.textCursor().selectionStart()))

    assert window.contents.count() == len(found("tiiviste"))
    assert seen[0][0] == found("tiiviste")[0].name
    assert len(set(seen)) == len(seen)
    assert "log" in {name for name, _ in seen}
    assert window.page.extraSelections()
    window.search.setText("tätä sanaa ei ole missään")
    assert window.contents.count() == 0
    assert window._none.isVisible()


def test_escape_closes_the_help(window, qtbot):
    window.show_page("keys")
    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert not window.isVisible()


def test_pictures_are_as_wide_as_the_text(window):
    window.show_page("log")
    image = window.page.loadResource(2, QUrl("../images/log-fi-light.png"))

    assert image.deviceIndependentSize().width() == pytest.approx(600, abs=1)


@pytest.fixture
def office_like(desk):
    return desk()
