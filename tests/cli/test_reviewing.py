"""Assigning, reviewing, merging and agreeing on the command line, from machine to machine."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from evaluator.services.open_package import OpenPackage
from tests.cli.review_world import CRITERIA, World, annex_of, build

FIRST, SECOND, THIRD = "2020-001", "2020-002", "2020-003"
VERDICTS = {"new", "unchanged", "newer", "older", "conflicting", "stale", "recused", "missing"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return build(tmp_path_factory.mktemp("arviointi"))


@pytest.fixture
def world(made, tmp_path):
    """Give a copy of everybody's machines; reviewers one and two have exported, three has opened."""
    return World(Path(shutil.copytree(made.folder, tmp_path / "w")))


def files(ran):
    return [(each["status"], each["code"]) for each in ran.json["files"]]


def the_file(ran):
    (found,) = ran.json["files"]
    return found["status"], found["code"]


def cells(ran):
    return {verdict: count for verdict, count in ran.json["cells"].items() if count}


def another_machine(world, who):
    """Give a second workspace of a reviewer, restored from the review file."""
    (package,) = (each for each in (world.folder / "paketit").iterdir() if opens(world, who, each))
    assert package.exists()
    desk = world.folder / f"{who}-2.evaluator"
    world.done(who, "review", "restore", desk, world.folder / f"{who}.evreview")
    return desk


def opens(world, who, package):
    desk = world.folder / f"{who}-2.evaluator"
    return world.run(who, "review", "open", package, "--workspace", desk).code == 0


def revise(world, who, desk, value, out):
    world.done(who, "review", "reopen", desk, SECOND, "--reason", "Luin uudelleen.")
    world.done(who, "review", "score", desk, "--file", world.scores([SECOND], value))
    world.done(who, "review", "submit", desk, SECOND)
    path = world.folder / out
    world.done(who, "review", "export", desk, "--out", path)
    return path


def test_the_lead_s_own_reviewer_does_not_get_its_application_and_the_rule_is_named(world):
    said = world.done("official", "assign", world.round)

    (blocked,) = said["blocked"]
    assert (blocked["application"], blocked["rule"], blocked["severity"]) == (FIRST, "employment", "hard")
    assert blocked["source"].startswith("434/2003 28 §")
    assert said["load"][blocked["reviewer"]] == 2
    assert {"application": FIRST, "reviewer": blocked["reviewer"]} not in [
        {"application": each["application"], "reviewer": each["reviewer"]} for each in said["assignments"]
    ]
    by_hand = world.refused("official", "assign", world.round, "--pair", FIRST, blocked["reviewer"])
    assert by_hand == (4, "rule.assign.barred")


def test_every_reviewer_reads_in_an_order_of_their_own_that_the_seed_gives(world):
    orders = {who: world.ids(who) for who in ("one", "two", "three")}
    assert sorted(orders["two"]) == sorted(orders["three"])

    again = world.packages("uudelleen")
    world.done("two", "review", "open", again["two"], "--workspace", world.folder / "uusi.evaluator")
    desk = world.done("two", "review", "show", world.folder / "uusi.evaluator")["applications"]

    assert [each["id"] for each in desk] == orders["two"]


def test_what_everybody_scores_first_comes_first_and_holds_back_the_rest(world):
    world.done(
        "official", "assign", world.round, "--per-application", "1", "--seed", "3", "--calibration", THIRD
    )
    packages = world.packages("harjoitus")
    desk = world.folder / "harjoitus.evaluator"
    shown = world.done("three", "review", "open", packages["three"], "--workspace", desk)["applications"]
    world.done("official", "assign", world.round, "--pair", SECOND, "Esimerkkiarvioija 3")
    later = world.packages("lisää")["three"]
    world.done("three", "review", "open", later, "--workspace", desk)
    for each in (SECOND, THIRD):
        world.done("three", "review", "declare", desk, each, "--conflict", "no")
    world.done("three", "review", "score", desk, "--file", world.scores([SECOND, THIRD], 3))

    early = world.refused("three", "review", "submit", desk, SECOND)
    world.done("three", "review", "submit", desk, THIRD)
    world.done("three", "review", "submit", desk, SECOND)
    world.done("three", "review", "reopen", desk, THIRD, "--reason", "Keskustelimme siitä.")
    world.done("three", "review", "score", desk, "--file", world.scores([THIRD], 4))
    revised = world.done("three", "review", "submit", desk, THIRD)["applications"]

    assert (shown[0]["id"], shown[0]["calibration"]) == (THIRD, True)
    assert all(THIRD in _read(world, who, packages) for who in ("one", "two"))
    assert early == (4, "rule.review.calibration-first")
    assert {each["id"]: each["revision"] for each in revised}[THIRD] == 2


