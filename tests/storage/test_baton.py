"""The round as a baton: one workspace at a time can be changed, and nothing is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evaluator.domain.log import start_of, verify_log
from evaluator.errors import InputError
from evaluator.exchange.errors import (
    DamagedError,
    NoKeyError,
    OtherRoundError,
    RevokedSignerError,
    TargetExistsError,
)
from evaluator.exchange.round_files import read_round, write_round
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import Identity, new_identity
from evaluator.keys.secrets import PassphraseSecret, RawSecret
from evaluator.services.errors import (
    ForkedRoundError,
    NotGivenError,
    OlderRoundError,
    OwnRoundFileError,
    ReceiverRevokedError,
    ReopenReasonMissingError,
    RoundNotAwayError,
)
from evaluator.services.round_files import ExportRound, ImportRound, TakeBackRound
from evaluator.storage.errors import ExistsError, HandedOverError, OpenElsewhereError, WrongKeyError
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import a_reviewer, a_round, an_application

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Machine:
    """One person's machine."""

    folder: Path
    person: Identity
    secret: RawSecret

    @property
    def path(self) -> Path:
        return self.folder / "kierros.evaluator"

    @property
    def contacts(self) -> Contacts:
        return Contacts(self.folder)

    def open(self):
        return SqlWorkspaces().open(self.path, self.secret)

    def export(self, out: Path, *receivers: Identity) -> Path:
        deed = ExportRound(write_round, self.contacts, self.contacts.revoked_cards, lambda: NOON)
        opened = self.open()
        try:
            deed(opened, self.person, [each.card for each in receivers], out)
        finally:
            opened.close()
        return out

    def take_in(self, file: Path):
        deed = ImportRound(SqlWorkspaces(), read_round, self.contacts, lambda: NOON)
        return deed(file, self.path, self.person, self.secret)

    def take_back(self, reason: str) -> None:
        opened = self.open()
        try:
            TakeBackRound(lambda: NOON)(opened, reason, "Esimerkkiesittelijä")
        finally:
            opened.close()

    def add(self, number: int) -> None:
        opened = self.open()
        try:
            with opened.begin() as unit:
                unit.put_applications([an_application(number)])
                unit.commit()
        finally:
            opened.close()

    def contents(self):
        opened = self.open()
        try:
            with opened.read() as unit:
                # Its own log goes on at each of them.
                return replace(unit.contents(), log_head="")
        finally:
            opened.close()

    def log(self):
        opened = self.open()
        try:
            with opened.read() as unit:
                entries = unit.log_entries()
                assert verify_log(entries, start_of(unit.round().id)).intact
            return [each.entry.deed for each in entries]
        finally:
            opened.close()


def machine(folder: Path, name: str, key: int) -> Machine:
    folder.mkdir()
    return Machine(folder, new_identity(name, "Esimerkkivirasto", NOON), RawSecret(bytes([key]) * 32))


@pytest.fixture
def official(tmp_path) -> Machine:
    made = machine(tmp_path / "official", "Esimerkkiesittelijä", 1)
    opened = SqlWorkspaces().create(made.path, made.secret, a_round())
    with opened.begin() as unit:
        unit.put_applications([an_application(number) for number in (1, 2, 3)])
        unit.put_reviewers([a_reviewer(1)])
        unit.commit()
    opened.close()
    return made


@pytest.fixture
def chair(tmp_path) -> Machine:
    return machine(tmp_path / "chair", "Esimerkkipuheenjohtaja", 2)


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "annettu.evround"


def test_the_whole_round_arrives_and_the_sender_can_only_read(official, chair, out):
    before = official.contents()
    official.export(out, chair.person)

    received = chair.take_in(out)

    assert received.sender == official.person.card
    assert received.first_contact
    assert chair.contents() == before == official.contents()
    with pytest.raises(HandedOverError) as caught:
        official.add(9)
    assert caught.value.facts["names"] == chair.person.card.name


def test_it_comes_back_with_what_was_done_and_a_log_of_both_journeys(official, chair, out, tmp_path):
    official.export(out, chair.person)
    chair.take_in(out)
    chair.add(4)
    chair.export(tmp_path / "takaisin.evround", official.person)

    received = official.take_in(tmp_path / "takaisin.evround")

    assert received.sender == chair.person.card
    assert [each.number for each in official.contents().applications] == [1, 2, 3, 4]
    official.add(5)
    assert official.log()[-4:] == ["round.hand-over", "round.receive", "round.hand-over", "round.receive"]
    with pytest.raises(HandedOverError):
        chair.add(6)


def test_the_key_of_the_sender_does_not_travel(official, chair, out):
    official.export(out, chair.person)
    chair.take_in(out)

    with pytest.raises(WrongKeyError):
        SqlWorkspaces().open(chair.path, official.secret)
    assert chair.path.read_bytes()[:16] != official.path.read_bytes()[:16]


def test_a_deputy_can_take_it_in_when_the_chair_has_lost_the_key(official, chair, out, tmp_path):
    deputy = machine(tmp_path / "deputy", "Esimerkkivarapuheenjohtaja", 3)
    official.export(out, chair.person, deputy.person)

    assert deputy.take_in(out).round == official.contents().round.id


