"""Everything that counts is in the log, in the transaction that made it; and the log can be checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.decision.pdf.reader import read_paper
from tests.cli.in_process import command
from tests.cli.program import ANNEX, CALL


def log(path: Path) -> list[dict]:
    return command("log", "show", path).json["log"]


def key(demo) -> list:
    return ["--passphrase-file", demo[1]["passphrase_file"]]


@pytest.fixture
def demo_copy(demo, tmp_path) -> Path:
    copy = tmp_path / "kopio.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    return copy


def test_an_import_is_logged_application_by_application(workspace):
    entries = log(workspace)

    assert entries[0]["deed"] == "round.create"
    assert entries[0]["after"]["call"] == CALL
    imported = [each for each in entries if each["deed"] == "application.import"]
    assert [each["subject"] for each in imported] == [f"2020-{number:03d}" for number in range(1, 62)]
    assert imported[0]["before"] is None
    assert imported[1]["after"]["requested_cents"] == 6_800_000
    assert imported[1]["by"] == "Esittelijä"
    assert entries[-1]["deed"] == "round.advance"
    assert (entries[-1]["before"], entries[-1]["after"]) == ("draft", "intake")


def test_the_same_table_again_and_a_dry_run_are_no_entries(workspace):
    before = len(log(workspace))

    command("import", workspace, ANNEX)
    command("import", workspace, ANNEX, "--dry-run")

    assert len(log(workspace)) == before


def test_a_superseded_application_is_logged_as_it_was_and_as_it_is(workspace, tmp_path):
    changed = tmp_path / "uusi.csv"
    changed.write_text(ANNEX.read_text(encoding="utf-8").replace("68000.00", "69000.00"), encoding="utf-8")

    command("import", workspace, changed, "--identity", "E")

    entry = log(workspace)[-1]
    assert (entry["deed"], entry["subject"], entry["by"]) == ("application.supersede", "2020-002", "E")
    assert entry["before"]["requested_cents"] == 6_800_000
    assert entry["after"]["requested_cents"] == 6_900_000


def test_every_deed_of_the_official_is_an_entry_with_before_and_after(demo_copy, demo):
    def deed(*words: str) -> dict:
        ran = command(words[0], demo_copy, *words[1:], *key(demo), "--identity", "E", passphrase=None)
        assert ran.code == 0, ran.out
        entries = command("log", "show", demo_copy, *key(demo), passphrase=None).json["log"]
        return next(each for each in reversed(entries) if each["deed"] != "round.advance")

    decided = deed("eligibility", "--decide", "2020-001", "no", "--reason", "Yksi kunta.")
    held = deed("allocate", "--hold", "2020-006", "--reason", "Selvitys kesken.")
    back = deed("allocate", "--by-rule", "2020-006", "--reason", "Selvitetty.")
    ruled = deed("allocate", "--rule", "skip")
    condition = deed("allocate", "--condition", "2020-006", "Toimitettava tositteet.")

    assert (decided["deed"], decided["before"]["outcome"], decided["after"]["outcome"]) == (
        "eligibility.decide",
        "yes",
        "no",
    )
    assert (held["before"], held["after"]["kind"]) == (None, "hold")
    assert (back["before"]["kind"], back["after"]["kind"]) == ("hold", None)
    assert (ruled["before"]["rule"], ruled["after"]["rule"]) == ("stop", "skip")
    assert condition["after"] == {"text": "Toimitettava tositteet.", "reason": "Toimitettava tositteet."}
    assert command("log", "verify", demo_copy, *key(demo), passphrase=None).json["intact"] is True


def test_the_demonstration_writes_its_log_too(demo):
    read = command("log", "show", demo[1]["workspace"], *key(demo), passphrase=None).json

    deeds = {each["deed"] for each in read["log"]}
    assert deeds >= {"application.import", "names.confirm", "eligibility.decide", "review.submit"}
    assert deeds >= {"reviewer.add", "allocation.set", "condition.add", "papers.draft", "round.advance"}
    assert read["intact"] is True
    assert (
        command("round", "show", demo[1]["workspace"], *key(demo), passphrase=None).json["log_head"]
        == (read["head"])
    )


def test_the_export_holds_nothing_personal_and_verifies_without_a_key(workspace, tmp_path):
    out = tmp_path / "loki.txt"

    exported = command("log", "export", workspace, "--out", out, "--identity", "Erkki Esimerkki")
    verified = command("log", "verify", out, "--head", exported.json["head"], passphrase=None)

    text = out.read_text(encoding="utf-8")
    assert "Alavu" not in text
    assert "Esittelijä" not in text
    assert (verified.code, verified.json["intact"]) == (0, True)
    assert verified.json["entries"] == exported.json["entries"] == verified.json["anchored"] == 63
    assert any("ei osoita" in each for each in verified.json["proves"])


@pytest.mark.parametrize("tear", ["change", "drop", "swap", "cut"])
def test_a_log_that_was_tampered_with_is_exit_1_and_says_where(workspace, tmp_path, tear):
    out = tmp_path / "loki.txt"
    command("log", "export", workspace, "--out", out)
    lines = out.read_bytes().splitlines(keepends=True)
    entry = json.loads(lines[5])
    if tear == "change":
        lines[5] = lines[5].replace(entry["deed"].encode(), b"round.lock")
    elif tear == "drop":
        del lines[5]
    elif tear == "swap":
        lines[5], lines[6] = lines[6], lines[5]
    else:
        del lines[-1]
    out.write_bytes(b"".join(lines))

    ran = command("log", "verify", out, passphrase=None)

    assert (ran.code, ran.json["intact"]) == (1, False)
    assert ran.json["first_broken"] is not None
    assert ran.json["proves"] == []


def test_a_head_from_elsewhere_that_is_not_of_this_log_is_exit_1(workspace):
    ran = command("log", "verify", workspace, "--head", "ab" * 32)

    assert (ran.code, ran.json["intact"], ran.json["first_broken"]) == (1, False, None)


def test_a_head_that_is_no_digest_is_bad_input(workspace):
    assert command("log", "verify", workspace, "--head", "abc").error["code"] == "input.option.digest"


def test_a_log_file_that_is_not_there_is_said(tmp_path):
    ran = command("log", "verify", tmp_path / "puuttuu.txt")

    assert (ran.code, ran.error["code"]) == (3, "storage.not-found")


@pytest.mark.parametrize(
    "content", [b"", b"Arvoisa vastaanottaja\n", b'{"a": 1}', b"SQLite format 3\0" * 99, b"%PDF-1.7\n" * 200]
)
def test_a_file_that_is_neither_log_nor_workspace_is_said_to_be_neither(tmp_path, content):
    path = tmp_path / "jotain"
    path.write_bytes(content)

    ran = command("log", "verify", path)

    assert (ran.code, ran.error["code"]) == (2, "input.log-file.format")


def test_memo_and_draft_print_a_head_that_the_log_knows_and_are_the_same_when_drafted_again(
    demo, demo_copy, tmp_path
):
    made = [
        command(
            "draft", demo_copy, "--out", tmp_path / each, "--embed-data", *key(demo), passphrase=None
        ).json
        for each in ("one", "two")
    ]

    papers = {each["kind"]: Path(each["path"]) for each in made[0]["papers"]}
    again = {each["kind"]: Path(each["path"]) for each in made[1]["papers"]}
    told = {
        kind: json.loads(read_paper(papers[kind].read_bytes(), kind).data) for kind in ("memo", "decision")
    }
    head = told["memo"]["log_head"]
    entry = next(
        each
        for each in command("log", "show", demo_copy, *key(demo), passphrase=None).json["log"]
        if each["digest"] == head
    )
    verdict = command("log", "verify", demo_copy, "--head", head, *key(demo), passphrase=None).json

    assert told["decision"]["log_head"] == head
    assert told["memo"]["figures"]["log.number"] == entry["number"] == verdict["anchored"]
    assert all(papers[kind].read_bytes() == again[kind].read_bytes() for kind in papers)
    assert verdict["entries"] > entry["number"]
