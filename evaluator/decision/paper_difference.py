"""Something in a paper that does not follow from its data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDifference:
    """Something that does not follow.

    Attributes:
        what: The figure ("granted.total"), or "order", "method" or "variant"; where the paper is
            not as it was made "digest", "attachment", "language", "page.3" or "structure".
        where: "data" where the data contradict themselves, "paper" where the print
            differs from the data.
        stated: What is stated; None where it is not stated at all.
        follows: What should be; None where nothing of the kind follows.
    """

    what: str
    where: str
    stated: int | str | None
    follows: int | str | None
