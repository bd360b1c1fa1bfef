"""The words of the ranking: the catalogue's area ``ui_ranking``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence of the ranking."""
    return say(f"ui_ranking.{key}", **facts)
