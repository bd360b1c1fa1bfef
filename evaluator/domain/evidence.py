"""Evidence as a round keeps it: figures that were worked out once, for one state of the scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.canonical import Hash


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvidence:
    """The evidence that a round holds; the last one worked out.

    Floating-point kernels differ between processors, so what papers and screens show is
    read from here, never worked out a second time.

    Attributes:
        state: Hash of everything the figures follow from: scores, call, rule, threshold,
            envelope and bounds.
        method: Version of the method.
        figures: The figures as JSON, rounded.
        computed: When, aware UTC.
    """

    state: Hash
    method: str
    figures: str
    computed: datetime
