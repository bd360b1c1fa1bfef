"""Every file that must not be accepted, with the code that says why."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import replace
from datetime import timedelta

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.domain.errors import ContentError, NotCanonicalError
from evaluator.domain.people import Predecessor, Trust
from evaluator.exchange import errors
from evaluator.exchange.card_files import read_card, write_card
from evaluator.exchange.frame import FRAME, Kind, frame, look_at
from evaluator.exchange.opening import Verified, decrypt, verify
from evaluator.exchange.packages import read_package, write_package
from evaluator.exchange.review_files import read_review
from evaluator.exchange.sealing import PREFIX, signed_bytes
from evaluator.keys.identity import new_identity, renewed

from .conftest import NOON, answer_to, application, chunks_of_plan, issued


def resealed(path, people, change, receivers=None, kind=Kind.REVIEW):
    """Seal a changed content as an attacker would who knows everybody's public keys."""
    opened = pyrage.decrypt(path.read_bytes()[FRAME.size :], people.chair.openers)
    to = [pyrage.x25519.Recipient.from_str(each.keys.receiving) for each in receivers or [people.chair.card]]
    body = pyrage.encrypt(change(opened), to)
    path.write_bytes(frame(kind, len(body), zlib.crc32(body)) + body)
    return path


def read(path, people, package, **changes):
    return read_review(path, people.chair, issued(package, **changes))


def test_a_file_that_is_sealed_to_others_names_the_identity_that_tried(people, package, review_file):
    path = review_file()

    with pytest.raises(errors.NoKeyError) as caught:
        read_review(path, people.other, issued(package))

    assert caught.value.facts == {"file": "arvio.evreview", "name": "Esimerkkiarvioija 2"}


def test_a_file_of_another_round_is_refused(people, package, review_file):
    with pytest.raises(errors.OtherRoundError):
        read(review_file(), people, package, round="round-2")


def test_a_file_for_other_criteria_is_refused(people, package, review_file):
    criteria = replace(answer_to(package).criteria, version=2, hash="0" * 64)

    with pytest.raises(errors.OtherCriteriaError):
        read(review_file(), people, package, criteria=criteria)


def test_an_answer_to_a_package_that_was_never_issued_is_refused(people, package, review_file):
    with pytest.raises(errors.UnknownPackageError):
        read(review_file(), people, package, packages={})


def test_an_unknown_signer_is_refused_and_the_fingerprint_named(people, package, review_file):
    stranger = new_identity("Esimerkkiarvioija 9", "", NOON)

    with pytest.raises(errors.UnknownSignerError) as caught:
        read(review_file(sender=stranger), people, package)

    assert len(str(caught.value.facts["fingerprint"]).split()) == 8


def test_another_reviewer_of_the_round_is_the_wrong_signer(people, package, review_file):
    mine = issued(package).packages["package-1"]
    packages = {
        mine.id: mine,
        "package-2": replace(mine, id="package-2", reviewer=people.other.card.fingerprint),
    }

    with pytest.raises(errors.WrongSignerError):
        read(review_file(sender=people.other), people, package, packages=packages)


def test_a_revoked_signer_is_refused(people, package, review_file):
    with pytest.raises(errors.RevokedSignerError):
        read(review_file(), people, package, revoked=frozenset({people.reviewer.card.fingerprint}))


def test_revoked_keys_vouch_for_nobody(people, package, review_file):
    thief = renewed(people.reviewer, NOON + timedelta(1))

    with pytest.raises(errors.RevokedSignerError):
        read(
            review_file(sender=thief),
            people,
            package,
            revoked=frozenset({people.reviewer.card.fingerprint}),
        )


def test_a_succession_that_the_former_keys_did_not_sign_is_refused(people, package, review_file):
    stranger = new_identity("Esimerkkiarvioija 1", "", NOON)
    forged = Predecessor(keys=people.reviewer.card.keys, signature=bytes(64))
    thief = replace(stranger, card=replace(stranger.card, predecessors=(forged,)))

    with pytest.raises(errors.SignatureError):
        read(review_file(sender=thief), people, package)


def test_an_application_outside_the_package_is_refused(people, package, review_file):
    declaration = replace(answer_to(package).declarations[0], application=application(9).id)

    with pytest.raises(errors.UnassignedApplicationError):
        read(review_file(declarations=(declaration,)), people, package)


def test_a_file_sealed_on_to_somebody_whom_the_signer_did_not_name_is_refused(people, package, review_file):
    path = resealed(review_file(), people, lambda content: content, [people.official.card])

    with pytest.raises(errors.NotReceiverError):
        read_review(path, people.official, issued(package))