def _read(world, who, packages):
    desk = world.folder / f"luku {who}.evaluator"
    shown = world.done(who, "review", "open", packages[who], "--workspace", desk)
    return [each["id"] for each in shown["applications"]]


def test_the_question_comes_first_and_a_conflict_takes_the_content_away(world):
    three = world.desk("three")

    early = world.refused("three", "review", "score", three, "--file", world.scores([SECOND], 3))
    nothing = world.refused("three", "review", "export", three, "--out", world.folder / "x.evreview")
    silent = world.refused("three", "review", "declare", three, SECOND, "--conflict", "yes")
    declared = world.done(
        "three", "review", "declare", three, SECOND, "--conflict", "yes", "--reason", "Veli on hakija."
    )
    late = world.refused("three", "review", "score", three, "--file", world.scores([SECOND], 3))
    back = world.refused("three", "review", "declare", three, SECOND, "--conflict", "no")
    merged = world.merge(world.export("three", "three.evreview"))

    assert early == (4, "rule.review.undeclared")
    assert nothing == (4, "rule.review.nothing-to-export")
    assert silent == (4, "rule.reason-missing")
    assert {each["id"]: each["state"] for each in declared["applications"]}[SECOND] == "recused"
    assert late == back == (4, "rule.review.conflict-declared")
    coverage = {(each["application"], each["state"]) for each in merged.json["coverage"]}
    assert (SECOND, "recused") in coverage


def test_what_was_given_back_is_not_scored_and_the_official_sees_why_nobody_did(world):
    three = world.desk("three")
    silent = world.refused("three", "review", "decline", three, THIRD)

    world.done("three", "review", "decline", three, THIRD, "--reason", "En ehdi.")
    world.done("three", "review", "declare", three, THIRD, "--conflict", "no")
    late = world.refused("three", "review", "score", three, "--file", world.scores([THIRD], 3))
    merged = world.merge(world.export("three", "three.evreview"))

    assert silent == (4, "rule.reason-missing")
    assert late == (4, "rule.review.declined")
    assert (THIRD, "declined") in {(each["application"], each["state"]) for each in merged.json["coverage"]}


def test_a_review_needs_every_answer_and_is_reopened_with_a_reason(world):
    three, one = world.desk("three"), world.desk("one")
    world.done("three", "review", "declare", three, SECOND, "--conflict", "no")
    path = world.scores([SECOND], 3)
    path.write_text(
        "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8"
    )
    world.done("three", "review", "score", three, "--file", path)

    incomplete = world.refused("three", "review", "submit", three, SECOND)
    unassigned = world.refused("one", "review", "score", one, "--file", world.scores([FIRST], 3))
    submitted = world.refused("one", "review", "score", one, "--file", world.scores([SECOND], 3))
    untold = world.refused("one", "review", "reopen", one, SECOND, "--reason", " ")

    assert incomplete == (4, "rule.review.incomplete")
    assert unassigned == (2, "input.scores.application")
    assert submitted == (4, "rule.review.submitted")
    assert untold == (2, "input.usage")


