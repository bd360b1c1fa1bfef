"""Runs the real program as a process, as a script would."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
ANNEX = ROOT / "resources" / "rounds" / "2020" / "applications.csv"
CALL = "2020-joint-projects"

_PATIENCE = 120
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    [
        "evaluator.cli.commands",
        "evaluator.composition",
        "evaluator.decision.papers",
        "evaluator.scoring.evidence.analysis",
        "tests.cli.program",
    ]
)


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
    """Run ``evaluator WORDS`` as a process of its own; the passphrase goes through the environment.

    The process is forked from one that has imported the program already: starting Python
    anew costs more than most commands do.
    """
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = _PROCESSES.Process(
            target=_run, args=([*map(str, words)], surroundings(passphrase, env), out, err)
        )
        process.start()
        process.join(timeout=_PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(words)
        return _checked(Ran(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8")))


def spawned(*words: str | Path, passphrase: str | None = "salasana") -> Ran:
    """Run ``python -m evaluator WORDS``, as a script would."""
    done = subprocess.run(
        [sys.executable, "-m", "evaluator", *map(str, words)],
        cwd=ROOT,
        env=surroundings(passphrase),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=_PATIENCE,
        check=False,
    )
    return _checked(Ran(done.returncode, done.stdout, done.stderr))


def surroundings(passphrase: str | None, more: dict[str, str] | None = None) -> dict[str, str]:
    """Give an environment without a keyring, and with the passphrase if there is one."""
    given = {**os.environ, **(more or {})}
    given.pop("DBUS_SESSION_BUS_ADDRESS", None)
    given.pop("EVALUATOR_PASSPHRASE", None)
    if passphrase is not None:
        given["EVALUATOR_PASSPHRASE"] = passphrase
    return given


def _checked(ran: Ran) -> Ran:
    assert "Traceback" not in ran.err
    assert "Traceback" not in ran.out
    return ran


def _run(words: list[str], environment: dict[str, str], out: Path, err: Path) -> NoReturn:
    """Be the program: its streams, surroundings and exit code, as ``python -m evaluator`` has them."""
    from evaluator.__main__ import main

    for file, stream in ((Path(os.devnull), sys.stdin), (out, sys.stdout), (err, sys.stderr)):
        there = os.open(file, os.O_RDONLY if stream is sys.stdin else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(there, {sys.stdin: 0, sys.stdout: 1, sys.stderr: 2}[stream])
        os.close(there)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - multiprocessing closed it
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.exit(main(words))
