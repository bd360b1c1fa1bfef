"""A process killed at any moment loses nothing that it showed as saved.

``EVALUATOR_KILLS`` sets how often each deed is killed; ``make soak`` does it 200 times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluator.domain.canonical import Hash
from evaluator.domain.exchanged import LogHead
from evaluator.domain.log import start_of, verify_log
from evaluator.domain.packages import KnownPackage, PackedApplication
from evaluator.domain.rounds import Phase
from evaluator.storage.connection import connect
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import NOON, a_reviewer, a_round, an_application
from tests.reliability.worker import APPLICATION, ROWS
from tests.storage.conftest import KEY, SECRET
from tests.storage.test_merge_round import CONTENTS, Chair

KILLS = int(os.environ.get("EVALUATOR_KILLS", "8"))
MOST_DEEDS = 4
LONGEST = 0.1
"""Seconds from the last of them to the kill; a deed takes some hundredths."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by a POSIX signal")


class Worker:
    """The process that forks what is killed."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "EVALUATOR_DATA_DIR": str(data)},
        )
        assert self.process.stdout.readline() == "ready\n"

    def kill_during(self, deed: str, path: Path, deeds: int, after: float) -> int:
        """Start deeds, kill them some seconds after so many were saved; give how many were said to be."""
        self.process.stdin.write(f"{deed} {path}\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline().removeprefix("child "))
        timer = threading.Timer(after, os.kill, (child, signal.SIGKILL))
        saved = 0
        if not deeds:
            timer.start()
        for line in self.process.stdout:
            if line == "ended\n":
                break
            saved = int(line.removeprefix("saved "))
            if saved == deeds:
                timer.start()
        timer.join()
        return saved


@pytest.fixture(scope="module")
def worker(tmp_path_factory) -> Iterator[Worker]:
    made = Worker(tmp_path_factory.mktemp("data"))
    yield made
    made.process.stdin.close()
    made.process.wait()
    made.process.stdout.close()


@pytest.fixture
def chairs(tmp_path) -> Path:
    """A round that is being merged, with a package out."""
    made = Chair(tmp_path)
    made.workspace.close()
    return made.workspace.path


@pytest.fixture
def desk(tmp_path) -> Path:
    """A reviewer's own workspace, with a package opened."""
    made = tmp_path / "arvioija.evaluator"
    workspace = SqlWorkspaces().create(made, SECRET, a_round(phase=Phase.REVIEW))
    packed = PackedApplication(application=APPLICATION, content=CONTENTS[APPLICATION])
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.put_reviewers([a_reviewer(1)])
        unit.packages.add(
            KnownPackage(
                id="p1",
                reviewer="r1",
                fingerprint=Hash("r1"),
                receivers=(),
                applications=(packed,),
                log_head=LogHead(number=0, digest=bytes(32)),
                made=NOON,
            )
        )
        unit.commit()
    workspace.close()
    return made


@pytest.fixture
def path(tmp_path) -> Path:
    made = tmp_path / "kierros.evaluator"
    workspace = SqlWorkspaces().create(made, SECRET, a_round())
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.put_reviewers([a_reviewer(1)])
        unit.commit()
    workspace.close()
    return made


def is_whole(path: Path) -> None:
    """Every page has its seal, every index its rows, the log its chain; nothing was left lying about."""
    opened = SqlWorkspaces().open(path, SECRET)
    with opened.read() as unit:
        assert verify_log(unit.log_entries(), start_of(unit.round().id)).intact
    opened.close()
    raw = connect(path, KEY)
    assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')")
    raw.close()
    assert {each.name for each in path.parent.iterdir()} <= {path.name, "hakemukset.csv"}


def killed(worker: Worker, deed: str, path: Path) -> Iterator[tuple[Path, int]]:
    """Kill a deed in fresh copies at random moments; give each, found whole, and what was shown as saved."""
    draw = random.Random(os.urandom(8))
    for number in range(KILLS):
        folder = path.parent / f"kill-{number}"
        folder.mkdir()
        fresh = folder / path.name
        fresh.write_bytes(path.read_bytes())
        saved = worker.kill_during(deed, fresh, draw.randint(0, MOST_DEEDS), draw.uniform(0, LONGEST))
        is_whole(fresh)
        yield fresh, saved


