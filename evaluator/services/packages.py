"""Make the assignment packages of a round: one file for each reviewer, with what that one may see."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.assignment import reading_order
from evaluator.domain.exchanged import (
    AssignedApplication,
    AttachedFile,
    LogHead,
    PackageContents,
    PackageId,
)
from evaluator.domain.log import Change
from evaluator.domain.media_types import media_type
from evaluator.domain.packages import KnownPackage, PackedApplication
from evaluator.services.errors import NothingAssignedError, NotSavedError, ReceiverRevokedError
from evaluator.services.guards import require_open
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.people import Card, Person
    from evaluator.domain.rounds import Round
    from evaluator.services.exchange_ports import ContactBook, WritePackage
    from evaluator.services.ports import Clock, Progress, UnitOfWork, Workspace

    Assigned = Mapping[ApplicationId, AssignedApplication]

_ID_BYTES = 8
_AT_ONCE = 2
_HELD_BYTES = 48 << 20
"""How much of the attachments is held in memory; opening them anew for every package takes
longer than sealing them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePackage:
    """A package that was made.

    Attributes:
        id: The package's.
        reviewer: Whose.
        path: The file.
        applications: How many it holds.
    """

    id: PackageId
    reviewer: ReviewerId
    path: Path
    applications: int


class MakePackages:
    """Makes a package for every reviewer who has something to read."""

    def __init__(self, write: WritePackage, contacts: ContactBook, clock: Clock) -> None:
        self._write = write
        self._contacts = contacts
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        person: Person,
        folder: Path,
        receivers: Sequence[Card] = (),
        progress: Progress = lambda _done, _total: None,
    ) -> tuple[MadePackage, ...]:
        """Record the packages, then write them.

        In this order, so that no package leaves of which the round knows nothing; one
        that was recorded and could not be written is made anew with the next call.

        Args:
            workspace: The open workspace.
            person: The official who signs.
            folder: Where the files go; made if it is not there.
            receivers: Who can open the answers besides the official: chair, deputy.
            progress: Hears of each package that is done.

        Raises:
            NothingAssignedError: Nobody has anything to read.
            ReceiverRevokedError: The card of a reviewer or receiver was revoked.
            RoundLockedError: The round is locked.
            NotSavedError: The folder cannot be made, or is a file.
            StorageError: A file cannot be written.
        """
        assigned, known, cards = self._record(workspace, person, folder, (*receivers, person.card))
        made = []
        # Two at a time: while one reaches the disk, the next is sealed.
        with workspace.read() as unit, ThreadPoolExecutor(_AT_ONCE, "packages") as pool:
            round_, contents_of = unit.round(), _Contents(unit)

            def write(each: KnownPackage) -> MadePackage:
                path = folder / f"{each.id}.evpack"
                contents = _contents(round_, each, assigned)
                self._write(path, contents, person, cards[each.reviewer], contents_of)
                count = len(each.applications)
                return MadePackage(id=each.id, reviewer=each.reviewer, path=path, applications=count)

            try:
                for one in pool.map(write, known):
                    made.append(one)
                    progress(len(made), len(known))
            except BaseException:
                pool.shutdown(cancel_futures=True)  # what was begun ends first: it reads from the unit
                raise
        return tuple(made)

    def _record(
        self, workspace: Workspace, person: Person, folder: Path, to: tuple[Card, ...]
    ) -> tuple[Assigned, list[KnownPackage], Mapping[ReviewerId, Card]]:
        """Record the packages that are due; what they hold, and whose they are."""
        now = self._clock()
        with workspace.begin() as unit:
            require_open(unit)
            assigned, known = _planned(unit, to, now)
            cards = unit.cards.all()
            self._require_valid((*to, *(cards[each.reviewer] for each in known)))
            record(unit, (_change(each, person, now) for each in known))
            number, digest = unit.log_head()
            head = LogHead(number=number, digest=digest)
            known = [replace(each, log_head=head) for each in known]
            for each in known:
                unit.packages.add(each)
            _make(folder)  # before: nothing is recorded of packages that have no place to go to
            unit.commit()
        return assigned, known, cards

    def _require_valid(self, cards: Sequence[Card]) -> None:
        revoked = self._contacts.revoked
        for card in cards:
            if set(card.known_as) & revoked:
                raise ReceiverRevokedError(name=card.name)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSavedError(file=folder.name) from error


