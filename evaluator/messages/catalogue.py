"""The catalogue: a key and facts in, a sentence in one language out.

Sentences lie in ``resources/messages/<language>/<area>.toml`` and are addressed as
``area.dotted.key``. Placeholders are named: ``"{file}: column {column} is missing"``.
A sentence that depends on a number is a table with ``one`` and ``other``, chosen by
the fact ``count``; the three languages need no further forms.

A placeholder may say how its fact is written in the sentence's language:
``{asked:money}`` cents as an amount, ``{most:number}`` a whole number with its thousands
parted, ``{rate:percent}`` a share of one ("17/20"),
``{by:day}`` and ``{received:moment}`` a day and an aware time in ISO 8601,
``{phase:phase}`` a phase of a round by the word people know it by.
"""

from __future__ import annotations

import string
import tomllib
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from evaluator.domain.money import Cents
from evaluator.messages import formats
from evaluator.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.language import Language
    from evaluator.errors import EvaluatorError


@cache
def _area(language: Language, area: str) -> dict[str, Any]:
    return tomllib.loads(resource("messages", language.value, f"{area}.toml").read_text(encoding="utf-8"))


class _Writer(string.Formatter):
    """Puts facts into a sentence as its language writes them."""

    def __init__(self, language: Language, say: Callable[[str], str]) -> None:
        self._language = language
        self._say = say

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one fact; a format of ours, or what Python makes of it."""
        match format_spec:
            case "money":
                written = formats.money(Cents(value), self._language)
            case "number":
                written = formats.number(int(value), self._language)
            case "percent":
                share = Fraction(value)
                written = formats.percent(share, self._language, 0 if share * 100 % 1 == 0 else 2)
            case "day":
                written = formats.day(date.fromisoformat(value), self._language)
            case "moment":
                written = formats.moment(datetime.fromisoformat(value), self._language, seconds=True)
            case "phase":
                written = self._say(f"cli.phase.{value}")
            case "speaking":
                written = self._say(f"papers.speaking.{value}")
            case _:
                written = str(super().format_field(value, format_spec))
        return written


class Catalogue:
    """The sentences of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._writer = _Writer(language, self.say)

    def say(self, key: str, **facts: object) -> str:
        """Give the sentence for ``key`` with the facts put in.

        Raises:
            KeyError: There is no such sentence, or it wants a fact that was not
                given: a bug, which a test over all keys finds first.
        """
        area, *path = key.split(".")
        found: Any = _area(self.language, area)
        for step in path:
            found = found[step]
        if isinstance(found, dict):
            found = found["one" if facts["count"] == 1 else "other"]
        return self._writer.vformat(str(found), (), facts) if facts else str(found)

    def has(self, key: str) -> bool:
        """Tell whether there is a sentence for ``key``."""
        area, *path = key.split(".")
        try:
            found: Any = _area(self.language, area)
            for step in path:
                found = found[step]
        except (KeyError, TypeError, FileNotFoundError):
            return False
        return isinstance(found, str) or (isinstance(found, dict) and set(found) == {"one", "other"})

    def table(self, key: str) -> dict[str, str]:
        """Give a whole table of sentences, in the order of the file.

        Raises:
            KeyError: There is none.
        """
        area, *path = key.split(".")
        found: Any = _area(self.language, area)
        for step in path:
            found = found[step]
        return {name: str(text) for name, text in found.items()}

    def error(self, error: EvaluatorError) -> str:
        """Give the sentence for an error."""
        return self.say(f"errors.{error.code}", **error.facts)