@pytest.mark.slow
def test_killed_imports_lose_nothing_that_was_shown_as_saved(worker, path):
    total = 0
    for fresh, saved in killed(worker, "import", path):
        opened = SqlWorkspaces().open(fresh, SECRET)
        with opened.read() as unit:
            asked = {each.requested for each in unit.applications() if each.title.startswith("MERKKI")}
            found = unit.find_applications("merkki")
            logged = [each.entry.deed for each in unit.log_entries()]
        opened.close()
        # One import is whole: all rows of one turn, that of the last one said or one later.
        turn = 0 if not asked else next(iter(asked)) // 100 - 1000
        assert len(asked) <= 1
        assert saved <= turn <= saved + 1
        assert len(found) == (ROWS if turn else 0)
        assert sum(each.startswith("application.") for each in logged) == ROWS * turn
        total += saved
    assert total > 0


@pytest.mark.slow
def test_killed_scoring_loses_no_revision_that_was_shown_as_saved(worker, path):
    total = 0
    for fresh, saved in killed(worker, "score", path):
        opened = SqlWorkspaces().open(fresh, SECRET)
        with opened.read() as unit:
            reviews = unit.reviews()
            logged = unit.log_entries()
        opened.close()
        revision = reviews[0].revision if reviews else 0
        assert saved <= revision <= saved + 1
        assert len(logged) == revision
        if reviews:
            assert reviews[0].comments == {"c1": f"Lause {revision}."}
        total += saved
    assert total > 0


@pytest.mark.slow
def test_a_killed_reviewer_finds_every_draft_and_revision_that_was_shown_as_saved(worker, desk):
    total = 0
    for fresh, saved in killed(worker, "review", desk):
        opened = SqlWorkspaces().open(fresh, SECRET)
        with opened.read() as unit:
            said = unit.sayings.of("r1").of(APPLICATION)
            draft = unit.drafts.all().get(APPLICATION)
            deeds = [each.entry.deed for each in unit.log_entries()]
        opened.close()
        # A turn is typed, then submitted; a draft just taken up again still says what the last one said.
        typed = draft is not None and set(draft.comments.values()) == {f"Lause {len(said) + 1}."}
        assert saved <= 2 * len(said) + typed <= saved + 1
        assert deeds.count("review.submit") == len(said)
        assert {text for each in said.values() for text in each.review.comments.values()} == {
            f"Lause {turn}." for turn in range(1, len(said) + 1)
        }
        total += saved
    assert total > 0


@pytest.mark.slow
def test_killed_merges_are_whole_and_lose_nothing_that_was_shown_as_merged(worker, chairs):
    total = 0
    for fresh, saved in killed(worker, "merge", chairs):
        opened = SqlWorkspaces().open(fresh, SECRET)
        with opened.read() as unit:
            merges = len(unit.merges.all())
            said = unit.sayings.of("r1").of(APPLICATION)
            deeds = [each.entry.deed for each in unit.log_entries()]
        opened.close()
        assert saved <= merges <= saved + 1
        assert len(said) == deeds.count("merge.apply") == merges
        total += saved
    assert total > 0


@pytest.mark.slow
def test_a_killed_undoing_leaves_the_merge_or_nothing_of_it(worker, chairs):
    total = 0
    for fresh, saved in killed(worker, "undo", chairs):
        opened = SqlWorkspaces().open(fresh, SECRET)
        with opened.read() as unit:
            said = unit.sayings.of("r1").of(APPLICATION)
            deeds = [each.entry.deed for each in unit.log_entries()]
        opened.close()
        assert saved <= len(deeds) <= saved + 1
        assert set(deeds) <= {"merge.apply", "merge.undo"}
        assert len(said) == len(deeds) % 2
        total += saved
    assert total > 0