def _planned(
    unit: UnitOfWork, receivers: tuple[Card, ...], now: datetime
) -> tuple[Assigned, list[KnownPackage]]:
    plan, cards = unit.assignments.plan(), unit.cards.all()
    # Whoever is disqualified, or gave the application back, does not get it again.
    barred = {*unit.barred(), *unit.sayings.conflicted(), *unit.sayings.declined()}
    calibration = frozenset(plan.calibration) if plan else frozenset()
    by_reviewer: dict[ReviewerId, list[ApplicationId]] = {}
    for each in unit.assignments.all():
        if (each.application, each.reviewer) not in barred and each.reviewer in cards:
            by_reviewer.setdefault(each.reviewer, []).append(each.application)
    if not by_reviewer:
        raise NothingAssignedError
    wanted = {each for listed in by_reviewer.values() for each in listed}
    assigned = {
        each.id: _assigned(unit, each, calibration=each.id in calibration)
        for each in unit.applications()
        if each.id in wanted
    }
    number, digest = unit.log_head()
    return assigned, [
        KnownPackage(
            id=PackageId(secrets.token_hex(_ID_BYTES)),
            reviewer=reviewer,
            fingerprint=cards[reviewer].fingerprint,
            receivers=receivers,
            applications=tuple(
                _packed(assigned[each])
                for each in reading_order(
                    by_reviewer[reviewer], reviewer, plan.seed if plan else 0, calibration
                )
            ),
            log_head=LogHead(number=number, digest=digest),
            made=now,
        )
        for reviewer in sorted(by_reviewer)
    ]


def _packed(assigned: AssignedApplication) -> PackedApplication:
    return PackedApplication(
        application=assigned.application.id, content=assigned.content, calibration=assigned.calibration
    )


def _contents(round_: Round, package: KnownPackage, assigned: Assigned) -> PackageContents:
    return PackageContents(
        id=package.id,
        round=round_.id,
        call=round_.call,
        reviewer=package.fingerprint,
        receivers=package.receivers,
        applications=tuple(assigned[each.application] for each in package.applications),
        log_head=package.log_head,
        made=package.made,
        made_up=round_.made_up,
    )


def _assigned(unit: UnitOfWork, application: Application, *, calibration: bool) -> AssignedApplication:
    return AssignedApplication(
        application=application,
        form=unit.form(application.id),
        attachments=tuple(
            AttachedFile(
                path=each.path, sha512=each.sha512.hex(), size=each.size, media_type=media_type(each.path)
            )
            for each in unit.files(application.id)
        ),
        calibration=calibration,
    )


class _Contents:
    """Gives kept bytes by their name; what fits is opened once for all packages.

    Several packages may ask at the same time; the workspace is then read by one after
    the other.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._reading = threading.Lock()
        self._held: dict[str, list[bytes]] = {}
        self._room = _HELD_BYTES

    def __call__(self, sha512: str) -> Iterable[bytes]:
        held = self._held.get(sha512)
        return self._read(sha512) if held is None else held

    def _read(self, sha512: str) -> Iterator[bytes]:
        pieces: list[bytes] = []
        size = 0
        kept = self._unit.content(bytes.fromhex(sha512))
        while (piece := self._next(kept)) is not None:
            size += len(piece)
            if size <= self._room:
                pieces.append(piece)
            else:
                pieces.clear()
            yield piece
        with self._reading:
            if size <= self._room and sha512 not in self._held:
                self._held[sha512] = pieces
                self._room -= size

    def _next(self, kept: Iterator[bytes]) -> bytes | None:
        with self._reading:
            return next(kept, None)


def _change(package: KnownPackage, person: Person, now: datetime) -> Change:
    return Change(
        deed="package.issue",
        subject=package.reviewer,
        before=None,
        after={
            "package": package.id,
            "fingerprint": package.fingerprint,
            "applications": [each.application for each in package.applications],
        },
        by=person.card.name,
        at=now,
    )
