"""Bad input: one clear sentence, the right exit code, nothing half written."""

import sqlite3
from pathlib import Path

import pytest

from evaluator.intake.table_errors import TableFolderError
from evaluator.intake.table_text import read_text
from tests.cli.in_process import command
from tests.cli.program import ANNEX, CALL, evaluator

HEADER = "annex_row,applicants_as_printed,project,requested_eur\n"
ROW = "1,Akaan kaupunki (Urjalan kunta),Hanke,1000.00\n"

TABLES = {
    "missing column": b"annex_row,project,requested_eur\n1,Hanke,1000\n",
    "negative amount": (HEADER + "1,Akaan kaupunki (Urjala),Hanke,-5.00\n").encode(),
    "absurd amount": (HEADER + "1,Akaan kaupunki (Urjala),Hanke,99999999999999.00\n").encode(),
    "no amount": (HEADER + "1,Akaan kaupunki (Urjala),Hanke,paljon\n").encode(),
    "two equal rows": (HEADER + ROW + ROW).encode(),
    "wrong encoding": (HEADER + "1,Säkylä,Hanke,1000.00\n").encode("cp850"),
    "mojibake": (HEADER + "1,Säkylä (Jämsä),Hanke,1000.00\n").encode().decode("latin-1").encode(),
    "empty": b"",
    "header only": HEADER.encode(),
    "binary": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_faulty_table_is_refused_whole(workspace, tmp_path, kind):
    path = tmp_path / "taulukko.csv"
    path.write_bytes(TABLES[kind])

    ran = evaluator("import", workspace, path, "--json")

    assert ran.code == 2, ran.out
    assert "taulukko.csv" in ran.error["message"]
    assert "\n" not in ran.error["message"]
    assert evaluator("round", "show", workspace, "--json").json["applications"] == 61


def test_a_missing_file_is_named(workspace, tmp_path):
    ran = evaluator("import", workspace, tmp_path / "ei-ole.csv", "--json")

    assert ran.code == 2
    assert "ei-ole.csv" in ran.error["message"]


def test_one_refused_file_does_not_hold_back_the_others(workspace, tmp_path):
    bad, good = tmp_path / "huono.csv", tmp_path / "hyva.csv"
    bad.write_bytes(b"")
    good.write_text(HEADER + "62,Akaan kaupunki (Urjala),Uusi hanke,1000.00\n", encoding="utf-8")

    ran = evaluator("import", workspace, bad, good, "--json")

    assert ran.code == 1
    assert ran.json["imported"] == 1
    assert [Path(each["path"]).name for each in ran.json["quarantined"]] == ["huono.csv"]


def test_when_every_file_is_refused_each_is_listed_and_the_first_is_the_error(workspace, tmp_path):
    paths = [tmp_path / "tyhja.csv", tmp_path / "puuttuva.csv"]
    for path, content in zip(paths, (TABLES["empty"], TABLES["missing column"]), strict=True):
        path.write_bytes(content)

    ran = evaluator("import", workspace, *paths, "--json")

    assert ran.code == 2
    listed = ran.json["quarantined"]
    assert [Path(each["path"]).name for each in listed] == ["tyhja.csv", "puuttuva.csv"]
    assert (ran.error["code"], ran.error["message"]) == (listed[0]["code"], listed[0]["message"])
    assert evaluator("round", "show", workspace, "--json").json["applications"] == 61


@pytest.mark.parametrize("amount", ["0", "1000000000,01", "99999999999999"])
def test_an_envelope_that_no_call_may_state_is_refused(tmp_path, amount):
    ran = evaluator(
        "round", "new", tmp_path / "r.evaluator", "--call", CALL, f"--envelope={amount}", "--json"
    )

    assert (ran.code, ran.error["code"]) == (2, "input.round.envelope-out-of-range")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "deed",
    [
        ["--hold", "2020-999"],
        ["--amount", "2020-001", "100"],
        ["--condition", "2020-001", "Ehto."],
        ["--scenario", "Nimi"],
    ],
)
def test_rule_or_threshold_together_with_another_deed_stores_nothing(workspace, deed):
    ran = evaluator("allocate", workspace, "--threshold", "50", *deed, "--reason", "x", "--json")

    assert (ran.code, ran.error["code"]) == (2, "input.usage")
    assert "--threshold" in ran.error["message"]
    assert evaluator("round", "show", workspace, "--json").json["threshold"] is None


@pytest.mark.parametrize(
    ("deed", "named"),
    [
        (["--rule", "skip"], "--rule"),
        (["--threshold", "50"], "--threshold"),
        (["--scenario", "Nimi"], "--scenario"),
        ([], "--hold"),
    ],
)
def test_a_reason_that_nothing_would_record_is_refused(workspace, deed, named):
    ran = evaluator("allocate", workspace, *deed, "--reason", "Syy.", "--json")

    assert (ran.code, ran.error["code"]) == (2, "input.usage")
    assert named in ran.error["message"]
    assert evaluator("round", "show", workspace, "--json").json["threshold"] is None


