"""``evaluator draft``: extracts, one extract, an appeal pack, and the official's own sentences."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from evaluator.domain.log import Field
from tests.cli.in_process import command
from tests.decision.reading import read


@pytest.fixture
def draft(demo, tmp_path):
    """Run ``draft`` on a copy of the demonstration's workspace."""
    copy = tmp_path / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ["--passphrase-file", demo[1]["passphrase_file"]]

    def run(*words, code: int = 0):
        ran = command("draft", copy, *words, *key, "--identity", "E", passphrase=None)
        assert ran.code == code, ran.out + ran.err
        return ran.json

    run.log = lambda: command("log", "show", copy, *key, passphrase=None).json["log"]
    return run


def text_of(path) -> str:
    """Give what the structure of a paper reads."""
    root = read(path).root
    roles = ("H1", "H2", "H3", "P", "Caption", "TH", "TD", "Lbl", "LBody")
    return " ".join(each.text for role in roles for each in root.find(role))


def test_extracts_come_beside_the_papers_one_for_each_application(draft, tmp_path):
    told = draft("--out", tmp_path / "out", "--extracts")

    kinds = [each["kind"] for each in told["papers"]]
    assert kinds == ["memo", "decision", "annex", "summary", "minutes", *["extract"] * 61]
    extracts = told["papers"][5:]
    assert [each["application"] for each in extracts] == [f"2020-{at:03d}" for at in range(1, 62)]
    assert {Path(each["path"]).parent.name for each in extracts} == {"otteet"}
    assert [each["application"] for each in extracts if each["language"] == "sv"] == ["2020-032", "2020-060"]
    assert all(each["conforms"] == ["PDF/UA-1", "PDF/A-2a"] for each in extracts)
    for each in extracts[:3]:
        with pikepdf.open(each["path"]) as pdf:
            assert len(pdf.pages) == each["pages"]


def test_one_extract_alone_in_the_language_that_was_chosen(draft, tmp_path):
    told = draft("--out", tmp_path / "out", "--extract", "2020-003", "--answer-in", "2020-003=sv")

    assert [(each["kind"], each["language"]) for each in told["papers"]] == [("extract", "sv")]
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["utdrag-2020-003.pdf"]
    assert "Esbo stad" in text_of(tmp_path / "out" / "utdrag-2020-003.pdf")
    assert draft.log()[-1]["deed"] == "papers.draft"


@pytest.mark.parametrize("words", [("--extract", "2020-999"), ("--appeal", "2020-999")])
def test_an_application_that_is_not_there_is_named(draft, tmp_path, words):
    told = draft("--out", tmp_path / "out", *words, code=2)

    assert told["error"]["code"] == "input.application.unknown"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words", [("--answer-in", "2020-003"), ("--answer-in", "2020-003=en"), ("--answer-in", "=fi")]
)
def test_a_language_that_papers_do_not_have_is_refused(draft, tmp_path, words):
    assert draft("--out", tmp_path / "out", *words, code=2)["error"]["code"] == "input.usage"


def test_an_appeal_pack_holds_the_log_of_its_application_alone(draft, tmp_path):
    draft("--out", tmp_path / "papers")
    told = draft("--out", tmp_path / "out", "--appeal", "2020-032", "--answer-in", "2020-032=fi")

    names = [Path(each["path"]).name for each in told["papers"]]
    assert names == [
        "0-sisallysluettelo.pdf",
        "1-ote.pdf",
        "2-pisteet-ja-laskelma.pdf",
        "3-lokiote.pdf",
        "4-versiot.pdf",
    ]
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == names
    versions = text_of(tmp_path / "out" / "4-versiot.pdf")
    assert "146\u00a0100" in versions.replace(" ", "\u00a0")
    log = text_of(tmp_path / "out" / "3-lokiote.pdf")
    mine = [each for each in draft.log() if each[Field.SUBJECT.value] == "2020-032"]
    assert mine
    head = draft.log()[-2]["digest"]  # the last entry is the pack's own
    assert head in log
    others = [f"2020-{at:03d}" for at in range(1, 62) if at != 32]
    whole = " ".join(text_of(each["path"]) for each in told["papers"])
    assert not [each for each in others if each in whole]


def test_own_sentences_stand_in_the_papers(draft, tmp_path):
    (tmp_path / "own").mkdir()
    own = '[extract]\nrefused = "Tähän hakemukseen emme myönnä avustusta."\n'
    (tmp_path / "own" / "fi.toml").write_text(own, encoding="utf-8")
    words = ("--extract", "2020-001")

    draft("--out", tmp_path / "own-words", *words, "--templates", tmp_path / "own")
    draft("--out", tmp_path / "ours", *words)

    said = "Tähän hakemukseen emme myönnä avustusta."
    assert said in text_of(tmp_path / "own-words" / "ote-2020-001.pdf")
    assert said not in text_of(tmp_path / "ours" / "ote-2020-001.pdf")


def test_a_template_with_an_unknown_field_stops_before_anything_is_written(draft, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "fi.toml").write_text('[draft]\nasked = "{sum} {summa}"\n', encoding="utf-8")

    told = draft("--out", tmp_path / "out", "--templates", tmp_path / "own", code=2)

    assert told["error"]["code"] == "input.template.unknown-field"
    assert told["error"]["facts"]["line"] == 2
    assert not (tmp_path / "out").exists()