def test_nobody_else_can_take_it_in(official, chair, out, tmp_path):
    stranger = machine(tmp_path / "stranger", "Esimerkkiarvioija 1", 4)
    official.export(out, chair.person)

    with pytest.raises(NoKeyError):
        stranger.take_in(out)
    assert not stranger.path.exists()


def test_taking_it_back_needs_a_reason_and_is_logged(official, chair, out):
    with pytest.raises(RoundNotAwayError):
        official.take_back("Syy")
    official.export(out, chair.person)
    with pytest.raises(ReopenReasonMissingError):
        official.take_back("  ")

    official.take_back("Puheenjohtaja sairastui.")

    official.add(4)
    assert official.log()[-2:] == ["round.hand-over", "round.take-back"]


def test_a_return_after_it_was_taken_back_is_a_fork(official, chair, out, tmp_path):
    official.export(out, chair.person)
    chair.take_in(out)
    chair.export(tmp_path / "takaisin.evround", official.person)
    official.take_back("Kiire.")
    official.add(4)
    before = official.path.read_bytes()

    with pytest.raises(ForkedRoundError):
        official.take_in(tmp_path / "takaisin.evround")

    assert official.path.read_bytes() == before


def test_the_same_return_twice_is_an_older_state_the_second_time(official, chair, out, tmp_path):
    official.export(out, chair.person)
    chair.take_in(out)
    back = chair.export(tmp_path / "takaisin.evround", official.person)
    official.take_in(back)

    with pytest.raises(OlderRoundError):
        official.take_in(back)


def test_the_own_file_is_no_return_but_restores_a_lost_workspace(official, chair, out):
    before = official.contents()
    official.export(out, chair.person)
    with pytest.raises(OwnRoundFileError):
        official.take_in(out)
    official.path.unlink()

    official.take_in(out)

    assert official.contents() == before


def test_a_return_from_somebody_to_whom_it_was_not_given_is_refused(official, chair, out, tmp_path):
    third = machine(tmp_path / "third", "Esimerkkivirkamies", 5)
    official.export(out, chair.person)
    chair.take_in(out)
    third.take_in(chair.export(tmp_path / "b.evround", third.person, official.person))
    back = third.export(tmp_path / "c.evround", official.person)

    with pytest.raises(NotGivenError):
        official.take_in(back)


def test_a_round_never_takes_the_place_of_another_round(official, chair, out, tmp_path):
    official.export(out, chair.person)
    opened = SqlWorkspaces().create(chair.path, chair.secret, a_round(id="toinen"))
    opened.close()

    with pytest.raises(OtherRoundError):
        chair.take_in(out)


def test_a_round_that_is_open_elsewhere_keeps_its_place(official, chair, out, tmp_path):
    official.export(out, chair.person)
    chair.take_in(out)
    back = chair.export(tmp_path / "takaisin.evround", official.person)
    elsewhere = official.open()

    with pytest.raises(OpenElsewhereError):
        official.take_in(back)

    elsewhere.close()
    official.take_in(back)


def test_a_round_that_could_not_be_sealed_stays_here(official, chair, out):
    out.write_text("on jo")

    with pytest.raises(TargetExistsError):
        official.export(out, chair.person)

    official.add(4)
    assert official.log()[-2:] == ["round.hand-over", "round.hand-over-failed"]


def test_nothing_is_given_to_or_taken_from_revoked_people_and_others_learn_of_it(
    official, chair, out, tmp_path
):
    third = machine(tmp_path / "third", "Esimerkkivirkamies", 5)
    official.contacts.revoke(chair.person.card, NOON)
    with pytest.raises(ReceiverRevokedError):
        official.export(out, third.person, chair.person)
    official.export(out, third.person)
    third.take_in(out)
    assert chair.person.card.fingerprint in third.contacts.revoked

    again = machine(tmp_path / "again", "Esimerkkivirkamies", 6)
    again.contacts.revoke(official.person.card, NOON)
    with pytest.raises(RevokedSignerError):
        Machine(again.folder, third.person, again.secret).take_in(out)


def test_a_damaged_round_file_leaves_nothing_behind(official, chair, out):
    official.export(out, chair.person)
    content = bytearray(out.read_bytes())
    content[len(content) // 2] ^= 1
    out.write_bytes(content)

    with pytest.raises(DamagedError):
        chair.take_in(out)
    assert [each.name for each in chair.folder.iterdir()] == []


def test_a_place_that_was_taken_meanwhile_is_not_overwritten(official, chair, out, monkeypatch):
    official.export(out, chair.person)
    chair.path.write_bytes(b"\0" * 32_768)

    with pytest.raises((WrongKeyError, ExistsError, InputError)):  # as long as two pages, and none of ours
        chair.take_in(out)

    assert chair.path.read_bytes() == b"\0" * 32_768


def test_keyed_by_a_passphrase_it_works_the_same(official, chair, out):
    official.export(out, chair.person)
    deed = ImportRound(SqlWorkspaces(), read_round, chair.contacts, lambda: NOON)

    deed(out, chair.path, chair.person, PassphraseSecret("salasana"))

    SqlWorkspaces().open(chair.path, PassphraseSecret("salasana")).close()


def test_nothing_of_the_copy_stays_beside_the_workspace(official, chair, out):
    official.export(out, chair.person)
    chair.take_in(out)

    for each in (official, chair):
        assert {path.name for path in each.folder.iterdir()} <= {"kierros.evaluator", "contacts.json"}
