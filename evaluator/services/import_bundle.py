"""Import applications from a bundle: the whole of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from evaluator.domain.applications import Application
from evaluator.domain.bundles import (
    BundleFinding,
    FileEnd,
    FileStart,
    Gravity,
    ReceivedFile,
    RefusedBundle,
    Submission,
)
from evaluator.domain.log import Change as Logged
from evaluator.domain.money import Cents
from evaluator.errors import InputError
from evaluator.services.guards import require_open
from evaluator.services.import_table import Change, ImportReport, store
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import SubmissionHead
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LogValue
    from evaluator.services.bundle_ports import Bundle, ContentWriter, OpenBundle, UnderstandForm
    from evaluator.services.ports import Clock, Progress, UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleReport(ImportReport):
    """What the import of a bundle did, or would do.

    Attributes:
        findings: What was noticed, the gravest first.
        refused: Nothing was imported; the reasons are the errors among the findings.
        applications: What the forms say, by id; none of a refused bundle.
    """

    findings: tuple[BundleFinding, ...]
    refused: bool
    applications: tuple[Application, ...] = ()


@dataclass(slots=True)
class _Taken:
    """What came of reading the whole bundle inside a transaction."""

    findings: list[BundleFinding] = field(default_factory=list)
    changes: tuple[tuple[ApplicationId, Change], ...] = ()
    refused: bool = False
    applications: tuple[Application, ...] = ()


class ImportBundle:
    """Loads a bundle into a round."""

    def __init__(self, open_bundle: OpenBundle, understand: UnderstandForm, clock: Clock) -> None:
        self._open = open_bundle
        self._understand = understand
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        path: Path,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        by: str = "",
    ) -> BundleReport:
        """Verify the bundle and store its applications, in one transaction.

        The same bundle again changes nothing. A later submission of an application,
        by its time of submission and then by its content, takes the place of the
        earlier one, which stays in the history; one that arrives after a later one
        only joins the history. A refused bundle is noted in the quarantine list.

        Args:
            workspace: The open workspace.
            path: A ZIP file or a folder.
            dry_run: Verify and report, but store nothing.
            progress: Hears of bytes read; may raise to stop, and nothing is stored.
            by: Who imports, for the log.

        Raises:
            InputError: There is nothing at ``path``.
            RuleError: The round is locked.
        """
        with self._open(path) as bundle:
            with workspace.read() if dry_run else workspace.begin() as unit:
                require_open(unit)
                taken = self._take(unit, bundle, dry_run=dry_run, progress=progress, by=by)
                if not taken.refused and not dry_run:
                    unit.commit()
            if taken.refused and not dry_run:
                self._quarantine(workspace, bundle, taken.findings, by)
        return BundleReport(
            changes=taken.changes,
            dry_run=dry_run,
            findings=tuple(taken.findings),
            refused=taken.refused,
            applications=taken.applications,
        )

    def _take(
        self, unit: UnitOfWork, bundle: Bundle, *, dry_run: bool, progress: Progress | None, by: str
    ) -> _Taken:
        ours = list(_of_other_calls(bundle, unit.round().call.id))
        files: Mapping[ApplicationId, Sequence[ReceivedFile]] = {}
        if not bundle.refused and not ours:
            files = _read_files(unit, bundle, store=not dry_run, progress=progress)
        if bundle.refused or ours:
            return _Taken(findings=[*ours, *bundle.findings], refused=True)
        now = self._clock()
        submissions = [
            Submission(
                received=each,
                files=tuple(files.get(each.form.application_id, ())),
                source=bundle.name,
                imported=now,
            )
            for each in bundle.forms
        ]
        applications = self._applications(unit, bundle, ours)
        if any(each.severity is Gravity.ERROR for each in ours):
            return _Taken(findings=[*ours, *bundle.findings], refused=True)
        changes = _compare(unit, submissions)
        if not dry_run:
            wanted = {each for each, change in changes if change in {Change.NEW, Change.SUPERSEDED}}
            store(
                unit,
                (each for each in applications if each.id in wanted),
                by=by,
                at=now,
                digests={each.head.application: each.head.digest for each in submissions},
            )
            unit.add_submissions(submissions)
        return _Taken(findings=[*bundle.findings, *ours], changes=changes, applications=applications)

    def _applications(
        self, unit: UnitOfWork, bundle: Bundle, findings: list[BundleFinding]
    ) -> tuple[Application, ...]:
        confirmed = {each.as_written: each.code for each in unit.confirmations()}
        numbers = {each.number: each.id for each in unit.applications()}
        found = []
        for each in bundle.forms:
            try:
                applicants = self._understand(each.form, confirmed)
            except InputError:
                findings.append(_about(each.form, "form-applicant", Gravity.ERROR))
                continue
            found.append(
                Application(
                    id=each.form.application_id,
                    number=_number(each.form, numbers, findings),
                    title=each.form.title,
                    applicants=applicants,
                    requested=Cents(each.form.financing.requested_cents),
                    received=each.form.submitted.astimezone(UTC),
                    source=bundle.name,
                )
            )
        return tuple(found)

    def _quarantine(
        self, workspace: Workspace, bundle: Bundle, findings: Sequence[BundleFinding], by: str
    ) -> None:
        """Note the refusal, once for the same bundle and the same reasons, and log it."""
        reasons = tuple(each for each in findings if each.severity is Gravity.ERROR)
        refused = RefusedBundle(
            name=bundle.name, digest=bundle.identity(), findings=reasons, at=self._clock()
        )
        with workspace.begin() as unit:
            if unit.add_refused_bundle(refused):
                record(unit, [_refusal(refused, by)])
            unit.commit()


def _refusal(refused: RefusedBundle, by: str) -> Logged:
    codes: list[LogValue] = [each.code for each in refused.findings]
    return Logged(
        deed="bundle.refuse",
        subject=refused.name,
        before=None,
        after={"digest": refused.digest.hex(), "reasons": codes},
        by=by,
        at=refused.at,
    )


def _of_other_calls(bundle: Bundle, call: str) -> Sequence[BundleFinding]:
    return [
        _about(each.form, "other-call", Gravity.ERROR, call=each.form.call, round=call)
        for each in bundle.forms
        if each.form.call != call
    ]


def _about(form: ApplicationForm, code: str, severity: Gravity, **facts: str | int) -> BundleFinding:
    path = f"data/{form.id}/application.json"
    return BundleFinding(code=code, severity=severity, path=path, facts=facts)


def _read_files(
    unit: UnitOfWork, bundle: Bundle, *, store: bool, progress: Progress | None
) -> Mapping[ApplicationId, Sequence[ReceivedFile]]:
    """Verify every file and keep the contents that are not kept yet."""
    files: defaultdict[ApplicationId, list[ReceivedFile]] = defaultdict(list)
    done, start = 0, None
    writer: ContentWriter | None = None
    with closing(bundle.stream()) as events:
        for event in events:
            if isinstance(event, FileStart):
                start = event
                writer = unit.new_content() if store and not _is_kept(unit, bundle, event) else None
            elif isinstance(event, FileEnd):
                if writer is not None:
                    writer.drop() if event.sha512 is None else writer.keep(event.sha512)
                if start is not None and event.sha512 is not None:
                    files[start.application].append(
                        ReceivedFile(path=start.path, size=start.size, sha512=event.sha512)
                    )
            else:
                done += len(event)
                if writer is not None:
                    writer.write(event)
                if progress is not None:
                    progress(done, bundle.size)
    if progress is not None:
        progress(bundle.size, bundle.size)
    return files


def _is_kept(unit: UnitOfWork, bundle: Bundle, start: FileStart) -> bool:
    """Tell whether storing would be for nothing: the content is there, or the bundle refused."""
    return bundle.refused or (start.claimed is not None and unit.has_content(start.claimed))


def _number(form: ApplicationForm, numbers: dict[int, ApplicationId], findings: list[BundleFinding]) -> int:
    """Give an application the number it asks for, keeps, or the next free one; and note it as used."""
    own = next((number for number, owner in numbers.items() if owner == form.application_id), None)
    chosen = form.number or own or max(numbers, default=0) + 1
    owner = numbers.get(chosen, form.application_id)
    if owner != form.application_id:
        taken, chosen = chosen, own or max(numbers) + 1
        findings.append(
            _about(form, "number-taken", Gravity.WARNING, number=taken, owner=owner, given=chosen)
        )
    numbers[chosen] = form.application_id
    return chosen


def _compare(unit: UnitOfWork, submissions: Sequence[Submission]) -> tuple[tuple[ApplicationId, Change], ...]:
    stored = {each.id for each in unit.applications()}
    latest: dict[ApplicationId, SubmissionHead] = {each.application: each for each in unit.submissions()}

    def change(head: SubmissionHead) -> Change:
        known = latest.get(head.application)
        if known is None:
            return Change.SUPERSEDED if head.application in stored else Change.NEW
        if head.digest == known.digest:
            return Change.UNCHANGED
        return Change.SUPERSEDED if head.rank > known.rank else Change.OLDER

    heads = [each.head for each in submissions]
    return tuple((each.application, change(each)) for each in heads)
