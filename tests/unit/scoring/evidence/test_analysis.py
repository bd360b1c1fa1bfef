"""All figures together: what ratings can bear, and a clear statement where they cannot."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from evaluator.scoring.evidence.agreement import step_of
from evaluator.scoring.evidence.analysis import Options, analyse
from evaluator.scoring.evidence.errors import DrawsError, RatingOutsideScaleError
from evaluator.scoring.evidence.figures import ApplicationFigures
from evaluator.scoring.evidence.funded import FirstPlaces
from evaluator.scoring.evidence.method import PriorName
from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.ratings import RatingScale
from evaluator.scoring.evidence.zone import Zone, ZoneLimits
from tests.unit.scoring.evidence.helpers import GRADES, crossed, reference_ratings, some_ratings

QUICK = Options(draws=200)


def missing(analysis):
    """Give the names of every figure that is None somewhere."""
    asked = set(ApplicationFigures.__slots__) - {"score_50", "score_90"}  # only a round asks for these
    found = {name for each in analysis.applications for name in asked if getattr(each, name) is None}
    found |= {"leniency" for each in analysis.reviewers if each.leniency is None}
    found |= {f"sd.{name}" for name in analysis.sd.__slots__ if getattr(analysis.sd, name) is None}
    reliability = analysis.reliability
    return found | {name for name in reliability.__slots__ if getattr(reliability, name) is None}


def excused(analysis):
    return {name for note in analysis.notes if note.missing for name in note.figures}


def codes(analysis):
    return {note.code for note in analysis.notes}


CASES = {
    "nothing": (crossed(), NoteCode.NO_RATINGS),
    "one rating": (crossed("3"), NoteCode.SINGLE_APPLICATION),
    "one application": (crossed("345"), NoteCode.SINGLE_APPLICATION),
    "one reviewer": (crossed("1", "2", "5"), NoteCode.SINGLE_REVIEWER),
    "all equal": (crossed("33", "33", "33"), NoteCode.ALL_EQUAL),
    "a review each": (crossed("1..", ".3.", "..5"), NoteCode.NO_REPEATS),
    "disconnected groups": (crossed("12..", "34..", "..25", "..41"), NoteCode.DISCONNECTED),
    "reviewers with one review each": (crossed("13....", "..24..", "....55"), NoteCode.REVIEWERS_ONCE),
    "too few for a residual": (crossed("13.", ".24"), NoteCode.NO_RESIDUAL),
    "no leniency variance": (crossed("12", "21", "56", "65"), NoteCode.NO_LENIENCY_VARIANCE),
    "no application variance": (crossed("125", "152", "251", "215"), NoteCode.NO_APPLICATION_VARIANCE),
    "full agreement": (crossed("111", "333", "555"), NoteCode.NO_RESIDUAL_VARIANCE),
    "exact in parts": (crossed("12....", "23....", "34....", "...12.", "...23."), NoteCode.EXACT_IN_PARTS),
    "a reviewer with a single review": (crossed("12.", "34.", "553"), NoteCode.FEW_REVIEWS),
    "pairs that all agree": (crossed("22.", ".22", "..5"), NoteCode.PAIRS_EQUAL),
    "no steps": (
        some_ratings(
            (a, r, Fraction(1, 7 + i + 3 * j)) for i, a in enumerate("abc") for j, r in enumerate("xyz")
        ),
        NoteCode.CONTINUOUS,
    ),
}


@pytest.mark.parametrize("fundable", [None, 1])
@pytest.mark.parametrize("name", CASES)
def test_a_figure_or_a_statement_why_there_is_none(name, fundable):
    ratings, code = CASES[name]

    found = analyse(ratings, QUICK, None if fundable is None else FirstPlaces(fundable))

    assert code in codes(found)
    assert missing(found) - excused(found) == set()


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), st.integers(0, 4), max_size=16
    ),
    st.sampled_from([None, RatingScale(Fraction(0), Fraction(4)), RatingScale(Fraction(-3), Fraction(9))]),
    st.sampled_from(list(PriorName)),
    st.sampled_from([None, 1, 3, 99]),
)
@settings(max_examples=60)
def test_any_small_design_gives_figures_or_reasons(cells, scale, prior, fundable):
    ratings = some_ratings((a, r, score) for (a, r), score in cells.items())
    options = Options(draws=100, scale=scale, prior=prior)

    found = analyse(ratings, options, None if fundable is None else FirstPlaces(fundable))

    assert missing(found) - excused(found) == set()
    assert [each.id for each in found.reviewers] == sorted({r for _, r in cells})
    n = len(found.applications)
    for each in found.applications:
        if each.expected_rank is not None:
            assert 1 <= each.expected_rank <= n
            assert 0 <= each.sucra <= 1
            assert each.interval_90[0] <= each.interval_50[0] <= each.interval_50[1] <= each.interval_90[1]
        for share in (each.p_funded, each.p_funded_unadjusted):
            assert share is None or 0 <= share <= 1
    if n and found.applications[0].expected_rank is not None:
        assert sum(each.expected_rank for each in found.applications) == pytest.approx(n * (n + 1) / 2)
        if fundable is not None:
            funded = sum(each.p_funded for each in found.applications)
            assert funded == pytest.approx(min(fundable, n))
    for value in (found.sd.application, found.sd.reviewer, found.sd.residual):
        assert value is None or value >= 0
    assert found.reliability.alpha_interval is None or found.reliability.alpha_interval <= 1


@pytest.mark.parametrize("language", list(Language))
def test_every_note_and_zone_has_its_sentence(language):
    catalogue = Catalogue(language)

    assert [code for code in NoteCode if not catalogue.has(f"analyse.note.{code}")] == []
    assert [zone for zone in Zone if not catalogue.has(f"analyse.zone.{zone}")] == []


def test_notes_carry_the_facts_of_their_sentences():
    catalogue = Catalogue(Language.EN)
    notes: list[Note] = []
    for ratings, _ in CASES.values():
        notes += analyse(ratings, QUICK, None).notes

    assert all(catalogue.say(f"analyse.note.{each.code}", **each.facts) for each in notes)


def test_without_leniency_the_best_published_is_the_likeliest_to_be_funded():
    found = analyse(reference_ratings("synth61"), Options(scale=GRADES, draws=5_000), FirstPlaces(20))

    by_mean_of_five = [each for each in found.applications if each.n == 5]
    shares = [each.p_funded_unadjusted for each in by_mean_of_five]
    assert shares == pytest.approx(sorted(shares, reverse=True), abs=0.03)
    assert {each.zone for each in found.applications} == set(Zone)
    for each in found.applications:
        assert each.zone is ZoneLimits().zone(each.p_funded_unadjusted)


def test_the_zones_have_parameters():
    limits = ZoneLimits(funded_above=0.6, not_funded_below=0.4)

    assert [limits.zone(share) for share in (0.61, 0.6, 0.5, 0.4, 0.39)] == [
        Zone.FUNDED,
        Zone.LINE,
        Zone.LINE,
        Zone.LINE,
        Zone.NOT_FUNDED,
    ]


def test_leniency_is_given_from_five_reviews_on():
    found = analyse(crossed("1234", "2345", "3344", "5555", "445.", "112."), QUICK)

    given_to = {each.id: each.n for each in found.reviewers if each.leniency is not None}
    assert given_to == {"r1": 6, "r2": 6, "r3": 6}
    assert {each.id for each in found.reviewers if each.interval_90 is None} == {"r4"}


def test_figures_are_in_input_units_whatever_the_scale():
    ratings = reference_ratings("mock_p1")
    stretched = some_ratings((each.application, each.reviewer, 20 * each.score - 20) for each in ratings)

    one = analyse(ratings, Options(scale=GRADES, draws=100))
    other = analyse(stretched, Options(scale=RatingScale(Fraction(0), Fraction(100)), draws=100))

    assert other.sd.reviewer == pytest.approx(20 * one.sd.reviewer, rel=1e-4)
    for small, large in zip(one.applications, other.applications, strict=True):
        assert large.mean == pytest.approx(20 * small.mean - 20)
        assert large.adjusted == pytest.approx(20 * small.adjusted - 20, abs=1e-3)
    assert one.reliability.icc_mean == other.reliability.icc_mean
    assert one.reliability.alpha_interval == other.reliability.alpha_interval


def test_small_differences_between_large_numbers_survive():
    ratings = reference_ratings("mock_p1")
    shifted = some_ratings(
        (each.application, each.reviewer, 10**11 + each.score / 10**10) for each in ratings
    )

    one = analyse(ratings, Options(draws=100), FirstPlaces(5))
    other = analyse(shifted, Options(draws=100), FirstPlaces(5))

    assert [each.expected_rank for each in other.applications] == [
        each.expected_rank for each in one.applications
    ]
    assert other.sd.reviewer == pytest.approx(one.sd.reviewer / 10**10, rel=1e-5)
    assert other.reliability == one.reliability


def test_a_value_off_the_scale_is_refused_with_its_line():
    with pytest.raises(RatingOutsideScaleError) as caught:
        analyse(crossed("12", "37"), Options(scale=GRADES))

    assert caught.value.facts == {"line": 5, "value": "7", "lowest": "1", "highest": "6"}


@pytest.mark.parametrize("draws", [99, 10**9])
def test_draws_that_say_nothing_or_fill_the_memory_are_refused(draws):
    with pytest.raises(DrawsError):
        analyse(crossed("12", "34"), Options(draws=draws))


def test_the_step_of_a_scale_is_one_or_what_the_scores_have_in_common():
    def of(*scores, scale=GRADES):
        return step_of([Fraction(each) for each in scores], scale)

    assert of(1, 3, 5) == 1
    assert of(1, "2.5", 6) == Fraction(1, 2)
    assert of("1.25", 2) == Fraction(1, 4)
    assert of("1.001", 2) is None


def test_a_round_too_large_for_the_model_still_has_its_other_figures():
    # A ring: everybody shares a reviewer with the next, so nothing falls apart.
    count = 1_600
    ratings = some_ratings(
        (f"a{at:04d}", f"r{(at + way) % count:04d}", 1 + (7 * at + 3 * way) % 5)
        for at in range(count)
        for way in (0, 1, 5)
    )

    found = analyse(ratings, QUICK, FirstPlaces(100))

    assert NoteCode.TOO_LARGE in codes(found)
    assert missing(found) - excused(found) == set()
    assert found.reliability.alpha_interval is not None
    assert found.applications[0].p_funded_unadjusted is not None
