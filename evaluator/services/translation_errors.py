"""Errors of translating what officials typed, of what waits for it, and of taking standard reasons."""

from __future__ import annotations

from evaluator.errors import InputError, RuleError


class UnknownTextError(InputError):
    """The decision prints no text by that name."""

    code = "input.translation.unknown-text"
    fact_names = ("text",)


class UnknownReasonError(InputError):
    """The call has no standard reason by that id."""

    code = "input.standard-reason.unknown"
    fact_names = ("reason", "known")


class DraftUntranslatedError(RuleError):
    """The newest draft in a language has reasons or conditions in the other one, so nothing is locked."""

    code = "rule.lock.untranslated"
    fact_names = ("count", "language")
