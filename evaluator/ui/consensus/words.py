"""The words of the meeting: the catalogue's area ``ui_consensus``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_consensus.{key}", **facts)