def test_a_recommendation_travels_beside_the_score(world):
    one = world.desk("one")
    world.done("one", "review", "reopen", one, SECOND, "--reason", "Suositus puuttui.")
    world.done("one", "review", "recommend", one, SECOND, "with_reservations")
    shown = world.done("one", "review", "submit", one, SECOND)["applications"]

    ran = world.merge(world.export("one", "suositus.evreview"))

    assert {each["id"]: each["recommendation"] for each in shown}[SECOND] == "with_reservations"
    assert ran.json["merge_id"] == 1
    assert cells(ran)["new"] == 2 * len(CRITERIA)


def test_files_merge_in_any_order_and_the_same_or_an_older_one_changes_nothing(world):
    one, two = world.folder / "one.evreview", world.folder / "two.evreview"
    newer = revise(world, "one", world.desk("one"), 5, "newer.evreview")

    shown = world.run("official", "merge", world.round, two, one, "--dry-run")
    first = world.merge(two, one, one)
    second = world.merge(newer)
    again = world.merge(one, two, newer)

    assert shown.json["merge_id"] is None
    assert shown.json["cells"] == {**first.json["cells"], "unchanged": 0}
    assert set(first.json["cells"]) == VERDICTS
    assert (first.code, cells(first)["new"]) == (0, 5 * len(CRITERIA))
    assert cells(second)["newer"] == len(CRITERIA) - 1  # the risk was entered alike
    assert (again.code, again.json["merge_id"]) == (0, None)
    assert cells(again) == {
        "older": len(CRITERIA),
        "unchanged": 6 * len(CRITERIA),
        "missing": 3 * len(CRITERIA),
    }
    assert [each["revision"] for each in second.json["files"]] == [2]


def test_two_machines_of_one_reviewer_are_a_conflict_that_holds_the_round_back(world):
    other = another_machine(world, "one")
    a = revise(world, "one", world.desk("one"), 5, "a.evreview")
    b = revise(world, "one", other, 1, "b.evreview")
    for each in (FIRST, SECOND, THIRD):
        world.done(
            "official", "eligibility", world.round, "--decide", each, "yes", "--reason", "Täyttää ehdot."
        )
    ran = world.merge(world.folder / "two.evreview", a, b)
    for _ in range(4):
        world.done("official", "round", "advance", world.round)

    early = world.refused("official", "round", "advance", world.round)
    (conflict,) = ran.json["conflicts"]
    settle = ("official", "merge", world.round, "--settle", conflict["id"], "--take")
    unknown = world.refused(*settle, "0" * 12, "--reason", "Syy.")
    untold = world.refused(*settle, conflict["revisions"][0])
    settled = world.done(*settle, conflict["revisions"][0], "--reason", "Arvioija vahvisti.")
    undo = world.refused("official", "merge", world.round, "--undo", "1")
    advanced = world.done("official", "round", "advance", world.round)

    late = world.merge(world.folder / "one.evreview")
    untold_back = world.refused("official", "round", "back", world.round)
    back = world.done("official", "round", "back", world.round, "--reason", "Arvio myöhästyi.")
    twice = world.refused("official", "round", "back", world.round, "--reason", "Syy.")

    assert (late.code, late.error["code"]) == (4, "rule.merge.phase")
    assert untold_back[0] == 4
    assert back["state"] == "consensus"
    assert twice == (4, "rule.merge.not-in-allocation")
    assert world.merge(world.folder / "one.evreview").code == 0
    assert ran.code == 1
    assert files(ran) == [("accepted", None)] * 3
    assert conflict["application"] == SECOND
    assert len(conflict["revisions"]) == 2
    assert early == (4, "rule.merge.unsettled")
    assert unknown == (2, "input.merge.revision")
    assert untold == (4, "rule.reason-missing")
    assert settled["conflicts"] == settled["files"] == []
    assert set(settled["cells"]) == VERDICTS
    assert undo == (4, "rule.merge.rested-on")
    assert advanced["state"] == "allocation"


