"""The words of the help window: the catalogue's area ``ui_help``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence of the help window."""
    return say(f"ui_help.{key}", **facts)
