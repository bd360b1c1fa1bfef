"""The ranking as rows: places, scores, verdicts and the line."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QModelIndex, Qt

from evaluator.domain.call import AllocationRule
from evaluator.domain.language import Language
from evaluator.scoring.figures import Verdict
from evaluator.ui.ranking.beside import Beside
from evaluator.ui.ranking.delegates import columns
from evaluator.ui.ranking.model import Filter, counts, predicate
from evaluator.ui.shared.ranked import RankedModel, line_of, ranked_rows
from evaluator.ui.shared.table_model import LineRow
from evaluator.ui.shared.verdicts import LOOKS
from evaluator.ui.texts import TEXTS
from tests.builders import (
    a_round,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
    some_contents,
)
from tests.ui.demo_round import demo_contents, worked

pytestmark = pytest.mark.usefixtures("dressed")


def model_of(outcome, word="Raja") -> RankedModel:
    model = RankedModel(columns(outcome.contents.round.call.groups, dense=False))
    model.set_ranking(ranked_rows(outcome), line_of(outcome, word))
    return model


def spoken(model: RankedModel, row: int) -> list[str]:
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def evenly(*scores: int, envelope: int = 1_000_000, **of_round):
    """Give an outcome of applications 1, 2, … that every criterion gives these scores."""
    numbers = range(1, len(scores) + 1)
    return worked(
        some_contents(
            round=a_round(envelope=euros(envelope), **of_round),
            applications=tuple(an_application(number) for number in numbers),
            reviews=tuple(
                an_even_review(score, f"2020-{number:03d}")
                for number, score in zip(numbers, scores, strict=True)
            ),
        )
    )


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    qtmodeltester.check(model_of(worked(demo_contents())))


def test_the_line_stands_after_the_last_funded_and_is_read_out_there():
    outcome = worked(demo_contents())
    model = model_of(outcome, "Rahoitusraja")
    at = next(row for row in range(model.rowCount()) if isinstance(model.rows[row], LineRow))

    assert at == len(outcome.grants) == 29
    assert spoken(model, at)[0] == "Rahoitusraja: Sääntö jakaa 9\u00a0694\u00a0600\u00a0€, pisteraja 60."
    assert not any(spoken(model, at)[1:])
    assert model.headerData(at, Qt.Orientation.Vertical).startswith("Rahoitusraja")
    assert model.data(QModelIndex()) is None


def test_the_line_is_there_in_ranking_order_only():
    model = model_of(worked(demo_contents()))

    def has_line() -> bool:
        return any(isinstance(each, LineRow) for each in model.rows)

    model.order(2)
    assert not has_line()
    model.order(0, descending=True)
    assert not has_line()
    model.order(0)
    assert has_line()


def test_the_line_stays_in_its_place_under_a_filter():
    model = model_of(worked(demo_contents()))
    model.set_filter(predicate(Filter.NOT_FUNDED, Beside()))

    assert isinstance(model.rows[0], LineRow)
    model.set_filter(predicate(Filter.FUNDED, Beside()))
    assert isinstance(model.rows[-1], LineRow)


def test_the_line_says_what_is_left_and_for_which_place_it_is_not_enough():
    outcome = evenly(5, 4, 3, envelope=150_000)

    assert line_of(outcome, "Raja")[1].rest == (
        "Sääntö jakaa 100\u00a0000\u00a0€. 50\u00a0000\u00a0€ ei riitä sijalle 2."
    )


def test_the_line_says_that_equals_do_not_all_fit():
    outcome = evenly(5, 4, 4, envelope=250_000)
    before, line = line_of(outcome, "Raja")

    assert before == 1
    assert "kaikille sijalla 2" in line.rest


def test_the_line_of_a_cut_says_that_every_grant_is_cut():
    outcome = evenly(5, 4, envelope=100_000, rule=AllocationRule.CUT)

    assert line_of(outcome, "Raja")[0] == 2
    assert "leikattu" in line_of(outcome, "Raja")[1].rest


def test_without_a_ranking_there_is_no_line():
    assert line_of(worked(some_contents()), "Raja") is None


def test_a_shared_place_says_so():
    model = model_of(evenly(5, 4, 4, 3))

    assert [spoken(model, row)[0] for row in (0, 1, 2, 3)] == [
        "Sija 1",
        "Jaettu sija 2",
        "Jaettu sija 2",
        "Sija 4",
    ]


def test_different_totals_never_print_alike():
    contents = some_contents(
        applications=(an_application(1), an_application(2)),
        reviews=(
            an_even_review(Fraction(4), "2020-001"),
            an_even_review(Fraction(4) - Fraction(1, 10_000), "2020-002"),
        ),
    )
    scores = [row.score for row in ranked_rows(worked(contents))]

    assert scores[0] != scores[1]


def test_applications_without_a_place_come_last_and_have_none():
    contents = some_contents(
        applications=(an_application(1), an_application(2), an_application(3)),
        reviews=(an_even_review(5, "2020-002"), an_even_review(4, "2020-003")),
        eligibility=[an_eligibility_decision("2020-002", outcome=_no())],
    )
    model = model_of(worked(contents))
    words = [
        spoken(model, row) for row in range(model.rowCount()) if not isinstance(model.rows[row], LineRow)
    ]

    assert [each[0] for each in words] == ["Sija 1", "Ei sijaa", "Ei sijaa"]
    assert {each[-2] for each in words[1:]} == {"Ei kelpoinen", "Ei arvioitu"}


def _no():
    from evaluator.domain.eligibility import EligibilityOutcome

    return EligibilityOutcome.NO


def test_segments_count_what_they_let_through():
    rows = ranked_rows(worked(demo_contents()))

    assert counts(rows, Beside()) == (61, 0, 29, 32)
    for wanted, count in zip(Filter, counts(rows, Beside()), strict=True):
        passes = predicate(wanted, Beside()) or (lambda _: True)
        assert sum(map(passes, rows)) == count


def test_only_what_a_person_did_or_must_settle_is_a_badge():
    assert {each for each, look in LOOKS.items() if not look.quiet} == {
        Verdict.GRANTED_LIFTED,
        Verdict.GRANTED_REDUCED,
        Verdict.TIE_AT_LINE,
        Verdict.DROPPED,
        Verdict.HELD,
    }
    assert set(LOOKS) == set(Verdict)


@pytest.mark.parametrize("language", list(Language))
def test_every_verdict_fits_into_its_column(language):
    TEXTS.use(language)
    from evaluator.ui.shared.ranked_cells import verdict_column
    from evaluator.ui.shared.verdicts import verdict_width, verdict_word

    assert all(verdict_width(verdict_word(each)) <= verdict_column().width for each in Verdict)


def test_the_group_figures_are_read_out_with_their_titles():
    outcome = worked(demo_contents())
    model = model_of(outcome)

    words = spoken(model, 0)[4]
    for group in outcome.contents.round.call.groups:
        assert group.title.fi in words


def test_a_call_with_other_groups_gets_other_columns():
    outcome = evenly(5)
    contents = replace(outcome.contents, round=outcome.contents.round)
    few = columns(contents.round.call.groups[:1], dense=True)

    assert few[4].width < columns(contents.round.call.groups, dense=True)[4].width
    assert len(columns((), dense=False)) == len(few) - 1
