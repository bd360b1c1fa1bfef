import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.language import Language
from evaluator.domain.money import Cents, parse_euros, rounded_down
from evaluator.messages import formats


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("111350.00", 11_135_000),
        ("111 350,00 €", 11_135_000),
        ("111\u00a0350", 11_135_000),
        ("136191.25", 13_619_125),
        ("410407,2", 41_040_720),
        ("-5", -500),
        ("\u22125,00", -500),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text, cents):
    assert parse_euros(text) == cents


@pytest.mark.parametrize(
    "text", ["", "€", "paljon", "1.000,00", "1,234", "1e6", "12 34", "--5", "1 0000", "NaN", "١٢"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_euros(text)


@given(st.integers(-(10**13), 10**13))
def test_a_written_amount_is_read_back(cents):
    assert parse_euros(formats.money(Cents(cents), Language.FI)) == cents


@given(st.integers(0, 10**12), st.sampled_from([1, 100, 10_000]))
def test_rounding_down_gives_full_units_and_never_more(cents, unit):
    rounded = rounded_down(Cents(cents), Cents(unit))

    assert rounded % unit == 0
    assert 0 <= cents - rounded < unit
