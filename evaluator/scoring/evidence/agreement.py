"""Variance components and reliability of a panel, with notes on what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

import numpy as np

from evaluator.scoring.evidence.exact_fit import exact_components, fits_exactly
from evaluator.scoring.evidence.figures import ReliabilityFigures, SdFigures
from evaluator.scoring.evidence.gwet import ac2
from evaluator.scoring.evidence.krippendorff import Metric, alpha
from evaluator.scoring.evidence.model import design_of
from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.obstacles import ICC, SD
from evaluator.scoring.evidence.reliability import icc
from evaluator.scoring.evidence.reml import Components, components
from evaluator.scoring.evidence.rounding import digits_of, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.scoring.evidence.model import Settings
    from evaluator.scoring.evidence.obstacles import Reach
    from evaluator.scoring.evidence.panel import Panel
    from evaluator.scoring.evidence.ratings import Rating, RatingScale

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far reviewers agree.

    Attributes:
        sd: Variance components in input units.
        reliability: Coefficients of agreement.
        notes: What is missing, and why.
    """

    sd: SdFigures
    reliability: ReliabilityFigures
    notes: tuple[Note, ...]


def agree(
    ratings: Sequence[Rating], data: Panel, settings: Settings | None, can: Reach, *, continuous: bool
) -> Agreement:
    """Work out the agreement.

    Args:
        ratings: The ratings, exact.
        data: The same as arrays.
        settings: Holds the scale; None where the ratings span none.
        can: What the ratings can bear.
        continuous: The scores have no steps.
    """
    notes: list[Note] = []
    found = _components(data, settings, can, notes)
    single, mean = icc(found, data.reviews) if found else (None, None)
    return Agreement(
        sd=_sd(found, data, settings, can),
        reliability=ReliabilityFigures(
            icc_single=_rounded(single),
            icc_mean=_rounded(mean),
            alpha_interval=_rounded(_alpha(data, can, notes)),
            ac2=_rounded(_ac2(ratings, data, settings, notes, continuous=continuous)),
        ),
        notes=tuple(notes),
    )


def _components(data: Panel, settings: Settings | None, can: Reach, notes: list[Note]) -> Components | None:
    """Estimate the variance components on the normalised scale, where they can be had."""
    if settings is None or not can.sd:
        return None
    leniency = can.sd_of_reviewers
    if fits_exactly(data, leniency=leniency):
        if leniency and can.components > 1:
            notes.append(Note(code=NoteCode.EXACT_IN_PARTS, figures=(*SD, *ICC)))
            return None
        exact = exact_components(data, leniency=leniency)
        found = Components(*(each / settings.range for each in (exact.application, exact.reviewer, 0.0)))
    else:
        design, _ = design_of(data, settings, leniency=leniency)
        found = components(design, leniency=leniency)
    if can.sd_of_reviewers and not found.reviewer:
        notes.append(Note(code=NoteCode.NO_LENIENCY_VARIANCE, figures=("sd.reviewer",), missing=False))
    if not found.residual:
        notes.append(Note(code=NoteCode.NO_RESIDUAL_VARIANCE, figures=("sd.residual",), missing=False))
    if not found.application:
        figures = ("sd.application", "icc_single", "icc_mean")
        notes.append(Note(code=NoteCode.NO_APPLICATION_VARIANCE, figures=figures, missing=False))
    return found


def _sd(found: Components | None, data: Panel, settings: Settings | None, can: Reach) -> SdFigures:
    if found is None or settings is None:
        return SdFigures()
    digits = digits_of(data.score)
    return SdFigures(
        application=rounded(found.application * settings.range, digits),
        reviewer=rounded(found.reviewer * settings.range, digits) if can.sd_of_reviewers else None,
        residual=rounded(found.residual * settings.range, digits),
    )


def _alpha(data: Panel, can: Reach, notes: list[Note]) -> float | None:
    """Give alpha; what stops the model stops it too, and has its note."""
    if not can.unadjusted:
        return None
    found = alpha(data.score, data.application, Metric.INTERVAL)
    if found is None:
        notes.append(Note(code=NoteCode.PAIRS_EQUAL, figures=("alpha_interval",)))
    return found


def _ac2(
    ratings: Sequence[Rating],
    data: Panel,
    settings: Settings | None,
    notes: list[Note],
    *,
    continuous: bool,
) -> float | None:
    """Give AC2 over the scale's steps, or None where there are none or nobody can agree.

    One application alone has an AC2 by its formula, but none that says how far reviewers
    tell applications apart; like ICC and alpha it is left out.
    """
    if not len(data.score) or int(np.max(data.reviews)) == 1 or len(data.applications) == 1:
        return None
    if settings is None:
        notes.append(Note(code=NoteCode.NO_SCALE, figures=("ac2",)))
        return None
    scores = [each.score for each in ratings]
    step = None if continuous else step_of(scores, settings.scale)
    if step is None:
        notes.append(Note(code=NoteCode.CONTINUOUS, figures=("ac2",)))
        return None
    offset = float((data.origin - settings.scale.lowest) / step)
    category = np.round(data.score / float(step) + offset).astype(np.int64)
    return ac2(category, data.application, int(settings.scale.range / step) + 1)


def step_of(scores: Sequence[Fraction], scale: RatingScale) -> Fraction | None:
    """Find the step of a scale: one if all offsets are whole, else their common measure.

    None if it would be finer than any scale that people score on.
    """
    offsets = {score - scale.lowest for score in scores} | {scale.range}
    common = lcm(*(each.denominator for each in offsets))
    step = Fraction(1)
    if common != 1:
        step = Fraction(gcd(*(each.numerator * (common // each.denominator) for each in offsets)), common)
    return step if scale.range / step < _MOST_STEPS else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value)
