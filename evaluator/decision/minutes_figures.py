"""What a consensus meeting agreed on, beside what the reviewers had given."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    clean,
    plain,
)
from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.domain.variants import Part
from evaluator.messages import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evaluator.decision.content import Inline
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.call import Criterion
    from evaluator.domain.consensus import Consensus, TakenBack
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import Review, ScoreState
    from evaluator.scoring.figures import Standing

_DECIMALS = 2


def agreed_table(scribe: Scribe, records: Sequence[Consensus]) -> Table:
    """Build the table of what was agreed, application by application, with its reason."""
    say = scribe.say
    standings = {each.application.id: each for each in scribe.outcome.standings}
    return Table(
        caption=say("minutes.agreed_caption"),
        columns=(
            Column(say("column.number"), ColumnKind.NUMBER),
            Column(say("column.lead_and_project"), share=4),
            Column(say("column.mean_before"), ColumnKind.NUMBER),
            Column(say("column.agreed"), ColumnKind.NUMBER),
            Column(say("column.reason"), share=5),
        ),
        rows=tuple(_agreed(scribe, each, standings[each.application]) for each in records),
        row_header=1,
    )


def _agreed(scribe: Scribe, record: Consensus, standing: Standing) -> Row:
    score, application = standing.score, standing.application
    mean = score.consensus.mean if score is not None and score.consensus is not None else None
    said: Inline = plain(scribe.say("omission.removed"))
    if not scribe.omits(Part.REVIEWER_TEXTS):
        said = (scribe.official(record.reason), Run(f"\n{_written(scribe, record)}"))
    return Row(
        (
            scribe.number(application),
            scribe.both(application),
            scribe.points(mean),
            scribe.total(score) if score is not None else plain("–"),
            said,
        )
    )


def _written(scribe: Scribe, record: Consensus) -> str:
    return scribe.say("minutes.written", rapporteur=clean(record.rapporteur), at=scribe.moment(record.at))


def _withdrawn(scribe: Scribe, pair: TakenBack) -> str:
    by, at = clean(pair.withdrawal.by), scribe.moment(pair.withdrawal.at)
    return scribe.say("minutes.withdrawn_by", by=by, at=at)


def withdrawn(scribe: Scribe, taken_back: Iterable[TakenBack]) -> tuple[Block, ...]:
    """Tell of what was agreed and withdrawn, by number, then in the order of withdrawing."""
    say = scribe.say
    found = [(scribe.find(each.record.application), each) for each in taken_back]
    known = sorted(
        ((application, each) for application, each in found if application is not None),
        key=lambda pair: (pair[0].number, pair[1].withdrawal.at),
    )
    if not known:
        return ()
    return (
        Heading(2, say("minutes.part.withdrawn")),
        Paragraph(plain(say("minutes.withdrawn_lead"))),
        Table(
            caption=say("minutes.withdrawn_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("minutes.agreed_column"), share=5),
                Column(say("minutes.withdrawn_column"), share=5),
            ),
            rows=tuple(
                Row(
                    (
                        scribe.number(application),
                        scribe.both(application),
                        (scribe.official(each.record.reason), Run(f"\n{_written(scribe, each.record)}")),
                        (scribe.official(each.withdrawal.reason), Run(f"\n{_withdrawn(scribe, each)}")),
                    )
                )
                for application, each in known
            ),
            row_header=1,
        ),
    )


def questions_table(scribe: Scribe, records: Sequence[Consensus]) -> tuple[Block, ...]:
    """List the questions whose agreed score departs from the reviewers' mean, or has a sentence."""
    say = scribe.say
    reviews: dict[ApplicationId, list[Review]] = {each.application: [] for each in records}
    for review in scribe.outcome.contents.reviews:
        if review.counts and review.application in reviews:
            reviews[review.application].append(review)
    rows = [row for record in records for row in _questions(scribe, record, reviews[record.application])]
    if not rows:
        return (Paragraph(plain(say("minutes.no_questions"))),)
    scale = scribe.call.scale
    return (
        Paragraph(plain(say("minutes.questions_lead", lowest=scale.lowest, highest=scale.highest))),
        Table(
            caption=say("minutes.questions_caption"),
            columns=(
                Column(say("column.application"), ColumnKind.NUMBER),
                Column(say("column.question"), share=4),
                Column(say("column.mean_before"), ColumnKind.NUMBER),
                Column(say("column.agreed"), ColumnKind.NUMBER),
                Column(say("column.sentence"), share=5),
            ),
            rows=tuple(rows),
            row_header=1,
        ),
    )


def _questions(scribe: Scribe, record: Consensus, reviews: Sequence[Review]) -> Iterator[Row]:
    application = scribe.find(record.application)
    if application is None:  # pragma: no cover - records are of the round's applications
        return
    for group in scribe.call.groups:
        for criterion in group.criteria:
            agreed, before = record.scores.get(criterion.id), _mean(reviews, criterion)
            comment = record.comments.get(criterion.id, "")
            if comment or not _same(agreed, before):
                yield Row(
                    (
                        scribe.number(application),
                        plain(f"{criterion.number} {clean(criterion.title.to(scribe.language))}"),
                        scribe.points(before),
                        _state(scribe, agreed),
                        (scribe.official(comment),) if comment else plain("–"),
                    )
                )
        if comment := record.comments.get(group.id, ""):
            name = plain(clean(group.title.to(scribe.language)))
            said = (scribe.official(comment),)
            yield Row((scribe.number(application), name, plain("–"), plain("–"), said))


def _mean(reviews: Iterable[Review], criterion: Criterion) -> Fraction | None:
    """Give the reviewers' mean on the call's scale, or None where none of them scored it."""
    values = [
        state.value
        for review in reviews
        for state in (review.scores.get(criterion.id),)
        if isinstance(state, Scored)
    ]
    return sum(values, Fraction(0)) / len(values) if values else None


def _same(agreed: ScoreState | None, before: Fraction | None) -> bool:
    return (agreed.value if isinstance(agreed, Scored) else None) == before


def _state(scribe: Scribe, state: ScoreState | None) -> Inline:
    if isinstance(state, Scored):
        whole = state.value.denominator == 1
        return plain(formats.number(state.value, scribe.language, 0 if whole else _DECIMALS))
    return plain(scribe.say("minutes.not_applicable") if isinstance(state, NotApplicable) else "–")
