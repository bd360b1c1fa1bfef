"""The words of reviewing: the catalogue's area ``ui_reviewing``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence of reviewing."""
    return say(f"ui_reviewing.{key}", **facts)
