from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from evaluator.domain.language import Language
from evaluator.resources import resource
from evaluator.ui import actions
from evaluator.ui.actions import SPECS, ActionId, Actions, Menu, hint
from evaluator.ui.texts import TEXTS, money, money_typed, tr

UI = Path(actions.__file__).parent
AREAS = sorted(path.stem for path in resource("messages", "fi").glob("ui*.toml"))


def flat(table: dict, before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        name = f"{before}{key}"
        found |= flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def texts(language: Language, area: str) -> dict[str, str]:
    file = resource("messages", language.value, f"{area}.toml")
    return flat(tomllib.loads(file.read_text(encoding="utf-8")))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", [Language.SV, Language.EN])
def test_every_text_exists_in_all_three_languages_with_the_same_facts(language, area):
    finnish, other = texts(Language.FI, area), texts(language, area)

    assert set(finnish) == set(other)
    assert {key: placeholders(text) for key, text in finnish.items()} == {
        key: placeholders(text) for key, text in other.items()
    }


def test_no_text_shouts_or_celebrates():
    every = [text for area in AREAS for language in Language for text in texts(language, area).values()]

    assert [
        text for text in every if "!" in text or "onnistui" in text or "virhe tapahtui" in text.lower()
    ] == []


def test_every_text_that_the_code_names_is_there():
    keys = {key for area in AREAS for key in texts(Language.FI, area)}
    known = keys | {key.rsplit(".", 1)[0] for key in keys if key.endswith((".one", ".other"))}
    named = {
        key
        for path in UI.rglob("*.py")
        for key in re.findall(r'\btr\(\s*"([a-z_.\-]+)"', path.read_text(encoding="utf-8"))
    }

    assert sorted(named - known) == []


@pytest.mark.parametrize("language", Language)
def test_every_action_has_words_a_tooltip_and_no_key_twice(dressed, language):
    TEXTS.use(language)
    parent = QObject()
    made = Actions(parent)

    assert all(made[each].text() and made[each].toolTip() for each in ActionId)
    assert {spec.id for spec in SPECS} == set(ActionId)
    keys = [key for spec in SPECS for key in spec.shortcut.split("; ") if key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", Language)
def test_no_two_menus_share_a_mnemonic(dressed, language):
    TEXTS.use(language)
    letters = [tr(f"menus.{menu.value}").partition("&")[2][:1].lower() for menu in Menu]

    assert len(letters) == len(set(letters))


def test_a_tooltip_names_the_deed_and_its_keys(dressed):
    assert hint(ActionId.FILE_PRINT) == "Tulosta (Ctrl+P)"


@pytest.mark.parametrize(("language", "cancel"), [(Language.FI, "Peru"), (Language.SV, "Avbryt")])
def test_qt_s_own_dialogs_speak_the_same_language(dressed, language, cancel):
    TEXTS.use(language, dressed)

    assert dressed.translate("QPlatformTheme", "Cancel") == cancel


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("amount", [5, 68_000_00, 9_694_600_00, 16_100_330_45])
def test_an_amount_shown_in_a_field_is_understood_as_it_stands(language, amount):
    before = TEXTS.language
    TEXTS.use(language)
    try:
        assert money_typed(money(amount, cents=True, unit="")) == amount
        assert money_typed("68 000,50") == 68_000_50
    finally:
        TEXTS.use(before)


def test_a_comma_before_three_digits_is_no_amount_in_finnish():
    with pytest.raises(ValueError, match="10,000"):
        money_typed("10,000")
