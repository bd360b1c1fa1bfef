"""Surroundings that go wrong: a full disk, a folder that cannot be written."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_where(prepare: str, script: str) -> str:
    """Run a Python script after shell commands, in a mount namespace of its own.

    Skips where the system lets nobody mount anything.
    """
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no mount namespaces here")
    whole = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{textwrap.dedent(script)}"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-ec", f'{prepare}\nexec "$0" -c "$1"', sys.executable, whole],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if "permission denied" in done.stderr and "mount" in done.stderr:
        pytest.skip("nothing can be mounted here")
    assert done.returncode == 0, done.stderr
    return done.stdout
