"""What the ratings cannot tell: the obstacles to each family of figures, as notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.rounding import plain

if TYPE_CHECKING:
    from evaluator.scoring.evidence.panel import Panel

LARGEST_SYSTEM = 1500
"""Most members of the kept kind; beyond, the dense system is too dear."""

LEAST_REVIEWS = 5
"""Ratings from which on a reviewer's leniency is given."""

_PLACES = ("expected_rank", "sucra", "pcer", "interval_50", "interval_90", "p_funded")
_ADJUSTED = ("adjusted", *_PLACES, "leniency")
_UNADJUSTED = ("p_funded_unadjusted", "zone")
SD = ("sd.application", "sd.reviewer", "sd.residual")
ICC = ("icc_single", "icc_mean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which families of figures the ratings can bear.

    Attributes:
        adjusted: The posterior with leniency.
        unadjusted: The posterior without.
        sd: Variance components.
        sd_of_reviewers: Whether leniency can be told from chance in them.
        components: Of the review graph.
        notes: Why not.
    """

    adjusted: bool
    unadjusted: bool
    sd: bool
    sd_of_reviewers: bool
    components: int
    notes: tuple[Note, ...]


def reach(panel: Panel, components: int) -> Reach:
    """Tell what the ratings can bear.

    The first obstacle that stops everything stands alone; the others are independent.
    """
    stop = _full_stop(panel)
    if stop is not None:
        return Reach(
            adjusted=False,
            unadjusted=False,
            sd=False,
            sd_of_reviewers=False,
            components=components,
            notes=(stop,),
        )
    n, reviewers = len(panel.applications), len(panel.reviewers)
    notes: list[Note] = []
    if components > 1:
        notes.append(Note(code=NoteCode.DISCONNECTED, figures=_ADJUSTED, facts={"components": components}))
    too_large = min(n, reviewers) > LARGEST_SYSTEM
    if too_large:
        facts = {"applications": n, "reviewers": reviewers, "most": LARGEST_SYSTEM}
        notes.append(Note(code=NoteCode.TOO_LARGE, figures=(*_ADJUSTED, *SD, *ICC), facts=facts))
    once = int(np.max(panel.loads)) == 1
    saturated = not once and len(panel.score) <= n + reviewers - components
    if once:
        notes.append(Note(code=NoteCode.REVIEWERS_ONCE, figures=("sd.reviewer",)))
    elif saturated and not too_large:
        notes.append(Note(code=NoteCode.NO_RESIDUAL, figures=(*SD, *ICC)))
    return Reach(
        adjusted=components == 1 and not too_large,
        unadjusted=True,
        sd=once or not (too_large or saturated),
        sd_of_reviewers=not once,
        components=components,
        notes=tuple(notes),
    )


def _full_stop(panel: Panel) -> Note | None:
    """Give the obstacle that leaves no model at all."""
    every = (*_ADJUSTED, *_UNADJUSTED, *SD, *ICC)
    if not len(panel.score):
        return Note(code=NoteCode.NO_RATINGS, figures=(*every, "mean", "alpha_interval", "ac2"))
    if len(panel.applications) == 1:
        return Note(code=NoteCode.SINGLE_APPLICATION, figures=(*every, "alpha_interval", "ac2"))
    if len(panel.reviewers) == 1:
        return Note(code=NoteCode.SINGLE_REVIEWER, figures=(*every, "alpha_interval", "ac2"))
    if int(np.max(panel.reviews)) == 1:
        return Note(code=NoteCode.NO_REPEATS, figures=(*every, "alpha_interval", "ac2"))
    if np.min(panel.score) == np.max(panel.score):
        facts = {"value": plain(panel.origin)}
        return Note(code=NoteCode.ALL_EQUAL, figures=(*every, "alpha_interval"), facts=facts)
    return None
