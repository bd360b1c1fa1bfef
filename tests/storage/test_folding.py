"""The write-ahead log is folded into the file beside the work, and never at its cost."""

from __future__ import annotations

import hashlib

import pytest

from evaluator.storage import folding
from evaluator.storage.folding import LONG
from evaluator.storage.workspace import SqlWorkspaces
from tests.storage.conftest import SECRET

PIECE = bytes(range(256)) * 1024
COUNT = LONG // len(PIECE) + 8
DIGEST = hashlib.sha512(PIECE * COUNT).digest()


def put_content(workspace) -> None:
    with workspace.begin() as unit:
        writer = unit.new_content()
        for _ in range(COUNT):
            writer.write(PIECE)
        writer.keep(DIGEST)
        unit.commit()


def log_of(path):
    return path.with_name(f"{path.name}-wal")


def test_a_long_log_is_folded_after_the_commit(workspace, path) -> None:
    put_content(workspace)
    workspace._folding.wait()  # what ``close`` does first; here the file stays open

    assert log_of(path).stat().st_size == 0
    assert path.stat().st_size > LONG


def test_a_reader_neither_waits_nor_sees_anything_else_while_the_log_is_folded(workspace, path) -> None:
    with workspace.read() as unit:
        before = unit.log_head()
        put_content(workspace)
        workspace._folding.wait()
        assert unit.log_head() == before
        assert not unit.has_content(DIGEST)
        assert log_of(path).stat().st_size > LONG  # the reader still needs what was before

    with workspace.read() as unit:
        assert hashlib.sha512(b"".join(unit.content(DIGEST))).digest() == DIGEST


def test_the_log_stays_bounded_under_changes_without_a_pause(workspace, path, monkeypatch) -> None:
    most = LONG // 8
    monkeypatch.setattr(folding, "TOO_LONG", most)
    longest = 0
    for number in range(60):
        with workspace.begin() as unit:
            writer = unit.new_content()
            writer.write(PIECE)
            writer.keep(hashlib.sha512(b"%d" % number).digest())
            unit.commit()
        longest = max(longest, log_of(path).stat().st_size)

    assert 60 * len(PIECE) > 4 * most
    assert longest < most + 4 * len(PIECE)


@pytest.mark.parametrize("close", [True, False], ids=["closed", "left"])
def test_what_was_committed_is_there_whether_the_log_was_folded_or_not(workspace, path, close) -> None:
    workspace._folding.look = lambda: None  # as if the process had ended before
    put_content(workspace)
    assert log_of(path).stat().st_size > LONG
    copied = path.with_name("toinen.evaluator")
    if close:
        workspace.close()
        copied = path
    else:
        copied.write_bytes(path.read_bytes())
        log_of(copied).write_bytes(log_of(path).read_bytes())

    opened = SqlWorkspaces().open(copied, SECRET)

    with opened.read() as unit:
        assert hashlib.sha512(b"".join(unit.content(DIGEST))).digest() == DIGEST
    opened.close()


def test_contents_are_known_before_their_names_are_stored(workspace) -> None:
    with workspace.begin() as unit:
        for number in range(3):
            writer = unit.new_content()
            writer.write(b"%d" % (number % 2))
            writer.keep(hashlib.sha512(b"%d" % (number % 2)).digest())
        assert b"".join(unit.content(hashlib.sha512(b"1").digest())) == b"1"
        unit.commit()

    with workspace.read() as unit:
        kept = [b"".join(unit.content(hashlib.sha512(each).digest())) for each in (b"0", b"1")]
    assert kept == [b"0", b"1"]
