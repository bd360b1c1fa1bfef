"""Lock, reopen, archive, erase: each behind its guard, each in the log."""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from evaluator.composition import compose
from evaluator.domain.language import Language
from evaluator.keys.secrets import PassphraseSecret
from evaluator.services.ports import PaperOrder
from evaluator.storage.workspace import salt_of
from tests.cli.in_process import command


@pytest.fixture
def ws(demo, tmp_path):
    """A copy of the demonstration, and commands on it."""
    copy = tmp_path / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ["--passphrase-file", demo[1]["passphrase_file"]]

    def run(*words, code: int = 0):
        at = 2 if words[0] in {"round", "log"} else 1
        ran = command(*words[:at], copy, *words[at:], *key, "--identity", "E", passphrase=None)
        assert ran.code == code, ran.out
        return ran.json

    run.path = copy
    run.passphrase = Path(demo[1]["passphrase_file"]).read_text(encoding="utf-8").splitlines()[0]
    return run


def test_a_drafted_round_is_locked_and_nothing_changes_it(ws):
    assert ws("round", "show")["state"] == "drafted"

    assert ws("round", "lock")["state"] == "locked"

    refused = ws("allocate", "--hold", "2020-001", "--reason", "Myöhässä.", code=4)
    assert refused["error"]["code"] == "rule.round-locked"
    assert ws("round", "lock", code=4)["error"]["code"] == "rule.round-locked"


def test_a_change_after_the_draft_takes_the_round_back_and_wants_a_new_draft(ws, tmp_path):
    ws("allocate", "--drop", "2020-006", "--reason", "Koe.")
    assert ws("round", "show")["state"] == "allocation"
    assert ws("round", "lock", code=4)["error"]["code"] == "rule.lock.draft-outdated"

    ws("draft", "--out", tmp_path / "paperit")

    assert ws("round", "show")["state"] == "drafted"
    assert ws("round", "lock")["state"] == "locked"


def test_a_round_without_a_draft_is_not_locked(workspace):
    ran = command("round", "lock", workspace)

    assert (ran.code, ran.error["code"]) == (4, "rule.lock.draft-missing")


def test_a_round_that_was_drafted_in_another_phase_than_allocation_is_not_locked(ws, tmp_path):
    ws("allocate", "--drop", "2020-006", "--reason", "Koe.")
    ws("round", "back", "--reason", "Arvio puuttuu.")
    ws("draft", "--out", tmp_path / "paperit")
    assert ws("round", "show")["state"] == "consensus"

    refused = ws("round", "lock", code=4)["error"]

    assert (refused["code"], refused["facts"]) == ("rule.lock.not-drafted", {"phase": "consensus"})


@pytest.mark.parametrize("term", ["-1", "1.5", "501", "kymmenen", ""])
def test_a_term_is_whole_years(ws, term):
    assert ws("retention", f"--term={term}", code=2)["error"]["code"] == "input.option.whole-number"


def test_the_log_knows_the_papers_by_their_bytes(ws, demo):
    drafted = [each for each in ws("log", "show")["log"] if each["deed"] == "papers.draft"]
    recorded = {each["sha256"] for entry in drafted for each in entry["after"]["papers"]}

    assert recorded == {
        hashlib.sha256(Path(each["path"]).read_bytes()).hexdigest() for each in demo[1]["papers"]
    }


def test_a_paper_of_a_preview_is_logged_when_it_is_saved_or_printed(ws, tmp_path):
    ws("allocate", "--drop", "2020-006", "--reason", "Koe.")
    program = compose(data_dir=tmp_path / "data")
    with closing(program.open(ws.path, ws.passphrase)) as workspace:
        preview = program.draft.preview(workspace, Language.FI, PaperOrder.RANKED)
        paper = next(each for each in preview.papers if each.kind == "decision")
        program.draft.save(workspace, paper, tmp_path / "paatos.pdf", by="E")
        program.draft.record(workspace, paper, by="F")

    logged = [each for each in ws("log", "show")["log"] if each["deed"] == "papers.draft"][-2:]
    digest = hashlib.sha256((tmp_path / "paatos.pdf").read_bytes()).hexdigest()
    assert [each["by"] for each in logged] == ["E", "F"]
    assert [each["after"]["papers"] for each in logged] == [
        [{"kind": "decision", "language": "fi", "sha256": digest}]
    ] * 2
    assert ws("round", "show")["state"] == "drafted"


