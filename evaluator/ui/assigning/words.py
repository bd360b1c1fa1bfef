"""The words of assigning: the catalogue's area ``ui_assign``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence of assigning."""
    return say(f"ui_assign.{key}", **facts)
