"""The real program driven from outside, as a screen reader and a person's hands do it.

Each story runs in a desktop session of its own: a display, a session bus, a window manager
and the accessibility bus. What it is told comes back as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.made_up_package import PASSPHRASE, make
from tests.cli.in_process import command

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = Path(__file__).parent / "outside"
DEBIAN_PYTHON = "/usr/bin/python3"
"""Has the bindings of AT-SPI, which are not on any package index."""


def play(folder: Path, story: str, *words: str | Path, data: Path) -> dict:
    """Run a story in a session of its own and give what it was told."""
    (folder / "command").write_text(f"{sys.executable}\n-m\nevaluator")
    home = folder / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LD_LIBRARY_PATH", "TZ"}}
    # A display that resets itself when the last program leaves it refuses who comes meanwhile: the
    # accessibility bus looks in and leaves just when the window manager comes.
    display = "-screen 0 1280x720x24 -noreset"
    session = ["xvfb-run", "-a", "-s", display, "dbus-run-session", "--"]
    done = subprocess.run(
        [*session, DEBIAN_PYTHON, OUTSIDE / f"{story}.py", *map(str, words)],
        cwd=folder,
        env={
            **kept,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "EVALUATOR_DATA_DIR": str(data),
        },
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    log = (folder / "program.log").read_text()
    assert done.returncode == 0, done.stderr[-3000:] + log
    assert "Traceback" not in log
    return json.loads((folder / "told.json").read_text())


@pytest.fixture
def reviewed(tmp_path):
    """A reviewer's day, played once."""
    made = make(tmp_path / "made", count=2)
    told = play(
        tmp_path, "a_reviewer", made.package, PASSPHRASE, tmp_path / "out.evreview", data=made.reviewer_data
    )
    return made, told, tmp_path / "out.evreview"


def test_a_reviewer_opens_scores_submits_and_exports_by_keyboard_and_screen_reader(reviewed):
    made, told, review_file = reviewed

    assert told["nameless"] == []
    assert any(each.startswith("Tunniste: ") for each in told["sender"])
    assert not any("Keksitty hakemus" in each for each in told["before"])
    assert len(set(told["asked"])) == len(told["asked"])
    assert told["score"] == "Arviosi 62,9"
    assert told["progress"] == "1 / 2 hakemusta valmiina"
    assert told["submitted"].startswith("Annettu ")
    assert review_file.stat().st_size > 0

    words = ("merge", made.round, review_file, "--dry-run", "--data-dir", made.official_data)
    shown = command(*words, passphrase=PASSPHRASE).json
    assert [each["status"] for each in shown["files"]] == ["accepted"]
    assert shown["cells"]["new"] == 16
