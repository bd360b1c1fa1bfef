"""REML estimates against lme4."""

from fractions import Fraction

import numpy as np
import pytest

from evaluator.scoring.evidence.draws import draw
from evaluator.scoring.evidence.exact_fit import exact_components, fits_exactly
from evaluator.scoring.evidence.grid import Grid
from evaluator.scoring.evidence.method import PriorName
from evaluator.scoring.evidence.model import Settings, design_of
from evaluator.scoring.evidence.panel import panel
from evaluator.scoring.evidence.priors import prior
from evaluator.scoring.evidence.reml import components
from tests.unit.scoring.evidence.helpers import GRADES, crossed, reference_ratings, rows, some_ratings

SETTINGS = Settings(prior=PriorName.DEFAULT, draws=100, seed=1, scale=GRADES)
RANGE = 5


@pytest.mark.parametrize("name", ["mock_p1", "synth61"])
def test_the_standard_deviations_are_those_of_lme4(name):
    reference = {row["dataset"]: row for row in rows("lme4_reference.csv")}[name]
    design, _ = design_of(panel(reference_ratings(name)), SETTINGS)

    found = components(design)

    assert RANGE * found.application == pytest.approx(float(reference["sd_proposal"]), rel=1e-5)
    assert RANGE * found.reviewer == pytest.approx(float(reference["sd_assessor"]), rel=1e-5)
    assert RANGE * found.residual == pytest.approx(float(reference["sd_resid"]), rel=1e-5)


@pytest.mark.parametrize("name", ["mock_p1", "synth61"])
def test_the_effects_at_the_estimates_are_those_of_lme4(name):
    data = panel(reference_ratings(name))
    design, _ = design_of(data, SETTINGS)
    found = components(design)
    ratios = np.array([[found.application, found.reviewer]]) / found.residual
    plug_in = Grid(ratios, np.ones(1), design.kernel(ratios[:, 0], ratios[:, 1]))

    effects = draw(design, prior(PriorName.DEFAULT), plug_in, 1, np.random.default_rng(1))

    told = {(row["kind"], row["id"]): float(row["blup"]) for row in rows(f"lme4_{name}_blups.csv")}
    ours = {("proposal", each): effects.mean_applications[at] for at, each in enumerate(data.applications)}
    ours |= {("assessor", each): effects.mean_reviewers[at] for at, each in enumerate(data.reviewers)}
    assert {key: RANGE * value for key, value in ours.items()} == pytest.approx(told, abs=1e-3)


def test_a_variance_that_the_data_do_not_show_is_estimated_as_zero():
    no_leniency, _ = design_of(panel(crossed("12", "21", "56", "65")), SETTINGS)
    no_applications, _ = design_of(panel(crossed("125", "152", "251", "215")), SETTINGS)

    assert components(no_leniency).reviewer == 0
    assert components(no_applications).application == 0


def test_reviewers_who_agree_wholly_leave_no_residual():
    data = panel(crossed("111", "333", "555"))

    assert fits_exactly(data, leniency=True)
    assert fits_exactly(data, leniency=False)
    for leniency in (True, False):
        found = exact_components(data, leniency=leniency)
        assert (found.application, found.reviewer, found.residual) == (pytest.approx(2), 0, 0)


def test_strict_and_lenient_reviewers_may_leave_no_residual_either():
    data = panel(crossed("12.", ".35", "46."))

    assert not fits_exactly(data, leniency=True)
    data = panel(crossed("12.", ".35", "45."))
    found = exact_components(data, leniency=True)

    assert found.application == pytest.approx(np.std([1, 2, 4], ddof=1))
    assert found.reviewer == pytest.approx(np.std([0, 1, 3], ddof=1))
    assert not fits_exactly(data, leniency=False)


def test_the_search_comes_near_where_the_residual_all_but_vanishes():
    almost = some_ratings(
        (f"a{i}", f"r{j}", Fraction(i) + Fraction((i * j) % 3 - 1, 1000))
        for i in range(1, 6)
        for j in range(4)
    )
    design, _ = design_of(panel(almost), SETTINGS)

    assert RANGE * components(design).application == pytest.approx(np.std([1, 2, 3, 4, 5], ddof=1), rel=1e-3)


def test_a_one_way_design_gives_the_estimates_by_mean_squares():
    design, _ = design_of(panel(crossed("13", "24", "56")), SETTINGS, leniency=False)

    found = components(design, leniency=False)

    # Means 2, 3, 5.5: variance 3.25; within 1.5 on average, so between = 3.25 - 1.5 / 2.
    within = (2 + 2 + 0.5) / 3
    between = np.var([2, 3, 5.5], ddof=1) - within / 2
    assert RANGE * found.residual == pytest.approx(np.sqrt(within), rel=1e-6)
    assert RANGE * found.application == pytest.approx(np.sqrt(between), rel=1e-6)
