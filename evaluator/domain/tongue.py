"""In which national language a person wrote, for texts that do not say so themselves.

Reasons and conditions are typed once, in the official's own language, and stand in the
papers of both. A screen reader must know when to change its voice (WCAG 3.1.2, act
306/2019); the words that every Finnish or Swedish sentence has tell the two apart.
"""

from __future__ import annotations

import re
from collections import Counter

from evaluator.domain.language import Language

_FINNISH = """
ja on ei ole eivät että se ne tai joka jotka kun jos myös sekä vain mutta kuin hanke hakemus
hankkeen hakemuksen eikä ovat ennen avustus avustusta
"""
_SWEDISH = """
och är inte att som det den ett en för av med till på i har ska om eller projektet ansökan
understöd understödet
"""
_WORDS = {Language.FI: frozenset(_FINNISH.split()), Language.SV: frozenset(_SWEDISH.split())}
_FINNISH_LOOKS = re.compile(
    r"aa|ää|ii|uu|oo|öö|yy|(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|een|nen|tta|ttä|vat|vät)$"
)
"""Long vowels and endings that Swedish words hardly have."""
_LEAST = 2
"""Signs that one language needs more than the other; a name alone is no evidence."""


def language_of(text: str) -> Language | None:
    """Tell whether a text is Finnish or Swedish; None when it cannot be told."""
    signs = Counter[Language]()
    for word in re.findall(r"[^\W\d_]+", text.casefold()):
        for language, words in _WORDS.items():
            signs[language] += word in words
        signs[Language.FI] += bool(_FINNISH_LOOKS.search(word))
    (language, most), (_, least) = sorted(((each, signs[each]) for each in _WORDS), key=lambda pair: -pair[1])
    return language if most - least >= _LEAST else None
