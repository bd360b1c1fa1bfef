"""What the import of bundles needs from the outside, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from evaluator.domain.applicants import Applicants
    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import (
        BundleFinding,
        ReceivedFile,
        ReceivedForm,
        RefusedBundle,
        StreamEvent,
        Submission,
        SubmissionHead,
    )
    from evaluator.domain.identifiers import ApplicationId, MunicipalityCode


class ContentWriter(Protocol):
    """Takes the bytes of one content."""

    def write(self, piece: bytes) -> None:
        """Take the next piece."""

    def keep(self, digest: bytes) -> None:
        """End the content and name it by its SHA-512; one that is there already is not kept twice."""

    def drop(self) -> None:
        """Take back what was written."""


class SubmissionUnit(Protocol):
    """The part of a unit of work that keeps what bundles bring."""

    def submissions(self) -> tuple[SubmissionHead, ...]:
        """Give the history of submissions without the forms, by application, the one in force last."""

    def add_submissions(self, values: Iterable[Submission]) -> None:
        """Append submissions whose contents are kept; nothing stored is changed."""

    def form(self, application: ApplicationId) -> ApplicationForm | None:
        """Give the form in force, or None for an application that came as a row of a table."""

    def files(self, application: ApplicationId) -> tuple[ReceivedFile, ...]:
        """Give the files of the submission in force, by path."""

    def has_content(self, sha512: bytes) -> bool:
        """Tell whether these bytes are kept already."""

    def content(self, sha512: bytes) -> Iterator[bytes]:
        """Give kept bytes, piece by piece; nothing when they are not there."""

    def new_content(self) -> ContentWriter:
        """Begin to keep bytes; one content at a time."""

    def refused_bundles(self) -> tuple[RefusedBundle, ...]:
        """Give the quarantine list, oldest first."""

    def add_refused_bundle(self, value: RefusedBundle) -> bool:
        """Append to the quarantine list; False where the same refusal is in it already."""


class Bundle(Protocol):
    """A bundle that was opened; its structure and forms are checked, its files not yet."""

    @property
    def name(self) -> str:
        """The bare name of the file or folder."""

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""

    @property
    def refused(self) -> bool:
        """Whether an error was found so far."""

    @property
    def findings(self) -> Sequence[BundleFinding]:
        """What was found so far, the gravest first."""

    @property
    def forms(self) -> Sequence[ReceivedForm]:
        """The forms, by the id of the application."""

    def stream(self) -> Generator[StreamEvent]:
        """Verify every file, giving each attachment on the way."""

    def identity(self) -> bytes:
        """Give what the bundle is recognised by, 64 bytes."""


class OpenBundle(Protocol):
    """Opens a bundle for the length of a block."""

    def __call__(self, path: Path) -> AbstractContextManager[Bundle]:
        """Open it; what is wrong with it is among its findings.

        Raises:
            InputError: There is nothing at ``path``.
        """


class UnderstandForm(Protocol):
    """Reads who applies from a form."""

    def __call__(self, form: ApplicationForm, confirmed: Mapping[str, MunicipalityCode]) -> Applicants:
        """Give lead and partners, with the names that were confirmed."""
