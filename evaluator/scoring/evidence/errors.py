"""What the evidence refuses to take in."""

from __future__ import annotations

from evaluator.errors import InputError


class RatingOutsideScaleError(InputError):
    """A rating lies off the scale that was given."""

    code = "input.ratings.outside-scale"
    fact_names = ("line", "value", "lowest", "highest")


class DrawsError(InputError):
    """The number of draws is too small to say anything or too large for the memory."""

    code = "input.ratings.draws"
    fact_names = ("draws", "applications", "least", "most")
