"""The zone of an application: surely funded, surely not, or on the line between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """Where an application stands to the line."""

    FUNDED = "funded"
    LINE = "line"
    NOT_FUNDED = "not_funded"


@dataclass(frozen=True, slots=True)
class ZoneLimits:
    """What parts the zones, as shares of the draws without leniency."""

    funded_above: float = 0.90
    not_funded_below: float = 0.10

    def zone(self, share: float) -> Zone:
        """Give the zone; a share that equals a limit is on the line."""
        if share > self.funded_above:
            return Zone.FUNDED
        return Zone.NOT_FUNDED if share < self.not_funded_below else Zone.LINE
