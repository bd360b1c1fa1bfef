"""Evidence as text and back, to be kept in the round: the same figures, to the last digit.

Free of numpy, so that a command or a paper reads stored figures in no time.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluator.scoring.evidence.figures import (
    Analysis,
    ApplicationFigures,
    Evidence,
    Firmness,
    ReliabilityFigures,
    ReviewerFigures,
    SdFigures,
)
from evaluator.scoring.evidence.graph import ReviewGraph
from evaluator.scoring.evidence.method import Method, PriorName
from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.ratings import RatingScale
from evaluator.scoring.evidence.round_state import method_of, state_of
from evaluator.scoring.evidence.zone import Zone, ZoneLimits

if TYPE_CHECKING:
    from evaluator.domain.evidence import StoredEvidence
    from evaluator.scoring.figures import Outcome

_INTERVALS = ("interval_50", "interval_90", "score_50", "score_90")


def text_of(evidence: Evidence) -> str:
    """Write evidence as JSON; the same figures are the same text."""
    return json.dumps(
        asdict(evidence),
        default=str,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )


def evidence_from(text: str) -> Evidence:
    """Read what ``text_of`` wrote.

    Raises:
        ValueError: It was written in another form.
    """
    try:
        return _evidence(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no evidence in this form") from error


def evidence_in(
    outcome: Outcome, stored: StoredEvidence | None, *, any_version: bool = False
) -> Evidence | None:
    """Give the stored evidence if it is that of the round as it is; else None.

    Args:
        outcome: The round worked out.
        stored: What it holds.
        any_version: Take what an older version of the method gave, too: what a locked round
            was decided by stays.
    """
    if stored is None or stored.state != state_of(outcome):
        return None
    try:
        evidence = evidence_from(stored.figures)
    except ValueError:
        return None
    return evidence if any_version or evidence.analysis.method == method_of(outcome) else None


def stored_evidence(outcome: Outcome) -> Evidence | None:
    """Give the evidence that the contents of a round hold, whatever version of the method gave it.

    None when there is none, or when it belongs to another state of the scores.
    """
    return evidence_in(outcome, outcome.contents.evidence, any_version=True)


def _evidence(value: dict[str, Any]) -> Evidence:
    return Evidence(
        analysis=_analysis(value["analysis"]),
        firmness=tuple(
            Firmness(
                **{
                    **each,
                    "rank_acceptability": tuple(
                        (place, share) for place, share in each["rank_acceptability"]
                    ),
                    "turned_by": tuple(each["turned_by"]),
                }
            )
            for each in value["firmness"]
        ),
        weight_draws=value["weight_draws"],
    )


def _analysis(value: dict[str, Any]) -> Analysis:
    scale, method, graph = value["scale"], value["method"], value["graph"]
    return Analysis(
        applications=tuple(_application(each) for each in value["applications"]),
        reviewers=tuple(
            ReviewerFigures(**{**each, "interval_90": _pair(each["interval_90"])})
            for each in value["reviewers"]
        ),
        sd=SdFigures(**value["sd"]),
        reliability=ReliabilityFigures(**value["reliability"]),
        graph=ReviewGraph(
            components=tuple(tuple(each) for each in graph["components"]),
            cut_reviewers=tuple(graph["cut_reviewers"]),
            cut_applications=tuple(graph["cut_applications"]),
        ),
        scale=None if scale is None else RatingScale(Fraction(scale["lowest"]), Fraction(scale["highest"])),
        method=Method(
            **{**method, "prior": PriorName(method["prior"]), "limits": ZoneLimits(**method["limits"])}
        ),
        notes=tuple(
            Note(**{**each, "code": NoteCode(each["code"]), "figures": tuple(each["figures"])})
            for each in value["notes"]
        ),
    )


def _application(value: dict[str, Any]) -> ApplicationFigures:
    zone = value["zone"]
    intervals = {name: _pair(value[name]) for name in _INTERVALS}
    return ApplicationFigures(**{**value, **intervals, "zone": None if zone is None else Zone(zone)})


def _pair(value: list[Any] | None) -> tuple[Any, Any] | None:
    return None if value is None else (value[0], value[1])
