"""Who applies: from the text of an application to a lead and its partners.

The text is a list of names as people write it: "Akaan kaupunki (Valkeakosken
kaupunki, Urjalan kunta)". A name that a register knows is that body. What the
registers do not know is taken by its own words ("… kuntayhtymä", "… Oy"), offered
as the misprint of a municipality's name, or kept as it is; it is never changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from evaluator.domain.applicant_text import Item, items, tidy
from evaluator.domain.applicants import Applicants, Body, BodyKind, NameSuggestion
from evaluator.domain.body_shapes import (
    describes,
    is_phrase,
    is_unit,
    is_unit_of_named,
    kind_by_shape,
    words_within,
)
from evaluator.domain.errors import ApplicantTextTooLongError, NoApplicantError
from evaluator.domain.names import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.domain.known_bodies import KnownBodies
    from evaluator.domain.municipalities import Municipality, Register

LONGEST_TEXT = 10_000
"""Characters; all 310 municipalities fit twice."""

_NAME_WORDS = 4
"""A municipality's name and what it is have no more words ("Kosken Tl kunta")."""

_COMPLETE_FORMS = frozenset(("kaupunki", "kunta", "stad", "kommun"))


def parse_applicants(
    text: str,
    register: Register,
    bodies: KnownBodies,
    confirmed: Mapping[str, MunicipalityCode] | None = None,
) -> Applicants:
    """Read who applies.

    The first body is the lead. Names stand one after another, parted by commas,
    brackets, slashes, "ja", "och", "&"; what only describes a body is none.

    Args:
        text: As the application gives it.
        register: The municipalities of the year.
        bodies: Other bodies known by name.
        confirmed: Misprints that a person has confirmed, with what they mean.

    Raises:
        NoApplicantError: The text names nobody.
        ApplicantTextTooLongError: The text has more than ``LONGEST_TEXT`` characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ApplicantTextTooLongError(length=len(text), limit=LONGEST_TEXT)
    reader = _Reader(register, bodies, confirmed or {})
    for item in items(tidy(text), register.bracketed):
        reader.read(item)
    return reader.result(text)


class _Reader:
    """Collects the bodies of one text."""

    def __init__(
        self, register: Register, bodies: KnownBodies, confirmed: Mapping[str, MunicipalityCode]
    ) -> None:
        self._register = register
        self._known_bodies = bodies
        self._confirmed = {key(written): code for written, code in confirmed.items()}
        self._bodies: dict[str, Body] = {}
        self._suggestions: list[NameSuggestion] = []
        self._lead_repeated = False

    def result(self, text: str) -> Applicants:
        if not self._bodies:
            raise NoApplicantError
        lead, *partners = self._bodies.values()
        return Applicants(
            as_written=text,
            lead=lead,
            partners=tuple(partners),
            suggestions=tuple(self._suggestions),
            lead_repeated=self._lead_repeated,
        )

    def read(self, item: Item) -> None:
        """Take one entry of the list."""
        known = self._known(item.text)
        if known is not None:
            self._add(known)
        elif len(item.parts) > 1 and not self._is_one_name(item):
            for part in item.parts:
                self._entry(part)
        else:
            self._entry(item.text)

    def _known(self, written: str) -> Body | None:
        municipality = self._register.find(written)
        if municipality is not None:
            return _municipality(municipality, written)
        body = self._known_bodies.find(written)
        if body is not None:
            return Body(name=body.name_fi, kind=body.kind, code=None, as_written=written)
        if not self._confirmed:
            return None
        meant = self._register.get(self._confirmed.get(key(written)))
        return None if meant is None else _municipality(meant, written)

    def _is_one_name(self, item: Item) -> bool:
        """Tell whether "ja" or "&" stands inside one name: "Työ ja Terveys Oy"."""
        shaped = [kind_by_shape(key(part)) is not None for part in item.parts]
        return shaped[-1] and not all(shaped) and not any(map(self._known, item.parts))

    def _entry(self, written: str) -> None:
        """Take one name, or several without a separator between them."""
        known = self._known(written)
        if known is not None:
            self._add(known)
            return
        together, rest = self._run_together(written)
        for body in together:
            self._add(body)
        if rest:
            self._unlisted(rest, described=bool(together))

    def _run_together(self, written: str) -> tuple[list[Body], str]:
        """Part "Tampereen kaupunki Tampereen kaupunkiseudun kuntayhtymä" where a body ends.

        A body ends after "kaupunki" and the like; names alone are parted only
        where nothing but names stands there, as they also begin other names.
        """
        words = written.split()
        found: list[Body] = []
        complete, at, end = 0, 0, 0
        while at < len(words):
            for size in range(min(_NAME_WORDS, len(words) - at), 0, -1):
                name = " ".join(words[at : at + size])
                municipality = self._register.find(name)
                if municipality is not None:
                    break
            else:
                break
            found.append(_municipality(municipality, name))
            at += size
            if key(words[at - 1]) in _COMPLETE_FORMS:
                complete, end = len(found), at
        if at == len(words):
            return found, ""
        return found[:complete], " ".join(words[end:])

    def _unlisted(self, written: str, *, described: bool) -> None:
        """Take a name that no register lists.

        Args:
            written: The name.
            described: It follows a body without a separator and may only describe it.
        """
        folded = key(written)
        shape = kind_by_shape(folded)
        may_describe = bool(self._bodies)
        if may_describe and describes(folded):
            return
        if shape is not None:
            self._add(Body(name=written, kind=shape, code=None, as_written=written))
            return
        owner = self._owner(written)
        if owner is not None:
            self._add_unit(owner, written)
            return
        nearest = self._register.nearest(written)
        if nearest is not None:
            self._suggest(written, *nearest)
        elif not (may_describe and (described or is_phrase(written))):
            self._add(Body(name=written, kind=BodyKind.OTHER, code=None, as_written=written))

    def _owner(self, written: str) -> Municipality | None:
        """Give the municipality of which the name is a unit, or None."""
        words = written.split(maxsplit=_NAME_WORDS)
        for size in (1, 2):
            owner = self._register.find(" ".join(words[:size]))
            if owner is not None and is_unit_of_named(key(" ".join(words[size:]))):
                return owner
        if not is_unit(key(written)):
            return None
        named = {each.code: each for each in map(self._register.find, words_within(written)) if each}
        return next(iter(named.values())) if len(named) == 1 else None

    def _add_unit(self, owner: Municipality, written: str) -> None:
        # A unit is no legal person: beside its own municipality it only describes it.
        if _identity(owner.code) not in self._bodies:
            self._add(Body(name=written, kind=BodyKind.MUNICIPAL_UNIT, code=owner.code, as_written=written))

    def _suggest(self, written: str, name: str, municipality: Municipality) -> None:
        if self._add(Body(name=written, kind=BodyKind.OTHER, code=None, as_written=written)):
            self._suggestions.append(
                NameSuggestion(as_written=written, suggested=name, code=municipality.code)
            )

    def _add(self, body: Body) -> bool:
        """Take a body unless it is there; tell whether it is new."""
        identity = _identity(body.code) if body.code is not None else key(body.name)
        if identity not in self._bodies:
            self._bodies[identity] = body
            return True
        if self._bodies[identity] is next(iter(self._bodies.values())):
            self._lead_repeated = True
        return False


def _identity(code: MunicipalityCode) -> str:
    return f"municipality {code}"


def _municipality(municipality: Municipality, written: str) -> Body:
    return _named(municipality.name_fi, municipality.code, written)


@lru_cache(maxsize=4096)  # the same few hundred names stand in thousands of applications
def _named(name: str, code: MunicipalityCode, written: str) -> Body:
    return Body(name=name, kind=BodyKind.MUNICIPALITY, code=code, as_written=written)
