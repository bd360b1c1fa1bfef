"""The doctor before a real Secret Service on a message bus of its own."""

import os
import shutil
import subprocess
import sys

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in NEEDED), reason="needs the packages dbus and gnome-keyring"
    ),
]

LOOK = "from evaluator.doctor.keyring_state import check_keyring; c = check_keyring(); print(c.ok, c.state)"


def look(folder, start):
    """Start a keyring in a fresh home and give what the doctor says about it."""
    (folder / "run").mkdir(mode=0o700)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run")}
    script = f'{start} >/dev/null 2>&1; exec "$0" -c "$1"'
    command = ["dbus-run-session", "--", "sh", "-c", script, sys.executable, LOOK]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_an_open_keyring_is_well(tmp_path):
    said = look(tmp_path, "printf secret | gnome-keyring-daemon --unlock --components=secrets")

    assert said == "True ok"


def test_a_keyring_nobody_has_opened_is_found_locked_without_a_prompt(tmp_path):
    said = look(tmp_path, "gnome-keyring-daemon --start --components=secrets")

    assert said == "False locked"
