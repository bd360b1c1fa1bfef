"""The words of the log: the catalogue's area ``ui_log``."""

from __future__ import annotations

from evaluator.ui.texts import TEXTS, say


def tr(key: str, **facts: object) -> str:
    """Give a sentence of the log."""
    return say(f"ui_log.{key}", **facts)


def word(table: str, name: str) -> str:
    """Give the word for a name in a table of words; the name itself where there is none."""
    key = f"ui_log.{table}.{name}"
    return say(key) if TEXTS.catalogue.has(key) else name


def deed_word(deed: str) -> str:
    """Give the words for a deed; its name where there are none."""
    key = f"log.deeds.{deed}"
    return say(key) if TEXTS.catalogue.has(key) else deed
