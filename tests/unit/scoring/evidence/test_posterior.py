"""The exact posterior against published figures, a brute-force one, and itself from the other side."""

import numpy as np
import pytest

from evaluator.scoring.evidence.design import Design, Side
from evaluator.scoring.evidence.draws import draw, quantiles
from evaluator.scoring.evidence.grid import grid
from evaluator.scoring.evidence.method import PriorName
from evaluator.scoring.evidence.model import Settings, design_of, fit
from evaluator.scoring.evidence.panel import panel
from evaluator.scoring.evidence.priors import prior
from tests.unit.scoring.evidence.helpers import GRADES, crossed, reference_ratings, rows

DRAWS = 200_000


def settings(name: PriorName = PriorName.SNSF, draws: int = DRAWS, seed: int = 7) -> Settings:
    return Settings(prior=name, draws=draws, seed=seed, scale=GRADES)


@pytest.fixture(scope="module")
def mock():
    return panel(reference_ratings("mock_p1"))


@pytest.mark.parametrize("name", ["mock_p1", "synth61"])
def test_expected_ranks_are_those_of_the_exact_posterior_under_the_published_prior(name):
    data = panel(reference_ratings(name))
    reference = {row["proposal"]: row for row in rows(f"snsf_exact_{name}.csv")}

    found = fit(data, settings(), leniency=True, funding=None)

    assert found.rank is not None
    for at, application in enumerate(data.applications):
        row = reference[application]
        error = float(row["mcse_er"]) * np.hypot(1, np.sqrt(400_000 / DRAWS))
        assert abs(found.rank.expected[at] - float(row["er"])) < max(0.05, 4 * error)
        assert abs(found.rank.pcer[at] - float(row["pcer"])) < 100 * max(0.05, 4 * error) / len(reference)
        near = [*found.rank.interval_90[:, at], *found.rank.interval_50[:, at]]
        told = [float(row[key]) for key in ("r05", "r95", "r25", "r75")]
        assert np.max(np.abs(np.array(near) - told)) <= 1  # a quantile on the edge of two ranks


@pytest.mark.parametrize("name", ["mock_p1", "synth61"])
def test_posterior_means_need_no_draws(name):
    data = panel(reference_ratings(name))
    reference = {row["proposal"]: row for row in rows(f"snsf_exact_{name}.csv")}
    design, _ = design_of(data, settings())
    chosen = prior(PriorName.SNSF)

    found = draw(design, chosen, grid(design, chosen), 10, np.random.default_rng(1))

    for at, application in enumerate(data.applications):
        # 400 000 draws from a coarser grid than ours: a brute-force grid of whole matrices sides with us.
        expected = pytest.approx(float(reference[application]["pm"]), abs=0.003)
        assert 5 * found.mean_applications[at] == expected


def test_expected_ranks_are_those_of_the_published_vignette(mock):
    published = [float(row["er"]) for row in rows("published_vignette_mock_p1.csv")]
    names = [row["proposal"] for row in rows("published_vignette_mock_p1.csv")]

    found = fit(mock, settings(), leniency=True, funding=None)

    assert found.rank is not None
    ours = dict(zip(mock.applications, found.rank.expected, strict=True))
    assert [ours[name] for name in names] == pytest.approx(published, abs=0.12)


def dense_posterior(y, application, reviewer, nodes):
    """Work out E[theta] under the default prior the slow way: a fine grid and whole matrices."""
    z, w = np.eye(application.max() + 1)[application], np.eye(reviewer.max() + 1)[reviewer]
    ones, total, weighted = np.ones(len(y)), 0.0, 0.0
    peak = None
    points, weights = np.polynomial.legendre.leggauss(nodes)
    ratios = 0.02 + 3.98 * (points + 1) / 2
    for a, of_a in zip(ratios, weights, strict=True):
        for b, of_b in zip(ratios, weights, strict=True):
            v = np.eye(len(y)) + a**2 * z @ z.T + b**2 * w @ w.T
            solved = np.linalg.solve(v, np.stack([ones, y], axis=1))
            information = ones @ solved[:, 0]
            mean = ones @ solved[:, 1] / information
            residual = y @ solved[:, 1] - mean**2 * information
            log = -(np.linalg.slogdet(v)[1] + np.log(information) + (len(y) - 1) * np.log(residual)) / 2
            peak = log if peak is None else peak
            density = of_a * of_b * np.exp(log - peak)
            total += density
            weighted = weighted + density * (a**2 * z.T @ (solved[:, 1] - mean * solved[:, 0]))
    return weighted / total


