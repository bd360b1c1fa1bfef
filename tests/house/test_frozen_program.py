"""The program as `make freeze` builds it: it runs the demonstration and opens its window without Python."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "evaluator" / "evaluator"

pytestmark = [pytest.mark.freeze, pytest.mark.slow]


def newest_source() -> float:
    """When anything that goes into the program was last changed."""
    folders = ("evaluator", "resources")
    files = [each for folder in folders for each in (ROOT / folder).rglob("*") if each.suffix != ".pyc"]
    files += [ROOT / "build.spec", ROOT / "requirements" / "run.txt"]
    return max(each.stat().st_mtime for each in files if each.is_file())


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The frozen program, built anew unless it is newer than all it is made from."""
    if not PROGRAM.exists() or PROGRAM.stat().st_mtime < newest_source():
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"]
        built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr
    home = tmp_path_factory.mktemp("home")

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        # Without the environment of the tests: no Python, no virtual environment, no user's data.
        surroundings = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", **environment}
        return subprocess.run(
            [PROGRAM, *words], env=surroundings, capture_output=True, text=True, check=False, timeout=120
        )

    return run


def test_the_frozen_program_runs_the_demonstration_to_the_published_outcome(program, tmp_path):
    done = program("demo", "--out", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr

    told = json.loads(done.stdout)

    assert (told["grants"], told["granted_cents"], told["unspent_cents"]) == (29, 969_460_000, 30_540_000)
    papers = [Path(paper["path"]) for paper in told["papers"]]
    kinds = {"memo", "decision", "annex", "summary", "minutes", "extract"}
    assert {paper["kind"] for paper in told["papers"]} == kinds
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)


def test_the_frozen_program_opens_its_window(program):
    done = program(QT_QPA_PLATFORM="offscreen", EVALUATOR_SELF_TEST="1")

    assert done.returncode == 0, done.stderr


def test_the_frozen_program_has_all_its_parts(program):
    told = json.loads(program("doctor", "--json", QT_QPA_PLATFORM="offscreen").stdout)
    bad = {check["name"]: check["message"] for check in told["checks"] if not check["ok"]}

    assert {name: bad[name] for name in bad if name not in {"keyring", "display", "printing"}} == {}


def test_the_frozen_program_carries_no_part_that_is_gpl_or_unused(program):
    names = {each.name for each in PROGRAM.parent.rglob("*")}

    assert [
        name for name in names if "VirtualKeyboard" in name or "WebEngine" in name or "Qt6Qml" in name
    ] == []
    assert "LICENSE" in names
    assert os.access(PROGRAM, os.X_OK)