def test_a_settlement_is_taken_back_before_its_merge_is_undone(world):
    other = another_machine(world, "one")
    a = revise(world, "one", world.desk("one"), 5, "a.evreview")
    b = revise(world, "one", other, 1, "b.evreview")
    (conflict,) = world.merge(a, b).json["conflicts"]
    first, second = conflict["revisions"]
    merge = ("official", "merge", world.round)

    def settle(revision):
        return world.done(*merge, "--settle", conflict["id"], "--take", revision, "--reason", "Vahvisti.")

    def consensus(*words):
        return world.done("official", "consensus", world.round, SECOND, *words, "--reason", "Syy.")

    early = world.refused(*merge, "--unsettle", conflict["id"], "--reason", "Väärä.")
    (settled,) = settle(first)["settled"]
    untold = world.refused(*merge, "--unsettle", conflict["id"])
    consensus("--file", world.scores([SECOND], 3), "--rapporteur", "Esimerkkiarvioija 2")
    rested = world.refused(*merge, "--unsettle", conflict["id"], "--reason", "Väärä.")
    consensus("--withdraw")
    opened = world.done(*merge, "--unsettle", conflict["id"], "--reason", "Valitsin väärän.")
    (other_way,) = settle(second)["settled"]
    world.done(*merge, "--unsettle", conflict["id"], "--reason", "Molemmat olivat vääriä.")
    undone = world.done(*merge, "--undo", "1")

    assert early == (2, "input.merge.settlement")
    assert (settled["id"], settled["taken"], other_way["taken"]) == (conflict["id"], first, second)
    assert untold == (4, "rule.reason-missing")
    assert rested == (4, "rule.merge.settlement-rested-on")
    assert opened["conflicts"] == [conflict]
    assert undone["conflicts"] == undone["settled"] == opened["settled"] == []


def test_a_changed_application_makes_its_reviews_stale_until_the_chair_speaks(world):
    one, two = world.folder / "one.evreview", world.folder / "two.evreview"
    annex = annex_of(world.folder, 1, 3)
    text = annex.read_text(encoding="utf-8")
    annex.write_text(text.replace("Kunta kuuluu kaikille", "Kunta kuuluu meille"), encoding="utf-8")
    world.done("official", "import", world.round, annex)

    ran = world.merge(one, two)
    words = ("official", "merge", world.round)
    untold = world.refused(*words, "--accept-stale", SECOND, "Esimerkkiarvioija 1")
    fresh = world.refused(*words, "--accept-stale", THIRD, "Esimerkkiarvioija 1", "--reason", "Syy.")
    world.done(*words, "--accept-stale", SECOND, "Esimerkkiarvioija 1", "--reason", "Vain nimi muuttui.")
    back = world.done(*words, "--send-back", SECOND, "Esimerkkiarvioija 2", "--reason", "Sisältö muuttui.")

    assert ran.code == 1
    assert cells(ran)["stale"] == 2 * len(CRITERIA)
    assert untold == (4, "rule.reason-missing")
    assert fresh == (2, "input.merge.not-stale")
    assert SECOND in {each["application"] for each in back["missing"]}
    package = world.packages("uudet")["two"]
    desk = world.done("two", "review", "open", package, "--workspace", world.desk("two"))["applications"]
    assert {each["id"]: each["changed"] for each in desk} == {FIRST: False, SECOND: True, THIRD: False}


def test_a_later_package_loses_nothing_of_the_earlier_ones(world):
    world.merge(world.folder / "one.evreview")
    world.done("official", "import", world.round, annex_of(world.folder, 4, 4))
    world.done("official", "assign", world.round, "--pair", "2020-004", "Esimerkkiarvioija 1")
    for each in (SECOND, THIRD):
        world.done("official", "assign", world.round, "--remove", each, "Esimerkkiarvioija 1")
    later = world.packages("lisä")["one"]
    opened = world.done("one", "review", "open", later, "--workspace", world.desk("one"))

    ran = world.merge(world.review("one", 2, "lisä.evreview", ["2020-004"]))

    assert {each["id"]: each["state"] for each in opened["applications"]} == {
        "2020-004": "undeclared",
        SECOND: "submitted",
        THIRD: "submitted",
    }
    (file,) = ran.json["files"]
    assert {each["application"]: each["verdict"] for each in file["reviews"]} == {
        SECOND: "unchanged",
        THIRD: "unchanged",
        "2020-004": "new",
    }


