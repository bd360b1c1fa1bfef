"""The words of merging: the catalogue's area ``ui_merging``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_merging.{key}", **facts)
