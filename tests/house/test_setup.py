"""Set-up: it knows what Qt needs, says what to do, and changes nothing twice."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from evaluator.doctor import sonames

ROOT = Path(__file__).resolve().parents[2]
EVERY_LINUX = re.compile(r"^(libc|libm|libdl|libpthread|librt|libresolv|libgcc_s|libstdc\+\+|ld-linux.*)\.so")
PARTS = ("Core", "Gui", "Widgets", "DBus", "Network", "Svg", "Pdf", "PdfWidgets", "PrintSupport", "OpenGL")


def load_setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "scripts" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def qt_folder() -> Path:
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    return Path(next(iter(spec.submodule_search_locations or ()))) / "Qt"


def needed_from_outside(*files: Path) -> set[str]:
    """Which libraries the files name that neither PySide6 nor every Linux brings."""
    needed: set[str] = set()
    for file in files:
        told = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=True).stdout
        needed |= set(re.findall(r"NEEDED\s+(\S+)", told))
    shipped = {each.name for each in (qt_folder() / "lib").iterdir()}
    return {name for name in needed - shipped if not EVERY_LINUX.match(name)}


def test_the_table_names_every_library_qt_needs_without_a_window():
    libraries = [qt_folder() / "lib" / f"libQt6{part}.so.6" for part in PARTS]
    plugin = qt_folder() / "plugins" / "platforms" / "libqoffscreen.so"

    assert needed_from_outside(*libraries, plugin) - set(sonames.QT) == set()


def test_the_table_names_every_library_a_window_on_x_needs():
    files = [qt_folder() / "lib" / "libQt6XcbQpa.so.6", qt_folder() / "plugins" / "platforms" / "libqxcb.so"]

    assert needed_from_outside(*files) - {*sonames.QT, *sonames.WINDOW} == set()


def test_a_missing_library_and_a_missing_tool_are_named_by_package_once():
    libraries = {"libno-such.so.1": "no-such", "libneither.so.2": "no-such", "libc.so.6": "libc6"}
    tools = {"no-such-program": "no-such-tool", "/no/such/file": "no-such-file", "sh": "dash"}

    assert sonames.missing_packages(libraries, tools) == ("no-such", "no-such-tool", "no-such-file")


@pytest.mark.parametrize(("user", "start"), [(0, "apt-get install "), (1000, "sudo apt-get install ")])
def test_the_command_to_run_is_one_line_that_this_user_can_run(monkeypatch, user, start):
    monkeypatch.setattr(os, "geteuid", lambda: user)

    command = sonames.install_command(["libgl1", "libegl1"])

    assert command.startswith(start)
    assert command.endswith(" libgl1 libegl1")
    assert "\n" not in command


def test_without_root_the_command_is_printed_and_nothing_is_installed(monkeypatch, capsys):
    setup = load_setup()
    monkeypatch.setattr(setup, "missing_packages", lambda **_: ["libgl1"])
    monkeypatch.setattr(setup.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup, "run", lambda *_: pytest.fail("ran something"))
    monkeypatch.setattr(sys, "argv", ["setup.py"])

    code = setup.main()

    assert code == 1
    assert "\n    sudo apt-get install --no-install-recommends libgl1\n" in capsys.readouterr().err


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A set-up that makes its environment in a folder with a space in its name, and installs nothing."""
    setup = load_setup()
    root = tmp_path / "a folder"
    (root / "requirements").mkdir(parents=True)
    for name in ("run.txt", "dev.txt"):
        (root / "requirements" / name).write_text("", encoding="utf-8")
    for folder in ("evaluator", "resources/messages"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, value in {"ROOT": root, "VENV": root / ".venv", "BIN": root / ".venv" / "bin"}.items():
        monkeypatch.setattr(setup, name, value)
    monkeypatch.setattr(setup, "STAMP", root / ".venv" / "set-up.json")
    monkeypatch.setattr(setup, "PYTHON", root / ".venv" / "bin" / "python")
    monkeypatch.setattr(setup, "missing_packages", lambda **_: [])
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    return setup


@pytest.mark.slow
def test_the_command_runs_the_checkout_also_where_a_path_has_a_space(elsewhere):
    assert elsewhere.main() == 0

    told = subprocess.run([elsewhere.BIN / "evaluator", "open"], capture_output=True, text=True, check=False)
    where = "import evaluator; print(evaluator.__file__)"
    found = subprocess.run([elsewhere.PYTHON, "-P", "-c", where], capture_output=True, text=True, check=True)

    assert (told.returncode, "evaluator open" in told.stderr) == (2, True)
    assert Path(found.stdout.strip()).parent.parent == elsewhere.ROOT
    assert any((elsewhere.ROOT / "evaluator" / "__pycache__").glob("*.pyc"))


@pytest.mark.slow
def test_a_second_run_changes_nothing_and_a_changed_pin_installs_again(elsewhere, monkeypatch, capsys):
    assert elsewhere.main() == 0
    before = {each.name: each.stat().st_mtime_ns for each in elsewhere.BIN.iterdir()}
    steps: list[str] = []
    capsys.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr(elsewhere, "run", lambda what, *_: steps.append(what))

        assert elsewhere.main() == 0

        assert steps == []
        assert capsys.readouterr().out == ""
        assert {each.name: each.stat().st_mtime_ns for each in elsewhere.BIN.iterdir()} == before

        (elsewhere.ROOT / "requirements" / "run.txt").write_text("# newer", encoding="utf-8")
        assert elsewhere.main() == 0

        assert [step.split(",")[0] for step in steps] == ["Installing the pinned dependencies"]


@pytest.mark.slow
def test_an_environment_that_was_left_half_made_is_made_anew(elsewhere, capsys):
    assert elsewhere.main() == 0
    elsewhere.STAMP.unlink()
    capsys.readouterr()

    assert elsewhere.main() == 0

    assert "Making the virtual environment" in capsys.readouterr().out
