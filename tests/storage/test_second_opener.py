"""Who opens a file first may write; everybody else is told and may read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evaluator.storage import errors
from evaluator.storage.workspace import SqlWorkspaces, salt_of
from tests.builders import a_round, an_application
from tests.storage.conftest import SECRET

OTHER = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.builders import an_application
from tests.storage.conftest import SECRET
from evaluator.storage.workspace import SqlWorkspaces
workspace = SqlWorkspaces().open(Path({path!r}), SECRET)
print(workspace.hindrance.code if workspace.hindrance else "may write", flush=True)
for line in sys.stdin:
    if line == "write\\n":
        with workspace.begin() as unit:
            unit.put_applications([an_application(7)])
            unit.commit()
    print("done", flush=True)
workspace.close()
"""


class Other:
    """Another process that has the workspace open."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process
        self.said = process.stdout.readline().strip()

    def do(self, what: str) -> None:
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@contextmanager
def another_process(path: Path) -> Iterator[Other]:
    script = OTHER.format(root=str(Path(__file__).parents[2]), path=str(path))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Other(process)
        finally:
            if process.poll() is None:
                process.stdin.close()
                process.wait(10)


def numbers(workspace) -> list[int]:
    with workspace.read() as unit:
        return [each.number for each in unit.applications()]


def test_the_second_process_is_told_and_reads_what_the_first_writes(workspace, path) -> None:
    workspace.close()
    with another_process(path) as other:
        assert other.said == "may write"
        second = SqlWorkspaces().open(path, SECRET)

        assert isinstance(second.hindrance, errors.OpenElsewhereError)
        assert numbers(second) == []
        other.do("write")
        assert numbers(second) == [7]
        with pytest.raises(errors.OpenElsewhereError), second.begin():
            pass
        second.close()


def test_a_reader_stays_right_while_the_first_opens_and_closes_the_file(workspace, path) -> None:
    second = SqlWorkspaces().open(path, SECRET)
    assert second.hindrance
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.commit()
    workspace.close()

    with another_process(path) as other:
        other.do("write")
        assert numbers(second) == [1, 7]
    assert numbers(second) == [1, 7]
    second.close()


def test_the_next_one_may_write_once_the_first_has_closed(workspace, path) -> None:
    workspace.close()
    workspace.close()

    with another_process(path) as other:
        assert other.said == "may write"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_process_that_was_killed_holds_nothing(workspace, path) -> None:
    workspace.close()
    with another_process(path) as other:
        other.process.send_signal(signal.SIGKILL)
        other.process.wait()
    assert path.with_name(f"{path.name}-lock").exists()

    opened = SqlWorkspaces().open(path, SECRET)

    assert opened.hindrance is None
    opened.close()
    assert not path.with_name(f"{path.name}-lock").exists()


def test_the_lock_is_the_file_s_by_whatever_link_it_is_reached(workspace, path, tmp_path) -> None:
    link = tmp_path / "toinen.evaluator"
    link.symlink_to(path)

    second = SqlWorkspaces().open(link, SECRET)

    assert isinstance(second.hindrance, errors.OpenElsewhereError)
    second.close()


def locked_here(path: Path) -> bool:
    """Tell whether this process holds a POSIX lock on the file, as the kernel lists them."""
    inode, own = f":{path.stat().st_ino} ", f" {os.getpid()} "
    return any(
        inode in line and own in line and "POSIX" in line
        for line in Path("/proc/locks").read_text().splitlines()
    )


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux lists its locks")
def test_opening_once_more_in_this_process_does_not_let_go_of_the_first_s_locks(workspace, path) -> None:
    # POSIX lets go of all of a process's locks on a file when it closes any handle of it.
    with workspace.read() as unit:
        unit.applications()
        assert locked_here(path)

        SqlWorkspaces().open(path, SECRET).close()
        salt_of(path)

        assert locked_here(path)


def test_two_that_open_at_the_same_moment_do_not_both_write(workspace, path) -> None:
    workspace.close()
    for _ in range(3):
        with another_process(path) as first, another_process(path) as second:
            assert sorted([first.said, second.said]) == ["may write", "storage.open-elsewhere"]


READER = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.storage.conftest import SECRET
from evaluator.storage.workspace import SqlWorkspaces
import evaluator.storage.unit_of_work
if os.geteuid() == 0:
    os.setuid(65534)
workspace = SqlWorkspaces().open(Path({path!r}), SECRET)
with workspace.read() as unit:
    print(workspace.hindrance.code, len(unit.applications()))
workspace.close()
"""


@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o555, 0o644), (0o777, 0o444), (0o555, 0o444)], ids=oct
)
def test_a_file_that_cannot_be_written_can_still_be_read(folder_mode, file_mode) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder, path = Path(name), Path(name) / "k.evaluator"
        made = SqlWorkspaces().create(path, SECRET, a_round())
        with made.begin() as unit:
            unit.put_applications([an_application(1)])
            unit.commit()
        made.close()
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        before = path.read_bytes()

        script = READER.format(root=str(Path(__file__).parents[2]), path=str(path))
        ended = subprocess.run(
            [sys.executable, "-P", "-c", script], capture_output=True, text=True, check=False, cwd="/"
        )

        assert ended.stdout.strip() == "storage.read-only 1", ended.stderr
        assert path.read_bytes() == before
        folder.chmod(0o755)
