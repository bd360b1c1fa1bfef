"""A workspace on the disk, really encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluator.keys.secrets import RawSecret
from evaluator.storage.workspace import SqlWorkspace, SqlWorkspaces
from tests.builders import a_reviewer, a_round, an_application

KEY = bytes(range(32))
SECRET = RawSecret(KEY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kierros.evaluator"


@pytest.fixture
def workspace(path: Path) -> Iterator[SqlWorkspace]:
    made = SqlWorkspaces().create(path, SECRET, a_round())
    yield made
    made.close()


@pytest.fixture
def peopled(workspace: SqlWorkspace) -> SqlWorkspace:
    """The workspace with applications 1 to 3 and reviewers 1 and 2."""
    with workspace.begin() as unit:
        unit.put_applications([an_application(number) for number in (1, 2, 3)])
        unit.put_reviewers([a_reviewer(1), a_reviewer(2)])
        unit.commit()
    return workspace
