"""The error family: what can go wrong for a user, as codes and facts.

An error carries no sentence. Its ``code`` is stable and its ``facts`` are plain
values; ``evaluator.messages`` turns both into one sentence in the user's
language, which says what is wrong, where, and what to do. Whatever escapes and
is not an ``EvaluatorError`` is a bug.

Problems that come in numbers (rows of a table, findings of a bundle) are values,
not exceptions: an exception stops, a value informs.
"""

from __future__ import annotations

from typing import ClassVar

Fact = str | int | float


class EvaluatorError(Exception):
    """Something the user can be told in one sentence.

    Attributes:
        code: Stable dotted name; messages, tests and the manual refer to it.
        exit_code: What the command line returns for it.
        fact_names: The facts that every instance carries, all of them, none besides.
        facts: Their values; never a passphrase, a key or a text of an application.
    """

    code: ClassVar[str] = "evaluator"
    exit_code: ClassVar[int] = 2
    fact_names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: Fact) -> None:
        if sorted(facts) != sorted(self.fact_names):
            raise TypeError(f"{type(self).__name__} takes the facts {self.fact_names}, not {tuple(facts)}")
        super().__init__(f"{self.code}: " + ", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts: dict[str, Fact] = facts


class InputError(EvaluatorError):
    """Something from outside is wrong; the user can replace it."""

    exit_code = 2


class RefusedError(EvaluatorError):
    """What was asked for was not done: refused or in conflict."""

    exit_code = 1


class StorageError(EvaluatorError):
    """The workspace or the disk cannot be used as it is."""

    exit_code = 3


class RuleError(EvaluatorError):
    """A rule of the call or of the round forbids it."""

    exit_code = 4
