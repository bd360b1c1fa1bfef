"""A table of ratings is read whole or refused with its line."""

from fractions import Fraction

import pytest

from evaluator.intake import rating_errors as errors
from evaluator.intake.ratings import read_ratings
from evaluator.intake.table_errors import EncodingError, TableUnreadableError

HEADER = "application,reviewer,score\n"


@pytest.fixture
def read(tmp_path):
    def of(content, columns=None):
        path = tmp_path / "arviot.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_ratings(path, columns)

    return of


def told(ratings):
    return [(each.application, each.reviewer, each.score, each.line) for each in ratings]


def test_ratings_come_in_the_order_of_the_file_with_their_lines(read):
    found = read(HEADER + "b,r1,4.5\n\na,r2,-3\n")

    assert told(found) == [("b", "r1", Fraction(9, 2), 2), ("a", "r2", Fraction(-3), 4)]


@pytest.mark.parametrize(
    "content",
    [
        "reviewer;score;extra;application\nr;4,5;x;a\n",
        "Application\tREVIEWER\tScore\na\tr\t4,5\n",
        '\ufeffapplication,reviewer,score\na,r,"4,5"\n',
        "proposal,assessor,num_grade\na,r,4.5\n",
    ],
    ids=["semicolons", "tabs-and-case", "mark-and-quotes", "three-columns-of-any-name"],
)
def test_usual_ways_to_write_a_table_are_understood(read, content):
    (only,) = read(content)

    assert (only.application, only.reviewer, only.score) == ("a", "r", Fraction(9, 2))


def test_columns_can_be_named(read):
    (only,) = read("x,who,what,y,num\n1,r,a,2,5\n", ("what", "WHO", "num"))

    assert (only.application, only.reviewer, only.score) == ("a", "r", 5)


@pytest.mark.parametrize(
    ("content", "error", "line"),
    [
        pytest.param("", errors.EmptyRatingsError, None, id="empty-file"),
        pytest.param(HEADER, errors.EmptyRatingsError, None, id="header-alone"),
        pytest.param(HEADER + "a,r,\n", errors.RatingMissingError, 2, id="missing-cell"),
        pytest.param(HEADER + "a,,3\n", errors.RatingMissingError, 2, id="missing-reviewer"),
        pytest.param(HEADER + "a,r,3\na,s\n", errors.RatingCellsError, 3, id="too-few-cells"),
        pytest.param(HEADER + "a,r,3,4\n", errors.RatingCellsError, 2, id="too-many-cells"),
        pytest.param(HEADER + "a,r,hyvä\n", errors.RatingNumberError, 2, id="text"),
        pytest.param(HEADER + "a,r,NaN\n", errors.RatingNumberError, 2, id="nan"),
        pytest.param(HEADER + "a,r,inf\n", errors.RatingNumberError, 2, id="infinity"),
        pytest.param(HEADER + "a,r,1e999999999\n", errors.RatingNumberError, 2, id="number-bomb"),
        pytest.param(HEADER + "a,r,0x10\n", errors.RatingNumberError, 2, id="hexadecimal"),
        pytest.param(HEADER + "a,r,٣\n", errors.RatingNumberError, 2, id="other-digits"),
        pytest.param(HEADER + "a,r,3\nb,r,3\na,r,4\n", errors.RatingTwiceError, 4, id="duplicate"),
        pytest.param(HEADER + 'a,r,"3\n', errors.RatingQuotingError, 2, id="open-quote"),
        pytest.param("a,b,c,d\n1,2,3,4\n", errors.RatingColumnsError, None, id="columns-unknown"),
        pytest.param(
            "application,reviewer,score,score\na,r,1,2\n",
            errors.RatingColumnTwiceError,
            None,
            id="column-twice",
        ),
        pytest.param((HEADER + "JÃ¤rvi,r,3\n").encode(), EncodingError, 2, id="encoding"),
        pytest.param(b"\x00\x01" * 50, errors.NotRatingsError, None, id="binary"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(read, content, error, line):
    with pytest.raises(error) as caught:
        read(content)

    assert caught.value.facts["file"] == "arviot.csv"
    if line is not None:
        assert caught.value.facts["line"] == line


def test_a_named_column_that_is_not_there_is_told_with_those_that_are(read):
    with pytest.raises(errors.RatingColumnMissingError) as caught:
        read("a,b,c\n1,2,3\n", ("a", "b", "grade"))

    assert caught.value.facts == {"file": "arviot.csv", "column": "grade", "found": "a, b, c"}


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TableUnreadableError):
        read_ratings(tmp_path / "ei-ole.csv")


def test_more_ratings_than_can_be_analysed_are_refused(read, monkeypatch):
    monkeypatch.setattr("evaluator.intake.ratings.MOST_RATINGS", 2)

    with pytest.raises(errors.TooManyRatingsError):
        read(HEADER + "a,r,1\na,s,1\na,t,1\n")
