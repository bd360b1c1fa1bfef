"""Who reads what: reviewers' cards, assignments, interests, and the packages that were made of them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete
from sqlmodel import col, select

from evaluator.domain.assignment import Assignment, AssignmentPlan
from evaluator.domain.canonical import Canonical, Hash, decode, encode
from evaluator.domain.cards import card_from, card_told
from evaluator.domain.conflicts_of_interest import Interest
from evaluator.domain.exchanged import LogHead, PackageId
from evaluator.domain.identifiers import ApplicationId, MunicipalityCode, ReviewerId
from evaluator.domain.log import Digest
from evaluator.domain.packages import KnownPackage, PackedApplication
from evaluator.storage.connection import driver_of
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_reviewing import (
    AssignmentPlanRow,
    AssignmentRow,
    InterestRow,
    PackageApplicationRow,
    PackageRow,
    ReviewerCardRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from evaluator.domain.people import Card

_ASSIGNED: Final = "SELECT application, reviewer, by_hand FROM assignment ORDER BY application, reviewer"
_PACKED: Final = (
    "SELECT package, application, content, calibration FROM package_application ORDER BY package, position"
)


class AssignmentRepository:
    """Assignments and the plan behind them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Assignment, ...]:
        """Give them all, by application and reviewer."""
        return tuple(
            Assignment(
                application=ApplicationId(application), reviewer=ReviewerId(reviewer), by_hand=bool(by_hand)
            )
            for application, reviewer, by_hand in driver_of(self._connection).execute(_ASSIGNED)
        )

    def replace(self, values: Iterable[Assignment]) -> None:
        """Store assignments in place of all former ones."""
        self._connection.execute(delete(AssignmentRow))
        rows = [
            {"application": each.application, "reviewer": each.reviewer, "by_hand": each.by_hand}
            for each in values
        ]
        bulk.append(self._connection, AssignmentRow, rows)

    def plan(self) -> AssignmentPlan | None:
        """Give the last plan, or None before the first."""
        row = self._connection.execute(
            select(AssignmentPlanRow).order_by(col(AssignmentPlanRow.sequence).desc()).limit(1)
        ).one_or_none()
        if row is None:
            return None
        return AssignmentPlan(
            per_application=row.per_application,
            seed=row.seed,
            calibration=tuple(ApplicationId(each) for each in json.loads(row.calibration)),
            by=row.by,
            at=row.at,
        )

    def add_plan(self, value: AssignmentPlan) -> None:
        """Append a plan."""
        row = {
            "per_application": value.per_application,
            "seed": value.seed,
            "calibration": json.dumps(list(value.calibration)),
            "by": value.by,
            "at": value.at,
        }
        bulk.append(self._connection, AssignmentPlanRow, [row])


class CardRepository:
    """The reviewers' cards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[ReviewerId, Card]:
        """Give the cards, by reviewer."""
        rows = self._connection.execute(select(ReviewerCardRow).order_by(col(ReviewerCardRow.reviewer)))
        return {ReviewerId(row.reviewer): card_from(decode(row.card.encode())) for row in rows}

    def put(self, reviewer: ReviewerId, card: Card) -> None:
        """Store a card in place of the former."""
        row = {"reviewer": reviewer, "card": encode(card_told(card)).decode()}
        bulk.put(self._connection, ReviewerCardRow, [row])


class InterestRepository:
    """Standing interests; they only grow."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Interest, ...]:
        """Give the whole history, oldest first."""
        rows = self._connection.execute(select(InterestRow).order_by(col(InterestRow.sequence)))
        return tuple(
            Interest(
                person=ReviewerId(row.person),
                kind=row.kind,
                body=row.body,
                code=None if row.code is None else MunicipalityCode(row.code),
                note=row.note,
                by=row.by,
                at=row.at,
                ended=row.ended,
            )
            for row in rows
        )

    def add(self, values: Iterable[Interest]) -> None:
        """Append interests."""
        rows = [
            {
                "person": each.person,
                "kind": each.kind,
                "body": each.body,
                "code": each.code,
                "note": each.note,
                "by": each.by,
                "at": each.at,
                "ended": each.ended,
            }
            for each in values
        ]
        bulk.append(self._connection, InterestRow, rows)


class PackageRepository:
    """Packages that were issued, or opened."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[KnownPackage, ...]:
        """Give them all, oldest first."""
        applications: defaultdict[str, list[PackedApplication]] = defaultdict(list)
        # The driver's tuples: there is one for each pair of reviewer and application.
        for package, application, content, calibration in driver_of(self._connection).execute(_PACKED):
            packed = PackedApplication(
                application=ApplicationId(application), content=Hash(content), calibration=bool(calibration)
            )
            applications[package].append(packed)
        rows = self._connection.execute(select(PackageRow).order_by(col(PackageRow.made), col(PackageRow.id)))
        return tuple(
            KnownPackage(
                id=PackageId(row.id),
                reviewer=ReviewerId(row.reviewer),
                fingerprint=Hash(row.fingerprint),
                receivers=tuple(card_from(each) for each in _list(row.receivers)),
                applications=tuple(applications[row.id]),
                log_head=LogHead(number=row.log_number, digest=Digest(row.log_digest)),
                made=row.made,
            )
            for row in rows
        )

    def add(self, value: KnownPackage) -> None:
        """Append a package."""
        row = {
            "id": value.id,
            "reviewer": value.reviewer,
            "fingerprint": value.fingerprint,
            "receivers": encode([card_told(each) for each in value.receivers]).decode(),
            "log_number": value.log_head.number,
            "log_digest": value.log_head.digest,
            "made": value.made,
        }
        bulk.append(self._connection, PackageRow, [row])
        rows = [
            {
                "package": value.id,
                "position": position,
                "application": each.application,
                "content": each.content,
                "calibration": each.calibration,
            }
            for position, each in enumerate(value.applications)
        ]
        bulk.append(self._connection, PackageApplicationRow, rows)


def _list(text: str) -> list[Canonical]:
    found = decode(text.encode())
    return found if isinstance(found, list) else []
