from __future__ import annotations

import random
import time
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.domain.eligibility import Severity
from evaluator.domain.eligibility_rules import find_among
from evaluator.domain.likeness import LEAST, MOST_OTHERS, _near_of_few, _near_of_many, alike, likeness, pieces
from evaluator.domain.money import parse_euros
from tests.builders import a_body, an_application, euros, some_applicants
from tests.unit.domain.registers_2020 import annex, annex_applicants


def the_annex():
    return [
        an_application(
            row,
            title=each["project"],
            requested=parse_euros(each["requested_eur"]),
            applicants=annex_applicants(confirmed=True)[row],
        )
        for row, each in annex().items()
    ]


def test_the_two_building_control_rows_of_the_annex_are_each_others_and_nobody_elses():
    found = find_among(the_annex())

    assert {id_: [each.rule for each in findings] for id_, findings in found.items()} == {
        "2020-017": ["similar-title"],
        "2020-019": ["similar-title"],
    }
    assert found["2020-017"][0].severity is Severity.LOOK
    assert found["2020-017"][0].facts["numbers"] == "19"
    assert found["2020-019"][0].facts["requested"] == 57_239_00


@pytest.mark.parametrize("amount", ["51000.00", "241000.00"])
def test_two_projects_that_ask_for_the_same_sum_are_two_projects(amount):
    same = [row for row, each in annex().items() if each["requested_eur"] == amount]
    found = find_among(the_annex())

    assert len(same) == 2
    assert not any(f"2020-{row:03d}" in found for row in same)


def test_the_same_lead_and_sum_with_a_title_that_agrees_somewhat_is_shown():
    first = an_application(1, title="Digitaalisten palvelujen kehittäminen Alavudella")
    again = an_application(2, title="Alavuden digitaalisten prosessien uudistamishanke ja palvelut")
    other_sum = an_application(3, title=again.title[:35] + "koulutus", requested=euros(5))

    found = find_among([first, again, other_sum])

    assert {id_: [each.rule for each in findings] for id_, findings in found.items()}["2020-001"] == [
        "same-figures"
    ]


def test_the_same_sum_of_another_lead_is_nothing():
    first = an_application(1, title="Digitaalisten palvelujen kehittäminen Alavudella")
    other = an_application(
        2,
        title="Alavuden digitaalisten prosessien uudistamishanke ja palvelut",
        applicants=some_applicants(lead=a_body("Ähtäri", code="989")),
    )

    assert find_among([first, other]) == {}


def test_digits_case_and_accents_do_not_tell_texts_apart():
    assert pieces("Äly-hanke 2.0") == pieces("aly HANKE")
    assert alike({1: "Nuorisokortti 2.0", 2: "Nuorisokortti 3.0"}) == {1: (2,), 2: (1,)}


def test_texts_without_letters_are_like_nothing():
    assert alike({1: "2020", 2: "2020", 3: ""}) == {}


def test_ten_thousand_copies_are_ten_thousand_short_answers():
    found = alike({number: f"Kuntien digihanke {number}" for number in range(10_000)})

    assert len(found) == 10_000
    assert {len(each) for each in found.values()} == {MOST_OTHERS}


@given(st.lists(st.text("abcdeä ", min_size=1, max_size=24), max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_pair_is_missed_and_none_is_guessed(texts):
    sets = [pieces(each) for each in texts]
    pairs = {
        frozenset(pair)
        for pair in combinations(range(len(texts)), 2)
        if sets[pair[0]] and likeness(sets[pair[0]], sets[pair[1]]) >= LEAST
    }
    found = alike(dict(enumerate(texts)))

    for one, others in found.items():
        assert all(frozenset((one, other)) in pairs for other in others)
        whole = sum(one in pair for pair in pairs)
        assert len(others) == min(whole, MOST_OTHERS) or len(others) >= 1
    few = {at for at in range(len(texts)) if 0 < sum(at in pair for pair in pairs) < MOST_OTHERS}
    for at in few:
        assert {frozenset((at, other)) for other in found[at]} == {pair for pair in pairs if at in pair}


def test_likeness_is_an_exact_share():
    assert likeness({"a", "b"}, {"b", "c"}) == Fraction(1, 3)
    assert likeness(set(), set()) == 0


def test_ten_thousand_titles_are_compared_in_seconds():
    words = [word for each in annex().values() for word in each["project"].split()]
    dice = random.Random(1)
    titles = {number: " ".join(dice.choices(words, k=dice.randint(4, 12))) for number in range(10_000)}
    begin = time.process_time()

    found = alike(titles)

    assert time.process_time() - begin < 12
    for one, others in list(found.items())[:200]:
        assert all(likeness(pieces(titles[one]), pieces(titles[other])) >= LEAST for other in others)


@given(
    st.lists(st.text("abcdeä ", min_size=1, max_size=24), max_size=90),
    st.fractions(min_value=Fraction(1, 5), max_value=1, max_denominator=9),
)
@settings(max_examples=60)
def test_counting_through_an_index_gives_what_comparing_every_pair_gives(texts, least):
    sets = sorted({each for each in map(pieces, texts) if each}, key=sorted)

    assert list(_near_of_many(sets, least)) == list(_near_of_few(sets, least))
