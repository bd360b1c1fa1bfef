"""What an import does to the applications of a round, whatever they come from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.log import Change as Logged
from evaluator.domain.log_values import of_application
from evaluator.domain.rounds import Phase
from evaluator.services.log_round import phase_change, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from evaluator.domain.applicants import Body
    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LogValue
    from evaluator.services.ports import UnitOfWork


class Change(StrEnum):
    """What an import does to one application."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    OLDER = "older"
    """An earlier submission than the one in force; it joins the history."""

    KEPT = "kept"
    """A row of a table says something else than the form that came in a bundle; the form stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        changes: For each application of the source, in its order.
        dry_run: Nothing was stored.
    """

    changes: tuple[tuple[ApplicationId, Change], ...]
    dry_run: bool

    def count(self, change: Change) -> int:
        """Count the applications with ``change``."""
        return sum(each is change for _, each in self.changes)


def compare(unit: UnitOfWork, incoming: Iterable[Application]) -> tuple[tuple[ApplicationId, Change], ...]:
    """Tell of each row of a table what it would do to the stored applications.

    A row never takes the place of an application that came with a form: the form, its
    answers and its budget are what the applicant signed, and only a bundle supersedes it.
    """
    stored = {each.id: each for each in unit.applications()}
    with_form = {each.application for each in unit.submissions()}

    def change(each: Application) -> Change:
        if each.id not in stored:
            return Change.NEW
        # The same content from a file of another name is the same application.
        known = replace(stored[each.id], source=each.source)
        if each.id in with_form:
            return Change.UNCHANGED if _says_the_same(each, known) else Change.KEPT
        return Change.UNCHANGED if known == each else Change.SUPERSEDED

    return tuple((each.id, change(each)) for each in incoming)


def _says_the_same(row: Application, form: Application) -> bool:
    """Tell whether a row agrees with what a form says; names may be written in other ways."""
    facts = {(each.title, each.requested, tuple(map(_who, each.applicants.bodies))) for each in (row, form)}
    return len(facts) == 1


def _who(body: Body) -> str:
    return body.code or body.name.casefold()


def store(
    unit: UnitOfWork,
    applications: Iterable[Application],
    *,
    by: str,
    at: datetime,
    digests: Mapping[ApplicationId, bytes] | None = None,
) -> None:
    """Store applications that are new or take the place of earlier ones, and log each.

    A round that has just been made is in intake from then on.

    Args:
        unit: The transaction of the import.
        applications: Only those that change something.
        by: Who imports.
        at: When, aware UTC.
        digests: What a form and its files hash to, for applications that came with one.
    """
    incoming = tuple(applications)
    former = {each.id: each for each in unit.applications()}
    unit.put_applications(incoming)
    changes = [_logged(each, former.get(each.id), digests or {}, by, at) for each in incoming]
    now = unit.round()
    if now.phase is Phase.DRAFT:
        unit.put_round(replace(now, phase=Phase.INTAKE))
        if changes:
            changes.append(phase_change(now.id, Phase.DRAFT, Phase.INTAKE, by=by, like=changes[0]))
    record(unit, changes)


def _logged(
    application: Application,
    former: Application | None,
    digests: Mapping[ApplicationId, bytes],
    by: str,
    at: datetime,
) -> Logged:
    digest = digests.get(application.id)
    content: dict[str, LogValue] = {} if digest is None else {"digest": digest.hex()}
    return Logged(
        deed="application.import" if former is None else "application.supersede",
        subject=application.id,
        before=None if former is None else of_application(former),
        after=of_application(application) | content,
        by=by,
        at=at,
    )
