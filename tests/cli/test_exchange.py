"""Identities and the round as a baton on the command line, as a script would use them."""

from __future__ import annotations

import pytest

from tests.cli.program import CALL, evaluator

NAME = "Esimerkkiarvioija 1"


@pytest.fixture
def machine(tmp_path):
    """Run a command on a machine of its own, by the name of its data folder."""

    def run(name, *words):
        return evaluator(*words, "--json", "--data-dir", tmp_path / name)

    return run


def card_of(machine, tmp_path, name):
    assert machine(name, "identity", "new", "--name", f"Esimerkki {name}").code == 0
    path = tmp_path / f"{name}.evcard"
    assert machine(name, "identity", "card", "--out", path).code == 0
    return path


def test_an_identity_is_made_shown_renewed_and_revoked(machine, tmp_path):
    made = machine("a", "identity", "new", "--name", NAME, "--organisation", "Kunta")
    card = machine("a", "identity", "card", "--out", tmp_path / "a.evcard")
    renewed = machine("a", "identity", "renew")
    machine("a", "identity", "card", "--out", tmp_path / "b.evcard")
    revoked = machine("a", "identity", "revoke", tmp_path / "b.evcard")
    after = machine("a", "identity", "card", "--out", tmp_path / "c.evcard")

    assert made.json["name"] == card.json["name"] == NAME
    assert made.json["fingerprint"] == card.json["fingerprint"]
    assert len(made.json["fingerprint"].split()) == 8
    assert renewed.json["fingerprint"] == revoked.json["fingerprint"] != made.json["fingerprint"]
    assert (after.code, after.error["code"]) == (1, "keys.identity.revoked")


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("identity", "card", "--out", "{}/a.evcard"), "keys.identity.missing", 2),
        (("identity", "new", "--name", " "), "keys.identity.name", 2),
        (("identity", "revoke", "{}/none.evcard"), "input.exchange.not-found", 2),
        (("identity", "revoke", "{}"), "input.exchange.unreadable", 2),
        (("identity", "renew", "--identity", "Toinen"), "keys.identity.unknown", 2),
    ],
)
def test_what_cannot_be_done_is_said_by_its_code(machine, tmp_path, words, code, exit_code):
    ran = machine("a", *(word.format(tmp_path) for word in words))

    assert (ran.code, ran.error["code"]) == (exit_code, code)
    assert ran.error["message"]


def test_the_round_goes_to_the_chair_and_comes_back(machine, tmp_path):
    official, chair = card_of(machine, tmp_path, "official"), card_of(machine, tmp_path, "chair")
    mine, theirs = tmp_path / "a.evaluator", tmp_path / "b.evaluator"
    machine("official", "round", "new", mine, "--call", CALL)

    given = machine("official", "round", "export", mine, "--to", chair, "--out", tmp_path / "1.evround")
    hindered = machine("official", "round", "advance", mine)
    shown = machine("official", "round", "show", mine)
    taken = machine("chair", "round", "import", tmp_path / "1.evround", "--workspace", theirs)
    assert machine("chair", "round", "advance", theirs).code == 0
    machine("chair", "round", "export", theirs, "--to", official, "--out", tmp_path / "2.evround")
    back = machine("official", "round", "import", tmp_path / "2.evround", "--workspace", mine)

    assert given.json["receivers"][0]["name"] == "Esimerkki chair"
    assert (hindered.code, hindered.error["code"]) == (3, "storage.baton.away")
    assert shown.code == 0
    assert taken.json["first_contact"]
    assert back.json["round"] == taken.json["round"] == shown.json["round"]
    assert not back.json["first_contact"]
    assert machine("official", "round", "show", mine).json["state"] == "intake"
    hindered_by_emptiness = machine("official", "round", "advance", mine)
    assert hindered_by_emptiness.error["code"] == "rule.phase-not-ready"


def test_taking_it_back_needs_a_reason_and_closes_the_way_back(machine, tmp_path):
    official, chair = card_of(machine, tmp_path, "official"), card_of(machine, tmp_path, "chair")
    mine, theirs = tmp_path / "a.evaluator", tmp_path / "b.evaluator"
    machine("official", "round", "new", mine, "--call", CALL)
    early = machine("official", "round", "take-back", mine, "--reason", "Syy")
    machine("official", "round", "export", mine, "--to", chair, "--out", tmp_path / "1.evround")
    machine("chair", "round", "import", tmp_path / "1.evround", "--workspace", theirs)
    machine("chair", "round", "export", theirs, "--to", official, "--out", tmp_path / "2.evround")

    empty = machine("official", "round", "take-back", mine, "--reason", " ")
    taken = machine("official", "round", "take-back", mine, "--reason", "Puheenjohtaja sairastui.")
    late = machine("official", "round", "import", tmp_path / "2.evround", "--workspace", mine)

    assert (early.code, early.error["code"]) == (1, "refused.baton.not-away")
    assert (empty.code, empty.error["code"]) == (4, "rule.reopen.reason-missing")
    assert taken.code == 0
    assert (late.code, late.error["code"]) == (1, "refused.baton.forked")


def test_packages_need_assignments(machine, tmp_path):
    machine("official", "identity", "new", "--name", "Esimerkkiesittelijä")
    machine("official", "round", "new", tmp_path / "a.evaluator", "--call", CALL)

    ran = machine("official", "package", tmp_path / "a.evaluator", "--out", tmp_path / "out")

    assert (ran.code, ran.error["code"]) == (4, "rule.package.nothing-assigned")
