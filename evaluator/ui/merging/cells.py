"""Columns in one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evaluator.ui.shared.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter


def column(
    title: str,
    width: int,
    paint: Callable[[QPainter, QRect, Any, bool], None],
    speak: Callable[[Any], str],
    sort: Callable[[Any], Any] | None = None,
    *,
    right: bool = False,
    stretch: bool = False,
    paint_head: Callable[[QPainter, QRect], None] | None = None,
) -> Column:
    """Give a column; see ``Column``."""
    return Column(
        title=title,
        width=width,
        paint=paint,
        speak=speak,
        sort=sort,
        right=right,
        stretch=stretch,
        paint_head=paint_head,
    )
