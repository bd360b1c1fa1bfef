"""Open an assignment package into the reviewer's own workspace, without any network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.bundles import ReceivedFile, ReceivedForm, Submission
from evaluator.domain.exchanged import criteria_version
from evaluator.domain.identifiers import ApplicationId, ReviewerId
from evaluator.domain.log import Change
from evaluator.domain.merging import Sayings
from evaluator.domain.money import Cents
from evaluator.domain.packages import KnownPackage, PackedApplication
from evaluator.domain.people import Trust, from_spoken, spoken
from evaluator.domain.reviews import Reviewer
from evaluator.domain.rounds import Phase, Round
from evaluator.services.log_round import record
from evaluator.services.review_desk import is_round_of_official, read_desk
from evaluator.services.review_errors import NewSenderError, OtherDeskError, OtherPersonError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evaluator.domain.exchanged import AssignedApplication, PackageContents
    from evaluator.domain.people import Card, Person
    from evaluator.services.exchange_ports import ContactBook, OpenedPackage, OpenedReview, ReadPackage
    from evaluator.services.ports import Clock, Secret, UnitOfWork, Workspace, Workspaces

SOURCE = "evpack"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A package that was opened.

    Attributes:
        workspace: The reviewer's workspace, open.
        sender: Who made the package; the fingerprint is to be compared at first contact.
        first_contact: Whether this machine had never met the sender.
    """

    workspace: Workspace
    sender: Card
    first_contact: bool


