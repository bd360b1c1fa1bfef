"""The memo's evidence: how firm the order is. Information beside the score; the published rule decides.

The figures are those that the round keeps, never worked out anew for a paper: kernels of
floating point differ between processors, and a printed paper may not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.decision.content import BulletList, Column, ColumnKind, Paragraph, Row, Table, plain
from evaluator.decision.scribe import NOTHING
from evaluator.messages import formats
from evaluator.messages.catalogue import Catalogue
from evaluator.scoring.evidence.stored import stored_evidence
from evaluator.scoring.evidence.zone import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.content import Block, Inline
    from evaluator.decision.scribe import Scribe
    from evaluator.scoring.evidence.figures import ApplicationFigures, Evidence, Firmness

_PRINTED = frozenset(
    {
        "score_90",
        "p_funded_unadjusted",
        "zone",
        "firm",
        "share_funded_by_weights",
        "icc_single",
        "icc_mean",
        "alpha_interval",
    }
)
"""Figures that the memo prints; a note about others would explain nothing here."""


def evidence(scribe: Scribe) -> tuple[Block, ...]:
    """Build the table of intervals, zones and firmness with what has to be known to read it."""
    if not scribe.outcome.ranked:
        return (Paragraph(plain(scribe.say("memo.nothing_ranked"))),)
    found = stored_evidence(scribe.outcome)
    if found is None:
        return (Paragraph(plain(scribe.say("memo.no_evidence"))),)
    return (
        Paragraph(plain(scribe.say("memo.evidence_lead"))),
        Paragraph(plain(_counted(scribe, found))),
        _table(scribe, found),
        Paragraph(plain(_key(scribe, found))),
        *_agreement(scribe, found),
        *_notes(scribe, found),
        Paragraph(plain(_method(scribe, found))),
    )


def _counted(scribe: Scribe, found: Evidence) -> str:
    zones = [each.zone for each in found.analysis.applications]
    return scribe.say(
        "memo.evidence_count",
        line=zones.count(Zone.LINE) if any(zones) else NOTHING,
        borderline=sum(not each.firm for each in found.firmness),
        count=len(found.firmness),
    )


def _table(scribe: Scribe, found: Evidence) -> Table:
    say = scribe.say
    figures = {each.id: each for each in found.analysis.applications}
    firmness = {each.application: each for each in found.firmness}
    return Table(
        caption=say("memo.evidence_caption"),
        columns=(
            Column(say("column.place"), ColumnKind.NUMBER),
            Column(say("column.number"), ColumnKind.NUMBER),
            Column(say("column.lead")),
            Column(say("column.points"), ColumnKind.NUMBER),
            Column(say("column.interval"), ColumnKind.NUMBER),
            Column(say("column.probability"), ColumnKind.NUMBER),
            Column(say("column.zone"), share=0),
            Column(say("column.firmness"), share=0),
        ),
        rows=tuple(
            Row(
                (
                    scribe.place(each.placing),
                    scribe.number(each.application),
                    (scribe.lead(each.application),),
                    scribe.total(each.placing.score),
                    *_figures(scribe, figures.get(each.application.id)),
                    _firm(scribe, firmness.get(each.application.id)),
                )
            )
            for each in scribe.outcome.ranked
            if each.placing is not None
        ),
        row_header=2,
    )


def _figures(scribe: Scribe, of: ApplicationFigures | None) -> tuple[Inline, Inline, Inline]:
    """Write interval, probability and zone; a dash for what there is not."""
    nothing = plain(NOTHING)
    interval, probability, zone = nothing, nothing, nothing
    if of is not None and of.score_90 is not None:
        ends = (formats.number(Fraction(end), scribe.language, 1) for end in of.score_90)
        interval = plain("–".join(ends))
    if of is not None and of.p_funded_unadjusted is not None:
        probability = plain(_probability(scribe, of.p_funded_unadjusted))
    if of is not None and of.zone is not None:
        zone = plain(Catalogue(scribe.language).say(f"analyse.zone.{of.zone.value}"))
    return interval, probability, zone


def _probability(scribe: Scribe, share: float) -> str:
    """Write a probability, its ends in words: the papers' font has no signs for them."""
    written = formats.probability(share, scribe.language)
    for sign, key in (("≥", "at_least"), ("≤", "at_most")):
        if written.startswith(sign):
            return scribe.say(f"memo.{key}", share=written[1:].strip())
    return written


def _firm(scribe: Scribe, of: Firmness | None) -> Inline:
    if of is None:
        return plain(NOTHING)
    return plain(Catalogue(scribe.language).say(f"analyse.firm.{'yes' if of.firm else 'no'}"))


def _key(scribe: Scribe, found: Evidence) -> str:
    limits = found.analysis.method.limits
    low, high = (
        formats.percent(Fraction(str(each)), scribe.language)
        for each in (limits.not_funded_below, limits.funded_above)
    )
    return scribe.say("memo.evidence_key", low=low, high=high)


def _agreement(scribe: Scribe, found: Evidence) -> Iterator[Block]:
    of = found.analysis.reliability
    values = (of.icc_single, of.icc_mean, of.alpha_interval)
    if any(each is not None for each in values):
        single, mean, alpha = (
            NOTHING if each is None else formats.number(Fraction(each), scribe.language, 2) for each in values
        )
        words = scribe.say("memo.agreement", icc_single=single, icc_mean=mean, alpha=alpha)
        yield Paragraph(plain(words))


def _notes(scribe: Scribe, found: Evidence) -> Iterator[Block]:
    """Say why a figure is missing, or what has to be known to read it."""
    catalogue = Catalogue(scribe.language)
    said = [
        plain(catalogue.say(f"analyse.note.{each.code.value}", **each.facts))
        for each in found.analysis.notes
        if _PRINTED.intersection(each.figures)
    ]
    if said:
        yield BulletList(tuple(said))


def _method(scribe: Scribe, found: Evidence) -> str:
    how = found.analysis.method
    return scribe.say(
        "memo.evidence_method",
        version=how.version,
        prior=scribe.say(f"prior.{how.prior.value}"),
        draws=formats.number(how.draws, scribe.language),
        weights=formats.number(found.weight_draws, scribe.language),
        seed=how.seed,
    )
