"""Submissions: every form that ever arrived, of which the latest is in force."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import col, select

from evaluator.domain.application_form import ApplicationForm
from evaluator.domain.bundles import BundleFinding, Gravity, ReceivedFile, RefusedBundle, SubmissionHead
from evaluator.domain.identifiers import ApplicationId
from evaluator.storage.connection import driver_of
from evaluator.storage.repositories import bulk
from evaluator.storage.search import Part, SearchIndex
from evaluator.storage.tables_forms import AttachmentRow, ContentRow, RefusedBundleRow, SubmissionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection, Row

    from evaluator.domain.bundles import Submission

_HEAD: tuple[Any, ...] = (
    col(SubmissionRow.application),
    col(SubmissionRow.submitted),
    col(SubmissionRow.digest),
    col(SubmissionRow.source),
    col(SubmissionRow.imported),
)
_IN_FORCE: Final = (
    "SELECT {} FROM submission WHERE application = ? ORDER BY submitted DESC, digest DESC LIMIT 1"
)
_FILES: Final = (
    "SELECT path, size, digest FROM attachment JOIN content ON content.id = attachment.content "
    "WHERE submission = ? ORDER BY path"
)


class SubmissionRepository:
    """Every submission; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def heads(self) -> tuple[SubmissionHead, ...]:
        """Give the whole history without the forms, by application, the one in force last."""
        rows = self._connection.execute(
            select(*_HEAD).order_by(
                col(SubmissionRow.application), col(SubmissionRow.submitted), col(SubmissionRow.digest)
            )
        )
        return tuple(_head(row) for row in rows)

    def form(self, application: ApplicationId) -> ApplicationForm | None:
        """Give the form in force, or None for an application that came as a row of a table."""
        found = self._in_force(application, "form")
        return None if found is None else ApplicationForm.model_validate_json(found, strict=True)

    def files(self, application: ApplicationId) -> tuple[ReceivedFile, ...]:
        """Give the files of the submission in force, by path."""
        submission = self._in_force(application, "id")
        rows = driver_of(self._connection).execute(_FILES, (submission,))
        return tuple(ReceivedFile(path=path, size=size, sha512=digest) for path, size, digest in rows)

    def add(self, values: Iterable[Submission]) -> None:
        """Append submissions whose contents are stored; one that is there already is passed over."""
        values = list(values)
        known = {(head.application, head.digest) for head in self.heads()}
        for each in values:
            head = each.head
            if (head.application, head.digest) in known:
                continue
            row = {
                "application": head.application,
                "submitted": head.submitted,
                "digest": head.digest,
                "source": each.source,
                "imported": each.imported,
                "form": each.received.text,
            }
            bulk.append(self._connection, SubmissionRow, [row])
            self._add_files(each)
        changed = {each.head.application for each in values}
        SearchIndex(self._connection).put(
            Part.ANSWERS,
            ((each, _answers(self._in_force(each, "form"))) for each in sorted(changed)),
        )

    def _add_files(self, submission: Submission) -> None:
        number = self._connection.execute(
            select(col(SubmissionRow.id)).where(
                col(SubmissionRow.application) == submission.head.application,
                col(SubmissionRow.digest) == submission.head.digest,
            )
        ).scalar_one()
        rows = []
        for file in submission.files:
            content = self._connection.execute(
                select(col(ContentRow.id)).where(col(ContentRow.digest) == file.sha512)
            ).scalar_one()
            rows.append({"submission": number, "path": file.path, "content": content})
        bulk.append(self._connection, AttachmentRow, rows)

    def _in_force(self, application: ApplicationId, column: str) -> Any:
        # By the driver: whoever reads all applications asks some times for each.
        found = driver_of(self._connection).execute(_IN_FORCE.format(column), (application,)).fetchone()
        return None if found is None else found[0]


class RefusedBundleRepository:
    """The quarantine list; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[RefusedBundle, ...]:
        """Give the list, oldest first."""
        rows = self._connection.execute(select(RefusedBundleRow).order_by(col(RefusedBundleRow.sequence)))
        return tuple(
            RefusedBundle(name=row.name, digest=row.digest, findings=_findings(row.findings), at=row.at)
            for row in rows
        )

    def add(self, value: RefusedBundle) -> bool:
        """Append an entry; False for the same bundle refused again for the same reasons."""
        text = json.dumps(
            [[each.code, each.path, dict(each.facts)] for each in value.findings], ensure_ascii=False
        )
        known = select(col(RefusedBundleRow.sequence)).where(
            col(RefusedBundleRow.name) == value.name,
            col(RefusedBundleRow.digest) == value.digest,
            col(RefusedBundleRow.findings) == text,
        )
        if self._connection.execute(known).first() is not None:
            return False
        row = {"name": value.name, "digest": value.digest, "findings": text, "at": value.at}
        bulk.append(self._connection, RefusedBundleRow, [row])
        return True


def _head(row: Row[Any]) -> SubmissionHead:
    return SubmissionHead(
        application=ApplicationId(row.application),
        submitted=row.submitted,
        digest=row.digest,
        source=row.source,
        imported=row.imported,
    )


def _findings(text: str) -> tuple[BundleFinding, ...]:
    return tuple(
        BundleFinding(code=code, severity=Gravity.ERROR, path=path, facts=facts)
        for code, path, facts in json.loads(text)
    )


def _answers(form: str) -> str:
    """Give every text of a form, to be found by; names of fields are none."""
    return "\n".join(_texts(json.loads(form)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
