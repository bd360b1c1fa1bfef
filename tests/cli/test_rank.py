"""The ranking with its evidence on the command line, for rounds of every poor shape."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from evaluator.domain.money import Cents
from evaluator.keys.secrets import PassphraseSecret
from evaluator.scoring.evidence.notes import NoteCode
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import (
    a_call,
    a_group,
    a_review,
    a_reviewer,
    a_round,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
)
from tests.cli.in_process import command

FIGURES = {
    "adjusted",
    "expected_rank",
    "interval_50",
    "interval_90",
    "score_50",
    "score_90",
    "p_funded",
    "p_funded_unadjusted",
    "zone",
    "firm",
}


def a_workspace(path: Path, rows: list[str], *, call=None, more=(), decisions=()) -> Path:
    """Make a round: a row for an application, a column for a reviewer, "." for no review."""
    opened = SqlWorkspaces().create(path, PassphraseSecret("salasana"), a_round(call=call or a_call()))
    with opened.begin() as unit:
        unit.put_applications([an_application(number) for number in range(1, len(rows) + 1)])
        unit.put_reviewers([a_reviewer(number) for number in range(1, max(map(len, rows), default=0) + 1)])
        unit.add_reviews(
            an_even_review(value, f"2020-{number:03d}", f"r{at}", call=call)
            for number, row in enumerate(rows, start=1)
            for at, value in enumerate(row, start=1)
            if value != "."
        )
        unit.add_reviews(more)
        unit.add_eligibility(decisions)
        unit.commit()
    opened.close()
    return path


RECUSED = a_review(recused=True, recusal_reason="Yhteistyö hankkeessa.", submitted=None)

POOR = {
    "nothing reviewed": (["."], {}, NoteCode.NO_RATINGS),
    "everybody recused": (["."], {"more": (RECUSED,)}, NoteCode.NO_RATINGS),
    "one reviewer": (["5", "3", "1"], {}, NoteCode.SINGLE_REVIEWER),
    "one application": (["543"], {}, NoteCode.SINGLE_APPLICATION),
    "one review": (["4"], {}, NoteCode.SINGLE_APPLICATION),
    "all scores equal": (["33", "33", "33"], {}, NoteCode.ALL_EQUAL),
    "a review each": (["1..", ".3.", "..5"], {}, NoteCode.NO_REPEATS),
    "disconnected groups": (["12..", "34..", "..25", "..41"], {}, NoteCode.DISCONNECTED),
    "no leniency variance": (["12", "21", "45", "54"], {}, NoteCode.NO_LENIENCY_VARIANCE),
    "reviewers with one review each": (["13....", "..24..", "....55"], {}, NoteCode.REVIEWERS_ONCE),
    "a reviewer with a single review": (["12.", "34.", "553"], {}, NoteCode.FEW_REVIEWS),
    "a reviewer without reviews": (["12", "34", "52"], {"silent": True}, NoteCode.NO_REVIEWS_BY),
    "reviewers who agree wholly": (["111", "333", "555"], {}, NoteCode.NO_RESIDUAL_VARIANCE),
    "one is not eligible": (
        ["12", "34", "52"],
        {"decisions": (an_eligibility_decision("2020-002", "no"),)},
        NoteCode.NOT_RANKED,
    ),
    "one group of criteria": (
        ["12", "34", "52"],
        {"call": a_call(groups=(a_group(),))},
        NoteCode.SINGLE_GROUP,
    ),
}


@pytest.mark.parametrize("name", POOR)
def test_a_figure_or_a_clear_statement_and_never_a_crash_or_a_silent_zero(name, tmp_path):
    rows, more, code = POOR[name]
    more = dict(more)
    if more.pop("silent", False):
        rows = [f"{row}." for row in rows]
    path = a_workspace(tmp_path / "k.evaluator", rows, **more)

    first = command("rank", path)
    again = command("rank", path)

    assert first.code == 0
    assert first.out == again.out
    found = first.json
    assert code.value in {each["code"] for each in found["notes"]}
    assert all(each["message"] and not each["message"].startswith("analyse.") for each in found["notes"])
    excused = {figure for note in found["notes"] if note["missing"] for figure in note["figures"]}
    for each in found["applications"]:
        assert {*each} >= {*FIGURES, "id", "place", "score", "groups", "reviews"}
        assert {figure for figure in FIGURES if each[figure] is None} <= excused
    for each in found["reviewers"]:
        assert each["leniency"] is not None or "leniency" in excused
    for figure, value in found["reliability"].items():
        assert value is not None or figure in excused
    assert {*found["method"]} >= {"version", "seed", "draws", "prior"}
    assert isinstance(found["components"], int)


def test_a_round_without_a_row_has_an_empty_ranking(tmp_path):
    found = command("rank", a_workspace(tmp_path / "k.evaluator", [])).json

    assert found["applications"] == found["reviewers"] == []
    assert found["components"] == 0


def test_the_plain_listing_says_firmness_and_that_figures_decide_nothing(tmp_path, capsys, monkeypatch):
    from evaluator.cli.main import main

    path = a_workspace(tmp_path / "k.evaluator", ["543", "432", "321", "211"])
    monkeypatch.setenv("EVALUATOR_PASSPHRASE", "salasana")

    assert main(["rank", str(path), "--language", "en"]) == 0

    out = capsys.readouterr().out
    assert "Firmness" in out
    assert "published rule decides" in out
    assert "seed 1" in out


def test_a_workspace_that_cannot_be_written_is_ranked_all_the_same(tmp_path):
    path = a_workspace(tmp_path / "k.evaluator", ["543", "432", "321", "211"])
    writable = command("rank", path).json
    path.chmod(0o444)

    assert command("rank", path).json == writable


def test_scenarios_are_saved_listed_and_removed_by_name(tmp_path):
    path = a_workspace(tmp_path / "k.evaluator", ["55", "44", "33", "22"])
    command("allocate", path, "--drop", "2020-001", "--reason", "Rahoitus muualta.")

    saved = command("allocate", path, "--scenario", "Ilman ensimmäistä").json
    later = command("allocate", path, "--by-rule", "2020-001", "--reason", "Kumottu.").json

    [scenario] = saved["scenarios"]
    assert scenario["name"] == "Ilman ensimmäistä"
    assert scenario["deviations"] == 1
    assert scenario["granted_cents"] == saved["granted_cents"]
    assert later["scenarios"][0]["granted_cents"] == saved["granted_cents"] < later["granted_cents"]
    assert command("allocate", path, "--remove-scenario", "Ilman ensimmäistä").json["scenarios"] == []
    assert command("allocate", path, "--remove-scenario", "Toinen").code == 2
    assert command("allocate", path, "--scenario", " ").error["code"] == "input.scenario.name"


def test_the_optimum_is_a_labelled_what_if_and_changes_nothing(tmp_path):
    path = a_workspace(tmp_path / "k.evaluator", ["55", "44", "33", "22"])
    plain = command("allocate", path).json

    asked = command("allocate", path, "--what-if", "knapsack").json

    what_if = asked.pop("what_if")
    assert asked == plain
    assert what_if["kind"] == "knapsack"
    assert what_if["proposal"] is False
    assert "ei ehdotus" in what_if["message"]
    assert what_if["granted_cents"] + what_if["unspent_cents"] == plain["envelope_cents"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path):
    path = a_workspace(tmp_path / "k.evaluator", ["54", "43", "32"])
    tmp_path.chmod(0o555)
    try:
        assert command("rank", path).code == 0
    finally:
        tmp_path.chmod(0o755)


def test_a_scenario_is_taken_into_use_and_a_condition_stands_in_the_register(tmp_path):
    path = a_workspace(tmp_path / "kierros.evaluator", ["55", "44", "33"])
    command("allocate", path, "--drop", "2020-001", "--reason", "Ei tarvetta.")
    command("allocate", path, "--scenario", "Ilman ensimmäistä")
    command("allocate", path, "--by-rule", "2020-001", "--reason", "Palautetaan.")
    assert command("allocate", path, "--use-scenario", "Ilman ensimmäistä").code == 4

    used = command("allocate", path, "--use-scenario", "Ilman ensimmäistä", "--reason", "Työryhmä.")
    told = command(
        "allocate", path, "--condition", "2020-002", "Julkaise lähdekoodi.", "--reason", "Julkista."
    )
    plain = command("allocate", path, "--condition", "2020-003", "Raportoi.")

    assert used.code == 0
    assert used.json["used"] == {"name": "Ilman ensimmäistä", "recorded": 1, "without_effect": []}
    assert [(each["kind"], each["reason"]) for each in plain.json["deviations"]] == [
        ("drop", "Ei tarvetta."),
        ("by_rule", "Palautetaan."),
        ("drop", "Ei tarvetta."),
        ("condition", "Julkista."),
        ("condition", "Raportoi."),
    ]
    assert told.json["deviations"][-1]["condition"] == "Julkaise lähdekoodi."
    assert all(each["by"] and each["at"] for each in plain.json["deviations"])
    assert command("allocate", path, "--use-scenario", "Ilman ensimmäistä", "--reason", "Syy.").code == 4
    assert command("allocate", path, "--by-rule", "2020-002", "--reason", "Syy.").code == 4
    assert command("allocate", path, "--condition", "2020-002", "").code == 4
    assert len(command("allocate", path).json["deviations"]) == 5


@pytest.mark.parametrize(
    "text", ["1e999", "60/1", "6e1", "60.00001", "nan", "sixty", "1" * 13, "100,1", "-1"]
)
def test_a_threshold_is_a_number_as_people_write_it(tmp_path, text):
    path = a_workspace(tmp_path / "kierros.evaluator", ["55"])

    ran = command("allocate", path, f"--threshold={text}")

    assert ran.code == 2
    assert len(ran.error["message"]) < 200
    assert "/1" not in ran.error["message"].replace("60/1", "")
    assert command("allocate", path, "--threshold", "60,5").json["threshold"] == 60.5
    assert command("allocate", path, "--threshold", "60.25").json["threshold"] == 60.25


@pytest.mark.parametrize("deed", ["--hold", "--lift", "--drop", "--by-rule"])
def test_a_deed_without_an_application_is_refused_and_not_passed_over(tmp_path, deed):
    path = a_workspace(tmp_path / "kierros.evaluator", ["55"])

    assert command("allocate", path, deed, "", "--reason", "Syy.").code == 2
    assert command("allocate", path, "--threshold", "").code == 2
    assert command("allocate", path).json["deviations"] == []


@pytest.mark.parametrize("rule", ["stop", "skip", "cut"])
def test_every_rule_and_envelope_gives_sums_that_add_up(tmp_path, rule):
    """Equals at the line, an envelope smaller than every sum asked, and one that is nothing."""
    path = a_workspace(tmp_path / "kierros.evaluator", ["55", "44", "44", "33"])
    command("allocate", path, "--rule", rule)
    for envelope in (0, 50_000, 100_000, 250_000):
        opened = SqlWorkspaces().open(path, PassphraseSecret("salasana"))
        with opened.begin() as unit:
            unit.put_round(replace(unit.round(), envelope=euros(envelope)))
            unit.commit()
        opened.close()

        told = command("allocate", path, "--what-if", "knapsack").json

        granted = [each["granted_cents"] for each in told["grants"]]
        assert sum(granted) == told["granted_cents"] == told["envelope_cents"] - told["unspent_cents"]
        assert told["unspent_cents"] >= 0
        assert all(0 < each["granted_cents"] <= each["requested_cents"] for each in told["grants"])
        tied = {"2020-002", "2020-003"}
        assert len(tied & {each["id"] for each in told["grants"]}) in {0, 2}
        assert set(told["tie_at_line"]) in (set(), tied)
        assert 0 <= told["what_if"]["granted_cents"] <= told["envelope_cents"]


def test_the_listing_says_what_departs_from_the_rule_and_what_has_to_be_settled(
    tmp_path, capsys, monkeypatch
):
    from evaluator.cli.main import main

    path = a_workspace(tmp_path / "k.evaluator", ["55", "44", "44", "33"])
    monkeypatch.setenv("EVALUATOR_PASSPHRASE", "salasana")
    first, second = command("allocate", path).json["grants"][:2]
    opened = SqlWorkspaces().open(path, PassphraseSecret("salasana"))
    with opened.begin() as unit:
        room = Cents(first["bound_cents"] + second["bound_cents"])
        unit.put_round(replace(unit.round(), envelope=room))
        unit.commit()
    opened.close()
    assert command("allocate", path).json["tie_at_line"] == ["2020-002", "2020-003"]
    capsys.readouterr()

    assert main(["allocate", str(path), "--language", "en"]) == 0
    tied = capsys.readouterr().out
    for each in ("2020-002", "2020-003"):
        command("allocate", path, "--lift", each, "--reason", "Yhdenvertaisuus.")
    monkeypatch.setenv("EVALUATOR_PASSPHRASE", "salasana")  # the program forgets it once read
    capsys.readouterr()
    assert main(["allocate", str(path), "--language", "en"]) == 0
    lifted = capsys.readouterr().out

    assert "tie at place 2 (applications 2020-002, 2020-003)" in tied
    assert "depart" not in tied
    assert "2 applications depart from the rule: 2020-002, 2020-003." in lifted
    assert "exceeds the envelope by" in lifted
    assert "tie at place" not in lifted


def test_a_scenario_counts_applications_and_names_each_once(tmp_path):
    path = a_workspace(tmp_path / "k.evaluator", ["55", "44", "33", "22"])
    command("allocate", path, "--threshold", "60")
    out = next(each["id"] for each in command("rank", path).json["applications"] if each["shortfalls"])
    command("allocate", path, "--lift", out, "--reason", "Painava syy.")
    command("allocate", path, "--amount", out, "1000", "--reason", "Osa riittää.")

    [scenario] = command("allocate", path, "--scenario", "Osittain").json["scenarios"]
    command("eligibility", path, "--decide", out, "no", "--reason", "Myöhässä.")
    used = command("allocate", path, "--use-scenario", "Osittain", "--reason", "Työryhmä.")

    assert scenario["deviations"] == 1
    assert used.json["used"] == {"name": "Osittain", "recorded": 1, "without_effect": [out]}