def test_a_file_from_a_later_program_is_refused(people, package, review_file):
    path = review_file()
    content = bytearray(path.read_bytes())
    content[8:10] = (2).to_bytes(2, "big")
    content[20:24] = zlib.crc32(content[:20], zlib.crc32(content[24:])).to_bytes(4, "big")
    path.write_bytes(content)

    with pytest.raises(errors.NewerError) as caught:
        read(path, people, package)

    assert caught.value.facts["version"] == 2


def test_a_bundle_under_another_name_is_called_a_bundle(tmp_path, people, package):
    import zipfile

    path = tmp_path / "hakemus.evreview"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("bag/bagit.txt", "BagIt-Version: 1.0\n")

    with pytest.raises(errors.RenamedBundleError):
        read(path, people, package)


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7", b"age-encryption.org/v1\n", b"\0" * 100])
def test_what_is_none_of_ours_is_refused(tmp_path, people, package, content):
    path = tmp_path / "a.evreview"
    path.write_bytes(content)

    with pytest.raises(errors.NotOursError):
        read(path, people, package)


def test_one_of_the_other_files_says_which_it_is(people, package, packed):
    with pytest.raises(errors.WrongKindError) as caught:
        read(packed, people, package)

    assert caught.value.facts == {"file": "paketti.evpack", "found": ".evpack", "wanted": ".evreview"}


