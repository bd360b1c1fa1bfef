"""The menus, filled from the actions: the menu bar that Alt shows, and the same behind one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup

from evaluator.ui.actions import SPECS, Actions, Menu
from evaluator.ui.sizes import SIZES
from evaluator.ui.texts import NAME_OF_LANGUAGE, TEXTS, tr
from evaluator.ui.theme import THEME, Appearance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QMenu, QMenuBar


def fill_menus(button_menu: QMenu, bar: QMenuBar, actions: Actions, size: int) -> None:
    """Fill both from the same data, the choice of language, appearance and size included.

    Args:
        button_menu: What the menu button opens.
        bar: The menu bar.
        actions: What they offer.
        size: The chosen size in percent.
    """
    bar.clear()
    for menu in Menu:
        title = tr(f"menus.{menu.value}")
        for made in (bar.addMenu(title), button_menu.addMenu(title.replace("&", ""))):
            for spec in SPECS:
                if spec.menu is menu:
                    made.addAction(actions[spec.id])
            if menu is Menu.VIEW:
                made.addSeparator()
                _languages(made.addMenu(tr("menus.language")))
                _appearances(made.addMenu(tr("menus.appearance")))
                _sizes(made.addMenu(tr("menus.size")), size)


def _languages(menu: QMenu) -> None:
    words = {each.value: name for each, name in NAME_OF_LANGUAGE.items()}
    _choices(menu, "language", words, TEXTS.language.value)


def _appearances(menu: QMenu) -> None:
    words = {each.value: tr(f"menus.appearance_{each.value}") for each in Appearance}
    _choices(menu, "appearance", words, THEME.appearance.value)


def _sizes(menu: QMenu, chosen: int) -> None:
    _choices(menu, "size", {str(each): f"{each}\u00a0%" for each in SIZES}, str(chosen))


def _choices(menu: QMenu, kind: str, words: Mapping[str, str], chosen: str) -> None:
    """Offer values of which one is in force; the object name says which choice and value it is."""
    group = QActionGroup(menu)
    for value, name in words.items():
        action = QAction(name, menu, checkable=True, checked=value == chosen)
        action.setObjectName(f"{kind}.{value}")
        group.addAction(action)
        menu.addAction(action)
