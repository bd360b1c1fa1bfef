"""Bundles: the findings of a check, and what one submission of an application consists of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.identifiers import ApplicationId

_SUBMISSION = b"evaluator submission 1\0"


class Gravity(StrEnum):
    """What a finding means for the bundle; only an ERROR makes it invalid."""

    ERROR = "error"
    WARNING = "warning"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFinding:
    """One thing that was noticed in a bundle.

    Attributes:
        code: Stable name; its sentence is ``bundles.finding.<code>`` of the messages.
        severity: What it means.
        path: The file within the bundle, printable; empty where it is the whole bundle.
        facts: Further values for the sentence; ``path`` is always given.
    """

    code: str
    severity: Gravity
    path: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


def valid(findings: tuple[BundleFinding, ...]) -> bool:
    """Tell whether nothing in ``findings`` is an error."""
    return all(each.severity is not Gravity.ERROR for each in findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStart:
    """A file of an application begins in the stream of a bundle.

    Attributes:
        application: Whose folder it lies in.
        path: Below that folder ("attachments/plan.pdf").
        size: In bytes, as the container says.
        claimed: Its SHA-512 as a manifest says, where one does; not yet verified.
    """

    application: ApplicationId
    path: str
    size: int
    claimed: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEnd:
    """The file ends.

    Attributes:
        sha512: Of the bytes that were given; None when the file was found faulty.
    """

    sha512: bytes | None


StreamEvent = FileStart | bytes | FileEnd
"""What a bundle's stream consists of: for each file its start, its bytes in pieces, its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """A file of an application, without its bytes.

    Attributes:
        path: Below the application's folder.
        size: In bytes.
        sha512: The name under which its bytes are kept, 64 bytes.
    """

    path: str
    size: int
    sha512: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedForm:
    """An application's form as it lies in a bundle.

    Attributes:
        form: What it says.
        text: The file itself, to the letter.
    """

    form: ApplicationForm
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission of an application; never changed afterwards.

    Attributes:
        received: The form.
        files: What came with it, by path.
        source: The bundle it came in, a bare name.
        imported: When it was taken into the round, aware UTC.
    """

    received: ReceivedForm
    files: tuple[ReceivedFile, ...]
    source: str
    imported: datetime

    @property
    def head(self) -> SubmissionHead:
        """Its place in the history."""
        return SubmissionHead(
            application=self.received.form.application_id,
            submitted=self.received.form.submitted,
            digest=self.digest,
            source=self.source,
            imported=self.imported,
        )

    @property
    def digest(self) -> bytes:
        """SHA-512 over the form and the names and digests of the files: equal for equal content."""
        whole = hashlib.sha512(_SUBMISSION)
        whole.update(hashlib.sha512(self.received.text.encode()).digest())
        for each in sorted(self.files, key=lambda file: file.path):
            whole.update(hashlib.sha512(each.path.encode()).digest() + each.sha512)
        return whole.digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionHead:
    """A submission in the history of an application.

    Attributes:
        application: Whose.
        submitted: When the applicant sent it, aware.
        digest: Of its content.
        source: The bundle it came in, a bare name.
        imported: When it was taken into the round, aware UTC.
    """

    application: ApplicationId
    submitted: datetime
    digest: bytes
    source: str
    imported: datetime

    @property
    def rank(self) -> tuple[datetime, bytes]:
        """The highest of an application is in force; independent of the order of arrival."""
        return self.submitted, self.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedBundle:
    """An entry of the quarantine list; the bytes of the bundle are not kept.

    Attributes:
        name: The file's bare name.
        digest: What the file is recognised by, 64 bytes.
        findings: Why it was refused, the errors alone.
        at: When it was first refused, aware UTC.
    """

    name: str
    digest: bytes
    findings: tuple[BundleFinding, ...]
    at: datetime
