"""A table of scores is understood whole, or refused whole with every line that is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaluator.domain.reviews import NotApplicable, RiskEntry, Scored
from evaluator.errors import InputError
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.scores import read_pairs, read_scores
from tests.builders import an_application

CALL = ShippedCalls().get("2020-joint-projects")
APPLICATIONS = [an_application(1), an_application(2)]
HEADER = "application,criterion,value,comment\n"


@pytest.fixture
def table(tmp_path):
    def write(text, *, header=HEADER, encoding="utf-8"):
        path = tmp_path / "pisteet.csv"
        path.write_bytes((header + text).encode(encoding))
        return path

    return write


def read(path):
    return read_scores(path, CALL, APPLICATIONS)


def answers(path):
    return [(each.application, each.about, each.state, each.comment) for each in read(path)]


def test_criteria_are_named_by_id_or_printed_number_and_applications_by_id_or_number(table):
    path = table("2020-001,measures,4,Hyvä.\n2,1.1,0,\n")

    assert answers(path) == [
        ("2020-001", "measures", Scored(Fraction(4)), "Hyvä."),
        ("2020-002", "change-effects", Scored(Fraction(0)), None),
    ]


def test_a_risk_keeps_what_was_entered(table):
    ((_, about, state, _),) = answers(table("1,3.4,2/3/1,Harkittu.\n"))

    assert about == "data-protection"
    assert state.risk == RiskEntry(likelihood=2, severity=3, preparedness=1)
    assert 0 <= state.value <= 5


def test_not_applicable_takes_its_reason_from_the_comment(table):
    assert answers(table("1,3.2,NA,Ei rajapintoja.\n")) == [
        ("2020-001", "interoperability", NotApplicable("Ei rajapintoja."), None)
    ]


def test_a_line_without_a_value_gives_a_sentence_alone_to_a_criterion_or_a_group(table):
    assert answers(table("1,impact,,Ryhmästä.\n1,2.1,,Kysymyksestä.\n")) == [
        ("2020-001", "impact", None, "Ryhmästä."),
        ("2020-001", "feasibility", None, "Kysymyksestä."),
    ]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_may_be_parted_otherwise_and_lines_end_as_on_other_systems(table, mark):
    header = HEADER.replace(",", mark).replace("\n", "\r\n")

    assert answers(table(f"1{mark}1.1{mark}3{mark}Sanottu: a, b\r\n\r\n", header=header)) == [
        ("2020-001", "change-effects", Scored(Fraction(3)), "Sanottu: a, b")
    ]


def test_letters_of_windows_and_further_columns_do_no_harm(table):
    header = "Comment,APPLICATION,criterion,Value,muu\n"

    assert answers(table("Pätevä,1,1.1,3,x\n", header=header, encoding="cp1252"))[0][3] == "Pätevä"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "input.scores.empty"),
        ("9,1.1,3,\n", "input.scores.application"),
        ("1,9.9,3,\n", "input.scores.criterion"),
        ("1,1.1,6,\n", "input.scores.value"),
        ("1,1.1,-1,\n", "input.scores.value"),
        ("1,1.1,2.5,\n", "input.scores.value"),
        ("1,1.1,٣,\n", "input.scores.value"),
        ("1,1.1,kolme,\n", "input.scores.value"),
        ("1,1.1,1/2/3,\n", "input.scores.not-risk"),
        ("1,3.4,3,\n", "input.scores.risk"),
        ("1,3.4,9/9/9,\n", "input.scores.risk"),
        ("1,3.4,1/2,\n", "input.scores.risk"),
        ("1,1.1,na,Syy.\n", "input.scores.not-applicable"),
        ("1,3.2,na,\n", "input.scores.reason"),
        ("1,impact,3,\n", "input.scores.group"),
        ("1,1.1,3,\n1,change-effects,4,\n", "input.scores.twice"),
        ("1,1.1,3\n", "input.scores.cells"),
        ('1,1.1,3,"auki\n', "input.scores.quoting"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_its_own_code(table, text, code):
    with pytest.raises(InputError) as caught:
        read(table(text))

    assert caught.value.code == code


def test_a_missing_column_is_named(table):
    with pytest.raises(InputError) as caught:
        read(table("1,3\n", header="application,value\n"))

    assert (caught.value.code, caught.value.facts["missing"]) == ("input.scores.columns", "criterion")


def test_every_line_that_is_wrong_is_told_at_once_by_its_number(table):
    with pytest.raises(InputError) as caught:
        read(table("1,1.1,6,\n1,1.2,3,\n\n9,1.3,3,\n"))

    assert [each.facts["line"] for each in caught.value.problems] == [2, 5]


def test_pairs_are_read_and_a_table_without_them_is_refused(table):
    path = table(" 2020-001 ,Esimerkkiarvioija 1\n", header="application,reviewer\n")

    assert read_pairs(path) == (("2020-001", "Esimerkkiarvioija 1"),)
    for header, text, code in (
        ("application,who\n", "1,E\n", "input.pairs.columns"),
        ("application,reviewer\n", "", "input.scores.empty"),
        ("application,reviewer\n", "1\n", "input.scores.cells"),
    ):
        with pytest.raises(InputError) as caught:
            read_pairs(table(text, header=header))
        assert caught.value.code == code
