"""``verify`` and the versions of ``draft`` on the real round of 2020, and the register of who got what."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.cli.in_process import command

EMBEDDED = ["PDF/UA-1", "PDF/A-3a"]


@pytest.fixture(scope="module")
def round_of(demo, tmp_path_factory):
    """A copy of the demonstration, and commands on it."""
    copy = tmp_path_factory.mktemp("verify") / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ["--passphrase-file", demo[1]["passphrase_file"], "--identity", "E"]

    def run(name: str, *words, code: int = 0):
        ran = command(name, copy, *words, *key, passphrase=None)
        assert ran.code == code, ran.out + ran.err
        return ran.json

    run.path = copy
    return run


@pytest.fixture(scope="module")
def public(round_of, tmp_path_factory):
    """The public version in Swedish, with data, given to a newspaper."""
    out = tmp_path_factory.mktemp("public")
    return round_of(
        "draft", "--out", out, "--language", "sv", "--variant", "public", "--embed-data",
        "--given-to", "Esimerkkilehti", "--ground", "Tietopyyntö 1.12.2020",
    )  # fmt: skip


def verified(path: str | Path, code: int = 0) -> dict:
    ran = command("verify", path, passphrase=None)
    assert ran.code == code, ran.out + ran.err
    return ran.json


def test_papers_with_data_say_that_they_are_pdf_a_3a_and_follow(public):
    assert [each["kind"] for each in public["papers"]] == ["memo", "decision", "annex", "summary"]
    assert all(each["conforms"] == EMBEDDED for each in public["papers"])
    for each in public["papers"]:
        told = verified(each["path"])
        assert (told["follows"], told["differences"], told["authentic"]) == (True, [], None)
        assert (told["paper"], told["variant"], told["language"]) == (each["kind"], "public", "sv")


def test_the_internal_papers_are_worked_out_from_the_scores(round_of, tmp_path):
    made = round_of("draft", "--out", tmp_path, "--embed-data", "--order", "ranked")

    memo, decision = (verified(each["path"]) for each in made["papers"][:2])

    assert set(memo["checked"]) == {
        "file",
        "print",
        "totals",
        "ranking",
        "scores",
        "allocation",
        "order",
    }
    assert set(decision["checked"]) == set(memo["checked"])


def test_one_cent_more_in_the_data_is_named(public, tmp_path):
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(public["papers"][1]["path"]) as pdf:
        stream = pdf.Root.AF[0].EF.F
        told = json.loads(stream.read_bytes())
        told["figures"]["granted.total"] += 1
        stream.write(json.dumps(told).encode())
        pdf.save(spoilt)

    found = verified(spoilt, code=1)

    assert not found["follows"]
    assert {(each["what"], each["where"]) for each in found["differences"]} == {
        ("digest", "data"),
        ("granted.total", "data"),
        ("granted.total", "paper"),
    }
    assert all(each["message"] for each in found["differences"])


def test_a_paper_without_data_is_refused_with_a_sentence(demo):
    told = verified(demo[1]["papers"][0]["path"], code=2)

    assert told["error"]["code"] == "input.paper-file.no-data"
    assert "--embed-data" in told["error"]["message"]


def test_what_is_no_pdf_is_refused_with_a_sentence(round_of, tmp_path):
    assert verified(round_of.path, code=2)["error"]["code"] == "input.paper-file.not-pdf"
    assert verified(tmp_path / "ei-ole.pdf", code=2)["error"]["code"] == "input.paper-file.unreadable"


def test_no_made_up_reviewer_is_named_in_any_attachment_or_public_text(round_of, public, tmp_path):
    inside = round_of("draft", "--out", tmp_path, "--embed-data")

    for each in (*inside["papers"], *public["papers"]):
        with pikepdf.open(each["path"]) as pdf:
            texts = [each.get_file().read_bytes().decode() for each in pdf.attachments.values()]
        assert len(texts) == 1
        assert "simerkkiarvioija" not in texts[0]
    for each in public["papers"]:
        with pikepdf.open(BytesIO(Path(each["path"]).read_bytes())) as pdf:
            streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert not any(b"simerkkiarvioija" in one for one in streams)


def test_the_register_tells_who_got_which_bytes_on_which_ground(round_of, public):
    found = [each for each in round_of("disclosures")["disclosures"] if each["given_to"] == "Esimerkkilehti"]

    assert len(found) == 1
    assert (found[0]["variant"], found[0]["ground"], found[0]["by"]) == (
        "public",
        "Tietopyyntö 1.12.2020",
        "E",
    )
    assert {each["sha256"] for each in found[0]["papers"]} == {
        hashlib.sha256(Path(each["path"]).read_bytes()).hexdigest() for each in public["papers"]
    }


def test_an_extract_that_is_given_is_in_the_register_with_its_application(round_of, tmp_path):
    round_of("draft", "--out", tmp_path, "--extract", "2020-003", "--given-to", "Espoon kaupunki")

    last = round_of("disclosures")["disclosures"][-1]
    assert (last["given_to"], last["variant"], last["application"]) == (
        "Espoon kaupunki",
        "party",
        "2020-003",
    )
    assert [each["kind"] for each in last["papers"]] == ["extract"]


def test_a_version_for_a_party_is_of_its_application(round_of, tmp_path):
    made = round_of(
        "draft", "--out", tmp_path, "--variant", "party", "--applicant", "2020-003", "--embed-data"
    )

    assert Path(made["papers"][0]["path"]).name == "arviointimuistio-asianosainen-3.pdf"
    assert verified(made["papers"][0]["path"])["variant"] == "party"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--applicant", "2020-003"], "input.option.alone"),
        (["--ground", "Pyyntö"], "input.option.alone"),
        (["--given-to", "  "], "input.option.empty"),
        (["--extract", "2020-003", "--embed-data"], "input.option.apart"),
        (["--appeal", "2020-003", "--variant", "public"], "input.option.apart"),
        (["--variant", "party", "--applicant", "9999-1"], "input.application.unknown"),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_written(round_of, tmp_path, words, code):
    refused = round_of("draft", "--out", tmp_path / "out", *words, code=2)

    assert refused["error"]["code"] == code
    assert not (tmp_path / "out").exists()