def test_a_threshold_is_set_and_removed(workspace):
    assert evaluator("allocate", workspace, "--threshold", "50", "--json").json["threshold"] == 50.0
    assert evaluator("allocate", workspace, "--threshold", "none", "--json").json["threshold"] is None


def test_a_folder_in_place_of_a_table_is_called_a_folder(tmp_path):
    ran = evaluator("analyse", tmp_path, "--json")

    assert (ran.code, ran.error["code"]) == (2, "input.table.folder")
    assert tmp_path.name in ran.error["message"]


def test_a_folder_that_is_given_by_a_dot_has_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TableFolderError) as refused:
        read_text(Path())

    assert refused.value.facts["file"] == tmp_path.name


def test_an_unknown_municipality_is_a_finding_not_a_failure(workspace, tmp_path):
    path = tmp_path / "uusi.csv"
    path.write_text(HEADER + "62,Akaan kaupunki (Atlantis),Uusi hanke,1000.00\n", encoding="utf-8")

    ran = evaluator("import", workspace, path, "--json")

    assert ran.code == 0
    assert ran.json["unrecognised"] == [{"id": "2020-062", "as_written": "Atlantis"}]
    found = evaluator("applications", workspace, "--find", "Atlantis", "--json").json["applications"][0]
    assert found["partners"][0]["code"] is None
    assert found["findings"]


def test_a_wrong_passphrase_opens_nothing(workspace):
    ran = evaluator("round", "show", workspace, "--json", passphrase="väärä")

    assert ran.code == 3
    assert ran.error["message"]


@pytest.mark.parametrize("kind", ["text", "empty", "plain sqlite", "folder", "missing"])
def test_what_is_no_workspace_is_refused_and_left_as_it_is(tmp_path, kind):
    path = tmp_path / "tiedosto.evaluator"
    match kind:
        case "text":
            path.write_text("ei työtila " * 500, encoding="utf-8")
        case "empty":
            path.touch()
        case "plain sqlite":
            with sqlite3.connect(path) as plain:
                plain.execute("create table t (a)")
            plain.close()
        case "folder":
            path.mkdir()
    before = path.read_bytes() if path.is_file() else None

    ran = evaluator("round", "show", path, "--json")

    assert ran.code == 3, ran.out
    assert "tiedosto.evaluator" in ran.error["message"]
    assert (path.read_bytes() if path.is_file() else None) == before
    assert len(list(tmp_path.iterdir())) == (0 if kind == "missing" else 1)


def test_an_existing_file_is_never_overwritten_by_a_new_round(workspace):
    before = workspace.read_bytes()

    ran = evaluator("round", "new", workspace, "--call", CALL, "--json")

    assert ran.code == 3
    assert workspace.read_bytes() == before


def test_a_passphrase_is_not_asked_without_a_terminal(workspace):
    ran = evaluator("round", "show", workspace, "--json", passphrase=None)

    assert (ran.code, ran.error["code"]) == (2, "input.passphrase.no-terminal")


def test_an_unknown_call_is_bad_input(tmp_path):
    ran = evaluator("round", "new", tmp_path / "r.evaluator", "--call", "1999-nothing", "--json")

    assert ran.code == 2
    assert not list(tmp_path.iterdir())


def test_a_call_with_a_typo_names_the_line(tmp_path):
    original = Path(__file__).parents[2] / "resources" / "calls" / f"{CALL}.toml"
    lines = original.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("max_rate"))
    lines[at] = lines[at].replace("max_rate", "max_rat")
    path = tmp_path / "haku.toml"
    path.write_text("\n".join(lines), encoding="utf-8")

    ran = evaluator("call", "check", path, "--json")

    assert ran.code == 1
    assert at + 1 in {each["line"] for each in ran.json["findings"]}


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"\xff" * 9, b"\x00" * 99])
def test_a_call_file_of_any_bytes_is_invalid_with_a_code(tmp_path, content):
    path = tmp_path / "haku.toml"
    path.write_bytes(content)

    ran = command("call", "check", path)

    assert (ran.code, ran.json["valid"]) == (1, False)
    assert ran.json["findings"][0]["code"].startswith("input.call.")


@pytest.mark.parametrize(
    "words", [["call", "check", "a\0b"], ["log", "verify", "\0"], ["import", "x", "y\0.csv"]]
)
def test_a_path_with_a_nul_is_bad_input(words):
    ran = command(*words)

    assert (ran.code, ran.error["code"]) == (2, "input.usage")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["import"],
        ["allocate", "x", "--rule", "luck"],
        ["round", "new", "x", "--call", CALL, "--envelope", "paljon"],
        ["applicants", "parse", ""],
    ],
)
def test_wrong_words_are_usage_errors(words):
    ran = evaluator(*words, "--json")

    assert ran.code == 2
    assert ran.error["message"]


def test_the_annex_is_a_table_that_is_fine(tmp_path):
    path = tmp_path / "kierros.evaluator"
    assert evaluator("round", "new", path, "--call", CALL, "--json").code == 0

    ran = evaluator("import", path, ANNEX, "--json")

    assert (ran.code, ran.json["imported"], ran.json["quarantined"]) == (0, 61, [])
