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


class NotCanonicalError(InputError):
    """Data that should be spelled canonically is not, so it cannot be what was signed."""

    code = "input.exchange.not-canonical"


class FingerprintError(InputError):
    """A fingerprint was misheard or mistyped.

    Facts:
        group: The first wrong group, counted from 1; 0 when the number of digits is wrong.
    """

    code = "input.exchange.fingerprint"
    fact_names = ("group",)


class ContentError(InputError):
    """What was signed is not what such a file holds.

    Facts:
        where: Path to the field that is missing, unknown or not as it should be.
    """

    code = "input.exchange.content"
    fact_names = ("where",)
