"""What a grant is for, as the decision's sentence needs it: "Helmi-hankkeeseen".

Finnish only inflects the last word, and only where that word is a common one: "hanke",
"hankkeet", "projekti", "ohjelma". Any other title takes "-hankkeeseen" after it, after
a space when the title has one inside (Kielitoimiston ohjepankki: yhdysmerkki).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evaluator.decision.content import clean
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

_ILLATIVE = {
    "hanke": "hankkeeseen",
    "hankkeet": "hankkeisiin",
    "projekti": "projektiin",
    "ohjelma": "ohjelmaan",
}
_ENDING = re.compile(rf"({'|'.join(_ILLATIVE)})$", re.IGNORECASE)
_TAIL = re.compile(r"[\s.,;:\-–—]+$")
"""Full stops and hyphens at the end of a title, which the sentence does not keep."""


def trimmed(title: str) -> str:
    """Give a title without the full stop or hyphen that it ends with."""
    bare = clean(title)
    return _TAIL.sub("", bare) or bare


def into_project(title: str) -> str:
    """Give a title in the illative: ``Kunta kuuluu kaikille -hankkeeseen``."""
    bare = trimmed(title)
    found = _ENDING.search(bare)
    if found:
        word = found.group()
        inflected = _ILLATIVE[word.lower()]
        return bare[: found.start()] + _cased(word)(inflected)
    return f"{bare} -hankkeeseen" if " " in bare else f"{bare}-hankkeeseen"


def purpose(title: str, language: Language) -> tuple[str, str]:
    """Give what a grant is for: the paper's own words before the title, and the title.

    Swedish leads in and keeps the title, ``("för projektet ", "Helmi")``; Finnish
    inflects the title and needs no words before it, ``("", "Helmi-hankkeeseen")``.
    """
    return ("för projektet ", trimmed(title)) if language is Language.SV else ("", into_project(title))


def _cased(word: str) -> Callable[[str], str]:
    if word.isupper():
        return str.upper
    return str.capitalize if word[0].isupper() else str.lower
