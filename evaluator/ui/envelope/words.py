"""The words of the envelope: the catalogue's area ``ui_envelope``."""

from __future__ import annotations

from evaluator.ui.texts import say


def tr(key: str, **facts: object) -> str:
    """Give a sentence of the envelope."""
    return say(f"ui_envelope.{key}", **facts)
