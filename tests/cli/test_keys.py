"""A workspace's key: printed for recovery, used again, changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.in_process import command
from tests.cli.program import CALL, evaluator


@pytest.fixture
def path(tmp_path) -> Path:
    made = tmp_path / "kierros.evaluator"
    assert command("round", "new", made, "--call", CALL).code == 0
    return made


def test_the_recovery_key_opens_the_workspace_on_another_machine(path, tmp_path):
    file = tmp_path / "palautus.txt"
    printed = command("key", "recovery", path).json["recovery_key"]
    file.write_text(printed.lower().replace("-", " "), encoding="utf-8")

    ran = command("round", "show", path, "--recovery-key-file", file, passphrase=None)

    assert len(printed.split("-")) == 13
    assert ran.code == 0


def test_the_recovery_key_goes_into_a_file_that_only_its_owner_reads(path, tmp_path):
    file = tmp_path / "palautus.txt"

    ran = command("key", "recovery", path, "--out", file)

    assert ran.json == {"recovery_key": None, "path": str(file)}
    assert file.stat().st_mode & 0o777 == 0o600
    assert command("round", "show", path, "--recovery-key-file", file, passphrase=None).code == 0


def test_a_misprint_in_the_recovery_key_names_its_group(path, tmp_path):
    file = tmp_path / "palautus.txt"
    groups = command("key", "recovery", path).json["recovery_key"].split("-")
    groups[3] = ("2" if groups[3][0] != "2" else "3") + groups[3][1:]
    file.write_text("-".join(groups), encoding="utf-8")

    ran = command("round", "show", path, "--recovery-key-file", file, passphrase=None)

    assert (ran.code, ran.error["code"], ran.error["facts"]["group"]) == (2, "keys.recovery-group", 4)


def test_a_wrong_passphrase_gets_no_recovery_key(path):
    ran = command("key", "recovery", path, passphrase="arvaus")

    assert (ran.code, ran.error["code"]) == (3, "storage.wrong-key")


def test_a_new_passphrase_opens_and_the_old_one_does_not(path, tmp_path):
    new = tmp_path / "uusi.txt"
    new.write_text("uusi salasana\n", encoding="utf-8")
    copy = tmp_path / "kopio.evaluator"
    shutil.copyfile(path, copy)

    ran = command("key", "change", path, "--new-passphrase-file", new, "--identity", "E")

    assert (ran.code, ran.json["key"]) == (0, "passphrase")
    assert command("round", "show", path).error["code"] == "storage.wrong-key"
    last = command("log", "show", path, passphrase="uusi salasana").json
    assert last["intact"] is True
    assert (last["log"][-1]["deed"], last["log"][-1]["by"]) == ("key.change", "E")
    assert command("round", "show", copy).code == 0


def test_without_a_new_passphrase_or_a_terminal_nothing_is_changed(path):
    ran = evaluator("key", "change", path, "--json")

    assert (ran.code, ran.error["code"]) == (2, "input.passphrase.new-missing")
    assert command("round", "show", path).code == 0


def test_a_workspace_in_a_synchronised_folder_is_noticed(tmp_path):
    folder = tmp_path / "OneDrive - Ministeriö"
    folder.mkdir()
    path = folder / "kierros.evaluator"
    command("round", "new", path, "--call", CALL)

    ran = command("round", "show", path)

    assert ran.json["place"] == "synchronised"
    assert "synkronoi" in ran.err


def test_a_workspace_on_this_machine_is_not_warned_about(path):
    ran = command("round", "show", path)

    assert (ran.json["place"], ran.json["read_only"], ran.err) == ("local", None, "")