def test_nobody_new_sends_a_package_into_a_desk_before_the_digits_were_compared(world):
    world.identity("new official", "Esimerkkiesittelijä 2")
    copy = shutil.copy(world.round, world.folder / "toinen.evaluator")
    made = world.done("new official", "package", copy, "--out", world.folder / "vieraat")["packages"]
    (package,) = (each["path"] for each in made if each["name"] == "Esimerkkiarvioija 3")
    opening = ["review", "open", package, "--workspace", world.desk("three")]

    (known,), (new,) = (
        world.done(who, "identity", "list")["identities"] for who in ("official", "new official")
    )
    refused = world.run("three", *opening)
    wrong = world.refused("three", *opening, "--sender", known["fingerprint"])
    misheard = world.refused("three", *opening, "--sender", "12345")
    written = world.review("three", 3, "three.evreview")
    compared = world.done("three", *opening, "--sender", new["fingerprint"])

    assert (refused.code, refused.error["code"]) == wrong == (1, "refused.review.new-sender")
    assert new["fingerprint"] not in refused.out
    assert misheard[0] == 2
    assert the_file(world.merge(written)) == ("accepted", None)  # sealed to the official still
    assert compared["first_contact"]


def test_an_older_package_that_is_opened_late_takes_nothing_back(world):
    annex = annex_of(world.folder, 1, 3)
    first = world.packages("ensin")["three"]
    text = annex.read_text(encoding="utf-8")
    annex.write_text(text.replace("Kunta kuuluu kaikille", "Kunta kuuluu meille"), encoding="utf-8")
    world.done("official", "import", world.round, annex)
    second = world.packages("sitten")["three"]
    open_ = ("three", "review", "open")
    newer = world.done(*open_, second, "--workspace", world.desk("three"))["applications"]

    older = world.done(*open_, first, "--workspace", world.desk("three"))["applications"]

    assert older == newer
    assert "Kunta kuuluu meille" in {each["title"] for each in older}


def test_a_package_opens_where_a_killed_process_left_an_empty_workspace(world, monkeypatch):
    package = world.packages("uudet")["three"]
    desk, left = world.folder / "uusi.evaluator", world.folder / "jäänyt"

    def killed(_self, workspace, *_opened, **_made):
        shutil.copy(workspace.path, left)
        raise OSError("the process is gone")

    with monkeypatch.context() as patched:
        patched.setattr(OpenPackage, "_take_in", killed)
        world.run("three", "review", "open", package, "--workspace", desk)
    left.rename(desk)

    opened = world.done("three", "review", "open", package, "--workspace", desk)

    assert [each["state"] for each in opened["applications"]] == ["undeclared"] * 3


def test_what_is_no_review_file_of_this_round_is_refused_by_its_own_code(world):
    one = world.folder / "one.evreview"
    package = next((world.folder / "paketit").iterdir())
    content = one.read_bytes()
    made = {
        "katkennut": content[:-10],
        "muuttunut": bytes([*content[:-50], content[-50] ^ 1, *content[-49:]]),
        "tyhjä": b"",
        "kuva": b"\xff\xd8\xff\xe0" + bytes(500),
    }
    paths = {name: world.folder / f"{name}.evreview" for name in made}
    for name, path in paths.items():
        path.write_bytes(made[name])
    paths["paketti"] = world.folder / "paketti.evreview"
    with zipfile.ZipFile(paths["paketti"], "w") as bundle:
        bundle.writestr("haku/bagit.txt", "BagIt-Version: 1.0\n")

    ran = world.merge(one, *paths.values(), package, world.folder, world.folder / "puuttuu.evreview")

    assert ran.code == 1
    assert [code for _, code in files(ran)] == [
        None,
        "input.exchange.cut-off",
        "input.exchange.damaged",
        "input.exchange.not-ours",
        "input.exchange.not-ours",
        "input.exchange.renamed-bundle",
        "input.exchange.wrong-kind",
        "input.exchange.unreadable",
        "input.exchange.not-found",
    ]
    assert all(each["message"] for each in ran.json["files"][1:])
    assert ran.json["merge_id"] == 1
    assert cells(ran)["new"] == 2 * len(CRITERIA)
    assert world.refused("official", "merge", world.round) == (2, "input.usage")
    assert world.refused("one", "review", "open", one, "--workspace", world.folder / "y.evaluator") == (
        2,
        "input.exchange.wrong-kind",
    )
    assert not (world.folder / "y.evaluator").exists()


