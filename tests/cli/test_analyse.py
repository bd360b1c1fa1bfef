"""``evaluator analyse`` as a script sees it."""

import random

import pytest

from tests.cli.program import ROOT, evaluator

DATA = ROOT / "tests" / "data" / "scoring"
COLUMNS = ("--columns", "proposal,assessor,num_grade")
HEADER = "application,reviewer,score\n"


def analyse(*words):
    return evaluator("analyse", *words, "--json", passphrase=None)


def test_it_gives_the_keys_of_the_contract():
    ran = analyse(DATA / "mock_p1.csv", *COLUMNS, "--scale", "1,6", "--prior", "snsf", "--fundable", "5")

    assert ran.code == 0, ran.err
    told = ran.json
    first, reviewer = told["applications"][0], told["reviewers"][0]
    assert {
        "id",
        "n",
        "mean",
        "adjusted",
        "expected_rank",
        "sucra",
        "pcer",
        "interval_50",
        "interval_90",
        "p_funded",
        "zone",
    } <= set(first)
    assert (first["id"], first["n"], first["mean"]) == ("#1", 5, 5.0)
    assert first["expected_rank"] == pytest.approx(2.442, abs=0.12)
    assert set(reviewer) == {"id", "n", "leniency", "interval_90"}
    assert told["sd"] == pytest.approx(
        {"application": 0.649542, "reviewer": 1.407803, "residual": 0.851329}, rel=1e-3
    )
    assert set(told["reliability"]) == {"icc_single", "icc_mean", "alpha_interval", "ac2"}
    assert told["components"] == 1
    assert told["method"]["prior"] == "snsf"
    assert (told["method"]["draws"], told["method"]["seed"]) == (10_000, 1)


def test_without_a_number_to_fund_there_is_no_share_and_no_zone_and_it_says_so():
    ran = analyse(DATA / "synth61.csv", *COLUMNS)

    assert {each["p_funded"] for each in ran.json["applications"]} == {None}
    assert {each["zone"] for each in ran.json["applications"]} == {None}
    assert {"nothing-to-fund", "scale-from-data"} <= {each["code"] for each in ran.json["notes"]}
    assert ran.json["scale"] == {"lowest": 1.0, "highest": 6.0}


def test_the_same_table_prints_the_same_again():
    words = (DATA / "synth61.csv", *COLUMNS, "--fundable", "20", "--draws", "2000")

    assert analyse(*words).out == analyse(*words).out


