"""What counts as saved is saved, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from evaluator.domain.log import start_of, verify_log
from evaluator.storage.connection import connect
from evaluator.storage.errors import BusyError, DiskFullError
from evaluator.storage.workspace import SqlWorkspace, SqlWorkspaces
from tests.builders import a_review, a_reviewer, a_round, an_application
from tests.storage.conftest import KEY, SECRET


def numbers(workspace: SqlWorkspace) -> list[int]:
    with workspace.read() as unit:
        return [each.number for each in unit.applications()]


def put(workspace: SqlWorkspace, which: Iterable[int]) -> None:
    with workspace.begin() as unit:
        unit.put_applications([an_application(number) for number in which])
        unit.commit()


def test_leaving_a_unit_without_commit_undoes_it(workspace: SqlWorkspace) -> None:
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])

    assert numbers(workspace) == []


def test_an_error_in_a_unit_undoes_it(workspace: SqlWorkspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.begin() as unit:
        unit.put_applications([an_application(number // (2 - number)) for number in (1, 2)])

    assert numbers(workspace) == []


def test_what_is_done_after_a_commit_needs_another_one(workspace: SqlWorkspace) -> None:
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.commit()
        unit.put_applications([an_application(2)])

    assert numbers(workspace) == [1]


def test_a_reader_sees_one_moment_and_waits_for_nobody(workspace: SqlWorkspace) -> None:
    with workspace.read() as before:
        assert before.applications() == ()
        with workspace.begin() as unit:
            unit.put_applications([an_application(1)])
            assert numbers(workspace) == []
            unit.commit()

        assert before.applications() == ()
    assert numbers(workspace) == [1]


def test_writers_in_two_threads_take_turns(workspace: SqlWorkspace) -> None:
    def add(number: int) -> None:
        with workspace.begin() as unit:
            known = unit.applications()
            unit.put_applications([an_application(len(known) + 1)])
            unit.commit()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert numbers(workspace) == [1, 2, 3, 4, 5, 6]


def test_a_file_that_another_program_writes_is_busy(workspace: SqlWorkspace, monkeypatch) -> None:
    monkeypatch.setattr("evaluator.storage.connection.BUSY_SECONDS", 0.1)
    other = connect(workspace.path, KEY)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(BusyError) as caught, workspace.begin() as unit:
        unit.put_applications([an_application(1)])

    assert caught.value.facts == {"file": workspace.path.name}
    other.close()


def test_history_cannot_be_changed_even_by_hand(peopled: SqlWorkspace) -> None:
    with peopled.begin() as unit:
        unit.add_reviews([a_review({"c1": 1})])
        unit.commit()
    raw = connect(peopled.path, KEY)

    with pytest.raises(dbapi2.IntegrityError, match="append-only"):
        raw.execute("UPDATE score SET value = '5'")

    raw.close()


def test_the_same_revision_twice_is_a_bug_of_the_caller(peopled: SqlWorkspace) -> None:
    with pytest.raises(dbapi2.IntegrityError), peopled.begin() as unit:
        unit.add_reviews([a_review({"c1": 1}), a_review({"c1": 2})])


def test_a_review_of_an_unknown_application_is_a_bug_of_the_caller(workspace: SqlWorkspace) -> None:
    with workspace.begin() as unit:
        unit.put_reviewers([a_reviewer(1)])
        unit.commit()

    with pytest.raises(dbapi2.IntegrityError), workspace.begin() as unit:
        unit.add_reviews([a_review({"c1": 1}, application="2020-009")])


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.builders import an_application
from tests.storage.conftest import SECRET
from evaluator.storage.workspace import SqlWorkspaces

workspace = SqlWorkspaces().open(Path({path!r}), SECRET)
with workspace.begin() as unit:
    unit.put_applications([an_application(1)])
    unit.commit()
print("saved", flush=True)
with workspace.begin() as unit:
    unit.put_applications([an_application(number) for number in range(2, 3000)])
    print("writing", flush=True)
    {death}
"""


@pytest.mark.parametrize(
    "death", ["os._exit(1)", "os.kill(os.getpid(), signal.SIGKILL)"], ids=["exit", "kill-9"]
)
def test_a_killed_process_leaves_the_last_committed_state(workspace, path, death) -> None:
    workspace.close()
    root = str(Path(__file__).parents[2])
    script = KILLED.format(root=root, path=str(path), death=death)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.stdout.split() == ["saved", "writing"], ended.stderr
    assert ended.returncode in (1, -signal.SIGKILL)

    opened = SqlWorkspaces().open(path, SECRET)

    assert numbers(opened) == [1]
    put(opened, [2])
    assert numbers(opened) == [1, 2]
    opened.close()


SAVING = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.builders import an_application
from tests.storage.conftest import SECRET
from tests.unit.domain.test_log import a_change
from evaluator.storage.workspace import SqlWorkspaces

workspace = SqlWorkspaces().open(Path({path!r}), SECRET)
while True:
    with workspace.begin() as unit:
        number = len(unit.applications()) + 1
        unit.put_applications([an_application(number)])
        unit.log([a_change(number)])
        unit.commit()
    print(number, flush=True)
"""


def test_killed_at_any_moment_all_that_was_said_to_be_saved_is_there(workspace, path) -> None:
    workspace.close()
    chance = random.Random(7)
    script = SAVING.format(root=str(Path(__file__).parents[2]), path=str(path))
    for _ in range(10):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.1))
            process.kill()
            said = process.stdout.read().split()

        opened = SqlWorkspaces().open(path, SECRET)
        with opened.read() as unit:
            found = [each.number for each in unit.applications()]
            log = unit.log_entries()
            verdict = verify_log(log, start_of(unit.round().id))
        opened.close()

        assert found == list(range(1, len(found) + 1))
        assert len(found) >= int(said[-1] if said else 1)
        assert verdict.intact
        assert len(log) == len(found)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    mounted = tmp_path / "small"
    mounted.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3400k", "tmpfs", str(mounted)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        workspace = SqlWorkspaces().create(mounted / "k.evaluator", SECRET, a_round())
        put(workspace, [1])

        with pytest.raises(DiskFullError):
            put(workspace, range(2, 5000))

        assert numbers(workspace) == [1]
        put(workspace, [2])
        assert numbers(workspace) == [1, 2]
        workspace.close()
    finally:
        subprocess.run(["umount", str(mounted)], check=True)
