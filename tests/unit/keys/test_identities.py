"""Identities on this machine: made, found, renewed, revoked; never readable without their key."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from evaluator.domain.people import from_spoken, spoken, succession
from evaluator.errors import EvaluatorError
from evaluator.exchange.card_files import CardFiles
from evaluator.keys.contacts import Contacts
from evaluator.keys.errors import KeyMissingError, KeyringError
from evaluator.keys.identity import IdentityMaker, new_identity, renewed, signed_by, succession_holds
from evaluator.keys.identity_errors import (
    IdentityDamagedError,
    IdentityExistsError,
    IdentityMissingError,
    IdentityPassphraseError,
    IdentityUnclearError,
    IdentityUnknownError,
)
from evaluator.keys.identity_files import IdentityFiles
from evaluator.keys.identity_secret import IdentitySecret
from evaluator.keys.keyring_access import KeyringAccess
from evaluator.keys.secrets import KeyringSecret
from evaluator.services.errors import IdentityNameError, IdentityRevokedError, UnknownFingerprintError
from evaluator.services.identities import Identities

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ONE, TWO = "Esimerkkiarvioija 1", "Esimerkkiarvioija 2"


@pytest.fixture
def secret():
    return IdentitySecret("salasana", None)


@pytest.fixture
def identities(tmp_path):
    return Identities(
        IdentityFiles(tmp_path / "identities"), Contacts(tmp_path), IdentityMaker(), CardFiles(), lambda: NOON
    )


def test_an_identity_signs_and_opens_after_it_was_stored(identities, secret):
    card = identities.new(ONE, "Kunta", secret)

    found = identities.open(None, secret)

    assert found.card == card
    assert signed_by(card.keys, found.sign(b"text"), b"text")
    assert found.keys.public == card.keys


def test_several_identities_are_told_apart_by_name(identities, secret):
    with pytest.raises(IdentityMissingError):
        identities.open(None, secret)
    identities.new(TWO, "", secret)
    identities.new(ONE, "", secret)

    assert [each.name for each in identities.all()] == [ONE, TWO]
    assert identities.open(TWO, secret).card.name == TWO
    with pytest.raises(IdentityUnclearError):
        identities.open(None, secret)
    with pytest.raises(IdentityUnknownError):
        identities.open("Esimerkkiarvioija 3", secret)
    with pytest.raises(IdentityExistsError):
        identities.new(ONE, "", secret)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201, "nimi\u202e"])
def test_a_name_that_no_card_can_bear_is_refused(identities, secret, name):
    with pytest.raises(IdentityNameError):
        identities.new(name, "", secret)


def test_another_passphrase_opens_nothing(identities, secret):
    identities.new(ONE, "", secret)

    with pytest.raises(IdentityPassphraseError):
        identities.open(None, IdentitySecret("toinen", None))


def test_secrets_are_not_in_the_file_and_its_header_is_sealed_with_them(tmp_path, identities, secret):
    identities.new(ONE, "Kunta", secret)
    found = identities.open(None, secret)
    path = next((tmp_path / "identities").iterdir())
    content = path.read_bytes()
    assert found.keys.receiving.encode() not in content
    assert found.keys.signing.hex().encode() not in content
    assert ONE not in path.name
    assert path.stat().st_mode & 0o077 == 0

    path.write_bytes(content.replace(b"Kunta", b"Valta"))

    with pytest.raises(IdentityPassphraseError):
        identities.open(None, secret)


@pytest.mark.parametrize(
    "content", [b"", b"EVIDENT\x01", b"EVIDENT\x01\x00\x00\x00\x02{}" + bytes(40), b"x" * 99]
)
def test_a_damaged_file_is_called_damaged(tmp_path, identities, secret, content):
    identities.new(ONE, "", secret)
    next((tmp_path / "identities").iterdir()).write_bytes(content)

    with pytest.raises(IdentityDamagedError):
        identities.all()


def test_a_damaged_file_hides_no_other_identity_and_is_named(tmp_path, identities, secret):
    identities.new(ONE, "", secret)
    broken = tmp_path / "identities" / "0000.evident"
    broken.write_bytes(b"x" * 99)

    assert [each.name for each in identities.all()] == [ONE]
    assert identities.damaged() == ("0000.evident",)
    assert identities.open(ONE, secret).card.name == ONE
    with pytest.raises(IdentityUnclearError):  # the damaged one may be the one that is meant
        identities.open(None, secret)
    with pytest.raises(IdentityDamagedError):
        identities.open("Esimerkkiarvioija 9", secret)


def test_renewal_keeps_the_former_keys_to_open_with_and_lets_them_vouch(identities, secret):
    before = identities.new(ONE, "", secret)

    after = identities.renew(None, secret)
    found = identities.open(None, secret)

    assert after.known_as == (before.fingerprint, after.fingerprint)
    assert succession_holds(after)
    assert found.former[0].public == before.keys
    assert len(found.openers) == 2
    content = succession(before.fingerprint, after.fingerprint)
    assert signed_by(before.keys, after.predecessors[0].signature, content)


def test_a_revoked_identity_signs_nothing_more(tmp_path, identities, secret):
    identities.new(ONE, "", secret)
    identities.write_card(None, secret, tmp_path / "a.evcard")

    identities.revoke(tmp_path / "a.evcard")

    with pytest.raises(IdentityRevokedError):
        identities.open(None, secret)


def test_a_lost_card_is_revoked_by_its_digits(tmp_path, identities, secret):
    lost = new_identity(TWO, "", NOON).card
    Contacts(tmp_path).meet(lost, NOON)

    assert identities.revoke_known(spoken(lost.fingerprint)) == lost

    assert Contacts(tmp_path).revoked == {lost.fingerprint}
    with pytest.raises(UnknownFingerprintError):
        identities.revoke_known(spoken(new_identity(ONE, "", NOON).card.fingerprint))


def test_a_revocation_is_for_good(tmp_path):
    contacts, card = Contacts(tmp_path), new_identity(ONE, "", NOON).card
    assert contacts.meet(card, NOON)
    contacts.revoke(card, NOON)

    assert not contacts.meet(card, NOON + timedelta(1))

    assert contacts.revoked == {card.fingerprint}
    assert contacts.revoked_cards() == (card,)


def test_who_renewed_keys_is_no_stranger(tmp_path):
    contacts, identity = Contacts(tmp_path), new_identity(ONE, "", NOON)
    contacts.meet(identity.card, NOON)

    assert not contacts.meet(renewed(identity, NOON).card, NOON)
    assert contacts.meet(new_identity(ONE, "", NOON).card, NOON)


def test_a_passphrase_is_asked_for_only_when_needed(tmp_path):
    no_keyring = KeyringSecret(KeyringAccess(backends=()))
    asked = []

    def ask():
        asked.append(1)
        return "salasana"

    files = IdentityFiles(tmp_path)
    files.add(new_identity(ONE, "", NOON), IdentitySecret(None, ask, no_keyring))

    assert len(asked) == 1
    assert files.open(files.find(None), IdentitySecret("salasana", None)).card.name == ONE
    with pytest.raises(EvaluatorError):
        files.add(new_identity(TWO, "", NOON), IdentitySecret(None, None, no_keyring))


def test_a_key_in_the_keyring_is_not_hidden_by_a_passphrase_for_something_else(tmp_path):
    class Keyring:
        def key_for_new(self, salt):
            return salt + salt

        def key_of(self, salt):
            return salt + salt

    files = IdentityFiles(tmp_path)
    files.add(new_identity(ONE, "", NOON), IdentitySecret(None, None, Keyring()))

    assert files.open(files.find(None), IdentitySecret("työtilan lause", None, Keyring())).card.name == ONE


def test_a_fingerprint_is_eight_groups_of_digits_and_notices_every_slip():
    said = spoken(new_identity(ONE, "", NOON).card.fingerprint)
    groups = said.split()
    assert len(groups) == 8
    assert {len(each) for each in groups} == {5}
    assert from_spoken(said.replace(" ", "-")) == said

    digits = said.replace(" ", "")
    for at, digit in enumerate(digits):
        wrong = digits[:at] + str((int(digit) + 1) % 10) + digits[at + 1 :]
        with pytest.raises(EvaluatorError) as caught:
            from_spoken(wrong)
        assert caught.value.facts == {"group": at // 5 + 1}
    if groups[0] != groups[1]:
        with pytest.raises(EvaluatorError):
            from_spoken(" ".join([groups[1], groups[0], *groups[2:]]))
    with pytest.raises(EvaluatorError):
        from_spoken(" ".join(groups[1:]))


# SecretStorage leaves its sockets to the collector.
in_a_keyring = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@in_a_keyring
def test_without_a_passphrase_the_keyring_keeps_the_key_through_renewal(tmp_path, identities, secret_service):
    nothing = IdentitySecret(None, None)
    first = identities.new(ONE, "", nothing)
    second = identities.renew(None, IdentitySecret(None, None))

    found = identities.open(None, IdentitySecret(None, None))

    assert found.card == second
    assert second.known_as == (first.fingerprint, second.fingerprint)
    assert len(found.openers) == 2
    for each in (tmp_path / "identities").iterdir():
        assert found.sign(b"text") not in each.read_bytes()


@in_a_keyring
def test_an_identity_whose_key_the_keyring_has_lost_is_not_opened(identities, secret_service):
    identities.new(ONE, "", IdentitySecret(None, None))
    subprocess.run(["secret-tool", "clear", "service", "evaluator"], env=secret_service, check=True)

    with pytest.raises(KeyMissingError):
        identities.open(None, IdentitySecret(None, None))


@in_a_keyring
def test_a_locked_keyring_makes_no_half_identity(tmp_path, identities, locked_service):
    with pytest.raises(KeyringError):
        identities.new(ONE, "", IdentitySecret(None, None))

    assert identities.all() == ()
