"""Write the review file: what was submitted, declared and given back, never a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.exchanged import LogHead, ReviewFileContents, criteria_version
from evaluator.services.review_desk import read_desk
from evaluator.services.review_errors import NothingToExportError, OtherPersonError
from evaluator.services.reviewing import log_review

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.log import LogValue
    from evaluator.domain.people import Card, Person
    from evaluator.services.exchange_ports import WriteReview
    from evaluator.services.ports import Clock, UnitOfWork, Workspace
    from evaluator.services.review_desk import Desk


class ExportReviews:
    """Writes the review file: everything submitted, declared and given back, never a draft."""

    def __init__(self, write: WriteReview, clock: Clock) -> None:
        self._write = write
        self._clock = clock

    def __call__(self, workspace: Workspace, path: Path, person: Person) -> ReviewFileContents:
        """Write the file, sealed to the receivers that the package named.

        The export is recorded only once the file is there: an export that failed is none.

        Raises:
            NothingToExportError: Nothing was said yet.
            OtherPersonError: The workspace is somebody else's.
            RefusedError: There is a file already.
            StorageError: It cannot be written.
        """
        now = self._clock()
        with workspace.begin() as unit:
            desk = read_desk(unit, workspace.path)
            if desk.package.fingerprint not in person.card.known_as:
                raise OtherPersonError(name=person.card.name)
            contents = _contents(unit, desk)
            receivers: tuple[Card, ...] = desk.package.receivers
            name = self._write(path, contents, person, receivers, now)
            unit.exports.add(contents.revision, name, now)
            told: dict[str, LogValue] = {"revision": contents.revision, "file": name}
            log_review(unit, "review.export", desk.package.id, told, desk, now, contents.previous)
            unit.commit()
        return contents


def _contents(unit: UnitOfWork, desk: Desk) -> ReviewFileContents:
    # Of all packages: a later one may bring new applications alone.
    answers = set(desk.packed)
    conflicted = desk.said.conflicted
    revisions = sorted(
        (
            each
            for each in desk.said.revisions.values()
            if each.review.application in answers and each.review.application not in conflicted
        ),
        key=lambda each: (each.review.application, each.review.revision),
    )
    declarations = sorted(
        (each for each in desk.said.declarations if each.application in answers),
        key=lambda each: (each.application, each.number),
    )
    declined = sorted(
        (each for each in desk.said.declined if each.application in answers),
        key=lambda each: each.application,
    )
    if not (revisions or declarations or declined):
        raise NothingToExportError
    last, previous = unit.exports.last()
    number, digest = unit.log_head()
    now = unit.round()
    return ReviewFileContents(
        package=desk.package.id,
        round=now.id,
        criteria=criteria_version(now.call),
        reviewer=desk.package.fingerprint,
        revision=last + 1,
        previous=previous,
        declarations=tuple(declarations),
        declined=tuple(declined),
        revisions=tuple(revisions),
        log_head=LogHead(number=number, digest=digest),
        package_log_head=desk.package.log_head,
    )
