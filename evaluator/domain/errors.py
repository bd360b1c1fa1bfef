"""What can be wrong with values that people type."""

from __future__ import annotations

from evaluator.errors import InputError


class NoApplicantError(InputError):
    """A text that should name applicants names none."""

    code = "input.applicants.empty"


class ApplicantTextTooLongError(InputError):
    """A text that should name applicants is longer than any list of them."""

    code = "input.applicants.too-long"
    fact_names = ("length", "limit")
