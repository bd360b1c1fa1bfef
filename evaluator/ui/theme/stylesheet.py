"""The one application style sheet; what it does not say is painted.

``min-height`` stands on one-line fields only: on text areas it would beat
``setFixedHeight``. Focus has a 2 px border and as much less padding, so that
nothing moves.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from evaluator.ui.theme.tokens import RADIUS_BADGE, RADIUS_CARD, RADIUS_CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.ui.theme.tokens import Tokens

_GROUNDS = """
* { outline: 0; }
QToolTip { background: $overlay; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMainWindow, QDialog { background: $canvas; }
QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="raised"] { background: $raised; }
QFrame#rail { background: $rail; border-right: 1px solid $line; }
QFrame#topbar { background: $surface; border-bottom: 1px solid $line; }
QFrame#statusbar { background: $surface; border-top: 1px solid $line; }
QFrame#side { background: $surface; border-left: 1px solid $line; }
QFrame#leftside { background: $surface; border-right: 1px solid $line; }
QFrame#card { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame#opencard { background: $surface; border: 2px solid $accent_fill; border-radius: ${card}px; }
QTextBrowser[reading="true"] { border: 0; background: $surface; }
QTextBrowser[reading="true"]:focus { border: 2px solid $ring; }
QFrame#well { background: $raised; border: 1px solid $line; border-radius: ${control}px; }
QFrame#toast { background: $overlay; border: 1px solid $soft; border-radius: ${card}px; }
QFrame#hline { background: $line; max-height: 1px; min-height: 1px; border: 0; }
QFrame#vline { background: $line; max-width: 1px; min-width: 1px; border: 0; }
QLabel { color: $text; background: transparent; }
QLabel[tone="2"] { color: $text2; }
QLabel[tone="3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $soft; border-radius: ${control}px;
    padding: 0 12px; min-height: 28px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $neutral_tint; }
QPushButton:focus { border: 2px solid $ring; padding: 0 11px; min-height: 26px; }
QPushButton:disabled { color: $text3; border-color: $line; background: $raised; }
QPushButton[kind="primary"] { background: $accent_fill; color: $on_accent; border: 1px solid $accent_fill; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $neutral_tint; color: $text3;
    border-color: $neutral_tint; }
QPushButton[kind="ghost"] { background: transparent; border: 1px solid transparent; padding: 0 8px;
    color: $text2; }
QPushButton[kind="ghost"]:hover { background: $hover; color: $text; }
QPushButton[kind="ghost"]:focus { border: 2px solid $ring; padding: 0 7px; }
QPushButton[kind="ghost"]:checked { background: $neutral_tint; color: $text; }
QPushButton[kind="ghost"]:disabled { color: $text3; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; padding: 0 2px;
    color: $accent; min-height: 22px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $ring; padding: 0 1px; min-height: 20px; }
QPushButton[kind="link"]:disabled { color: $text3; }
QPushButton[kind="quiet"] { background: $raised; border: 1px solid $line; color: $text2; }
QPushButton[kind="quiet"]:focus { border: 2px solid $ring; }
QPushButton[small="true"] { min-height: 24px; padding: 0 8px; }
QPushButton[small="true"]:focus { min-height: 22px; padding: 0 7px; }
QPushButton[square="true"], QPushButton[square="true"]:focus { padding: 0; }
QPushButton[find="true"] { text-align: left; padding-left: 8px; }
QPushButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: 28px; padding: 0 8px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit { background: $surface; color: $text;
    border: 1px solid $ctrl; border-radius: ${control}px; placeholder-text-color: $text3;
    selection-background-color: $accent_fill; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 4px 4px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus { border: 2px solid $ring; padding: 0 7px;
    min-height: 26px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $ring; padding: 3px 3px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled { background: $raised;
    color: $text3; border-color: $line; }
QLineEdit[state="bad"] { border: 2px solid $bad; padding: 0 7px; min-height: 26px; }
QPlainTextEdit[state="bad"] { border: 2px solid $bad; padding: 3px 3px; }
QLineEdit#bare { border: 0; background: transparent; padding: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($chevron_down); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $overlay; border: 1px solid $line;
    selection-background-color: $accent_tint; selection-color: $text; padding: 4px; }
QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator { width: 16px; height: 16px;
    border: 1px solid $ctrl; background: $surface; }
QCheckBox::indicator, QListWidget::indicator { border-radius: ${badge}px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListWidget::indicator:checked { background: $accent_fill;
    border-color: $accent_fill; image: url($check); }
QRadioButton::indicator:checked { border: 5px solid $accent_fill; width: 8px; height: 8px;
    background: $on_accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $ring; width: 14px;
    height: 14px; }
QProgressBar { background: $bar_track; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent_fill; border-radius: 3px; }
"""

_VIEWS = """
QAbstractItemView { background: $surface; border: 0; selection-background-color: $accent_tint;
    selection-color: $text; }
QListWidget[inset="true"]::item { padding-left: 18px; }
QListWidget[inset="true"]::item:selected { background: $accent_tint; color: $text; }
QListWidget[inset="true"]:focus { border: 2px solid $ring; }
QTableView { gridline-color: transparent; }
QTableCornerButton::section { background: $surface; border: 0; }
QPdfView { background: $page_canvas; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget#scrollbody { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; border: 0; }
QScrollBar::handle { background: $ctrl; border: 3px solid $surface; border-radius: 5px; min-height: 36px;
    min-width: 36px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar[on="page_canvas"]::handle { border-color: $page_canvas; }
QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $line; padding: 2px 12px; }
QMenuBar::item { padding: 4px 8px; border-radius: ${badge}px; background: transparent; }
QMenuBar::item:selected { background: $accent_tint; }
QMenu { background: $overlay; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${badge}px; }
QMenu::item:selected { background: $accent_tint; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { background: $line; height: 1px; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 6px; }
QMenu::indicator:checked { image: url($check_text); }
"""


def stylesheet(tokens: Tokens, image: Callable[[str, str], str]) -> str:
    """Give the style sheet of a theme.

    Args:
        tokens: Its colours.
        image: Gives the path of a small picture for an icon's name and a role;
            style sheets cannot hold pictures themselves.
    """
    values = tokens._asdict() | {
        "badge": RADIUS_BADGE,
        "control": RADIUS_CONTROL,
        "card": RADIUS_CARD,
        "chevron_down": image("chevron-down", "text2"),
        "check": image("check", "on_accent"),
        "check_text": image("check", "text"),
    }
    return "".join(Template(part).substitute(values) for part in (_GROUNDS, _BUTTONS, _FIELDS, _VIEWS))