class OpenPackage:
    """Takes a package in; the first one makes the workspace, later ones bring it up to date."""

    def __init__(
        self, workspaces: Workspaces, read: ReadPackage, contacts: ContactBook, clock: Clock
    ) -> None:
        self._workspaces = workspaces
        self._read = read
        self._contacts = contacts
        self._clock = clock

    def __call__(
        self, package: Path, path: Path, person: Person, secret: Secret, *, compared: str = ""
    ) -> TakenIn:
        """Open the package into the workspace at ``path``.

        What was typed or submitted stays; an application that changed shows that its
        review wants revising.

        Args:
            package: The file.
            path: The workspace; made if it is not there.
            person: The reviewer.
            secret: Gives the workspace's key.
            compared: The sender's fingerprint as the reviewer heard it; wanted only where
                somebody new sends a package into a workspace that is there already.

        Raises:
            InputError: The package is refused.
            OtherPersonError: It was made for somebody else.
            OtherDeskError: The workspace is not this reviewer's for this round.
            NewSenderError: The sender has nothing to do with the workspace's packages.
            StorageError: The workspace cannot be made or opened.
        """
        opened = self._read(package, person, Trust(revoked=self._contacts.revoked))
        contents = opened.contents
        if contents.reviewer not in person.card.known_as:
            raise OtherPersonError(name=person.card.name)
        made = not path.exists()
        if made:
            workspace = self._workspaces.create(path, secret, self._round(contents))
        else:
            workspace = self._workspaces.open(path, secret)
        try:
            self._take_in(workspace, opened, person, compared, made=made)
        except BaseException:
            workspace.close()
            if made:
                path.unlink(missing_ok=True)
            raise
        first = self._contacts.meet(opened.sender, self._clock())
        return TakenIn(workspace=workspace, sender=opened.sender, first_contact=first)

    def _round(self, contents: PackageContents) -> Round:
        call = contents.call
        return Round(
            id=contents.round,
            call=call,
            phase=Phase.REVIEW,
            envelope=call.envelope_cents or Cents(0),
            rule=call.allocation_rule,
            threshold=call.threshold,
            created=contents.made,
            made_up=contents.made_up,
        )

    def _take_in(
        self, workspace: Workspace, opened: OpenedPackage, person: Person, compared: str, *, made: bool
    ) -> None:
        contents = opened.contents
        with workspace.begin() as unit:
            made = made or _was_left_empty(unit, contents)
            reviewer = self._reviewer(unit, contents, person.card, workspace.path, made=made)
            if not made:
                _require_sender(unit, opened.sender, compared)
            if any(each.id == contents.id for each in unit.packages.all()):
                return
            conflicted = unit.sayings.of(reviewer).conflicted
            newer = _in_newer_packages(unit, contents)
            brought = [each for each in contents.applications if each.application.id not in newer]
            unit.put_applications(each.application for each in brought)
            wanted = [each for each in brought if each.application.id not in conflicted]
            _keep_files(unit, opened, person, wanted)
            unit.add_submissions(_submission(each, contents) for each in wanted if each.form is not None)
            known = KnownPackage(
                id=contents.id,
                reviewer=reviewer,
                fingerprint=contents.reviewer,
                receivers=contents.receivers,
                applications=tuple(
                    PackedApplication(
                        application=each.application.id, content=each.content, calibration=each.calibration
                    )
                    for each in contents.applications
                ),
                log_head=contents.log_head,
                made=contents.made,
            )
            unit.packages.add(known)
            change = Change(
                deed="package.open",
                subject=contents.id,
                before=None,
                after={
                    "applications": [str(each.application) for each in known.applications],
                    "log_head": contents.log_head.digest.hex(),
                    "sender": opened.sender.fingerprint,
                },
                by=person.card.name,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()

    def _reviewer(
        self, unit: UnitOfWork, contents: PackageContents, card: Card, path: Path, *, made: bool
    ) -> ReviewerId:
        if made:
            reviewer = ReviewerId(contents.reviewer)
            unit.put_reviewers(
                [
                    Reviewer(
                        id=reviewer,
                        name=card.name,
                        organisation=card.organisation,
                        made_up=contents.made_up,
                    )
                ]
            )
            return reviewer
        known = unit.packages.all()
        now = unit.round()
        same = (
            now.id == contents.round
            and criteria_version(now.call) == criteria_version(contents.call)
            and known
            and not is_round_of_official(unit)
            and known[-1].fingerprint in card.known_as
        )
        if not same:
            raise OtherDeskError(file=path.name)
        return known[-1].reviewer


class RestoreReviews:
    """Brings back what one's own review file says, after a workspace was lost."""

    def __init__(self, read: Callable[[Path, Person], OpenedReview], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def __call__(self, workspace: Workspace, file: Path, person: Person) -> int:
        """Take in what the file says and the workspace does not know; give how many revisions.

        Raises:
            InputError: The file is refused.
            OtherDeskError: It answers no package of this workspace.
            NotAReviewDeskError: The workspace holds no package; open that first.
        """
        opened = self._read(file, person)
        contents = opened.contents
        with workspace.begin() as unit:
            desk = read_desk(unit, workspace.path)
            if contents.package not in {each.id for each in unit.packages.all()}:
                raise OtherDeskError(file=workspace.path.name)
            said = Sayings.of_file(contents, desk.reviewer)
            fresh = said.without(desk.said)
            unit.sayings.add(desk.reviewer, fresh, None)
            unit.remove_content(sorted(fresh.conflicted))
            last, _ = unit.exports.last()
            if contents.revision > last:
                unit.exports.add(contents.revision, opened.hash, self._clock())
            change = Change(
                deed="review.restore",
                subject=contents.package,
                before=None,
                after={"revisions": len(fresh.revisions), "file": opened.hash},
                by=person.card.name,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()
        return len(fresh.revisions)


def _require_sender(unit: UnitOfWork, sender: Card, compared: str) -> None:
    """Let only those send further packages to whom the answers go, or whose digits were compared.

    A package says to whom the answers are sealed. Without this, whoever knows a reviewer's
    card and the round, such as another reviewer, could have the answers sealed to oneself.

    Raises:
        NewSenderError: It is somebody else.
        FingerprintError: What was compared is no fingerprint.
    """
    known = {name for package in unit.packages.all() for card in package.receivers for name in card.known_as}
    if known & set(sender.known_as):
        return
    if not compared.strip() or from_spoken(compared) != spoken(sender.fingerprint):
        raise NewSenderError(name=sender.name)


def _was_left_empty(unit: UnitOfWork, contents: PackageContents) -> bool:
    """Tell whether a process ended after it had made the workspace and before the package was in."""
    held = unit.packages.all() or unit.applications() or is_round_of_official(unit)
    return not held and unit.round().id == contents.round


def _in_newer_packages(unit: UnitOfWork, contents: PackageContents) -> set[ApplicationId]:
    """Give the applications of which a package that was made later told already."""
    return {
        each.application
        for package in unit.packages.all()
        if package.log_head.number > contents.log_head.number
        for each in package.applications
    }


def _keep_files(
    unit: UnitOfWork, opened: OpenedPackage, person: Person, wanted: list[AssignedApplication]
) -> None:
    """Keep the bytes of the attachments that are wanted; each passes by once."""
    needed = {each.sha512 for assigned in wanted for each in assigned.attachments}
    for entry, pieces in opened.files(person):
        digest = bytes.fromhex(entry.sha512)
        if entry.sha512 not in needed or unit.has_content(digest):
            continue
        writer = unit.new_content()
        for piece in pieces:
            writer.write(piece)
        writer.keep(digest)


def _submission(assigned: AssignedApplication, contents: PackageContents) -> Submission:
    form = assigned.form
    if form is None:
        raise TypeError("a row of a table is no submission")
    return Submission(
        received=ReceivedForm(form=form, text=form.model_dump_json()),
        files=tuple(
            ReceivedFile(path=each.path, size=each.size, sha512=bytes.fromhex(each.sha512))
            for each in assigned.attachments
        ),
        source=SOURCE,
        imported=contents.made,
    )
