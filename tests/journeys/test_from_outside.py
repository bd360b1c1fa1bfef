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
from tests.decision.reading import read
from tests.journeys.official_round import official_round

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = Path(__file__).parent / "outside"
DEBIAN_PYTHON = "/usr/bin/python3"
"""Has the bindings of AT-SPI, which are not on any package index."""


def play(folder: Path, story: str, *words: str | Path, data: Path) -> dict:
    """Run a story in a session of its own and give what it was told."""
    (folder / "command").write_text(f"{sys.executable}\n-m\nevaluator")
    home = folder / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    _without_keyring(home / "run")
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
            "PYTHONFAULTHANDLER": "1",
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


def _without_keyring(run: Path) -> None:
    """Let the session have no keyring: one that starts with it asks the person for a password."""
    services = run / "dbus-1" / "services"
    services.mkdir(parents=True)
    told = "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n"
    (services / "org.freedesktop.secrets.service").write_text(told)


@pytest.fixture
def reviewed(tmp_path):
    """A reviewer's day, played once."""
    made = make(tmp_path / "made", count=2)
    told = play(
        tmp_path, "a_reviewer", made.package, PASSPHRASE, tmp_path / "out.evreview", data=made.reviewer_data
    )
    return made, told, tmp_path / "out.evreview"


def test_a_reviewer_opens_marks_scores_submits_and_exports_by_keyboard_and_screen_reader(reviewed):
    made, told, review_file = reviewed

    assert told["nameless"] == []
    assert any(each.startswith("Tunniste: ") for each in told["sender"])
    assert not any("Keksitty hakemus" in each for each in told["before"])
    assert len(set(told["asked"])) == len(told["asked"])
    assert told["marked"] == "Kohta ”Keksitty”"
    assert told["score"] == "Arviosi 62,9"
    assert told["progress"] == "1 / 2 hakemusta valmiina"
    assert told["submitted"].startswith("Annettu ")
    assert review_file.stat().st_size > 0

    words = ("merge", made.round, review_file, "--dry-run", "--data-dir", made.official_data)
    shown = command(*words, passphrase=PASSPHRASE).json
    assert [each["status"] for each in shown["files"]] == ["accepted"]
    assert shown["cells"]["new"] == 16


LATE, FIRST, SECOND = "Kärkölän kunta", "Kajaanin kaupunki", "Iin kunta"


def test_an_official_imports_decides_and_saves_the_draft_by_keyboard_and_screen_reader(tmp_path):
    made, pdf = official_round(tmp_path / "made"), tmp_path / "luonnos.pdf"
    told = play(tmp_path, "an_official", made.round, PASSPHRASE, made.late, pdf, data=made.data)

    assert told["nameless"] == []
    assert [row[0] for row in told["before"]] == ["1", "2"]
    assert [row[-1] for row in told["preview"] if row[0]] == ["Uusi"]
    assert [(row[0], row[-1]) for row in told["after"]][2:] == [("3", "Ratkaise")]
    places = [(row[0], row[1].split(",")[0]) for row in told["ranking"] if "," in row[1]]
    assert places == [("Sija 1", FIRST), ("Sija 2", SECOND), ("Ei sijaa", LATE)]
    assert [row[4] for row in told["allocated"] if row[4]] == ["Rahoitetaan", "Pudotettu", "Ei kelpoinen"]
    assert told["said"] == "Luonnos jaosta: 1 avustus"

    paper = read(pdf)
    said = " ".join(each.text for role in ("P", "LBody", "TH", "TD") for each in paper.root.find(role))
    assert paper.language == "fi-FI"
    assert paper.unmarked == []
    assert "Kajaanin kaupungille ja muille hakemuksessa mainituille kunnille enintään 460 700 euroa" in said
    for each in (SECOND, "hakija luopui hankkeesta.", LATE, "hakemus saapui vasta lokakuun lopussa."):
        assert each in said
