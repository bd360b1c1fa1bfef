"""What can be wrong with a register file."""

from __future__ import annotations

from evaluator.errors import InputError


class RegisterFileError(InputError):
    """A register of municipalities or bodies cannot be read."""

    code = "input.register.faulty"
    fact_names = ("file", "line")
