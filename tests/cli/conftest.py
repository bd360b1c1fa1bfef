import shutil
from pathlib import Path

import pytest

from tests.cli.program import ANNEX, CALL, evaluator, spawned


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """The demonstration, made once: its folder and its answer."""
    folder = tmp_path_factory.mktemp("demo")
    ran = spawned("demo", "--out", folder, "--json", passphrase=None)
    assert ran.code == 0, ran.err
    return folder, ran.json


@pytest.fixture(scope="session")
def made_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "kierros.evaluator"
    assert evaluator("round", "new", path, "--call", CALL, "--json").code == 0
    assert evaluator("import", path, ANNEX, "--json").code == 0
    return path


@pytest.fixture
def workspace(made_workspace: Path, tmp_path: Path) -> Path:
    """A round of 2020 with the real annex imported, for one test."""
    return Path(shutil.copy(made_workspace, tmp_path / made_workspace.name))
