"""What differs between two versions of a draft, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.draft_comparison import Differs

if TYPE_CHECKING:
    from evaluator.domain.draft_comparison import DraftDifference
    from evaluator.messages.catalogue import Catalogue

_FROM_NOTHING = {Differs.REASON: "reason_new", Differs.CONDITIONS: "conditions_new"}
_TO_NOTHING = {Differs.REASON: "reason_gone", Differs.CONDITIONS: "conditions_gone"}


def sentence(difference: DraftDifference, catalogue: Catalogue) -> str:
    """Say a difference."""
    key = difference.kind.value
    before, after = difference.before, difference.after
    if difference.kind in _FROM_NOTHING and not before:
        key = _FROM_NOTHING[difference.kind]
    elif difference.kind in _TO_NOTHING and not after:
        key = _TO_NOTHING[difference.kind]
    if difference.kind is Differs.VERDICT:
        before, after = (catalogue.say(f"cli.verdict.{each}") for each in (before, after))
    return catalogue.say(
        f"versions.{key}",
        before=before,
        after=after,
        number=difference.number,
        name=difference.name,
        under=difference.under,
    )
