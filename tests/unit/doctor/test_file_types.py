from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluator.doctor import file_types, file_types_windows
from evaluator.doctor.file_types import (
    FILE_TYPES,
    NotWrittenError,
    associate,
    desktop_entry,
    dissociate,
    program_words,
    with_defaults,
)
from evaluator.exchange.frame import Kind
from tests.cli.in_process import command

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other desktops")
OTHERS = (
    "[Added Associations]\ntext/plain=editor.desktop;\n\n[Default Applications]\ntext/plain=editor.desktop\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def said(*words: str | Path) -> str:
    return subprocess.run(
        [*map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    ).stdout


@linux
@pytest.mark.parametrize("kind", FILE_TYPES, ids=lambda each: each.suffix)
def test_the_desktop_opens_each_kind_of_file_with_the_program(home, kind):
    associate(program_words())
    file = home / f"keksitty{kind.suffix}"
    file.write_bytes(b"x")

    assert f"standard::content-type: {kind.media_type}" in said("gio", "info", file)
    assert "evaluator.desktop" in said("gio", "mime", kind.media_type)


@linux
def test_taking_it_back_leaves_nothing_but_what_was_there(home):
    config = home / "config" / "mimeapps.list"
    config.parent.mkdir()
    config.write_text(OTHERS)
    associate(program_words())
    assert config.read_text() != OTHERS
    dissociate()
    left = [each.name for each in (home / "data").rglob("*evaluator*")]

    assert config.read_text() == OTHERS
    assert [each for each in left if not each.startswith("x-evaluator")] == []
    file = home / "keksitty.evpack"
    file.write_bytes(b"x")
    assert "x-evaluator" not in said("gio", "info", file)


@linux
def test_a_folder_that_cannot_be_written_is_named(home):
    (home / "data").write_text("a file")

    with pytest.raises(NotWrittenError) as caught:
        associate(program_words())
    assert str(home) in caught.value.facts["file"]


def test_a_second_time_changes_nothing():
    once = with_defaults(OTHERS, ours=True)

    assert with_defaults(once, ours=True) == once
    assert with_defaults(once, ours=False) == OTHERS


@pytest.mark.skipif(shutil.which("gio") is None, reason="reads the entry as a desktop does")
def test_a_program_in_a_folder_with_odd_letters_is_started_with_the_file(home, tmp_path):
    folder = tmp_path / 'Oma "kansio" $5 \\ `a`'
    folder.mkdir()
    program = folder / "evaluator"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/started"\n')
    program.chmod(0o755)
    entry = tmp_path / "evaluator.desktop"
    entry.write_text(desktop_entry([str(program)]))
    file = tmp_path / "arvio 1.evpack"
    file.write_bytes(b"x")
    subprocess.run(["gio", "launch", entry, file], check=True)
    for _ in range(100):
        if (tmp_path / "started").exists() and (tmp_path / "started").read_text().count("\n") == 2:
            break
        subprocess.run(["sleep", "0.05"], check=True)

    assert (tmp_path / "started").read_text().splitlines() == ["open", str(file)]


@linux
def test_the_command_answers_what_is_opened_and_takes_it_back(home):
    done = command("associate").json
    again = command("associate", "--remove").json

    assert done["associated"] is True
    assert [each["suffix"] for each in done["types"]] == [each.suffix for each in FILE_TYPES]
    assert again["associated"] is False


def test_windows_is_told_the_command_with_its_spaces_quoted():
    found = dict(
        file_types_windows.entries([r"C:\Oma kansio\evaluator.exe"], {".evpack": "Arviointipaketti"})
    )

    assert found[".evpack"] == "Evaluator.evpack"
    assert found["Evaluator.evpack"] == "Arviointipaketti"
    assert found[r"Evaluator.evpack\shell\open\command"] == '"C:\\Oma kansio\\evaluator.exe" open "%1"'


def test_every_kind_of_the_programs_own_files_is_told():
    assert {each.suffix for each in FILE_TYPES} == {".evaluator", *(each.suffix for each in Kind)}
    assert file_types.resource("icons", "evaluator.svg").is_file()
