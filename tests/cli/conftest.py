from pathlib import Path

import pytest

from tests.cli.program import ANNEX, CALL, evaluator


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """The demonstration, made once: its folder and its answer."""
    folder = tmp_path_factory.mktemp("demo")
    ran = evaluator("demo", "--out", folder, "--json", passphrase=None)
    assert ran.code == 0, ran.err
    return folder, ran.json


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A round of 2020 with the real annex imported."""
    path = tmp_path / "kierros.evaluator"
    assert evaluator("round", "new", path, "--call", CALL, "--json").code == 0
    assert evaluator("import", path, ANNEX, "--json").code == 0
    return path
