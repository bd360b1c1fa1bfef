"""The evidence of one application in words and figures: it stands beside the score and decides nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.scoring.evidence.notes import NoteCode
from evaluator.scoring.evidence.zone import Zone
from evaluator.ui.ranking.interval import points
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.labels import IconLabel, fact, label, section
from evaluator.ui.shared.layout import col, hline, row, stretched
from evaluator.ui.texts import number, probability, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evaluator.scoring.evidence.figures import ApplicationFigures, Evidence, Firmness, ReviewerFigures
    from evaluator.scoring.figures import ApplicationScore
    from evaluator.ui.ranking.beside import Beside
    from evaluator.ui.shared.layout import Item
    from evaluator.ui.shared.ranked import RankedRow


_SHOWN = frozenset(
    {"adjusted", "p_funded", "p_funded_unadjusted", "zone", "leniency", "share_funded_by_weights"}
)
_ELSEWHERE = frozenset({NoteCode.NOT_RANKED, NoteCode.FEW_REVIEWS, NoteCode.NO_REVIEWS_BY})
"""What the rows themselves say, or what is said of single reviewers."""


def evidence_section(
    row_: RankedRow, score: ApplicationScore, beside: Beside, names: Mapping[str, str]
) -> Iterator[Item]:
    """Lay out the evidence of one application.

    Args:
        row_: Which one; it has a place.
        score: Its figures.
        beside: The evidence of the round.
        names: The reviewers' names.
    """
    yield hline()
    found = beside.evidence
    if found is None:
        yield section(tr("evidence.title"))
        yield label(tr("evidence.coming"), "small", "3")
        return
    application = row_.standing.application.id
    figures, firmness = beside.figures(application), beside.firmness(application)
    yield section(tr("evidence.title"))
    if figures is not None:
        yield col(*_model_lines(figures), gap=5)
    if firmness is not None:
        yield col(*_stability_lines(firmness, score, found, names), gap=5)
    yield from _leniency(found, score, names)
    yield from _notes(found)
    method = found.analysis.method
    words = tr(
        "evidence.method",
        version=method.version,
        prior=method.prior.value,
        draws=number(method.draws),
        seed=method.seed,
    )
    yield label(words, "caption", "3", wrap=True)


def _model_lines(figures: ApplicationFigures) -> Iterator[Item]:
    if figures.expected_rank is not None:
        yield fact(tr("evidence.expected_rank"), number(Fraction(figures.expected_rank), 1))
    for key, interval in (("interval_50", figures.interval_50), ("interval_90", figures.interval_90)):
        if interval is not None:
            yield fact(tr(f"evidence.{key}"), f"{interval[0]}–{interval[1]}")
    if figures.score_90 is not None:
        yield fact(tr("evidence.score_90"), f"{points(figures.score_90[0])}–{points(figures.score_90[1])}")
    if figures.p_funded_unadjusted is not None:
        yield fact(tr("evidence.p"), probability(figures.p_funded_unadjusted), role="smallbold")
    if figures.p_funded is not None:
        yield fact(tr("evidence.p_adjusted"), probability(figures.p_funded))
    if figures.zone is not None:
        yield fact(tr("evidence.zone"), say(f"analyse.zone.{figures.zone.value}"), _tone(figures.zone))


def _tone(zone: Zone) -> str:
    return "warn" if zone is Zone.LINE else ""


def _stability_lines(
    firmness: Firmness, score: ApplicationScore, found: Evidence, names: Mapping[str, str]
) -> Iterator[Item]:
    turned = [names.get(each, each) for each in firmness.turned_by]
    everybody = len(found.analysis.reviewers)
    words = tr("evidence.turns", count=len(turned), all=everybody) if turned else tr("evidence.stays")
    yield fact(tr("evidence.without_one"), words, "warn" if turned else "")
    if turned:
        yield label(tr("evidence.turned_by", names=", ".join(turned)), "caption", "2", wrap=True)
    same = firmness.funded_by_median == firmness.funded
    if score.reviews:
        yield fact(
            tr("evidence.median"),
            tr("evidence.stays" if same else "evidence.changes"),
            "" if same else "warn",
        )
    share = firmness.share_funded_by_weights if firmness.funded else 1 - firmness.share_funded_by_weights
    yield fact(
        tr("evidence.weights"),
        tr("evidence.weights_same", share=probability(share), draws=number(found.weight_draws)),
    )
    yield fact(
        tr("evidence.outcome"),
        say(f"analyse.firm.{'yes' if firmness.firm else 'no'}"),
        "" if firmness.firm else "warn",
        role="smallbold",
    )


def _leniency(found: Evidence, score: ApplicationScore, names: Mapping[str, str]) -> Iterator[Item]:
    known: dict[str, ReviewerFigures] = {each.id: each for each in found.analysis.reviewers}
    lines = []
    for review in score.reviews:
        of_reviewer = known.get(review.reviewer)
        name = names.get(review.reviewer, review.reviewer)
        if of_reviewer is None or of_reviewer.leniency is None or of_reviewer.interval_90 is None:
            lines.append(fact(name, tr("evidence.no_leniency"), "3"))
        else:
            low, high = of_reviewer.interval_90
            words = tr(
                "evidence.leniency_of",
                value=signed_points(of_reviewer.leniency),
                low=signed_points(low),
                high=signed_points(high),
            )
            lines.append(fact(name, words))
    if lines:
        yield section(tr("evidence.leniency"))
        yield col(*lines, gap=5)
        yield label(tr("evidence.leniency_note"), "caption", "3", wrap=True)


def signed_points(value: float) -> str:
    """Write points with their sign: +3,2 or −0,1."""
    words = points(value)
    return f"+{words}" if value > 0 and words.strip("0,.") else words


def _notes(found: Evidence) -> Iterator[Item]:
    """Say why a figure is missing, or what has to be known to read it."""
    for note in found.analysis.notes:
        if not _SHOWN.intersection(note.figures) or note.code in _ELSEWHERE:
            continue
        words = label(say(f"analyse.note.{note.code.value}", **note.facts), "caption", "2", wrap=True)
        yield stretched(row(IconLabel("info", "text3", 13), words, gap=6), 1)
