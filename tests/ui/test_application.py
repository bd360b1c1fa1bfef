from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = [
    "sqlmodel",
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "pikepdf",
    "numpy",
    "pydantic",
    "keyring",
    "PySide6.QtPdf",
]


def run(code: str, tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        **more,
    }
    words = [sys.executable, "-c", code]
    return subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_nothing_dear_is_imported_before_the_first_paint(tmp_path):
    code = f"""
import sys
from evaluator.ui.application import run
def load():
    print([name for name in {HEAVY!r} if name in sys.modules], flush=True)
    class Program: pass
    return Program()
sys.exit(run([], load))
"""
    done = run(code, tmp_path, EVALUATOR_SELF_TEST="1")

    assert done.stdout.strip() == "[]"
    assert done.returncode == 0, done.stderr


def test_the_start_screen_is_usable_before_the_services_are_loaded(tmp_path):
    code = """
import sys
from evaluator.ui.application import run
def load():
    raise AssertionError("the services were loaded")
sys.exit(run([], load))
"""
    done = run(code, tmp_path, EVALUATOR_SELF_TEST="usable")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_self_test_fails_when_the_program_cannot_be_loaded(tmp_path):
    code = """
import sys
from evaluator.ui.application import run
def load():
    raise OSError
sys.exit(run([], load))
"""
    done = run(code, tmp_path, EVALUATOR_SELF_TEST="1")

    assert done.returncode == 1


@pytest.mark.parametrize(("passphrase", "code"), [("None", 0), ("'sana'", 1)], ids=["opens", "wants-a-key"])
def test_a_self_test_with_a_file_ends_well_only_when_its_rows_are_in_sight(tmp_path, passphrase, code):
    script = f"""
import sys
from evaluator.ui.application import run
def load():
    from tests.ui.programs import MemoryProgram, contents_2020
    return MemoryProgram(contents_2020(), {passphrase})
sys.exit(run(["example.evaluator"], load))
"""
    done = run(script, tmp_path, EVALUATOR_SELF_TEST="1")

    assert done.returncode == code, done.stderr


def test_a_file_that_macos_hands_over_at_a_double_click_is_told(tmp_path):
    code = """
import sys
from PySide6.QtGui import QFileOpenEvent
from evaluator.ui.application import make_application
app = make_application()
files = []
app.handed.connect(files.append)
app.sendEvent(app, QFileOpenEvent("keksitty.evpack"))
sys.exit(files != ["keksitty.evpack"])
"""
    done = run(code, tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
