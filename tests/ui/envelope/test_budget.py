"""The bar: round marks, and a line that moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluator.ui.envelope.budget import ticks
from evaluator.ui.shared.ranked import line_of, ranked_rows
from evaluator.ui.shared.table_model import LineRow
from tests.builders import euros
from tests.ui.demo_round import demo_contents, worked


@pytest.mark.parametrize(
    ("envelope", "marks"),
    [
        (10_000_000, (0, 2_000_000, 4_000_000, 6_000_000, 8_000_000, 10_000_000)),
        (9_600_000, (0, 2_000_000, 4_000_000, 6_000_000, 8_000_000, 9_600_000)),
        (8_300_000, (0, 2_000_000, 4_000_000, 6_000_000, 8_300_000)),
        (150_000, (0, 50_000, 100_000, 150_000)),
    ],
)
def test_the_marks_are_round_amounts_and_the_envelope_itself(envelope, marks):
    assert ticks(euros(envelope)) == tuple(map(euros, marks))


def test_a_row_that_was_the_line_is_as_tall_as_the_others_again(desk):
    made = desk(demo_contents())
    view = made.window.place_named("ranking")
    was = next(at for at, row in enumerate(view.model.rows) if isinstance(row, LineRow))
    moved = worked(replace(demo_contents(), round=replace(demo_contents().round, threshold=None)))

    view.model.set_ranking(ranked_rows(moved), line_of(moved, "Raja"))

    assert not isinstance(view.model.rows[was], LineRow)
    assert view.table.rowHeight(was) == view.table.rowHeight(0)
