"""How large the window is drawn: a choice beside the system's own scale, in force from the next start.

Qt scales everything alike (letters, rows, icons), but only while it starts; so nothing of the
program knows the size, and this is imported before anything that is dear.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

SIZE = "size"
SIZES = (100, 125, 150, 175, 200)
"""Percent of the system's size."""
LEAST = (640, 400)
"""The smallest window, in pixels before scaling: a small screen at twice the size."""
_FACTOR = "QT_SCALE_FACTOR"


def size_of(store: QSettings) -> int:
    """Give the chosen size in percent; 100 until one is chosen."""
    stored = str(store.value(SIZE))
    return int(stored) if stored in map(str, SIZES) else SIZES[0]


def draw_at(percent: int) -> None:
    """Have Qt draw at a size, unless the session says one; before there is an application."""
    if percent != SIZES[0]:
        os.environ.setdefault(_FACTOR, str(percent / 100))
