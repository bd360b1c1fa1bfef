from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain import financing
from evaluator.domain.call import VatRule
from tests.builders import a_call, a_cost_line, a_form, a_named, an_accepted_cost, euros

CALL = a_call(ineligible_costs=(a_named("licences"), a_named("vat")))
FORM = a_form(costs=(a_cost_line("1", amount=10_000), a_cost_line("2", "licences", 5_000)))


def total(*words, form=FORM, call=CALL):
    return financing.accepted_total(form, words, call)


def test_costs_are_not_known_before_every_line_was_judged():
    two = a_form(costs=(a_cost_line("1"), a_cost_line("2")))

    assert total() is None
    assert total(an_accepted_cost(line="1"), form=two) is None
    assert total(an_accepted_cost(line="1"), an_accepted_cost(line="2"), form=two) == euros(20_000)


def test_licences_count_only_as_far_as_they_were_accepted():
    licences = an_accepted_cost(line="2", asked=euros(5_000), accepted=euros(2_000))

    assert total(an_accepted_cost(line="1")) == euros(10_000)
    assert total(an_accepted_cost(line="1"), licences) == euros(12_000)
    assert total(licences) is None


def test_the_latest_word_on_a_line_counts():
    words = [an_accepted_cost(line="1", accepted=euros(each)) for each in (4_000, 9_000, 7_000)]

    assert total(*words) == euros(7_000)


def test_a_word_on_a_line_that_was_changed_since_counts_no_more():
    changed = a_form(costs=(a_cost_line("1", amount=12_000),))

    assert total(an_accepted_cost(line="1"), form=changed) is None


def test_words_on_other_applications_and_lines_that_are_gone_count_nowhere():
    other = an_accepted_cost("2020-002", line="1")
    gone = an_accepted_cost(line="9")

    assert total(other) is None
    assert total(an_accepted_cost(line="1"), gone, other) == euros(10_000)


def test_a_form_without_a_budget_has_no_accepted_costs():
    assert total(an_accepted_cost(line="1"), form=a_form(costs=())) is None


def test_the_tax_can_be_accepted_only_where_the_call_counts_it():
    line = a_cost_line(vat_cents=euros(2_400))

    assert financing.most_of(line, CALL) == euros(10_000)
    assert financing.most_of(line, a_call(vat=VatRule.INCLUDED)) == euros(12_400)


@given(st.integers(0, 10**13), st.fractions(0, 1, max_denominator=1000), st.integers(1, 60))
def test_own_share_and_grant_are_the_costs_and_even_shares_are_the_own_share(costs, rate, count):
    own = financing.own_share(costs, rate)
    shares = financing.even_shares(own, count)

    assert own + int(costs * rate) == costs
    assert sum(shares) == own
    assert max(shares) - min(shares) <= 1