def test_only_the_receivers_of_a_file_merge_it_and_only_its_signer_sends_it(world):
    one = world.folder / "one.evreview"

    stranger = world.merge(one, who="three")
    chair = world.merge(one, who="chair")
    world.done("official", "identity", "revoke", world.card("two"))
    revoked = world.merge(world.folder / "two.evreview")
    other = world.refused("one", "review", "export", world.desk("two"), "--out", world.folder / "x.evreview")

    assert the_file(stranger) == ("refused", "input.exchange.no-key")
    assert the_file(chair) == ("accepted", None)
    assert the_file(revoked) == ("refused", "input.exchange.revoked-signer")
    assert other == (1, "refused.review.other-person")
    assert world.refused("official", "reviewers", "add", world.round, world.card("two")) == (
        1,
        "refused.reviewer.revoked",
    )


def test_a_file_of_another_round_or_of_a_package_that_was_never_issued_is_refused(world, tmp_path):
    other = World(Path(shutil.copytree(world.folder, tmp_path / "ennen")))
    unknown = other.packages("vain siellä")["three"]
    desk = world.folder / "tuntematon.evaluator"
    world.done("three", "review", "open", unknown, "--workspace", desk)
    world.done("three", "review", "declare", desk, THIRD, "--conflict", "no")
    world.done("three", "review", "export", desk, "--out", world.folder / "x.evreview")
    foreign = world.folder / "toinen.evaluator"
    world.done("official", "round", "new", foreign, "--call", "2020-joint-projects")

    never = world.merge(world.folder / "x.evreview")
    elsewhere = world.run("official", "merge", foreign, world.folder / "one.evreview")

    assert the_file(never) == ("refused", "input.exchange.unknown-package")
    assert the_file(elsewhere) == ("refused", "input.exchange.other-round")


def test_renewed_keys_go_on_where_the_former_ones_ended(world):
    world.done("two", "identity", "renew")
    world.done("two", "identity", "card", "--out", world.folder / "uusi.evcard")

    ran = world.merge(revise(world, "two", world.desk("two"), 5, "renewed.evreview"))
    added = world.done("official", "reviewers", "add", world.round, world.folder / "uusi.evcard")

    assert the_file(ran) == ("accepted", None)
    assert added["reviewers"][0]["id"] == ran.json["files"][0]["reviewer"]
    again = world.packages("uusille avaimille")["two"]
    world.done("two", "review", "open", again, "--workspace", world.desk("two"))


def test_a_former_card_that_comes_late_does_not_take_the_renewed_one_s_place(world):
    renewed = world.folder / "three uusi.evcard"
    world.done("three", "identity", "renew")
    fingerprint = world.done("three", "identity", "card", "--out", renewed)["fingerprint"]

    for cards in ([renewed], [world.card("three")], [renewed, world.card("three")]):
        added = world.done("official", "reviewers", "add", world.round, *cards)["reviewers"]
        assert {each["fingerprint"] for each in added} == {fingerprint}


def test_keys_that_were_renewed_in_two_ways_are_refused_until_somebody_finds_out(world):
    thief = "thief"  # who copied the keys, and renews them as well
    shutil.copytree(world.folder / "machine of three", world.folder / f"machine of {thief}")
    for who in ("three", thief):
        world.done(who, "identity", "renew")
        world.done(who, "identity", "card", "--out", world.folder / f"{who} uusi.evcard")
    world.done("official", "reviewers", "add", world.round, world.folder / "three uusi.evcard")

    forged = world.refused("official", "reviewers", "add", world.round, world.folder / "thief uusi.evcard")

    assert forged == (1, "refused.reviewer.two-successors")


