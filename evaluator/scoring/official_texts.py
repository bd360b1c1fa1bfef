"""What officials typed and a decision prints: reasons and conditions, and what of it lacks a translation.

A decision is given in the language of the matter (language act 423/2003, section 19), so a
reason in one language does not reach the reader of the other one's paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.language import Language
from evaluator.domain.tongue import language_of
from evaluator.scoring.figures import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import RoundContents
    from evaluator.domain.translations import Translations
    from evaluator.scoring.figures import Outcome, Standing

PAPER_LANGUAGES = (Language.FI, Language.SV)


class TextKind(StrEnum):
    """What a text is: the reason of a refusal for want of eligibility or of a deviation, or a condition."""

    ELIGIBILITY = "eligibility"
    DEVIATION = "deviation"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """A text that the decision prints as an official typed it.

    Attributes:
        application: About which application.
        number: Its number.
        kind: What it is.
        place: Which one of its kind, 1 and up.
        text: As it was typed, without surrounding space.
    """

    application: ApplicationId
    number: int
    kind: TextKind
    place: int = 1
    text: str

    @property
    def key(self) -> str:
        """Name it: "2020-058/condition-1"."""
        ending = f"-{self.place}" if self.kind is TextKind.CONDITION or self.place > 1 else ""
        return f"{self.application}/{self.kind.value}{ending}"

    @property
    def written(self) -> Language:
        """The language that it is in; Finnish, the officials' usual one, where it cannot be told."""
        return written_in(self.text)


def official_texts(outcome: Outcome) -> tuple[OfficialText, ...]:
    """Give every such text that a decision on the outcome prints, by the applications' numbers."""
    standings = sorted(outcome.standings, key=lambda each: each.application.number)
    return tuple(text for each in standings for text in texts_of(each))


def texts_of(standing: Standing) -> tuple[OfficialText, ...]:
    """Give those about one application."""
    return tuple(
        OfficialText(
            application=standing.application.id,
            number=standing.application.number,
            kind=kind,
            place=place,
            text=text.strip(),
        )
        for kind, place, text in _typed(standing)
        if _has_words(text)
    )


def _typed(standing: Standing) -> Iterator[tuple[TextKind, int, str]]:
    if standing.award.verdict is Verdict.NOT_ELIGIBLE and standing.eligibility is not None:
        yield TextKind.ELIGIBILITY, 1, standing.eligibility.reason
    for place, entry in enumerate(standing.award.entries, start=1):
        yield TextKind.DEVIATION, place, entry.reason
    if standing.award.verdict.granted:
        for place, condition in enumerate(standing.conditions, start=1):
            yield TextKind.CONDITION, place, condition.text


def translations_of(contents: RoundContents) -> Translations:
    """Give what is known of texts in other languages.

    The call's standard reasons are each other's translations; what a person recorded goes
    before them.
    """
    known = {
        (reason.text.to(written).strip(), other): reason.text.to(other).strip()
        for reason in contents.round.call.standard_reasons
        for written, other in (PAPER_LANGUAGES, PAPER_LANGUAGES[::-1])
    }
    return {**known, **contents.translations}


def written_in(text: str) -> Language:
    """Tell which language a text is in; Finnish, the officials' usual one, where it cannot be told."""
    return language_of(text) or Language.FI


def lacks_translation(text: str, language: Language, known: Translations) -> bool:
    """Tell whether a paper in ``language`` prints a text in the other one; figures alone need none."""
    return _has_words(text) and written_in(text) is not language and (text.strip(), language) not in known


def _has_words(text: str) -> bool:
    return any(each.isalpha() for each in text)
