"""What the doctor finds, and what it tells to do."""

import re
import subprocess
import sys
import time

import pytest

from evaluator.doctor import display, keyring_state, machine
from evaluator.doctor.checks import Check
from evaluator.doctor.run import run_checks
from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource

SURROUNDINGS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        pytest.param({}, "xcb", id="nothing-said"),
        pytest.param({"DISPLAY": ":0"}, "xcb", id="x-server"),
        pytest.param({"WAYLAND_DISPLAY": "wayland-0"}, "wayland", id="wayland-alone"),
        pytest.param({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb", id="both"),
        pytest.param({"QT_QPA_PLATFORM": "offscreen:size=8x8"}, "offscreen", id="chosen-with-options"),
        pytest.param({"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland", id="chosen-first-of-several"),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one platform each")
def test_the_platform_is_the_one_qt_would_choose(monkeypatch, environment, platform):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert display.platform() == platform


def test_offscreen_needs_no_display_and_no_window_libraries(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(
        display, "missing_packages", lambda table: ("libxcb1",) if "libxcb.so.1" in table else ()
    )

    assert display.what_stops_the_window() is None


def test_a_missing_library_is_told_with_the_one_command_that_brings_it(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(
        display, "missing_packages", lambda table: ("libxcb1",) if "libxcb.so.1" in table else ()
    )

    check = display.what_stops_the_window()

    assert check is not None
    assert (check.name, check.state) == ("libraries", "missing")
    assert check.fix(Catalogue(Language.FI)).endswith("apt-get install --no-install-recommends libxcb1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_display_the_variable_is_named():
    check = display.check_display()

    assert not check.ok
    assert "DISPLAY" in check.message(Catalogue(Language.FI))
    assert "evaluator --help" in check.fix(Catalogue(Language.FI))


def test_a_missing_part_of_qt_is_named(monkeypatch, tmp_path):
    spec = type("Spec", (), {"submodule_search_locations": [str(tmp_path)]})
    monkeypatch.setattr(display, "find_spec", lambda _: spec)

    assert display.check_qt() == Check(name="qt", ok=False, state="missing", facts={"part": "QtCore"})


def test_time_zone_database_and_data_are_there():
    assert [machine.check_time_zone().ok, machine.check_database().ok, machine.check_python().ok] == [
        True
    ] * 3


def test_a_database_that_does_not_load_says_why(monkeypatch, tmp_path):
    (tmp_path / "_sqlite3.abi3.so").write_bytes(b"no library")
    spec = type("Spec", (), {"submodule_search_locations": [str(tmp_path)]})
    monkeypatch.setattr(machine, "find_spec", lambda _: spec)

    check = machine.check_database()

    assert (check.ok, check.state) == (False, "unloadable")
    assert str(tmp_path) in check.message(Catalogue(Language.EN))


def test_a_keyring_that_never_answers_holds_nothing_up(monkeypatch):
    monkeypatch.setattr(keyring_state, "_look", lambda: time.sleep(30))
    started = time.monotonic()

    check = keyring_state.check_keyring(time_limit=0.05)

    assert (check.ok, check.needed, check.state) == (False, False, "silent")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("screen", "ok"), [("", False), (":0", True)])
def test_a_locked_keyring_is_well_only_where_it_can_ask(monkeypatch, screen, ok):
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setattr(keyring_state, "_usable", lambda: [(5.0, "keyring.backends.SecretService")])
    monkeypatch.setattr(keyring_state, "_is_locked", lambda: True)

    check = keyring_state.check_keyring()

    assert (check.ok, check.state) == (ok, "locked")


@pytest.mark.parametrize("language", list(Language))
def test_every_check_can_say_what_it_found_and_each_bad_one_what_to_do(language):
    catalogue = Catalogue(language)

    for check in run_checks():
        assert check.message(catalogue)
        assert check.ok or check.fix(catalogue)


def test_names_of_checks_are_stable():
    names = [check.name for check in run_checks()]

    assert names == [
        "python",
        "data",
        "database",
        "timezone",
        "clock",
        "qt",
        "libraries",
        "display",
        "printing",
        "keyring",
    ]


def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evaluator", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_a_window_without_a_display_ends_with_one_sentence_and_2():
    done = start(LANG="sv_FI.UTF-8")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Fönstret kan inte öppnas: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["open"], ["open", "one", "two"], ["open", "--json"]])
def test_open_takes_exactly_one_file(words):
    done = start(*words, LANG="en_GB.UTF-8")

    assert done.returncode == 2
    assert done.stderr == "Give the path of the workspace to open: evaluator open FILE\n"


def test_the_doctor_looks_for_exactly_the_parts_of_qt_that_the_program_imports():
    modules = resource().parent.joinpath("evaluator").rglob("*.py")
    imported = {
        part
        for file in modules
        for part in re.findall(r"from PySide6\.(\w+) import", file.read_text(encoding="utf-8"))
    }

    assert set(display.PARTS) == imported