def test_two_reviewers_of_one_name_are_told_apart_by_their_ids(world):
    world.identity("twin", "Esimerkkiarvioija 1", "Muu")
    world.done("official", "reviewers", "add", world.round, world.card("twin"))

    ran = world.run("official", "assign", world.round, "--pair", SECOND, "Esimerkkiarvioija 1")

    assert (ran.code, ran.error["code"]) == (2, "input.reviewer.several")
    ids = str(ran.error["facts"]["ids"]).split(", ")
    assert len(ids) == 2
    said = [world.done("official", "assign", world.round, "--pair", SECOND, each) for each in ids]
    assert {each["reviewer"] for each in said[1]["assignments"]} > set(ids)


def test_nobody_reviews_in_the_round_s_own_workspace(world):
    world.done("official", "reviewers", "add", world.round, world.card("official"))
    world.done("official", "assign", world.round, "--pair", SECOND, "Esimerkkiesittelijä")
    own = world.packages("omat")["Esimerkkiesittelijä"]

    shown = world.refused("official", "review", "show", world.round)
    declared = world.refused("official", "review", "declare", world.round, SECOND, "--conflict", "no")
    opened = world.refused("official", "review", "open", own, "--workspace", world.round)

    assert shown == declared == (2, "input.review.no-package")
    assert opened == (1, "refused.review.other-desk")
    world.done("official", "review", "open", own, "--workspace", world.desk("official"))
    ran = world.merge(world.review("official", 3, "oma.evreview"))
    assert the_file(ran) == ("accepted", None)


def test_who_is_disqualified_in_an_office_does_not_score_the_application_either(world):
    world.done("official", "reviewers", "add", world.round, world.card("official"))
    for each in (SECOND, THIRD):
        world.done("official", "assign", world.round, "--pair", each, "Esimerkkiesittelijä")
    own = world.packages("omat")["Esimerkkiesittelijä"]
    world.done("official", "review", "open", own, "--workspace", world.desk("official"))
    file = world.review("official", 3, "oma.evreview")
    assert world.merge(file).code == 0

    answer = ("official", "reviewers", "answer", world.round, SECOND, "--role", "official")
    world.done(*answer, "--conflict", "yes", "--reason", "Puoliso.", "--deputy", "  ESIMERKKIVARA ")
    again = world.merge(file)

    verdicts = {each["application"]: each["verdict"] for each in again.json["files"][0]["reviews"]}
    assert verdicts == {SECOND: "recused", THIRD: "unchanged"}
    ranked = {
        each["id"]: each["reviews"] for each in world.done("official", "rank", world.round)["applications"]
    }
    assert (ranked.get(SECOND, 0), ranked[THIRD]) == (0, 1)


def test_a_reviewer_who_declared_a_conflict_writes_no_consensus_down(world):
    merged = world.merge(world.folder / "one.evreview", world.folder / "two.evreview")
    world.done(
        "three", "review", "declare", world.desk("three"), SECOND, "--conflict", "yes", "--reason", "Sisar."
    )
    world.merge(world.export("three", "three.evreview"))
    consensus = ("official", "consensus", world.round, SECOND, "--file", world.scores([SECOND], 3))

    refused = world.refused(*consensus, "--rapporteur", "esimerkkiarvioija  3", "--reason", "Sovittiin.")
    agreed = world.done(*consensus, "--rapporteur", "Esimerkkiarvioija 2", "--reason", "Sovittiin.")

    assert merged.code == 0
    assert refused == (4, "rule.conflict.disqualified")
    assert agreed["consensus"]


