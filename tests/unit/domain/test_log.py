"""The log shows any change to it, and tells nothing about values that were erased."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.log import (
    Change,
    Digest,
    Field,
    Lack,
    LoggedEntry,
    Opening,
    Proof,
    canonical_value,
    chained,
    start_of,
    verify_chain,
    verify_log,
)

START = start_of("example-round")
NOON = datetime(2020, 11, 2, 10, 0, tzinfo=UTC)


def a_change(number: int = 1, **changes) -> Change:
    given = {
        "deed": "eligibility.decide",
        "subject": f"2020-00{number}",
        "before": None,
        "after": {"outcome": "yes", "reason": "Täyttää ehdot."},
        "by": "Esimerkkiesittelijä",
        "at": NOON + timedelta(minutes=number),
    }
    return Change(**{**given, **changes})


def a_log(length: int = 5) -> list[LoggedEntry]:
    salts = (number.to_bytes(16, "big") for number in count())
    return list(chained([a_change(number) for number in range(1, length + 1)], salts, 1, START))


def entries(log):
    return [each.entry for each in log]


def test_an_untouched_log_proves_its_chain_and_its_values() -> None:
    verdict = verify_log(a_log(), START)

    assert (verdict.intact, verdict.entries, verdict.first_broken, verdict.erased) == (True, 5, None, 0)
    assert verdict.proves == (Proof.CHAIN, Proof.VALUES)


def test_an_empty_log_is_intact() -> None:
    verdict = verify_log([], START)

    assert verdict.intact
    assert verdict.head == START


def test_a_log_that_goes_on_later_is_one_chain() -> None:
    log = a_log(3)
    salts = (number.to_bytes(16, "big") for number in count(900))

    log += chained([a_change(4)], salts, 4, log[-1].digest)

    assert verify_log(log, START).intact


def test_a_known_head_vouches_for_everything_before_it() -> None:
    log = a_log()

    verdict = verify_log(log, START, anchor=log[2].digest)

    assert verdict.anchored == 3
    assert Proof.ANCHOR in verdict.proves


def test_a_log_made_anew_agrees_with_itself_but_not_with_the_known_head() -> None:
    known = a_log()[-1].digest
    salts = (number.to_bytes(16, "big") for number in count())
    forged = list(chained([a_change(9)], salts, 1, START))

    assert verify_log(forged, START).intact
    verdict = verify_log(forged, START, anchor=known)
    assert (verdict.intact, verdict.first_broken, verdict.proves) == (False, None, ())


def test_another_round_s_log_is_noticed() -> None:
    assert verify_log(a_log(), start_of("another-round")).first_broken == 1


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"deed": "eligibility.withdraw"}, id="deed"),
        pytest.param({"at": NOON}, id="time"),
        pytest.param({"number": 9}, id="number"),
        pytest.param({"previous": Digest(bytes(32))}, id="previous"),
        pytest.param({"commitments": dict.fromkeys(Field, Digest(bytes(32)))}, id="commitments"),
    ],
)
def test_a_changed_entry_is_found(at, change) -> None:
    log = a_log()
    log[at] = dataclasses.replace(log[at], entry=dataclasses.replace(log[at].entry, **change))

    verdict = verify_log(log, START)

    assert not verdict.intact
    assert verdict.first_broken in (at, at + 1)
    assert verdict.proves == ()


def test_a_changed_entry_whose_digest_was_made_to_fit_is_found_by_the_next() -> None:
    log = a_log()
    forged = dataclasses.replace(log[1].entry, deed="x")
    log[1] = dataclasses.replace(log[1], entry=forged, digest=forged.digest)

    assert verify_log(log, START).first_broken == 2


@pytest.mark.parametrize("at", range(4))
def test_a_removed_entry_is_found(at) -> None:
    log = a_log()
    del log[at]

    assert verify_log(log, START).first_broken == at + 1


def test_a_missing_end_is_found_by_the_known_head() -> None:
    log = a_log()

    assert verify_chain(entries(log)[:-1], START).intact
    assert not verify_chain(entries(log)[:-1], START, head=log[-1].digest).intact
    assert not verify_chain(entries(log)[:-1], START, anchor=log[-1].digest).intact


def test_swapped_entries_are_found() -> None:
    log = a_log()
    log[1], log[2] = log[2], log[1]

    assert verify_log(log, START).first_broken == 2


@pytest.mark.parametrize("field", Field)
def test_a_changed_value_is_found(field) -> None:
    log = a_log()
    false = Opening(salt=log[3].openings[field].salt, text='"toinen"')
    log[3] = dataclasses.replace(log[3], openings={**log[3].openings, field: false})

    assert verify_log(log, START).first_broken == 4


def test_erased_values_leave_the_chain_whole_and_are_counted() -> None:
    log = a_log()
    log[0] = dataclasses.replace(log[0], openings={})

    verdict = verify_log(log, START)

    assert verdict.intact
    assert verdict.erased == 4


def test_equal_values_have_different_commitments() -> None:
    first, second = a_log()[:2]

    assert first.entry.commitments[Field.BY] != second.entry.commitments[Field.BY]


def test_a_value_of_one_field_does_not_open_another() -> None:
    opening = Opening(salt=bytes(16), text='"a"')

    assert opening.commitment(Field.BEFORE) != opening.commitment(Field.AFTER)


def test_the_digest_is_that_of_the_published_spelling() -> None:
    entry = a_log()[0].entry

    assert entry.canonical.startswith(b'{"at":"2020-11-02T10:01:00.000000+00:00","commitments":{"after":"')
    assert entry.digest == hashlib.sha256(b"evaluator log entry 1\0" + entry.canonical).digest()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_a_value_has_one_spelling_and_comes_back(value) -> None:
    text = canonical_value(value)

    opening = Opening(salt=bytes(16), text=text)
    assert opening.value == value
    assert canonical_value(opening.value) == text


@pytest.mark.parametrize("value", [0.5, [0.5], {"a": [{"b": 1.0}]}, float("nan")])
def test_a_float_is_not_logged(value) -> None:
    with pytest.raises(TypeError):
        canonical_value(value)


def test_a_verdict_says_what_it_does_not_show() -> None:
    log = a_log(3)

    always = (Lack.LOGGED, Lack.PERSON, Lack.TIME)

    assert verify_log(log, START).lacks == (Lack.ANCHOR, *always)
    assert verify_log(log, START, anchor=log[-1].digest).lacks == always
    assert verify_log(log, START, anchor=log[1].digest).lacks == (Lack.LATER, *always)
    assert verify_log([log[0], dataclasses.replace(log[1], openings={}), log[2]], START).lacks == (
        Lack.ANCHOR,
        Lack.ERASED,
        *always,
    )
    assert verify_chain(entries(log), START).lacks == (Lack.ANCHOR, Lack.VALUES, *always)
    assert verify_chain(entries(log)[1:], START).lacks == ()
