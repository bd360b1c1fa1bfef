"""``evaluator draft``: the document to be edited, versions, and what differs between two."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.in_process import command


@pytest.fixture(scope="module")
def drafted(demo, tmp_path_factory):
    """A copy of the demonstration, drafted, changed and drafted again; and commands on it."""
    folder = tmp_path_factory.mktemp("versions")
    copy = folder / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ("--passphrase-file", demo[1]["passphrase_file"], "--identity", "E")

    def run(*words, code: int = 0):
        ran = command(words[0], copy, *words[1:], *key, passphrase=None)
        assert ran.code == code, ran.out
        return ran.json

    run.first = run("draft", "--out", folder / "a")
    run.again = run("draft", "--out", folder / "a")
    run("allocate", "--drop", "2020-006", "--reason", "Koe.")
    run.second = run("draft", "--out", folder / "b")
    run.log = command("log", "show", copy, *key, passphrase=None).json["log"]
    return run


def test_the_draft_comes_with_a_document_to_be_edited(drafted):
    (editable,) = drafted.first["editable"]

    assert (editable["kind"], editable["format"], editable["language"]) == ("decision", "docx", "fi")
    with zipfile.ZipFile(editable["path"]) as archive:
        text = re.sub("<[^>]+>", "", archive.read("word/document.xml").decode())
    assert "Alavuden kaupungille ja muille hakemuksessa mainituille kunnille" in text


def test_a_version_for_the_public_has_no_document_to_be_edited(drafted, tmp_path):
    answer = drafted("draft", "--out", tmp_path, "--variant", "public")

    assert answer["editable"] == []
    assert answer["version"] == 2
    assert not list(tmp_path.glob("*.docx"))


def test_a_draft_that_says_the_same_is_the_same_version(drafted):
    assert [each["version"] for each in (drafted.first, drafted.again, drafted.second)] == [1, 1, 2]


def test_versions_are_listed_with_their_sums(drafted):
    versions = drafted("draft", "--versions")["versions"]

    assert [(each["number"], each["grants"], each["granted_cents"]) for each in versions] == [
        (1, 29, 969_460_000),
        (2, 28, 884_460_000),
    ]
    assert {each["by"] for each in versions} == {"E"}


def test_what_differs_is_said_in_words(drafted):
    answer = drafted("draft", "--compare", "1", "2")
    of_helsinki = [each for each in answer["differences"] if each["application"] == "2020-006"]

    assert [each["kind"] for each in of_helsinki] == ["not_granted", "reason"]
    assert of_helsinki[0]["before_cents"] == 85_000_000
    assert "Koe." in of_helsinki[1]["after"]
    assert any("8\u00a0844\u00a0600" in each["text"] for each in answer["differences"])
    assert drafted("draft", "--compare", "2", "2")["differences"] == []


def test_a_version_that_does_not_exist_is_refused_by_its_number(drafted):
    error = drafted("draft", "--compare", "1", "3", code=2)["error"]

    assert (error["code"], error["facts"]) == ("input.version.unknown", {"number": 3, "last": 2})


def test_the_log_names_versions_and_documents_and_the_round_stays_drafted(drafted):
    deeds = [each["deed"] for each in drafted.log]

    assert deeds.count("papers.version") == 2
    assert deeds.count("papers.editable") == 3
    assert deeds[-3:] == ["round.advance", "papers.version", "papers.editable"]


def test_papers_need_a_folder(drafted):
    assert drafted("draft", code=2)["error"]["code"] == "input.usage"


def test_a_draft_that_left_is_a_version_even_where_its_text_document_cannot_be_written(drafted, tmp_path):
    (tmp_path / "paatosluonnos.docx").mkdir()
    drafted("allocate", "--drop", "2020-007", "--reason", "\u200bKoe\u202c.")
    told = drafted("draft", "--out", tmp_path, code=3)

    assert told["error"]["code"] == "storage.file-not-saved"
    assert (tmp_path / "paatosluonnos.pdf").is_file()
    assert [each["number"] for each in drafted("draft", "--versions")["versions"]] == [1, 2, 3]


def test_a_reason_that_nobody_sees_is_none(drafted):
    told = drafted("allocate", "--drop", "2020-010", "--reason", "\u200b\u202e", code=4)

    assert told["error"]["code"] == "rule.reason-missing"


@pytest.mark.parametrize(
    "words",
    [
        ("--drop", "2020-010", "--reason", "Hyvä 🎉"),
        ("--condition", "2020-003", "Merkitse ☑.", "--reason", "Ehto."),
    ],
)
def test_a_text_that_no_paper_could_print_is_refused_when_it_is_typed(drafted, words):
    told = drafted("allocate", *words, code=2)

    assert told["error"]["code"] == "input.text.unprintable"
    assert told["error"]["facts"]["characters"] in {"U+1F389", "U+2611"}
