"""How the evidence is worked out: what has to be known of it without working it out.

Free of numpy, so that stored figures are read and compared in no time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from evaluator.scoring.evidence.zone import ZoneLimits

VERSION = "1"
"""Version of the method; grows when a figure changes its meaning or its computation."""

SEED = 1
MOST_DRAWS, LEAST_DRAWS = 10_000, 1_000
LOWEST_DRAWS, HIGHEST_DRAWS = 100, 25_000_000
"""What may be asked for at all; a large table takes fewer, for the sake of memory."""

HIGHEST_SEED = 10**18 - 1
_CELLS = 5_000_000


class PriorName(StrEnum):
    """The priors there are."""

    DEFAULT = "default"
    SNSF = "snsf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the figures came about; the same method on the same ratings gives the same.

    Attributes:
        version: Of the method.
        seed, draws, prior: Of the posterior.
        limits: Of the zones.
    """

    version: str = VERSION
    seed: int = SEED
    draws: int = MOST_DRAWS
    prior: PriorName = PriorName.DEFAULT
    limits: ZoneLimits = field(default_factory=ZoneLimits)


def method_for(applications: int) -> Method:
    """Give the method for a round of so many ranked applications.

    10 000 draws up to 500 applications, then fewer, never under 1 000: a large round has to
    be worked out in seconds, too.
    """
    draws = _CELLS // max(1, applications)
    return Method(draws=min(MOST_DRAWS, max(LEAST_DRAWS, draws)))
