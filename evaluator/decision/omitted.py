"""What a version leaves out: one rule for the papers and for the raw data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.variants import ALWAYS_OMITTED, Variant

if TYPE_CHECKING:
    from evaluator.domain.call import Call, CallText
    from evaluator.domain.variants import Part


def omitted(call: Call, variant: Variant) -> dict[Part, CallText | None]:
    """Give the parts that a version leaves out, each with the ground that the call names.

    None stands for a ground of our own: what never leaves the authority is left out
    whatever the call says.
    """
    if variant is Variant.INTERNAL:
        return {}
    named = {each.part: each.ground for each in call.omissions if each.variant.value == variant.value}
    return {**dict.fromkeys(ALWAYS_OMITTED), **named}
