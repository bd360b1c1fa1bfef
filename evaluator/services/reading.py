"""What a reviewer reads: the whole desk at once, one application's content, one attachment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.desks import Desks
from evaluator.services.review_desk import read_desk, require_readable, tasks_of
from evaluator.services.review_errors import AttachmentTooLargeError, UnknownAttachmentError

if TYPE_CHECKING:
    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import ReceivedFile
    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.people import Fingerprint
    from evaluator.services.ports import UnitOfWork, Workspace
    from evaluator.services.review_desk import ReviewTask

LARGEST_SHOWN = 64 << 20
"""Bytes of an attachment that are held in memory to be shown."""


def desk_of(unit: UnitOfWork) -> Desks:
    """Tell whose desk a workspace is.

    Both know packages: the office those that it issued, to people whose cards it holds; a
    reviewer those that came, and nobody's card but one's own name.
    """
    return Desks.REVIEWER if unit.packages.all() and not unit.cards.all() else Desks.OFFICE


class TellDesk:
    """Tells whose desk an open workspace is."""

    def __call__(self, workspace: Workspace) -> Desks:
        """Give the kind of desk."""
        with workspace.read() as unit:
            return desk_of(unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDesk:
    """A reviewer's desk at one moment.

    Attributes:
        call: The criteria.
        tasks: The applications, in reading order.
        reviewer: Fingerprint of the person whose desk it is.
        exports: How many review files were written.
        to_export: Whether something was said that an export would hold.
    """

    call: Call
    tasks: tuple[ReviewTask, ...]
    reviewer: Fingerprint
    exports: int
    to_export: bool


class ReadDesk:
    """Reads a reviewer's desk whole."""

    def __call__(self, workspace: Workspace) -> WholeDesk:
        """Give it.

        Raises:
            NotAReviewDeskError: The workspace holds no package.
        """
        with workspace.read() as unit:
            desk = read_desk(unit, workspace.path)
            exports, _ = unit.exports.last()
            said = desk.said
            return WholeDesk(
                call=desk.call,
                tasks=tasks_of(unit, workspace.path),
                reviewer=desk.package.fingerprint,
                exports=exports,
                to_export=bool(said.revisions or said.declarations or said.declined),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """The content of one application.

    Attributes:
        form: What the applicant filled in; None where it came as a row of a table.
        files: What came with it, by path.
    """

    form: ApplicationForm | None
    files: tuple[ReceivedFile, ...]


class ReadApplication:
    """Gives an application's content to a reviewer who declared to be free, and to nobody else."""

    def __call__(self, workspace: Workspace, application: ApplicationId) -> ToRead:
        """Give the content.

        Raises:
            UndeclaredError: The question of disqualification was not answered.
            ConflictDeclaredError: The reviewer is disqualified.
            UnknownApplicationError: It is not on this desk.
        """
        with workspace.read() as unit:
            require_readable(unit, workspace.path, application)
            return ToRead(form=unit.form(application), files=unit.files(application))


class ReadAttachment:
    """Gives an attachment's bytes, to be shown and never written beside the workspace."""

    def __call__(self, workspace: Workspace, application: ApplicationId, path: str) -> bytes:
        """Give the bytes.

        Raises:
            UndeclaredError: The question of disqualification was not answered.
            ConflictDeclaredError: The reviewer is disqualified.
            UnknownApplicationError: It is not on this desk.
            UnknownAttachmentError: The application has none by that path.
            AttachmentTooLargeError: It is too large to be shown.
        """
        with workspace.read() as unit:
            require_readable(unit, workspace.path, application)
            found = next((each for each in unit.files(application) if each.path == path), None)
            if found is None or not unit.has_content(found.sha512):
                raise UnknownAttachmentError(path=path)
            if found.size > LARGEST_SHOWN:
                raise AttachmentTooLargeError(path=path, size=found.size, largest=LARGEST_SHOWN)
            return b"".join(unit.content(found.sha512))
