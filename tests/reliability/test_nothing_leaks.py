"""What an application says lies nowhere in the open, and no connection is opened to anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ANNEX, CALL, ROOT

MARKER = "Salainenmerkkisana"


def surroundings(home: Path) -> dict[str, str]:
    """A home of the program's own, where it may write whatever it likes."""
    for each in ("tmp", "config", "cache", "data", "state", "runtime"):
        (home / each).mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "SQLITE_TMPDIR": str(home / "tmp"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(home / "runtime"),
        "EVALUATOR_PASSPHRASE": "salasana",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def evaluator(home: Path, *words: str | Path, before: tuple[str, ...] = (), **more: str) -> None:
    done = subprocess.run(
        [*before, sys.executable, "-m", "evaluator", *map(str, words)],
        cwd=ROOT,
        env={**surroundings(home), **more},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, (words, done.stdout[-500:], done.stderr[-500:])


def files_with(folder: Path, text: str) -> list[str]:
    forms = [text.encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be")]
    forms += [form.upper() for form in forms] + [form.lower() for form in forms]
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


@pytest.mark.slow
def test_a_word_of_an_application_is_in_no_file_the_program_wrote(tmp_path):
    source = tmp_path / "lahde" / "hakemukset.csv"
    home = tmp_path / "koti"
    source.parent.mkdir()
    home.mkdir()
    source.write_text(
        f"nro;hakija;hanke;haettu\n1;Alavuden kaupunki (Kuortane);{MARKER} hanke;68000\n", encoding="utf-8"
    )
    workspace = home / "kierros.evaluator"

    evaluator(home, "round", "new", workspace, "--call", CALL)
    evaluator(home, "import", workspace, source)
    evaluator(home, "applications", workspace, "--find", MARKER)
    evaluator(home, "log", "export", workspace, "--out", home / "loki.txt")
    killed_while_open(home, workspace)
    evaluator(home, "open", workspace, EVALUATOR_SELF_TEST="open", EVALUATOR_PASSPHRASE="salasana")

    assert files_with(home, MARKER) == []
    assert files_with(source.parent, MARKER) == ["hakemukset.csv"]


def killed_while_open(home: Path, workspace: Path) -> None:
    """Leave the write-ahead log behind, as a killed process does, and a crash report beside it."""
    script = f"""
import os, sys
from pathlib import Path
from evaluator.composition import compose
from evaluator.ui.crash import note_crash
program = compose()
opened = program.open(Path({str(workspace)!r}), "salasana")
with opened.begin() as unit:
    found = next(each for each in unit.applications() if {MARKER!r} in each.title)
    unit.put_applications([found])
    unit.commit()
try:
    raise ValueError(found.title)
except ValueError as error:
    note_crash(error)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=surroundings(home), capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr
    assert workspace.with_name(f"{workspace.name}-wal").stat().st_size > 0
    assert list(home.rglob("crash.txt"))


_SOCKET = re.compile(r"socket\((AF_\w+|0x\w+)")
_CONNECT = re.compile(r'connect\(\d+, \{sa_family=(AF_\w+)(?:, sun_path=@?"([^"]*)")?')
_ALLOWED = re.compile(r".*(bus|X11-unix|wayland)", re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is a tool of Linux")
def test_no_connection_is_opened_but_to_the_session_bus_and_the_display(tmp_path, demo):
    if shutil.which("strace") is None:
        pytest.skip("no strace here")
    home = tmp_path / "koti"
    home.mkdir()
    workspace = home / "kierros.evaluator"
    trace = home / "trace.txt"
    watch = ("strace", "-f", "-qq", "-e", "trace=%network", "-A", "-o", str(trace))
    round_2020 = home / "demo.evaluator"
    shutil.copyfile(demo[1]["workspace"], round_2020)
    key = ["--passphrase-file", demo[1]["passphrase_file"]]
    passphrase = Path(demo[1]["passphrase_file"]).read_text(encoding="utf-8").splitlines()[0]

    evaluator(home, "round", "new", workspace, "--call", CALL, before=watch)
    evaluator(home, "import", workspace, ANNEX, before=watch)
    evaluator(home, "rank", round_2020, *key, before=watch)
    evaluator(home, "draft", round_2020, "--out", home / "paperit", *key, before=watch)
    open_window = {"EVALUATOR_SELF_TEST": "open", "EVALUATOR_PASSPHRASE": passphrase}
    evaluator(home, "open", round_2020, before=watch, **open_window)

    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    families = {found[1] for line in lines if (found := _SOCKET.search(line))}
    reached = [found.groups() for line in lines if (found := _CONNECT.search(line))]
    assert families <= {"AF_UNIX"}, lines
    assert [each for each in reached if each[0] != "AF_UNIX" or not _ALLOWED.match(each[1] or "")] == []
