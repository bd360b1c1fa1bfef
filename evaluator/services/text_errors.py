"""What is refused of a text that papers will print."""

from __future__ import annotations

from evaluator.errors import InputError


class UnprintableTextError(InputError):
    """A text holds characters that no paper can print; once recorded it would stand in the way of all.

    Facts:
        characters: Their codes.
    """

    code = "input.text.unprintable"
    fact_names = ("characters",)
