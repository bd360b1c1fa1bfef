"""The papers' sentences, written out to be adapted, and the check of what was made of them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from evaluator.resources import resource
from tests.cli.in_process import command


def uncommented(text: str) -> str:
    """Take the ``#`` away in front of every sentence."""
    return re.sub(r"^# (?=[\w-]+ = \")", "", text, flags=re.MULTILINE)


@pytest.fixture
def folder(tmp_path) -> Path:
    ran = command("templates", "export", "--out", tmp_path / "lauseet", passphrase=None)
    assert ran.code == 0, ran.out
    assert [Path(each).name for each in ran.json["files"]] == ["fi.toml", "sv.toml"]
    assert Path(ran.json["place"]).name == "papers"
    return tmp_path / "lauseet"


def checked(folder: Path, code: int):
    ran = command("templates", "check", folder, passphrase=None)
    assert ran.code == code, ran.out
    return ran.json


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_sentence_is_there_behind_a_mark_and_none_is_changed_by_it(folder, language):
    text = (folder / f"{language}.toml").read_text(encoding="utf-8")
    shipped = tomllib.loads(resource("papers", f"{language}.toml").read_text(encoding="utf-8"))

    def leaves(table: object) -> list[str]:
        return (
            [each for value in table.values() for each in leaves(value)]
            if isinstance(table, dict)
            else [table]
        )

    assert leaves(tomllib.loads(text)) == []
    assert tomllib.loads(uncommented(text)) == shipped
    assert {"fi": "Poista # ", "sv": "Ta bort # "}[language] in text.split("\n\n", 1)[0]


def test_what_is_written_out_can_be_used_as_it_is_and_whole(folder):
    assert checked(folder, 0) == {"valid": True, "findings": []}
    for path in folder.iterdir():
        path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert checked(folder, 0) == {"valid": True, "findings": []}


def test_an_adapted_sentence_with_a_fault_is_named_by_its_line(folder):
    path = folder / "fi.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(
        number for number, line in enumerate(lines) if line.startswith("# total = ") and "{limit}" in line
    )
    lines[at] = lines[at].removeprefix("# ").replace("{limit}", "{raja}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    found = checked(folder, 1)
    assert not found["valid"]
    assert [(each["file"], each["line"], each["code"]) for each in found["findings"]] == [
        ("fi.toml", at + 1, "input.template.unknown-field"),
        ("fi.toml", at + 1, "input.template.missing-field"),
    ]
    assert all(f"rivillä {at + 1}" in each["message"] for each in found["findings"])


def test_somebody_s_work_is_not_written_over(folder):
    (folder / "fi.toml").unlink()
    (folder / "sv.toml").write_text("oma", encoding="utf-8")
    ran = command("templates", "export", "--out", folder, passphrase=None)

    assert (ran.code, ran.error["code"]) == (1, "refused.templates.there")
    assert (folder / "sv.toml").read_text(encoding="utf-8") == "oma"
    assert not (folder / "fi.toml").exists()


def test_a_folder_without_sentences_is_a_finding_and_not_a_crash(tmp_path):
    (found,) = checked(tmp_path, 1)["findings"]

    assert (found["code"], found["line"]) == ("input.template.folder", None)