def test_reopening_wants_a_reason_and_keeps_it(ws):
    assert ws("round", "reopen", "--reason", "x", code=4)["error"]["code"] == "rule.reopen.not-locked"
    ws("round", "lock")
    assert ws("round", "reopen", "--reason", "  ", code=4)["error"]["code"] == "rule.reopen.reason-missing"

    assert ws("round", "reopen", "--reason", "Kirjoitusvirhe ehdossa.")["state"] == "allocation"

    entry = ws("log", "show")["log"][-1]
    assert (entry["deed"], entry["before"]) == ("round.reopen", "locked")
    assert entry["after"] == {"phase": "allocation", "reason": "Kirjoitusvirhe ehdossa."}


def test_an_archive_is_a_bag_with_everything_and_the_log_knows_its_digest(ws, tmp_path):
    out = tmp_path / "arkisto.zip"
    ws("round", "lock")

    made = ws("archive", "--out", out)

    assert made["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as bag:
        names = bag.namelist()
        folder = names[0].split("/")[0]
        for line in bag.read(f"{folder}/manifest-sha256.txt").decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(bag.read(f"{folder}/{name}")).hexdigest() == digest
        rows = bag.read(f"{folder}/data/tables/application.jsonl").decode().splitlines()
        (tmp_path / "loki.txt").write_bytes(bag.read(f"{folder}/data/log.txt"))
    assert len(rows) == made["tables"]["application"] == 61
    assert json.loads(rows[0])["id"] == "2020-001"
    assert command("log", "verify", tmp_path / "loki.txt", passphrase=None).code == 0
    assert command("bundle", "check", out, "--container-only", passphrase=None).json["valid"] is True
    assert ws("round", "show")["state"] == "archived"
    exported = [each for each in ws("log", "show")["log"] if each["deed"] == "archive.export"]
    assert exported[0]["after"]["sha256"] == made["sha256"]


def test_nothing_is_erased_before_the_locked_round_was_archived(ws, tmp_path):
    assert ws("retention")["obstacle"]["code"] == "rule.retention.not-archived"
    assert ws("retention", "--apply", code=4)["error"]["code"] == "rule.retention.not-archived"
    ws("archive", "--out", tmp_path / "kesken.zip")
    assert ws("retention", "--apply", code=4)["error"]["code"] == "rule.retention.not-archived"
    ws("round", "lock")
    assert ws("retention", "--apply", code=4)["error"]["code"] == "rule.retention.not-archived"

    ws("archive", "--out", tmp_path / "arkisto.zip")
    other = ws("retention", "--apply", "--archive", tmp_path / "kesken.zip", "--term", "0", code=1)

    assert other["error"]["code"] == "refused.archive.different"
    assert ws("round", "show")["applications"] == 61


def pages(ws) -> bytes:
    """Decrypt every page of the file as it lies on the disk, free ones included.

    SQLCipher with a raw key: AES-256-CBC; each page of 16 KiB ends with 16 bytes of IV and
    32 of HMAC, and the first begins with the salt.
    """
    key = PassphraseSecret(ws.passphrase).key_of(salt_of(ws.path))
    assert not ws.path.with_name(f"{ws.path.name}-wal").exists()
    content = ws.path.read_bytes()
    plain = []
    for at in range(0, len(content), 16384):
        page = content[at : at + 16384]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(page[16336:16352])).decryptor()
        plain.append(decryptor.update(page[16 if at == 0 else 0 : 16336]) + decryptor.finalize())
    return b"".join(plain)


def test_erasing_leaves_no_plaintext_and_an_intact_log_that_shows_it(ws, tmp_path):
    markers = [b"Alavu", b"2020-017", b"Esimerkkiarvioija"]
    assert all(each in pages(ws) for each in markers)
    ws("round", "lock")
    archive = tmp_path / "arkisto.zip"
    made = ws("archive", "--out", archive)

    kept = ws("retention", "--apply", "--archive", archive, code=4)
    longer = ws("retention", "--apply", "--archive", archive, "--term", "10", code=4)
    assert kept["error"]["code"] == ws("retention")["obstacle"]["code"] == "rule.retention.term-unknown"
    assert longer["error"]["code"] == "rule.retention.not-due"

    erased = ws("retention", "--apply", "--archive", archive, "--term", "0")

    assert erased["applied"] is True
    assert erased["tables"]["application"] == 61
    left = pages(ws)
    assert [each for each in markers if each in left] == []
    read = ws("log", "show")
    assert read["intact"] is True
    assert read["erased"] > 1000
    entry = read["log"][-1]
    assert entry["after"]["years"] == 0
    assert (entry["deed"], entry["after"]["archive_sha256"], entry["by"]) == (
        "retention.apply",
        made["sha256"],
        "E",
    )
    assert ws("applications", "--find", "alavus")["applications"] == []
    assert ws("retention", "--apply")["applied"] is True
    assert ws("round", "reopen", "--reason", "x", code=4)["error"]["code"] == "rule.reopen.erased"
