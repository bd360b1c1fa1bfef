"""How long a merge of many review files takes, and whether its memory grows with their number.

The reference opens and verifies the same files and puts all the rows that a merge makes
(revisions, scores, sentences, the log) into the same kind of encrypted file by
``executemany``, in one transaction: every row of every table that the merge writes to, into the
same tables with their keys, indexes and triggers. It neither reads what the files say nor decides.
"""

from __future__ import annotations

import random
import secrets
import tempfile
import tracemalloc
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evaluator.bench.measure import Result, in_turn, seconds
from evaluator.bench.ranking import made_up_applications
from evaluator.domain.assignment import Assignment
from evaluator.domain.exchanged import (
    Declaration,
    LogHead,
    PackageId,
    ReviewFileContents,
    SubmittedRevision,
    content_hash,
    criteria_version,
)
from evaluator.domain.identifiers import ReviewerId, RoundId
from evaluator.domain.log import Digest
from evaluator.domain.packages import KnownPackage, PackedApplication
from evaluator.domain.people import Trust
from evaluator.domain.reviews import Review, Reviewer, Scored
from evaluator.domain.rounds import Phase, Round
from evaluator.exchange.frame import Kind, look_at
from evaluator.exchange.opening import decrypt, verify
from evaluator.exchange.review_files import read_review, write_review
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import new_identity
from evaluator.keys.secrets import RawSecret
from evaluator.services.merge_reviews import MergeReviews
from evaluator.services.reviewers import reviewer_id
from evaluator.storage.connection import connect
from evaluator.storage.tables import metadata
from evaluator.storage.workspace import SqlWorkspaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.exchanged import ContentHash
    from evaluator.domain.people import Person
    from evaluator.storage.workspace import SqlWorkspace

FILES: Final = 200
APPLICATIONS: Final = 62
GOAL_RATIO: Final = 3.0
GOAL_GROWTH: Final = 1.5
_KEY: Final = bytes(range(32))
_NOON: Final = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_HEAD: Final = LogHead(number=0, digest=Digest(bytes(32)))
_TABLES: Final = (
    "merge",
    "review",
    "score",
    "comment",
    "declaration",
    "merged_file",
    "log_entry",
    "log_value",
)
_RUNS: Final = 5

Rows = dict[str, list[tuple[Any, ...]]]


