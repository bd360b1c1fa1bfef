"""What an official reads of one application: form, files, accepted costs, history; and one attachment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain import financing
from evaluator.services.guards import require_application
from evaluator.services.reading import LARGEST_SHOWN, ToRead
from evaluator.services.review_errors import AttachmentTooLargeError, UnknownAttachmentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.bundles import SubmissionHead
    from evaluator.domain.costs import AcceptedCost
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.official_notes import OfficialNote
    from evaluator.services.ports import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """One application in full.

    Attributes:
        application: Which one.
        content: Form and files; no form where it came as a row of a table.
        accepted: The official's word in force on each line of the budget.
        submissions: Its history, the one in force last.
        note: What officials noted on it for themselves, or None.
    """

    application: ApplicationId
    content: ToRead
    accepted: Mapping[str, AcceptedCost]
    submissions: tuple[SubmissionHead, ...]
    note: OfficialNote | None = None


class OpenApplication:
    """Gives an application's page."""

    def __call__(self, workspace: Workspace, application: ApplicationId) -> ApplicationPage:
        """Read it.

        Raises:
            UnknownApplicationError: The round has no such application.
        """
        with workspace.read() as unit:
            require_application(unit, application)
            form = unit.form(application)
            return ApplicationPage(
                application=application,
                content=ToRead(form=form, files=unit.files(application)),
                accepted={} if form is None else financing.in_force(form, unit.accepted_costs()),
                submissions=tuple(each for each in unit.submissions() if each.application == application),
                note=unit.official_notes.of(application),
            )


class OpenAttachment:
    """Gives an attachment's bytes, to be shown and never written beside the workspace."""

    def __call__(self, workspace: Workspace, application: ApplicationId, path: str) -> bytes:
        """Give the bytes.

        Raises:
            UnknownApplicationError: The round has no such application.
            UnknownAttachmentError: The application has none by that path.
            AttachmentTooLargeError: It is too large to be shown.
        """
        with workspace.read() as unit:
            require_application(unit, application)
            found = next((each for each in unit.files(application) if each.path == path), None)
            if found is None or not unit.has_content(found.sha512):
                raise UnknownAttachmentError(path=path)
            if found.size > LARGEST_SHOWN:
                raise AttachmentTooLargeError(path=path, size=found.size, largest=LARGEST_SHOWN)
            return b"".join(unit.content(found.sha512))
