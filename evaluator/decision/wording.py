"""The papers' own sentences, as data: ``resources/papers/<language>.toml``.

A sentence is addressed by a dotted key and takes named values; one that depends on a
number is a table with ``one`` and ``other``, chosen by the value ``count``. Values may
be runs, so that a sum inside a sentence stays a fact. An official may put own sentences
in the place of single ones; they are checked when they are read, see ``intake.templates``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any

from evaluator.decision.content import Inline, Run
from evaluator.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.language import Language


@cache
def sentences(language: Language) -> dict[str, Any]:
    """Load the sentences of a language."""
    return tomllib.loads(resource("papers", f"{language.value}.toml").read_text(encoding="utf-8"))


class Wording:
    """The sentences of one language."""

    def __init__(self, language: Language, own: Mapping[str, Any] | None = None) -> None:
        """Take a language and the sentences that stand in the place of ours, in the same form."""
        self.language = language
        self._own = own or {}

    def inline(self, key: str, **values: Run | str | int) -> Inline:
        """Give a sentence as runs, the values in their places.

        Raises:
            KeyError: There is no such sentence, or it wants a value that was not given.
        """
        runs: list[Run] = []
        for literal, name, _, _ in Formatter().parse(self._template(key, values)):
            if literal:
                runs.append(Run(literal))
            if name is not None:
                value = values[name]
                runs.append(value if isinstance(value, Run) else Run(str(value)))
        return _joined(runs)

    def say(self, key: str, **values: Run | str | int) -> str:
        """Give a sentence as text."""
        return "".join(run.text for run in self.inline(key, **values))

    def _template(self, key: str, values: dict[str, Run | str | int]) -> str:
        found: Any = sentences(self.language)
        own: Any = self._own
        for step in key.split("."):
            found = found[step]
            own = own.get(step, {}) if isinstance(own, dict) else {}
        if own:
            found = {**found, **own} if isinstance(found, dict) else own
        if isinstance(found, dict):
            count = values["count"]
            number = count.fact.value if isinstance(count, Run) and count.fact else count
            found = found["one" if number == 1 else "other"]
        return str(found)


def _joined(runs: list[Run]) -> Inline:
    """Join neighbours that differ in nothing."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1] == Run(joined[-1].text) and run == Run(run.text):
            joined[-1] = Run(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
