"""The words of creating and keeping a round: the catalogue's area ``ui_keeping``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_keeping.{key}", **facts)
