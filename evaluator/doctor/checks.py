"""A check: what was looked at, what was found, what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.errors import Fact
    from evaluator.messages.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The result of looking at one thing the program needs.

    Attributes:
        name: Stable name, also the key of its sentences: ``doctor.<name>.<state>``.
        ok: It is as it should be.
        needed: The main job cannot be done without it; otherwise there is a way around.
        state: What was found, the last part of the sentence's key.
        facts: What the sentence names.
        command: The one command that mends it, or empty where a sentence is needed.
    """

    name: str
    ok: bool
    needed: bool = True
    state: str = "ok"
    facts: Mapping[str, Fact] = field(default_factory=dict)
    command: str = ""

    def message(self, catalogue: Catalogue) -> str:
        """Say what was found."""
        return catalogue.say(f"doctor.{self.name}.{self.state}", **self.facts)

    def fix(self, catalogue: Catalogue) -> str:
        """Say what to do: a command, a sentence, or nothing if all is well."""
        key = f"doctor.{self.name}.{self.state}-fix"
        if self.command or self.ok or not catalogue.has(key):
            return self.command
        return catalogue.say(key, **self.facts)
