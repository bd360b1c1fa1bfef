"""Translating reasons and conditions on the command line, and standard reasons taken by their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import command

REASON = "Hakija ilmoitti, että hanke on jo toteutettu."
CONDITION = "2020-058/condition-1"


@pytest.fixture(scope="module")
def run(demo, tmp_path_factory):
    """Commands on a copy of the demonstration's round."""
    copy = tmp_path_factory.mktemp("translated") / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ("--passphrase-file", demo[1]["passphrase_file"], "--identity", "E")

    def do(*words, code: int = 0):
        ran = command(words[0], copy, *words[1:], *key, passphrase=None)
        assert ran.code == code, ran.out + ran.err
        return ran.json if code in {0, 4} else ran.error

    return do


def missing(answer) -> list[tuple[str, list[str]]]:
    return [(each["key"], each["missing"]) for each in answer["texts"] if each["missing"]]


def test_the_demonstration_lacks_no_translation(run):
    answer = run("translate")

    assert [each["key"] for each in answer["texts"]] == [
        "2020-017/eligibility",
        "2020-019/eligibility",
        "2020-036/eligibility",
        "2020-056/eligibility",
        CONDITION,
    ]
    assert missing(answer) == []


def test_a_swedish_draft_waits_for_what_is_in_finnish_alone(run, tmp_path):
    run("allocate", "--drop", "2020-006", "--reason", REASON)
    try:
        assert missing(run("translate")) == [("2020-006/deviation", ["sv"])]
        swedish = run("draft", "--out", tmp_path, "--language", "sv", code=4)
        assert [REASON in each and "2020-006/deviation" in each for each in swedish["missing"]] == [True]
        assert "decision" not in {each["kind"] for each in swedish["papers"]}
        assert run("draft", "--out", tmp_path)["missing"] == []

        words = "Sökanden meddelade att projektet redan har genomförts."
        answer = run("translate", "--to", "sv", "--text", "2020-006/deviation", words)
        assert (answer["recorded"], missing(answer)) == (1, [])
        assert run("translate", "--to", "sv", "--text", "2020-006/deviation", words)["recorded"] == 0
        assert run("draft", "--out", tmp_path, "--language", "sv")["missing"] == []

        run("translate", "--to", "sv", "--text", "2020-006/deviation", "")
        assert missing(run("translate")) == [("2020-006/deviation", ["sv"])]
    finally:
        run("allocate", "--by-rule", "2020-006", "--reason", "Koe päättyi.")


def test_a_standard_reason_is_taken_by_its_id_and_needs_no_translation(run):
    run("allocate", "--drop", "2020-006", "--reason-id", "other-aid")
    try:
        (entry,) = [each for each in run("translate")["texts"] if each["application"] == "2020-006"]
        assert entry["text"].startswith("Toimintaan on saatu muuta avustusta")
        assert entry["missing"] == []
        assert entry["translations"]["sv"].startswith("Verksamheten har fått annat understöd")
        run("allocate", "--drop", "2020-006", "--reason-id", "other-aid", "--reason", REASON)
        (entry,) = [each for each in run("translate")["texts"] if each["application"] == "2020-006"]
        assert entry["text"].endswith(f"ei ole. {REASON}")
        assert entry["missing"] == ["sv"]
    finally:
        run("allocate", "--by-rule", "2020-006", "--reason", "Koe päättyi.")


def test_unknown_texts_and_reasons_are_refused(run):
    refused = run("translate", "--to", "sv", "--text", "2020-999/deviation", "Text", code=2)
    assert refused["code"] == "input.translation.unknown-text"
    refused = run("allocate", "--drop", "2020-006", "--reason-id", "none", code=2)
    assert refused["code"] == "input.standard-reason.unknown"
    assert "other-aid" in refused["message"]
    assert run("translate", "--to", "sv", code=2)["code"] == "input.option.alone"
    assert run("translate", "--text", CONDITION, "Text", code=2)["code"] == "input.option.alone"
