"""The menus, filled from the actions: the menu bar that Alt shows, and the same behind one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup

from evaluator.ui.actions import SPECS, Actions, Menu
from evaluator.ui.texts import NAME_OF_LANGUAGE, TEXTS, tr
from evaluator.ui.theme import THEME, Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QMenuBar


def fill_menus(button_menu: QMenu, bar: QMenuBar, actions: Actions) -> None:
    """Fill both from the same data, the choice of language and appearance included."""
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


def _languages(menu: QMenu) -> None:
    group = QActionGroup(menu)
    for language, name in NAME_OF_LANGUAGE.items():
        action = QAction(name, menu, checkable=True, checked=TEXTS.language is language)
        action.setData(language.value)
        group.addAction(action)
        menu.addAction(action)
        action.setObjectName(f"language.{language.value}")


def _appearances(menu: QMenu) -> None:
    group = QActionGroup(menu)
    for appearance in Appearance:
        words = tr(f"menus.appearance_{appearance.value}")
        action = QAction(words, menu, checkable=True, checked=THEME.appearance is appearance)
        action.setData(appearance.value)
        group.addAction(action)
        menu.addAction(action)
        action.setObjectName(f"appearance.{appearance.value}")
