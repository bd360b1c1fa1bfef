"""Translate what officials typed, so that each paper speaks its own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.domain.translations import Translation
from evaluator.scoring.official_texts import (
    PAPER_LANGUAGES,
    lacks_translation,
    official_texts,
    translations_of,
)
from evaluator.services.guards import require_no_conflict, require_open, require_printable
from evaluator.services.log_round import record
from evaluator.services.translation_errors import UnknownTextError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.language import Language
    from evaluator.domain.log import LogValue
    from evaluator.scoring.official_texts import OfficialText
    from evaluator.services.ports import Clock, Workspace
    from evaluator.services.work_out_round import WorkOutRound

_DEED = "translation.record"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextState:
    """A text that the decision prints, and what it is in each language.

    Attributes:
        text: The text.
        translations: What is known by language: a recorded translation, or the other
            side of a standard reason.
        missing: The languages whose papers wait for a translation.
    """

    text: OfficialText
    translations: Mapping[Language, str]
    missing: tuple[Language, ...]


class Translate:
    """Lists the texts of a round's decision, and records translations of them."""

    def __init__(self, work_out: WorkOutRound, clock: Clock) -> None:
        self._work_out = work_out
        self._clock = clock

    def texts(self, workspace: Workspace) -> tuple[TextState, ...]:
        """Give every text that an official typed and the decision prints, by number."""
        outcome = self._work_out(workspace)
        known = translations_of(outcome.contents)
        return tuple(
            TextState(
                text=each,
                translations={
                    language: known[each.text, language]
                    for language in PAPER_LANGUAGES
                    if (each.text, language) in known
                },
                missing=tuple(
                    language for language in PAPER_LANGUAGES if lacks_translation(each.text, language, known)
                ),
            )
            for each in official_texts(outcome)
        )

    def __call__(
        self, workspace: Workspace, language: Language, translations: Mapping[str, str], *, by: str
    ) -> int:
        """Record translations, all or none; every text with the same words is translated with it.

        Args:
            workspace: The open workspace.
            language: Of the translations.
            translations: By the key of a text; an empty one takes the former back.
            by: Who translated.

        Returns:
            How many texts have another translation than before.

        Raises:
            UnknownTextError: The decision prints no such text.
            DisqualifiedError: Who translates is disqualified from an application concerned.
            RoundLockedError: The round is locked.
        """
        texts = {each.key: each for each in official_texts(self._work_out(workspace))}
        wanted: dict[str, str] = {}
        for key, translation in translations.items():
            if key not in texts:
                raise UnknownTextError(text=key)
            wanted[texts[key].text] = require_printable(translation)
        with workspace.begin() as unit:
            require_open(unit)
            for application in {each.application for each in texts.values() if each.text in wanted}:
                require_no_conflict(unit, by, application)
            before = unit.contents().translations
            new = [
                Translation(text=text, language=language, translation=translation, by=by, at=self._clock())
                for text, translation in wanted.items()
                if before.get((text, language), "") != translation
            ]
            unit.add_translations(new)
            subject = unit.round().id
            record(
                unit,
                [logged_translation(each, subject, before.get((each.text, language), "")) for each in new],
            )
            unit.commit()
        return len(new)


def logged_translation(translation: Translation, subject: str, before: str = "") -> Change:
    """Give the entry for a translation, and what was in force before; empty for none."""

    def told(words: str) -> LogValue:
        return {"text": translation.text, "language": translation.language.value, "translation": words}

    return Change(
        deed=_DEED,
        subject=subject,
        before=told(before) if before else None,
        after=told(translation.translation) if translation.translation else None,
        by=translation.by,
        at=translation.at,
    )
