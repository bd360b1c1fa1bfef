"""Translations of what officials typed: reasons and conditions stand in papers of both languages.

Kept by the text and not by its place: a reason that several applications share is
translated once, and a reason that is changed has no translation until it gets one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from evaluator.domain.language import Language

    Translations = Mapping[tuple[str, Language], str]
    """What a text is in a language, by text and language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What a text is in another language; append-only.

    Attributes:
        text: As the official typed it, without surrounding space.
        language: Finnish or Swedish, of the translation.
        translation: Empty takes an earlier one back. The text itself says that it is in
            this language already.
        by: Who translated or recorded it.
        at: When, aware UTC.
    """

    text: str
    language: Language
    translation: str
    by: str
    at: datetime


def translations_in_force(recorded: Iterable[Translation]) -> dict[tuple[str, Language], str]:
    """Give the last translation of each text in each language, those taken back left out.

    Args:
        recorded: Oldest first.
    """
    last = {(each.text, each.language): each.translation for each in recorded}
    return {key: translation for key, translation in last.items() if translation}
