"""A recovery key survives paper, handwriting and typing, and names the group with the misprint."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.language import Language
from evaluator.keys.recovery import (
    RecoveryKeyGroupError,
    RecoveryKeyLengthError,
    from_printable,
    printable,
)
from evaluator.messages.catalogue import Catalogue

KEY = bytes(range(100, 132))
PRINTED = printable(KEY)
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

keys = st.binary(min_size=32, max_size=32)


@given(keys)
def test_a_key_comes_back_from_paper(key: bytes) -> None:
    assert from_printable(printable(key)) == key


def test_it_is_thirteen_groups_of_five() -> None:
    assert [len(group) for group in PRINTED.split("-")] == [5] * 13
    assert set(PRINTED) <= {*SYMBOLS, "-"}


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED.lower(),
        PRINTED.replace("-", " "),
        PRINTED.replace("-", ""),
        PRINTED.replace("-", " – \n"),
        PRINTED.replace("0", "O").replace("1", "l"),
        f"  {PRINTED}\n",
    ],
)
def test_it_is_read_however_a_person_types_it(typed) -> None:
    assert from_printable(typed) == KEY


@given(keys, st.data())
def test_one_wrong_character_is_noticed_and_its_group_named(key: bytes, data) -> None:
    groups = printable(key).split("-")
    group, at = data.draw(st.integers(0, 12)), data.draw(st.integers(0, 4))
    wrong = data.draw(st.sampled_from([each for each in SYMBOLS if each != groups[group][at]]))
    groups[group] = groups[group][:at] + wrong + groups[group][at + 1 :]

    with pytest.raises(RecoveryKeyGroupError) as caught:
        from_printable("-".join(groups))

    assert caught.value.facts == {"group": group + 1, "text": groups[group]}


@given(keys, st.integers(0, 12), st.integers(0, 3))
def test_swapped_neighbours_are_noticed(key: bytes, group: int, at: int) -> None:
    groups = printable(key).split("-")
    swapped = groups[group][:at] + groups[group][at + 1] + groups[group][at] + groups[group][at + 2 :]
    if swapped == groups[group]:
        return
    groups[group] = swapped

    with pytest.raises(RecoveryKeyGroupError):
        from_printable("-".join(groups))


@given(keys, st.data())
def test_swapped_groups_are_noticed(key: bytes, data) -> None:
    groups = printable(key).split("-")
    first, second = data.draw(st.lists(st.integers(0, 12), min_size=2, max_size=2, unique=True))
    groups[first], groups[second] = groups[second], groups[first]

    with pytest.raises(RecoveryKeyGroupError):
        from_printable("-".join(groups))


def test_a_missing_character_names_its_group() -> None:
    groups = PRINTED.split("-")
    groups[6] = groups[6][1:]

    with pytest.raises(RecoveryKeyGroupError) as caught:
        from_printable("-".join(groups))

    assert caught.value.facts["group"] == 7


@pytest.mark.parametrize("typed", ["", "abc", PRINTED[:-6], PRINTED + "-00000", "ä" * 65])
def test_too_few_or_too_many_characters_are_told(typed) -> None:
    with pytest.raises(RecoveryKeyLengthError):
        from_printable(typed)


def test_a_letter_that_is_never_printed_is_a_misprint() -> None:
    with pytest.raises(RecoveryKeyGroupError):
        from_printable("U" + PRINTED[1:])


@given(st.text(max_size=90))
def test_no_text_makes_it_fail_in_another_way(text: str) -> None:
    with suppress(RecoveryKeyGroupError, RecoveryKeyLengthError):
        from_printable(text)


@pytest.mark.parametrize("language", Language)
def test_both_errors_have_a_sentence(language) -> None:
    catalogue = Catalogue(language)

    assert "7" in catalogue.error(RecoveryKeyGroupError(group=7, text="ABCDE"))
    assert "65" in catalogue.error(RecoveryKeyLengthError(found=3, expected=65))
