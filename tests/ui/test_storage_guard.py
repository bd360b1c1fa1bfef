"""The watch that every test of the window is under does see a use of the storage on its thread."""

from __future__ import annotations

import pytest

from evaluator.bench.opening import PASSPHRASE, large_workspace
from evaluator.composition import compose
from evaluator.ui.operations import Operation
from evaluator.ui.session import _read
from tests.ui.storage_guard import watched


@pytest.fixture
def nothing_asks_the_storage_on_the_windows_thread():
    """Not watched here: these tests do on purpose what is forbidden."""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return compose(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def path(program, tmp_path_factory):
    return large_workspace(program, tmp_path_factory.mktemp("round"), 3)


def test_the_window_is_caught_when_it_asks_the_storage_itself(dressed, program, path):
    workspace = program.open(path, PASSPHRASE)
    with watched() as found:
        _read(program, workspace)  # the session does so in a worker
    workspace.close()

    assert found
    assert all(each.startswith("session.py:") for each in found)


def test_neither_a_worker_nor_a_test_that_looks_by_itself_is_caught(dressed, qtbot, program, path):
    workspace = program.open(path, PASSPHRASE)
    with watched() as found:
        with qtbot.waitSignal(Operation(lambda _: _read(program, workspace)).start().succeeded):
            pass
        program.outcome(workspace)
    workspace.close()

    assert found == []