def test_a_kind_that_was_changed_with_its_checksum_breaks_the_signature(people, package, review_file):
    path = review_file()
    body = path.read_bytes()[FRAME.size :]
    path.write_bytes(frame(Kind.PACKAGE, len(body), zlib.crc32(body)) + body)

    with pytest.raises(errors.SignatureError):
        read_package(path, people.chair, Trust())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_is_refused_without_waiting_for_somebody_to_write_into_it(tmp_path):
    path = tmp_path / "arvio.evreview"
    os.mkfifo(path)

    with pytest.raises(errors.UnreadableError):
        look_at(path, Kind.REVIEW)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(errors.NotFoundError):
        look_at(tmp_path / "none", Kind.REVIEW)
    with pytest.raises(errors.UnreadableError):
        look_at(tmp_path, Kind.REVIEW)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_bit_flipped_anywhere_is_refused(people, package, review_file, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("bits")
    path = folder / "a.evreview"
    content = bytearray(_once(review_file))
    at = data.draw(st.integers(0, len(content) * 8 - 1))
    content[at // 8] ^= 1 << at % 8
    path.write_bytes(content)

    with pytest.raises((errors.DamagedError, errors.NotOursError, errors.CutOffError)):
        read(path, people, package)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_bit_flipped_behind_the_seal_is_refused_though_the_checksum_fits(
    people, package, review_file, tmp_path_factory, data
):
    path = tmp_path_factory.mktemp("bits") / "a.evreview"
    path.write_bytes(_once(review_file))
    opened = pyrage.decrypt(path.read_bytes()[FRAME.size :], people.chair.openers)
    at = data.draw(st.integers(0, len(opened) * 8 - 1))

    def flip(content):
        changed = bytearray(content)
        changed[at // 8] ^= 1 << at % 8
        return bytes(changed)

    with pytest.raises((errors.SignatureError, errors.DamagedError, errors.TooLargeError)):
        read(resealed(path, people, flip), people, package)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_bit_flipped_in_the_ciphertext_is_refused_though_the_checksum_fits(
    people, package, review_file, tmp_path_factory, data
):
    path = tmp_path_factory.mktemp("bits") / "a.evreview"
    body = bytearray(_once(review_file)[FRAME.size :])
    at = data.draw(st.integers(0, len(body) * 8 - 1))
    body[at // 8] ^= 1 << at % 8
    path.write_bytes(frame(Kind.REVIEW, len(body), zlib.crc32(body)) + body)

    with pytest.raises((errors.DamagedError, errors.NoKeyError)):
        read(path, people, package)


def test_a_file_cut_off_anywhere_is_refused(people, package, review_file):
    path = review_file()
    content = path.read_bytes()
    for length in {1, 7, 8, 20, 24, 25, 400, len(content) // 2, len(content) - 1}:
        path.write_bytes(content[:length])
        with pytest.raises(errors.CutOffError):
            read(path, people, package)


def test_something_appended_is_refused(people, package, review_file):
    path = review_file()
    path.write_bytes(path.read_bytes() + b"\0")

    with pytest.raises(errors.DamagedError):
        read(path, people, package)


def test_something_appended_behind_the_seal_is_refused(people, package, review_file):
    path = resealed(review_file(), people, lambda content: content + b"more")

    with pytest.raises(errors.SignatureError):
        read(path, people, package)


def test_an_attachment_that_was_exchanged_raises_at_its_end(tmp_path, people, package, packed):
    opened = bytearray(pyrage.decrypt(packed.read_bytes()[FRAME.size :], people.reviewer.openers))
    opened[-1] ^= 1
    to = [pyrage.x25519.Recipient.from_str(people.reviewer.card.keys.receiving)]
    body = pyrage.encrypt(bytes(opened), to)
    packed.write_bytes(frame(Kind.PACKAGE, len(body), zlib.crc32(body)) + body)

    found = read_package(packed, people.reviewer, Trust())

    with pytest.raises(errors.SignatureError):
        [b"".join(chunks) for _, chunks in found.files(people.reviewer)]


def test_an_absurd_length_is_refused_before_anything_is_read(people, package, review_file):
    def long(content):
        return content[:96] + struct.pack(">IQ", 1 << 31, 1 << 62) + content[108:]

    with pytest.raises(errors.TooLargeError):
        read(resealed(review_file(), people, long), people, package)


def test_signed_nonsense_is_no_review_file(people, package, review_file):
    """Whoever holds a reviewer's keys can sign anything; it must still be refused in words."""

    def signed(header):
        def change(content):
            signature = people.reviewer.sign(signed_bytes(Kind.REVIEW, header, 0))
            return PREFIX.pack(people.reviewer.card.keys.signing, signature, len(header), 0) + header

        return change

    for header, expected in ((b"{}", ContentError), (b'{"a": 1}', NotCanonicalError)):
        path = resealed(review_file(f"{len(header)}.evreview"), people, signed(header))
        with pytest.raises(expected):
            read(path, people, package)


def test_revisions_that_do_not_follow_each_other_are_refused(people, package, review_file):
    first, second = answer_to(package).revisions

    for number, revisions in enumerate([(second,), (first, replace(second, previous=None)), (first, first)]):
        with pytest.raises(ContentError):
            read(review_file(f"{number}.evreview", revisions=revisions), people, package)


def test_a_package_of_an_unknown_sender_is_refused_once_senders_are_known(people, packed):
    known = Trust(known=frozenset({people.chair.card.fingerprint}))

    with pytest.raises(errors.UnknownSignerError):
        read_package(packed, people.reviewer, known)


def test_at_a_first_contact_revoked_keys_vouch_for_nobody_either(tmp_path, people, package):
    thief = renewed(people.official, NOON + timedelta(1))
    path = tmp_path / "a.evpack"
    write_package(path, package, thief, people.reviewer.card, chunks_of_plan)
    revoked = Trust(revoked=frozenset({people.official.card.fingerprint}))

    with pytest.raises(errors.RevokedSignerError):
        read_package(path, people.reviewer, revoked)


def test_a_card_to_which_nothing_can_be_sealed_is_refused(tmp_path, people):
    path = tmp_path / "a.evcard"
    receiving = people.reviewer.card.keys.receiving
    wrong = receiving[:-1] + ("q" if receiving[-1] != "q" else "p")
    keys = replace(people.reviewer.card.keys, receiving=wrong)
    broken = replace(people.reviewer, card=replace(people.reviewer.card, keys=keys))
    write_card(path, broken)

    with pytest.raises(ContentError):
        read_card(path)


def test_a_changed_card_is_refused(tmp_path, people):
    path = tmp_path / "a.evcard"
    write_card(path, people.reviewer)
    body = bytearray(path.read_bytes()[FRAME.size :]).replace(b"Esimerkkiarvioija 1", b"Esimerkkiarvioija 7")
    path.write_bytes(frame(Kind.CARD, len(body), zlib.crc32(body)) + body)

    with pytest.raises(errors.SignatureError):
        read_card(path)


def test_nothing_but_verification_makes_verified_content(people, packed):
    sealed = look_at(packed, Kind.PACKAGE)
    verified = verify(decrypt(sealed, people.reviewer), people.reviewer, Trust())

    with pytest.raises(RuntimeError):
        Verified(sealed=sealed, header=verified.header, payload=b"", made_by=None)


def test_secrets_show_in_no_representation(people):
    shown = repr(people.reviewer)

    assert people.reviewer.keys.receiving not in shown
    assert people.reviewer.keys.signing.hex() not in shown
    assert repr(people.reviewer.keys.signing) not in shown


_made: list[bytes] = []


def _once(review_file) -> bytes:
    if not _made:
        _made.append(review_file("once.evreview").read_bytes())
    return _made[0]
