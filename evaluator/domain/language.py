"""The languages of the program and texts that exist in several of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language the program speaks; papers are made in Finnish and Swedish."""

    FI = "fi"
    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in the two national languages, and in English where there is one.

    Attributes:
        fi: Finnish.
        sv: Swedish.
        en: English, or an empty string.
    """

    fi: str
    sv: str
    en: str = ""

    def to(self, language: Language) -> str:
        """Give the text in ``language``; English falls back to Finnish."""
        return getattr(self, language.value) or self.fi
