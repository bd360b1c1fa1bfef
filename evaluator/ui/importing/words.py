"""The words of importing: the catalogue's area ``ui_importing``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_importing.{key}", **facts)
