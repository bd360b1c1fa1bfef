"""What versions of the draft refuse, and why."""

from __future__ import annotations

from evaluator.errors import InputError


class UnknownVersionError(InputError):
    """The round has no version of the draft by that number."""

    code = "input.version.unknown"
    fact_names = ("number", "last")