def measure(call: Call, scale: float) -> list[Result]:
    """Merge made-up review files; ``scale`` takes a share of their number."""
    count = max(8, round(FILES * scale))
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name:
        bench = _Bench(Path(name), call, count)
        rows = bench.rows_of_a_merge()
        ours, reference = in_turn(bench.merge, lambda: bench.insert(rows), _RUNS)
        few, all_ = bench.peak(count // 4), bench.peak(count)
    size = f"{count} x {APPLICATIONS} x {len(call.criteria)}"
    return [
        Result(
            name="merge",
            ours=ours,
            reference=reference,
            unit="s",
            goal=GOAL_RATIO,
            n=_RUNS,
            size=size,
        ),
        Result(
            name="merge-memory",
            ours=all_,
            reference=few,
            unit="MB",
            goal=GOAL_GROWTH,
            n=1,
            size=f"{count} / {count // 4}",
        ),
    ]


class _Bench:
    """A round, its reviewers and their files."""

    def __init__(self, folder: Path, call: Call, count: int) -> None:
        self._folder = folder
        self._call = call
        self._chair = new_identity("Puheenjohtaja", "", _NOON)
        self._applications = made_up_applications(APPLICATIONS)
        self._people = [new_identity(f"Esimerkkiarvioija {n + 1}", "", _NOON) for n in range(count)]
        self._contents = {each.id: content_hash(each, None) for each in self._applications}
        self._files = [self._file(n, person) for n, person in enumerate(self._people)]

    def merge(self, count: int | None = None) -> float:
        """Merge the files into a new round and tell how long that took."""
        workspace = self._round()
        try:
            return seconds(lambda: self._merge(workspace, self._files[:count]))
        finally:
            workspace.close()

    def peak(self, count: int) -> float:
        """Give the most memory that a merge of so many files needs beside what was there, in MB."""
        workspace = self._round()
        tracemalloc.start()
        try:
            self._merge(workspace, self._files[:count])
            return tracemalloc.get_traced_memory()[1] / 1e6
        finally:
            tracemalloc.stop()
            workspace.close()

    def rows_of_a_merge(self) -> Rows:
        """Give the rows that a merge makes."""
        workspace = self._round()
        self._merge(workspace, self._files)
        path = workspace.path
        workspace.close()
        raw = connect(path, _KEY)
        rows: Rows = {each: raw.execute(f'SELECT * FROM "{each}"').fetchall() for each in _TABLES}  # noqa: S608
        raw.close()
        return rows

    def insert(self, rows: Rows) -> float:
        """Open and verify the files and insert the rows bare."""
        workspace = self._round()
        workspace.close()
        raw = connect(workspace.path, _KEY)
        raw.execute("PRAGMA journal_mode = WAL")

        def deed() -> None:
            for path in self._files:
                verify(decrypt(look_at(path, Kind.REVIEW), self._chair), self._chair, Trust())
            raw.execute("BEGIN IMMEDIATE")
            for name, values in rows.items():
                marks = ", ".join("?" for _ in metadata.tables[name].columns)
                raw.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608
            raw.execute("COMMIT")

        try:
            return seconds(deed)
        finally:
            raw.close()

    def _merge(self, workspace: SqlWorkspace, files: Sequence[Path]) -> None:
        deed = MergeReviews(read_review, Contacts(self._folder), lambda: _NOON)
        report = deed(workspace, files, self._chair, "bench")
        if report.refused:
            raise LookupError("the bench's own files are refused")

    def _round(self) -> SqlWorkspace:
        first = Round(
            id=RoundId("bench"),
            call=self._call,
            phase=Phase.MERGING,
            envelope=self._call.envelope_cents or self._applications[0].requested,
            rule=self._call.allocation_rule,
            threshold=None,
            created=_NOON,
            made_up=True,
        )
        path = self._folder / f"{secrets.token_hex(6)}.evaluator"
        workspace = SqlWorkspaces().create(path, RawSecret(_KEY), first)
        with workspace.begin() as unit:
            unit.put_applications(self._applications)
            for number, person in enumerate(self._people):
                reviewer = Reviewer(id=reviewer_id(person.card), name=person.card.name, made_up=True)
                unit.put_reviewers([reviewer])
                unit.packages.add(self._package(number, person, reviewer.id))
            # As in a real round: what is missing is told from the start, whatever is merged.
            unit.assignments.replace(
                Assignment(application=each.id, reviewer=reviewer_id(person.card))
                for person in self._people
                for each in self._applications
            )
            unit.commit()
        return workspace

    def _package(self, number: int, person: Person, reviewer: ReviewerId) -> KnownPackage:
        return KnownPackage(
            id=PackageId(f"package-{number}"),
            reviewer=reviewer,
            fingerprint=person.card.fingerprint,
            receivers=(self._chair.card,),
            applications=tuple(
                PackedApplication(application=each.id, content=self._contents[each.id])
                for each in self._applications
            ),
            log_head=_HEAD,
            made=_NOON,
        )

    def _file(self, number: int, person: Person) -> Path:
        draw = random.Random(number)  # noqa: S311 - made-up scores guard nothing
        path = self._folder / f"{number}.evreview"
        contents = ReviewFileContents(
            package=PackageId(f"package-{number}"),
            round=RoundId("bench"),
            criteria=criteria_version(self._call),
            reviewer=person.card.fingerprint,
            revision=1,
            previous=None,
            declarations=tuple(
                Declaration(application=each.id, conflict=False, reason="", at=_NOON)
                for each in self._applications
            ),
            declined=(),
            revisions=tuple(
                _revision(self._call, each, self._contents[each.id], person, draw)
                for each in self._applications
            ),
            log_head=_HEAD,
            package_log_head=_HEAD,
        )
        write_review(path, contents, person, [self._chair.card], _NOON)
        return path


def _revision(
    call: Call, application: Application, content: ContentHash, person: Person, draw: random.Random
) -> SubmittedRevision:
    steps = [Scored(Fraction(each)) for each in call.scale.steps]
    said = "Hakemus osoittaa tämän osaamisen ja aikataulun avulla uskottavasti."
    return SubmittedRevision(
        review=Review(
            application=application.id,
            reviewer=ReviewerId(person.card.fingerprint),
            scores={each.id: draw.choice(steps) for each in call.criteria},
            comments={each.id: said for each in call.criteria},
            submitted=_NOON,
        ),
        content=content,
    )
