"""Packages, as the round that issued them and the workspace that opened them remember them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.exchanged import IssuedPackage

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.exchanged import ContentHash, LogHead, PackageId
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.people import Card, Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedApplication:
    """An application in a package.

    Attributes:
        application: Which one.
        content: What it said then.
        calibration: Everybody scores it first.
    """

    application: ApplicationId
    content: ContentHash
    calibration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPackage:
    """A package.

    Attributes:
        id: Made at random.
        reviewer: Whose, by the id in this workspace.
        fingerprint: Of the card to which it was sealed.
        receivers: To whom the answer is sealed.
        applications: In the order in which the reviewer reads.
        log_head: Head of the round's log when it was made.
        made: When, aware UTC.
    """

    id: PackageId
    reviewer: ReviewerId
    fingerprint: Fingerprint
    receivers: tuple[Card, ...]
    applications: tuple[PackedApplication, ...]
    log_head: LogHead
    made: datetime

    @property
    def issued(self) -> IssuedPackage:
        """What an answer to it is checked against."""
        return IssuedPackage(
            id=self.id,
            reviewer=self.fingerprint,
            applications={each.application: each.content for each in self.applications},
            log_head=self.log_head,
        )
