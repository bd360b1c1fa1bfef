"""What a name's own words tell of a body that no register knows, in Finnish and Swedish."""

from __future__ import annotations

import re

from evaluator.domain.applicants import BodyKind

# A regional council is a joint authority of its municipalities by law.
_REGIONS = (
    "uudenmaan|(?<=-)suomen|satakunnan|hämeen|pirkanmaan|kymenlaakson|karjalan|savon|pohjanmaan|kainuun|lapin"
)
_JOINT = re.compile(
    rf"(?:^|-)(?:{_REGIONS}) liitto$"
    r"|kuntayhtymä|kuntainliitto|sairaanhoitopiiri|\bshp\b|maakuntaliitto"
    r"|samkommun|sjukvårdsdistrikt|landskapsförbund"
)
_COMPANY = re.compile(r"\b(?:oy|oyj|ab|abp|ltd|osakeyhtiö|aktiebolag)\b")
# Bodies of their own whose names look like those of municipal units or end like a form word.
_NEITHER = re.compile(
    r"(?:yliopisto|korkeakoulu|seurakunta|säätiö|yhdistys|seura|maakunta|kauppakamari"
    r"|universitet|högskola|församling|stiftelse|förening|\bry|\brf|\bsr)$"
)
_UNIT_END = re.compile(
    r"(?:kirjasto|kirjastot|kirjastopalvelut|liikelaitos|lautakunta|toimiala|palvelualue|sivistystoimi"
    r"|nuorisotoimi|lukio|peruskoulu|bibliotek|biblioteket|affärsverk|affärsverket|nämnd|nämnden)$"
)
_UNIT_START = re.compile(r"(?:kaupungin|kunnan|stads|kommun)(?: |(?=[^\W\d_]))")
_DESCRIBES = re.compile(
    r"\b(?:omista(?:ma|mat|a|vat)|perusta(?:ma|mat)|ylläpitä(?:mä|mät|ä)|hallinnoi(?:ma|mat)?"
    r"|muodosta(?:ma|mat|a|vat)|edusta(?:a|vat)|koordinoi|koordinoiva|jäsenkun\w+|yhteensä|mukana"
    r"|hankehallinnoija|päähakija|hakija|ägs|ägd|ägt|ägda|sökande|sammanlagt|består)\b"
    r"|\b\d+ (?:kun\w+|kommun\w*|muu\w*|andra)\b"
)
_SMALL_START = re.compile(r"[^\w]*[a-zåäöéšž]")
_WORDS = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+")


def kind_by_shape(folded: str) -> BodyKind | None:
    """Give the kind that the words of a folded name state, or None."""
    if _JOINT.search(folded):
        return BodyKind.JOINT_AUTHORITY
    if _COMPANY.search(folded):
        return BodyKind.COMPANY
    return BodyKind.OTHER if _NEITHER.search(folded) else None


def is_unit(folded: str) -> bool:
    """Tell whether a folded name ends like that of a unit of a municipality."""
    return _UNIT_END.search(folded) is not None


def is_unit_of_named(rest: str) -> bool:
    """Tell whether what follows a municipality's name makes it a unit of that one.

    ``"kaupunginkirjasto"``, ``"kaupungin sivistystoimi"``, ``"digi -liikelaitos"``.
    """
    return bool(_UNIT_START.match(rest) or is_unit(rest))


def describes(folded: str) -> bool:
    """Tell whether words say what a body is instead of naming one.

    "Yhdentoista kunnan omistama yhtiö" and "12 kuntaa" do.
    """
    return _DESCRIBES.search(folded) is not None


def is_phrase(written: str) -> bool:
    """Tell whether words are no name: several, and the first has a small letter."""
    return _SMALL_START.match(written) is not None and " " in written


def words_within(written: str) -> list[str]:
    """Give the words of a name, also those that a capital begins ("BusinessOulu")."""
    return _WORDS.findall(written)
