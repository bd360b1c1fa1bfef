from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.messages import formats

FI, SV, EN = Language.FI, Language.SV, Language.EN


def test_amounts_have_no_break_spaces_and_cents_only_where_there_are_any():
    assert formats.money(Cents(969_460_000), FI) == "9\u00a0694\u00a0600\u00a0€"
    assert formats.money(Cents(1_610_033_045), FI) == "16\u00a0100\u00a0330,45\u00a0€"
    assert formats.money(Cents(5_723_900), FI, cents=True) == "57\u00a0239,00\u00a0€"
    assert formats.money(Cents(1_610_033_045), EN) == "16,100,330.45\u00a0€"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        pytest.param(Fraction(62345, 1000), 2, "62,35", id="half-goes-up"),
        pytest.param(Fraction(2, 3), 2, "0,67", id="thirds"),
        pytest.param(Fraction(-1, 10), 1, "\u22120,1", id="minus-sign"),
        pytest.param(Fraction(-1, 1000), 1, "0,0", id="no-minus-before-zero"),
        pytest.param(Fraction(999_999, 1000), 1, "1\u00a0000,0", id="carry"),
        pytest.param(12, 0, "12", id="integer"),
    ],
)
def test_numbers_are_rounded_half_up_on_the_exact_value(value, decimals, written):
    assert formats.number(value, FI, decimals) == written


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 6))
def test_a_written_number_is_within_half_a_unit_of_its_last_decimal(value, decimals):
    written = formats.number(value, FI, decimals).replace("\u00a0", "").replace(",", ".")

    assert abs(Fraction(written) - value) <= Fraction(1, 2 * 10**decimals)


def test_dates_and_times_are_written_in_helsinkis_clock():
    assert formats.day(date(2020, 10, 5), FI) == "5.10.2020"
    assert formats.moment(datetime(2019, 12, 19, 14, 15, tzinfo=UTC), FI) == "19.12.2019\u00a0klo\u00a016.15"
    assert formats.moment(datetime(2019, 12, 19, 14, 15, tzinfo=UTC), SV) == "19.12.2019\u00a0kl.\u00a016.15"


def test_shares_are_written_as_percent():
    assert formats.percent(Fraction(17, 20), FI) == "85\u00a0%"
    assert formats.percent(Fraction(17, 20), EN) == "85%"


def test_a_sentence_has_the_swedish_month_in_letters():
    closing = datetime(2020, 10, 5, 13, 15, tzinfo=UTC)

    assert formats.day_in_words(date(2020, 10, 5), SV) == "den\u00a05\u00a0oktober\u00a02020"
    assert formats.moment_in_words(closing, SV) == "den\u00a05\u00a0oktober\u00a02020\u00a0kl.\u00a016.15"
    assert formats.moment_in_words(closing, FI) == formats.moment(closing, FI)