TABLES = {
    "text": HEADER + "a,r,hyvä\n",
    "nan": HEADER + "a,r,nan\n",
    "missing": HEADER + "a,r,\n",
    "duplicate": HEADER + "a,r,3\na,r,4\n",
    "empty": "",
    "header alone": HEADER,
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_faulty_table_is_one_clear_sentence(tmp_path, kind):
    path = tmp_path / "arviot.csv"
    path.write_text(TABLES[kind], encoding="utf-8")

    ran = analyse(path)

    assert ran.code == 2
    assert "arviot.csv" in ran.error["message"]
    assert "\n" not in ran.error["message"]


@pytest.mark.parametrize(
    "words",
    [
        ("--scale", "3,6"),
        ("--scale", "6,1"),
        ("--scale", "1"),
        ("--scale", "a,b"),
        ("--columns", "proposal,assessor"),
        ("--columns", "proposal,assessor,grades"),
        ("--fundable", "0"),
        ("--fundable", "x"),
        ("--draws", "5"),
        ("--draws", "25000000"),
        ("--draws", "99999999999"),
        ("--scale", "0,1e999"),
        ("--scale", "0,60/1"),
        ("--fundable", "1000001"),
        ("--seed", "1000000000000000000"),
        ("--seed", "-1"),
        ("--prior", "other"),
    ],
)
def test_an_option_that_cannot_be_used_is_bad_input(words):
    given = () if words[0] == "--columns" else COLUMNS

    ran = analyse(DATA / "mock_p1.csv", *given, *words)

    assert ran.code == 2
    assert ran.error["code"].startswith("input.")
    assert "{" not in ran.error["message"]


def test_ten_thousand_rows_are_analysed(tmp_path):
    draw = random.Random(1)
    lines = [f"a{a},r{r},{draw.randint(1, 6)}" for a in range(2_500) for r in draw.sample(range(120), 4)]
    path = tmp_path / "arviot.csv"
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")

    ran = analyse(path, "--scale", "1,6", "--fundable", "500", "--draws", "500")

    assert ran.code == 0, ran.err
    assert len(ran.json["applications"]) == 2_500
    assert ran.json["applications"][0]["zone"] in {"funded", "line", "not_funded"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_get_tables_and_the_notes(tmp_path, language):
    path = tmp_path / "arviot.csv"
    path.write_text(HEADER + "a,r,3\na,s,4\nb,t,5\nb,u,2\n", encoding="utf-8")

    ran = evaluator("analyse", path, "--language", language, passphrase=None)

    assert ran.code == 0, ran.err
    assert "–" in ran.out
    assert "{" not in ran.out
    assert {"fi": "osaan", "sv": "delar", "en": "parts"}[language] in ran.out


def test_the_bench_measures_the_evidence():
    ran = evaluator("bench", "--only", "evidence", "--scale", "0.01", "--json", passphrase=None)

    assert ran.code == 0, ran.err
    results = {each["name"]: each for each in ran.json["results"]}
    assert set(results) == {"evidence", "evidence-large", "evidence-memory"}
    assert all(each["ours"] > 0 for each in results.values())


def test_a_scale_may_begin_below_zero(tmp_path):
    table = tmp_path / "arviot.csv"
    table.write_text(f"{HEADER}a,r,-2\na,s,1\nb,r,0\nb,s,2\n", encoding="utf-8")

    ran = analyse(table, "--scale", "-2,2")

    assert ran.code == 0
    assert [each["mean"] for each in ran.json["applications"]] == [1.0, -0.5]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--draws", "1e4", "100–25 000 000"),
        ("--draws", "99", "100–25 000 000"),
        ("--draws", "20000001", "100–20 000 000"),
        ("--seed", "1000000000000000000", "0–999 999 999 999 999 999"),
        ("--fundable", "0", "1–1 000 000"),
    ],
)
def test_a_number_out_of_its_range_is_told_the_range(option, value, said):
    ran = evaluator(
        "analyse", DATA / "mock_p1.csv", *COLUMNS, option, value, "--language", "fi", passphrase=None
    )

    assert ran.code == 2
    assert said in ran.err.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x00\x00", b"application,reviewer,score\na,\x00,3\n", b"\x7fELF\x01"]
)
def test_a_binary_file_is_said_to_be_no_table_of_ratings(tmp_path, content):
    path = tmp_path / "arviot.csv"
    path.write_bytes(content)

    ran = analyse(path)

    assert (ran.code, ran.error["code"]) == (2, "input.ratings.not-a-table")
    assert "annex_row" not in ran.error["message"]


@pytest.mark.parametrize("text", ["x" * 140_000 + ",r,3\n", '"' + "a,b,3\n" * 30_000])
def test_a_cell_that_is_too_long_is_no_fault_of_quotation_marks_alone(tmp_path, text):
    path = tmp_path / "arviot.csv"
    path.write_text(HEADER + text, encoding="utf-8")

    ran = analyse(path)

    assert (ran.code, ran.error["code"]) == (2, "input.table.endless-cell")


def test_one_application_has_no_agreement_and_a_note_says_why(tmp_path):
    path = tmp_path / "arviot.csv"
    path.write_text(HEADER + "a,r,3\na,s,4\na,t,5\n", encoding="utf-8")

    ran = analyse(path, "--scale", "0,5", "--fundable", "1")

    assert ran.code == 0
    assert set(ran.json["reliability"].values()) == {None}
    [note] = [each for each in ran.json["notes"] if "ac2" in each["figures"]]
    assert (note["code"], note["missing"]) == ("single-application", True)