def test_the_disqualified_act_on_nothing_of_the_application_and_their_deputies_do(world):
    world.merge(world.folder / "one.evreview", world.folder / "two.evreview")
    answer = (
        "official",
        "reviewers",
        "answer",
        world.round,
        SECOND,
        "--role",
        "official",
        "--conflict",
        "yes",
    )
    alone = world.refused(*answer, "--reason", "Hallituksessa.")
    said = world.done(
        *answer, "--kind", "board", "--reason", "Hallituksessa.", "--deputy", "Esimerkkisijainen"
    )
    decide = ("eligibility", world.round, "--decide", SECOND, "yes", "--reason", "Täyttää ehdot.")
    agree = ("consensus", world.round, SECOND, "--file", world.scores([SECOND], 4), "--reason", "Sovittiin.")

    decided = world.refused("official", *decide)
    agreed = world.refused("official", *agree, "--rapporteur", "Esimerkkiarvioija 1")
    written = world.refused("chair", *agree, "--rapporteur", "esimerkkiesittelijä")
    held = world.refused("official", "allocate", world.round, "--hold", SECOND, "--reason", "Syy.")
    condition = world.refused("official", "allocate", world.round, "--condition", SECOND, "Ehto.")
    assigned = world.refused("official", "assign", world.round, "--remove", SECOND, "Esimerkkiarvioija 1")

    assert alone == (4, "rule.conflict.deputy")
    assert said["answers"][0]["source"] == "434/2003 28 § 1 mom. 5 k."
    barred = (4, "rule.conflict.disqualified")
    assert decided == agreed == written == held == condition == assigned == barred
    world.done("official", *decide, "--identity", "Esimerkkisijainen")


def test_a_consensus_stands_beside_the_reviews_and_can_be_withdrawn(world):
    world.merge(world.folder / "one.evreview", world.folder / "two.evreview")
    record = ("official", "consensus", world.round, SECOND)
    table = ("--file", world.scores([SECOND], 4))

    nobody = world.refused(*record, *table, "--reason", "Sovittiin.")
    silent = world.refused(*record, *table, "--rapporteur", "Esimerkkiarvioija 2")
    other = world.refused(*record, "--file", world.scores([THIRD], 4), "--rapporteur", "E", "--reason", "S.")
    said = world.done(*record, "--file", world.scores([SECOND], 4), "--rapporteur", "E 2", "--reason", "Syy.")
    undo = world.refused("official", "merge", world.round, "--undo", "1")
    withdrawn = world.done(*record, "--withdraw", "--reason", "Uusi kokous.")
    undone = world.done("official", "merge", world.round, "--undo", "1")
    again = world.refused("official", "merge", world.round, "--undo", "1")

    assert nobody == (4, "rule.consensus.rapporteur")
    assert silent == (4, "rule.reason-missing")
    assert other == (2, "input.usage")
    assert {"application", "score", "differences"} <= set(said)
    differences = sorted(each["difference"] for each in said["differences"])
    assert differences[0] == pytest.approx(0)
    assert differences[1] > 0
    assert undo == (4, "rule.merge.rested-on")
    assert not withdrawn["consensus"]
    assert undone["merge_id"] == 1
    assert undone["cells"]["missing"] == 8 * len(CRITERIA)
    assert again == (2, "input.merge.unknown")


def test_the_chair_merges_the_round_that_was_given_and_gives_it_back(world):
    theirs = world.folder / "puheenjohtajan.evaluator"
    there, back = world.folder / "1.evround", world.folder / "2.evround"
    world.done("official", "round", "export", world.round, "--to", world.card("chair"), "--out", there)

    away = world.run("official", "merge", world.round, world.folder / "one.evreview")
    world.done("chair", "round", "import", there, "--workspace", theirs)
    merged = world.run("chair", "merge", theirs, world.folder / "one.evreview")
    older = world.refused("chair", "round", "import", there, "--workspace", theirs)
    world.done("chair", "round", "export", theirs, "--to", world.card("official"), "--out", back)
    world.done("official", "round", "import", back, "--workspace", world.round)
    twice = world.refused("official", "round", "import", back, "--workspace", world.round)

    assert (away.code, away.error["code"]) == (3, "storage.baton.away")
    assert "Esimerkkipuheenjohtaja" in away.error["message"]
    assert the_file(merged) == ("accepted", None)
    assert older == twice == (1, "refused.baton.older")
    assert cells(world.merge(world.folder / "one.evreview"))["unchanged"] == 2 * len(CRITERIA)
