"""The words of an application's page: the catalogue's area ``ui_application``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_application.{key}", **facts)