def test_the_default_posterior_is_that_of_whole_matrices():
    data = panel(crossed("53.1", "4435", "2211", ".352", "13.4"))
    y = (data.score - 1) / 5 - np.mean((data.means - 1) / 5)
    design, _ = design_of(data, settings())
    chosen = prior(PriorName.DEFAULT)

    found = draw(design, chosen, grid(design, chosen), 10, np.random.default_rng(1))

    slow = dense_posterior(y, data.application, data.reviewer, 40)
    assert found.mean_applications == pytest.approx(slow, abs=2e-5)


def test_it_does_not_matter_which_kind_is_kept():
    few_reviewers = crossed("534", "443", "221", "335", "1.4")
    # The model treats both kinds alike, so exchanging them exchanges the kept kind as well.
    data = panel(few_reviewers)
    y = (data.score - 1) / 5
    y -= np.mean(y)
    applications, reviewers = Side(data.application, 5), Side(data.reviewer, 3)
    kept_reviewers, kept_applications = Design(y, applications, reviewers), Design(y, reviewers, applications)
    assert (kept_reviewers.keeps_applications, kept_applications.keeps_applications) == (False, True)
    a, b = np.array([0.3, 1.0, 2.5]), np.array([1.2, 0.02, 4.0])

    one, other = kept_reviewers.kernel(a, b), kept_applications.kernel(b, a)

    for field in ("log_det", "information", "mean", "residual"):
        assert getattr(one, field) == pytest.approx(getattr(other, field), rel=1e-10, abs=1e-12)
    chosen = prior(PriorName.DEFAULT)
    means = [
        draw(each, chosen, grid(each, chosen), 10, np.random.default_rng(1))
        for each in (kept_reviewers, kept_applications)
    ]
    assert means[0].mean_applications == pytest.approx(means[1].mean_reviewers, abs=1e-6)
    assert means[0].mean_reviewers == pytest.approx(means[1].mean_applications, abs=1e-6)


def test_the_same_seed_gives_the_same_draws_and_the_row_order_never_decides(mock):
    ratings = reference_ratings("mock_p1")

    forward = fit(panel(ratings), settings(draws=500), leniency=True, funding=None)
    backward = fit(panel(reversed(ratings)), settings(draws=500), leniency=True, funding=None)
    other = fit(panel(ratings), settings(draws=500, seed=8), leniency=True, funding=None)

    assert forward.rank is not None
    assert backward.rank is not None
    assert other.rank is not None
    assert np.array_equal(forward.rank.expected, backward.rank.expected)
    assert np.array_equal(forward.leniency_90, backward.leniency_90)
    assert not np.array_equal(forward.rank.expected, other.rank.expected)


def test_leniency_is_positive_for_the_lenient_and_lies_in_its_interval(mock):
    found = fit(mock, settings(PriorName.DEFAULT, 5_000), leniency=True, funding=None)

    of = dict(zip(mock.reviewers, found.leniency, strict=True))
    assert of["v_1"] > of["v_3"] > of["v_4"] > of["v_5"]
    assert np.all(found.leniency_90[0] < found.leniency)
    assert np.all(found.leniency < found.leniency_90[1])


def test_draws_have_the_exact_means(mock):
    design, _ = design_of(mock, settings())
    for name in PriorName:
        chosen = prior(name)
        random = np.random.default_rng(3)
        found = draw(design, chosen, grid(design, chosen), 40_000, random)
        effects = np.vstack(list(found.eliminated(random)))

        for drawn, exact in ((effects, found.mean_applications), (found.kept.T, found.mean_reviewers)):
            error = np.std(drawn, axis=0) / np.sqrt(len(drawn))
            assert np.all(np.abs(np.mean(drawn, axis=0) - exact) < 4.5 * error)


def test_a_quantile_is_the_least_value_that_reaches_the_share():
    drawn = np.array([[3.0], [1.0], [2.0], [4.0]])

    assert quantiles(drawn.copy(), (0.25, 0.5, 0.51, 1.0)).ravel().tolist() == [1, 2, 3, 4]
