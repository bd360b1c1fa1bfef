"""The demonstration's tables: what they may hold, and what is refused at which line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from evaluator.domain.language import Language
from evaluator.domain.reviews import NotApplicable, Review, Scored
from evaluator.errors import EvaluatorError
from evaluator.intake.demo_errors import (
    DemoColumnsError,
    DemoCommentError,
    DemoFileError,
    DemoSettingError,
    DemoTwiceError,
    DemoUnknownError,
    DemoUnreadableError,
    DemoValueError,
)
from evaluator.intake.demo_reviews import read_demo_reviewers, read_demo_reviews
from evaluator.intake.demo_settings import read_demo_settings
from evaluator.messages.catalogue import Catalogue
from tests.builders import NOON, a_call, a_reviewer

HEADER = "# keksitty\nreviewer,application,criterion,value,comment\n"


def reviews_of(tmp_path: Path, rows: str, header: str = HEADER) -> tuple[Review, ...]:
    path = tmp_path / "reviews.csv"
    path.write_text(header + rows, encoding="utf-8")
    return read_demo_reviews(path, a_call(), [a_reviewer(1), a_reviewer(2)], NOON)


def test_rows_become_reviews_by_application_and_reviewer(tmp_path: Path) -> None:
    first, second, third = reviews_of(
        tmp_path,
        'r2,2020-001,c1,0,"Ei mitään, ei missään."\n'
        "r1,2020-002,,recused,Keksitty este.\n"
        "r1,2020-001,g1,,Ryhmästä.\n"
        "r1,2020-001,c1,4,\n"
        "r1,2020-001,c3,na,Ei koske.\n",
    )

    assert (first.application, first.reviewer, first.submitted) == ("2020-001", "r1", NOON)
    assert first.scores == {"c1": Scored(Fraction(4)), "c3": NotApplicable("Ei koske.")}
    assert first.comments == {"g1": "Ryhmästä."}
    assert second.comments == {"c1": "Ei mitään, ei missään."}
    assert (third.recused, third.recusal_reason, third.scores) == (True, "Keksitty este.", {})


@pytest.mark.parametrize(
    ("rows", "error", "line"),
    [
        ("r1,2020-001,c1,4\n", DemoColumnsError, 3),
        ("r1,2020-001,c1,4,\n\n", DemoColumnsError, 4),
        ("r9,2020-001,c1,4,\n", DemoUnknownError, 3),
        ("r1,,c1,4,\n", DemoUnknownError, 3),
        ("r1,2020-001,c9,4,\n", DemoUnknownError, 3),
        ("r1,2020-001,c1,6,\n", DemoValueError, 3),
        ("r1,2020-001,c1,,\n", DemoValueError, 3),
        ("r1,2020-001,c1,2.5,\n", DemoValueError, 3),
        ("r1,2020-001,g1,3,Ryhmästä.\n", DemoValueError, 3),
        ("r1,2020-001,g1,,\n", DemoCommentError, 3),
        ("r1,2020-001,c3,na,\n", DemoCommentError, 3),
        ("r1,2020-001,,recused,\n", DemoCommentError, 3),
        ("r1,2020-001,c1,recused,Este.\n", DemoUnknownError, 3),
        ("r1,2020-001,c1,4,\nr1,2020-001,c1,4,\n", DemoTwiceError, 4),
        ("r1,2020-001,g1,,A.\nr1,2020-001,g1,,B.\n", DemoTwiceError, 4),
        ("r1,2020-001,c1,4,\nr1,2020-001,,recused,Este.\n", DemoTwiceError, 4),
        ("r1,2020-001,,recused,Este.\nr1,2020-001,c1,4,\n", DemoTwiceError, 4),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(
    tmp_path: Path, rows: str, error: type[DemoFileError], line: int
) -> None:
    with pytest.raises(error) as caught:
        reviews_of(tmp_path, rows)

    assert caught.value.facts["line"] == line
    assert_said(caught.value)


def test_a_missing_or_other_header_is_refused(tmp_path: Path) -> None:
    for header in ("", "# keksitty\n", "application,reviewer,criterion,value,comment\n"):
        with pytest.raises(DemoColumnsError):
            reviews_of(tmp_path, "", header)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reviewers.csv"
    with pytest.raises(DemoUnreadableError) as caught:
        read_demo_reviewers(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DemoUnreadableError):
        read_demo_reviewers(path)

    assert_said(caught.value)


def test_everybody_read_is_marked_as_made_up(tmp_path: Path) -> None:
    path = tmp_path / "reviewers.csv"
    path.write_text("# keksitty\nreviewer,name,organisation\nr1,Esimerkkiarvioija 1,\n", encoding="utf-8")

    assert read_demo_reviewers(path) == (a_reviewer(1),)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("r1,A,\nr1,B,\n", DemoTwiceError),
        (",A,\n", DemoUnknownError),
        ("r1,,\n", DemoUnknownError),
        ("r1,A\n", DemoColumnsError),
    ],
)
def test_a_faulty_reviewer_is_refused(tmp_path: Path, rows: str, error: type[DemoFileError]) -> None:
    path = tmp_path / "reviewers.csv"
    path.write_text("reviewer,name,organisation\n" + rows, encoding="utf-8")

    with pytest.raises(error):
        read_demo_reviewers(path)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ("threshold = ", DemoUnreadableError),
        ("threshold = 60", DemoSettingError),
        ("threshold = 101", DemoSettingError),
        ("surprise = 1", DemoSettingError),
    ],
)
def test_faulty_settings_are_refused(tmp_path: Path, settings: str, error: type[DemoFileError]) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(settings, encoding="utf-8")

    with pytest.raises(error) as caught:
        read_demo_settings(path)

    assert_said(caught.value)


def test_a_threshold_with_decimals_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'threshold = 62.3\nofficial = "E"\nmoment = 2020-12-01T10:00:00Z\neligible_reason = "S."\n'
        'eligible_reason_sv = "S."\n',
        encoding="utf-8",
    )

    assert read_demo_settings(path).threshold == Fraction(623, 10)


def assert_said(error: EvaluatorError) -> None:
    """Every language has a sentence for it that takes its facts."""
    for language in Language:
        assert Catalogue(language).error(error)
