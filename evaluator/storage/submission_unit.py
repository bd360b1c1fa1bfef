"""The part of a unit of work that keeps what bundles bring."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.storage.repositories.attachments import ContentRepository
from evaluator.storage.repositories.forms import RefusedBundleRepository, SubmissionRepository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import ReceivedFile, RefusedBundle, Submission, SubmissionHead
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.storage.repositories.attachments import SqlContentWriter


class SubmissionUnit:
    """Submissions, contents and refused bundles on the connection of a unit of work."""

    _connection: Connection

    @cached_property
    def _submissions(self) -> SubmissionRepository:
        return SubmissionRepository(self._connection)

    @cached_property
    def _contents(self) -> ContentRepository:
        return ContentRepository(self._connection)

    @cached_property
    def _refused_bundles(self) -> RefusedBundleRepository:
        return RefusedBundleRepository(self._connection)

    def submissions(self) -> tuple[SubmissionHead, ...]:
        """Give the history of submissions without the forms, by application, the one in force last."""
        return self._submissions.heads()

    def add_submissions(self, values: Iterable[Submission]) -> None:
        """Append submissions; nothing stored is changed."""
        self._contents.settle()
        self._submissions.add(values)

    def form(self, application: ApplicationId) -> ApplicationForm | None:
        """Give the form in force, or None for an application that came as a row of a table."""
        return self._submissions.form(application)

    def files(self, application: ApplicationId) -> tuple[ReceivedFile, ...]:
        """Give the files of the submission in force, by path."""
        return self._submissions.files(application)

    def has_content(self, sha512: bytes) -> bool:
        """Tell whether these bytes are kept already."""
        return self._contents.has(sha512)

    def content(self, sha512: bytes) -> Iterator[bytes]:
        """Give kept bytes, piece by piece; nothing when they are not there."""
        return self._contents.pieces(sha512)

    def new_content(self) -> SqlContentWriter:
        """Begin to keep bytes; one content at a time."""
        return self._contents.new()

    def refused_bundles(self) -> tuple[RefusedBundle, ...]:
        """Give the quarantine list, oldest first."""
        return self._refused_bundles.all()

    def add_refused_bundle(self, value: RefusedBundle) -> bool:
        """Append to the quarantine list; False where the same refusal is in it already."""
        return self._refused_bundles.add(value)
