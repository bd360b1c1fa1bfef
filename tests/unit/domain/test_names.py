from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.names import Names, distance, key

WORDS = st.text(alphabet="abcä", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("turku", "turku", 0),
        ("tuku", "turku", 1),
        ("hlesinki", "helsinki", 1),
        ("abc", "", 3),
        ("ab", "ba", 1),
    ],
)
def test_letters_added_dropped_changed_or_swapped_count_one_each(one, other, apart):
    assert distance(one, other, 9) == apart


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_zero_only_for_equals(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_limit_cuts_the_count_and_never_changes_a_smaller_one(one, other, limit):
    assert distance(one, other, limit) == min(distance(one, other, 20), limit + 1)


def test_the_name_listed_first_wins_among_equals():
    assert Names([("Kaarla", "1"), ("Kaarma", "2")]).nearest(key("Kaarna")).owner == "1"
    assert Names([("Kaarma", "2"), ("Kaarla", "1")]).nearest(key("Kaarna")).owner == "2"


def test_a_name_without_its_diacritics_that_could_be_two_is_not_found():
    both = Names([("Sälö", "1"), ("Salö", "2")])

    assert both.find(key("Salo")) is None
    assert both.find(key("Salö")).owner == "2"
