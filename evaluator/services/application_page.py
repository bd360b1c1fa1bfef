"""What an official reads of one application: form, files, accepted costs, history; and one attachment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain import financing
from evaluator.services.bars import bars_of
from evaluator.services.guards import require_application, require_no_conflict
from evaluator.services.reading import LARGEST_SHOWN, ToRead
from evaluator.services.review_errors import AttachmentTooLargeError, UnknownAttachmentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.bundles import SubmissionHead
    from evaluator.domain.costs import AcceptedCost
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.official_notes import OfficialNote
    from evaluator.services.bars import Bar
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
        bar: Why its reader may not handle it; then there is nothing else to read.
    """

    application: ApplicationId
    content: ToRead
    accepted: Mapping[str, AcceptedCost]
    submissions: tuple[SubmissionHead, ...]
    note: OfficialNote | None = None
    bar: Bar | None = None


class OpenApplication:
    """Gives an application's page."""

    def __call__(self, workspace: Workspace, application: ApplicationId, by: str = "") -> ApplicationPage:
        """Read it; whoever is disqualified from it gets nothing of what the applicant sent.

        Args:
            workspace: The round's workspace.
            application: Which one.
            by: Who reads.

        Raises:
            UnknownApplicationError: The round has no such application.
        """
        with workspace.read() as unit:
            require_application(unit, application)
            bar = bars_of(unit, by).get(application)
            if bar is not None:
                closed = ToRead(form=None, files=())
                return ApplicationPage(
                    application=application, content=closed, accepted={}, submissions=(), bar=bar
                )
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

    def __call__(self, workspace: Workspace, application: ApplicationId, path: str, by: str = "") -> bytes:
        """Give the bytes.

        Raises:
            DisqualifiedError: Who reads is disqualified from the application.
            UnknownApplicationError: The round has no such application.
            UnknownAttachmentError: The application has none by that path.
            AttachmentTooLargeError: It is too large to be shown.
        """
        with workspace.read() as unit:
            require_application(unit, application)
            require_no_conflict(unit, by, application)
            found = next((each for each in unit.files(application) if each.path == path), None)
            if found is None or not unit.has_content(found.sha512):
                raise UnknownAttachmentError(path=path)
            if found.size > LARGEST_SHOWN:
                raise AttachmentTooLargeError(path=path, size=found.size, largest=LARGEST_SHOWN)
            return b"".join(unit.content(found.sha512))
