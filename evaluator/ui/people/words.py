"""The words of identities and of opening a package: the catalogue's area ``ui_people``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_people.{key}", **facts)
