"""Errors of translating what officials typed, and of taking standard reasons."""

from __future__ import annotations

from evaluator.errors import InputError


class UnknownTextError(InputError):
    """The decision prints no text by that name."""

    code = "input.translation.unknown-text"
    fact_names = ("text",)


class UnknownReasonError(InputError):
    """The call has no standard reason by that id."""

    code = "input.standard-reason.unknown"
    fact_names = ("reason", "known")
