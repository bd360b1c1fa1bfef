"""Merge review files: decide, show, apply in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.exchanged import Issued, criteria_version
from evaluator.domain.histories import by_review
from evaluator.domain.log import Change
from evaluator.domain.merges import MergedFile
from evaluator.domain.merging import (
    CellVerdict,
    FileDecision,
    ReviewerFile,
    Sayings,
    Terms,
    count_cells,
    decide_file,
)
from evaluator.errors import InputError
from evaluator.services.coverage import standing_of
from evaluator.services.guards import require_open
from evaluator.services.settle_merge import require_merging
from evaluator.services.sweeping import no_sweeping

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from evaluator.domain.exchanged import ContentHash, PackageId, RevisionHash
    from evaluator.domain.histories import Fork
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.merging import ReviewVerdict
    from evaluator.domain.packages import KnownPackage
    from evaluator.domain.people import Person
    from evaluator.services.coverage import Coverage
    from evaluator.services.exchange_ports import ContactBook, OpenedReview, ReadReview
    from evaluator.services.ports import Clock, Progress, UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedFileReport:
    """What became of one file; a verdict without the contents.

    Attributes:
        path: The file.
        decision: The decision, its additions left out.
        changes: Whether the file adds anything to the round.
    """

    path: Path
    decision: FileDecision
    changes: bool = False

    @property
    def reviews(self) -> tuple[ReviewVerdict, ...]:
        """What it brings, by application."""
        return self.decision.reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """A merge, shown or applied.

    Attributes:
        files: What became of each file, in the order in which they were given.
        cells: The verdicts of all cells of the accepted files; those that are missing
            are of the whole round, after the merge.
        forks: Every forked history that waits for the chair, after the merge.
        coverage: Who scored what, after the merge.
        merge: Its number; None when nothing was applied.
    """

    files: tuple[MergedFileReport, ...]
    cells: Counter[CellVerdict]
    forks: tuple[Fork, ...]
    coverage: Coverage
    merge: int | None

    @property
    def refused(self) -> tuple[MergedFileReport, ...]:
        """The files that were refused."""
        return tuple(each for each in self.files if not each.decision.accepted)


class MergeReviews:
    """Takes review files in: all that are accepted, in one transaction.

    The files are opened one after the other, and nothing of one is kept but its verdict
    when the next is opened.
    """

    def __init__(self, read: ReadReview, contacts: ContactBook, clock: Clock) -> None:
        self._read = read
        self._contacts = contacts
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        paths: Sequence[Path],
        person: Person,
        by: str,
        *,
        dry_run: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> MergeReport:
        """Decide on the files, and apply what was decided unless it is a dry run.

        A refused file is a value of the report and holds no other one back.

        Args:
            workspace: The round's workspace.
            paths: The files.
            person: Whose keys open them: the chair, a deputy or the official.
            by: Who merges.
            dry_run: Only show what would be done.
            progress: Hears of each file; may raise to stop, and nothing is stored.

        Raises:
            MergePhaseError: Allocation has begun; nothing may change under it.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            work = _Merging(unit, self._contacts, by, self._clock, writes=not dry_run)
            reports = []
            for done, path in enumerate(paths, start=1):
                with no_sweeping():  # a file is some ten thousand values, none of them in a cycle
                    reports.append(self._one(work, path, person))
                progress(done, len(paths))
            coverage, forks = standing_of(unit)
            report = MergeReport(
                files=tuple(reports),
                cells=_cells(reports, coverage, len(unit.round().call.criteria)),
                forks=forks,
                coverage=coverage,
                merge=None if dry_run else work.merge,
            )
            if not dry_run and work.merge is not None:
                unit.commit()
        return report

    def _one(self, work: _Merging, path: Path, person: Person) -> MergedFileReport:
        try:
            opened = self._read(path, person, work.issued)
        except InputError as error:
            return MergedFileReport(path=path, decision=FileDecision(file=path.name, refusal=error))
        decision = work.take(path.name, opened)
        changes = decision.accepted and not decision.changes_nothing
        return MergedFileReport(path=path, decision=replace(decision, additions=Sayings()), changes=changes)


class _Merging:
    """One merge while it runs, in its transaction.

    A dry run stores as well, so that each file meets what those before it brought; its
    transaction is never committed.
    """

    def __init__(
        self, unit: UnitOfWork, contacts: ContactBook, by: str, clock: Clock, *, writes: bool
    ) -> None:
        self._unit = unit
        self._by = by
        self._now = clock()
        self._writes = writes
        self._packages: dict[PackageId, KnownPackage] = {each.id: each for each in unit.packages.all()}
        self._content: dict[ApplicationId, ContentHash] = {}
        self._barred = unit.barred()
        self._aside = by_review(unit.words.settlements())
        self._call = unit.round().call
        self.merge: int | None = None
        self.issued = Issued(
            round=unit.round().id,
            criteria=criteria_version(self._call),
            packages={name: each.issued for name, each in self._packages.items()},
            revoked=contacts.revoked,
        )

    def take(self, name: str, opened: OpenedReview) -> FileDecision:
        """Decide on an opened file and store what it adds."""
        contents = opened.contents
        package = self._packages[contents.package]
        known = self._unit.sayings.of(package.reviewer)
        terms = Terms(
            call=self._call,
            content=self._contents_now(each.review.application for each in contents.revisions),
            barred=self._barred,
            aside=self._aside,
        )
        file = ReviewerFile(name=name, reviewer=package.reviewer, contents=contents)
        decision = decide_file(terms, known, file)
        if decision.accepted and not decision.changes_nothing:
            self._store(decision, opened)
        return decision

    def _store(self, decision: FileDecision, opened: OpenedReview) -> None:
        reviewer = decision.reviewer
        if reviewer is None:
            raise TypeError("an accepted file has a reviewer")
        if self.merge is None:
            self.merge = self._unit.merges.new(self._by, self._now)
        self._unit.sayings.add(reviewer, decision.additions, self.merge)
        merged = MergedFile(hash=opened.hash, reviewer=reviewer, revision=decision.revision)
        self._unit.merges.add_file(self.merge, merged)
        if self._writes:
            # At once: of a file that was taken in, only its verdicts stay in memory.
            # No draft can be outdated by it, since nothing is merged under one.
            self._unit.log([self._change(reviewer, decision, opened)])

    def _change(self, reviewer: ReviewerId, decision: FileDecision, opened: OpenedReview) -> Change:
        """Log a file by its hash, each revision by its name."""
        names: list[RevisionHash] = sorted(decision.additions.revisions)
        return Change(
            deed="merge.apply",
            subject=reviewer,
            before=None,
            after={
                "merge": self.merge,
                "file": opened.hash,
                "revisions": [str(each) for each in names],
                "conflicts_declared": [str(each) for each in sorted(decision.additions.conflicted)],
                "log_head": opened.contents.log_head.digest.hex(),
                "package_log_head": opened.contents.package_log_head.digest.hex(),
            },
            by=self._by,
            at=self._now,
        )

    def _contents_now(self, wanted: Iterable[ApplicationId]) -> dict[ApplicationId, ContentHash]:
        missing = set(wanted) - self._content.keys()
        if missing:
            self._content |= self._unit.contents_now(missing)
        return self._content


def _cells(reports: Iterable[MergedFileReport], coverage: Coverage, criteria: int) -> Counter[CellVerdict]:
    counts = count_cells(review for each in reports for review in each.reviews)
    counts[CellVerdict.MISSING] = criteria * len(coverage.missing)
    return counts
