"""A round on the command line, from an empty file to an allocation."""

import json
from pathlib import Path

import pytest

from tests.cli.program import ANNEX, CALL, evaluator


def test_a_new_round_has_the_call_and_its_envelope(tmp_path):
    ran = evaluator("round", "new", tmp_path / "r.evaluator", "--call", CALL, "--json")

    assert ran.code == 0
    assert ran.json["call"] == CALL
    assert ran.json["state"] == "draft"
    assert ran.json["envelope_cents"] == 1_000_000_000


def test_an_envelope_of_ones_own_takes_the_calls_place(tmp_path):
    ran = evaluator(
        "round", "new", tmp_path / "r.evaluator", "--call", CALL, "--envelope", "1 234 567,89", "--json"
    )

    assert ran.json["envelope_cents"] == 123_456_789


def test_the_annex_imports_as_it_is(workspace):
    ran = evaluator("round", "show", workspace, "--json")

    assert ran.json["applications"] == 61
    assert ran.json["requested_cents"] == 1_610_033_045


def test_the_same_table_again_changes_nothing(workspace):
    ran = evaluator("import", workspace, ANNEX, "--json")

    assert (ran.json["imported"], ran.json["unchanged"], ran.json["superseded"]) == (0, 61, 0)


def test_a_dry_run_stores_nothing(tmp_path):
    path = tmp_path / "r.evaluator"
    evaluator("round", "new", path, "--call", CALL)

    ran = evaluator("import", path, ANNEX, "--dry-run", "--json")

    assert ran.json["imported"] == 61
    assert evaluator("round", "show", path, "--json").json["applications"] == 0


def test_a_changed_row_supersedes_its_application(workspace, tmp_path):
    changed = tmp_path / "uusi.csv"
    changed.write_text(ANNEX.read_text(encoding="utf-8").replace("68000.00", "69000.00"), encoding="utf-8")

    ran = evaluator("import", workspace, changed, "--json")

    assert ran.json["superseded"] == 1
    assert evaluator("round", "show", workspace, "--json").json["requested_cents"] == 1_610_133_045


def test_search_forgives_missing_dots(workspace):
    found = evaluator("applications", workspace, "--find", "jamsa", "--json").json["applications"]

    assert [each["number"] for each in found] == [10]
    assert found[0]["lead"]["code"] == "182"
    assert [each["code"] for each in found[0]["partners"]] == ["495"]


def test_rows_without_partners_and_the_company_are_blocked_and_no_funded_row_is(workspace):
    listed = evaluator("applications", workspace, "--json").json["applications"]
    blocked = {
        each["number"] for each in listed if any(one["severity"] == "block" for one in each["findings"])
    }

    assert blocked == {17, 19, 36, 56}


def test_a_decision_needs_a_reason(workspace):
    refused = evaluator("eligibility", workspace, "--decide", "2020-017", "no", "--json")
    accepted = evaluator(
        "eligibility", workspace, "--decide", "2020-017", "no", "--reason", "Vain yksi kunta.", "--json"
    )

    assert (refused.code, refused.error["code"]) == (4, "rule.reason-missing")
    assert accepted.code == 0
    decided = {each["id"]: each["decision"] for each in accepted.json["applications"]}
    assert decided["2020-017"]["outcome"] == "no"
    assert decided["2020-001"] is None


def test_a_round_does_not_pass_a_guard(workspace):
    assert evaluator("round", "advance", workspace, "--json").json["state"] == "eligibility"

    ran = evaluator("round", "advance", workspace, "--json")

    assert (ran.code, ran.error["code"]) == (4, "rule.phase-not-ready")
    assert ran.error["facts"]["open"] == 61


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_read_lines_in_their_language(workspace, language):
    ran = evaluator("round", "show", workspace, "--language", language)

    assert ran.code == 0
    assert {"fi": "hakemusta", "sv": "ansökningar", "en": "applications"}[language] in ran.out


def test_deviations_are_recorded_with_reason_and_name(demo, tmp_path):
    copy = tmp_path / "copy.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ["--passphrase-file", demo[1]["passphrase_file"]]

    ran = evaluator(
        "allocate", copy, *key, "--drop", "2020-006", "--reason", "Koe.", "--identity", "E", "--json"
    )

    assert ran.json["granted_cents"] == 969_460_000 - 85_000_000
    dropped = [each for each in ran.json["deviations"] if each["kind"] == "drop"]
    assert [(each["id"], each["by"]) for each in dropped] == [("2020-006", "E")]
    again = evaluator("allocate", copy, *key, "--by-rule", "2020-006", "--reason", "Koe ohi.", "--json")
    assert again.json["granted_cents"] == 969_460_000


def test_calls_are_listed():
    ran = evaluator("call", "list", "--json")

    assert [each["id"] for each in ran.json["calls"]] == [
        "2019-joint-projects",
        "2019-knowledge-management",
        "2020-joint-projects",
    ]


def test_applicants_are_understood_without_a_workspace():
    ran = evaluator("applicants", "parse", "Alavuden kaupunki (Säkyä, Kuortane)", "--json")

    assert ran.json["lead"]["code"] == "010"
    assert ran.json["receiver"]["fi"] == "Alavuden kaupungille"
    assert ran.json["suggestions"] == [{"as_written": "Säkyä", "suggested": "Säkylä", "code": "783"}]


def test_doctor_answers_in_json():
    ran = evaluator("doctor", "--json", env={"QT_QPA_PLATFORM": "offscreen"})

    assert {"python", "database"} <= {each["name"] for each in ran.json["checks"]}
    assert json.dumps(ran.json)
