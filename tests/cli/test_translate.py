"""Translating reasons and conditions on the command line, and standard reasons taken by their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import command
from tests.decision.reading import read

REASON = "Hakija ilmoitti, että hanke on jo toteutettu."
MARK = "[på finska, översättning saknas]"
CONDITION = "2020-058/condition-1"


@pytest.fixture(scope="module")
def run(demo, tmp_path_factory):
    """Commands on a copy of the demonstration's round."""
    copy = tmp_path_factory.mktemp("translated") / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ("--passphrase-file", demo[1]["passphrase_file"], "--identity", "E")

    def do(*words, code: int = 0, raw: bool = False):
        named = words[:2] if words[0] in {"log", "round"} else words[:1]
        ran = command(*named, copy, *words[len(named) :], *key, passphrase=None)
        assert ran.code == code, ran.out + ran.err
        if raw:
            return ran
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


def spans_of(paper: str) -> list[tuple[str, str]]:
    """Give what a PDF has in another language than its own, with that language."""
    return [(" ".join(each.text.split()), each.language) for each in read(paper).root.find("Span")]


def test_a_swedish_draft_prints_what_is_in_finnish_alone_with_a_mark_and_keeps_the_round_open(run, tmp_path):
    run("allocate", "--drop", "2020-006", "--reason", REASON)
    try:
        assert missing(run("translate")) == [("2020-006/deviation", ["sv"])]
        swedish = run("draft", "--out", tmp_path, "--language", "sv")
        assert swedish["missing"] == []
        (left,) = swedish["untranslated"]
        assert (left["key"], left["number"], left["text"]) == ("2020-006/deviation", 6, REASON)
        (decision,) = [each["path"] for each in swedish["papers"] if each["kind"] == "decision"]
        assert (REASON, "fi-FI") in spans_of(decision)
        assert any(MARK in each.text for each in read(decision).root.find("TD"))
        refused = run("round", "lock", code=4, raw=True)
        assert refused.error["code"] == "rule.lock.untranslated"
        assert refused.error["facts"] == {"count": 1, "language": "sv"}
        assert "ruotsinkielinen" in refused.error["message"]

        words = "Sökanden meddelade att projektet redan har genomförts."
        answer = run("translate", "--to", "sv", "--text", "2020-006/deviation", words)
        assert (answer["recorded"], missing(answer)) == (1, [])
        assert run("translate", "--to", "sv", "--text", "2020-006/deviation", words)["recorded"] == 0
        finnish = run("draft", "--out", tmp_path)
        assert (finnish["missing"], finnish["untranslated"]) == ([], [])
        assert run("round", "lock", code=4, raw=True).error["code"] == "rule.lock.untranslated"
        assert run("draft", "--out", tmp_path, "--language", "sv")["untranslated"] == []
        assert run("round", "lock")["state"] == "locked"
        run("round", "reopen", "--reason", "Koe jatkuu.")

        run("translate", "--to", "sv", "--text", "2020-006/deviation", "")
        assert missing(run("translate")) == [("2020-006/deviation", ["sv"])]
    finally:
        run("allocate", "--by-rule", "2020-006", "--reason", "Koe päättyi.")


def test_only_the_extracts_with_untranslated_texts_wait(run, tmp_path):
    run("allocate", "--drop", "2020-006", "--reason", REASON)
    try:
        answer_in = ("--answer-in", "2020-006=sv")
        made = run("draft", "--out", tmp_path, "--extracts", *answer_in, code=4)
        assert ["2020-006/deviation" in each for each in made["missing"]] == [True]
        extracts = {each["application"] for each in made["papers"] if each["kind"] == "extract"}
        assert len(extracts) == 60
        assert "2020-006" not in extracts
        assert made["untranslated"] == []

        one = ("draft", "--out", tmp_path / "yksi", "--extract")
        refused = run(*one, "2020-006", *answer_in, code=4, raw=True)
        assert refused.error["code"] == "rule.paper.untranslated"
        assert "2020-006/deviation" in refused.error["message"]
        assert not (tmp_path / "yksi").exists()
        # The choice stays with the round, until it is taken back.
        assert run(*one, "2020-006", code=4, raw=True).error["code"] == "rule.paper.untranslated"
        assert run(*one, "2020-006", "--answer-in", "2020-006=own")["papers"][0]["language"] == "fi"
        kept = [each for each in run("log", "show")["log"] if each["deed"] == "papers.language"]
        assert [(each["subject"], each["before"], each["after"]) for each in kept] == [
            ("2020-006", None, "sv"),
            ("2020-006", "sv", None),
        ]
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
