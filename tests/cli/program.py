"""Runs the real program as a process, as a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ANNEX = ROOT / "resources" / "rounds" / "2020" / "applications.csv"
CALL = "2020-joint-projects"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        return self.json["error"]


def evaluator(
    *words: str | Path, passphrase: str | None = "salasana", env: dict[str, str] | None = None
) -> Ran:
    """Run ``evaluator WORDS``; the passphrase goes through the environment."""
    surroundings = {**os.environ, **(env or {})}
    surroundings.pop("DBUS_SESSION_BUS_ADDRESS", None)
    surroundings.pop("EVALUATOR_PASSPHRASE", None)
    if passphrase is not None:
        surroundings["EVALUATOR_PASSPHRASE"] = passphrase
    done = subprocess.run(
        [sys.executable, "-m", "evaluator", *map(str, words)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Traceback" not in done.stdout
    return Ran(done.returncode, done.stdout, done.stderr)
