"""How bodies are named in a decision: official names, and the receiver of a grant.

Finnish puts the receiver in the allative ("Alavuden kaupungille"); a Swedish name
stands as it is. Municipalities go by their register's genitive; other names by the
common nouns they end with, and failing that by how they end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.language import Text
from evaluator.domain.municipalities import MunicipalityKind

if TYPE_CHECKING:
    from evaluator.domain.applicants import Body
    from evaluator.domain.known_bodies import KnownBodies
    from evaluator.domain.municipalities import Municipality, Register

_FORMS = {
    MunicipalityKind.CITY: ("kaupunki", "kaupungille", "stad", "City of"),
    MunicipalityKind.MUNICIPALITY: ("kunta", "kunnalle", "kommun", "Municipality of"),
}
_NOUNS = (
    ("kunta", "kunnalle"),
    ("kaupunki", "kaupungille"),
    ("liitto", "liitolle"),
    ("yhdistys", "yhdistykselle"),
    ("keskus", "keskukselle"),
    ("laitos", "laitokselle"),
    ("virasto", "virastolle"),
    ("yhteistyö", "yhteistyölle"),
    ("laitokset", "laitoksille"),
    ("palvelut", "palveluille"),
    ("kirjastot", "kirjastoille"),
    ("alue", "alueelle"),
    ("hanke", "hankkeelle"),
    ("osasto", "osastolle"),
    ("seutu", "seudulle"),
    ("toimi", "toimelle"),
    ("hallinto", "hallinnolle"),
    ("hallitus", "hallitukselle"),
    ("kehitys", "kehitykselle"),
    ("opetus", "opetukselle"),
    ("yritys", "yritykselle"),
    ("terveys", "terveydelle"),
    ("vesi", "vedelle"),
    ("verkko", "verkolle"),
    ("kunnat", "kunnille"),
    ("kaupungit", "kaupungeille"),
    ("piirit", "piireille"),
    ("museot", "museoille"),
    ("opistot", "opistoille"),
    ("työntekijät", "työntekijöille"),
    ("yrittäjät", "yrittäjille"),
    ("instituutti", "instituutille"),
    ("nen", "selle"),
)
"""Endings whose stem changes before the ending, with their allative."""

_ABBREVIATIONS = frozenset(("oy", "oyj", "ab", "abp", "ky", "ry", "rf", "sr", "shp", "ltd", "tmi"))
_VOWELS = frozenset("aeiouyåäö")


def official_name(body: Body, register: Register, bodies: KnownBodies | None = None) -> Text:
    """Give a body's official name: "Alavuden kaupunki", "Alavo stad".

    A unit of a municipality goes by its municipality, which is the legal person.

    Args:
        body: Lead or partner.
        register: The municipalities of the year.
        bodies: Other bodies known by name, for their Swedish names.
    """
    municipality = register.get(body.code)
    if municipality is not None:
        word, _, _, _ = _FORMS[municipality.kind]
        return _in_languages(municipality, word)
    return Text(fi=body.name, sv=_swedish(body, bodies))


def receiver(body: Body, register: Register, bodies: KnownBodies | None = None) -> Text:
    """Give a body as the receiver of a grant: "Alavuden kaupungille", "Alavo stad".

    Args:
        body: Lead or partner; a unit of a municipality receives as its municipality.
        register: The municipalities of the year.
        bodies: Other bodies known by name, for their Swedish names.
    """
    municipality = register.get(body.code)
    if municipality is not None:
        _, word, _, _ = _FORMS[municipality.kind]
        return _in_languages(municipality, word)
    return Text(fi=allative(body.name), sv=_swedish(body, bodies))


def allative(name: str) -> str:
    """Put the last word of a Finnish name into the allative.

    "… kuntayhtymä" becomes "… kuntayhtymälle", "… Oy" becomes "… Oy:lle".
    """
    head, space, last = name.rpartition(" ")
    return f"{head}{space}{_word_in_allative(last)}"


def _word_in_allative(word: str) -> str:
    folded = word.casefold()
    if folded in _ABBREVIATIONS or len(word) == 1 or word[1:].upper() == word[1:]:
        return f"{word}:lle"
    for noun, inflected in _NOUNS:
        if folded.endswith(noun):
            # The noun's own letters follow, so that a capital at its start stays.
            return word[: len(word) - len(noun)] + _as_capital(word[-len(noun)], inflected)
    if folded[-1] in _VOWELS:
        return f"{word}lle"
    # A foreign name that ends in a consonant takes i before the ending: "Helenille".
    return f"{word}ille" if folded[-1].isalpha() else f"{word}:lle"


def _as_capital(first: str, inflected: str) -> str:
    return inflected.capitalize() if first.isupper() else inflected


def _in_languages(municipality: Municipality, finnish_word: str) -> Text:
    _, _, swedish, english = _FORMS[municipality.kind]
    return Text(
        fi=f"{municipality.genitive_fi} {finnish_word}",
        sv=f"{_swedish_genitive(municipality.name_sv)} {swedish}",
        en=f"{english} {municipality.name_fi}",
    )


def _swedish_genitive(name: str) -> str:
    """Give a place as it stands before "stad" and "kommun": "Esbo", but "Jakobstads".

    In such a name one that ends in a vowel takes no s, one that ends in a consonant always
    does (Svenska skrivregler 7.4.1); after s, x and z nothing is added.
    """
    last = name[-1:].casefold()
    return f"{name}s" if last.isalpha() and last not in _VOWELS and last not in "sxz" else name


def _swedish(body: Body, bodies: KnownBodies | None) -> str:
    known = bodies.find(body.name) if bodies is not None else None
    return (known.name_sv if known is not None else "") or body.name
