"""The words of an application's page, ``ui_application``, and of the list, ``ui_lists``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence."""
    return say(f"ui_application.{key}", **facts)


def listed(key: str, **facts: object) -> str:
    """Give a sentence of the list: its filters, columns and saved views."""
    return say(f"ui_lists.{key}", **facts)
