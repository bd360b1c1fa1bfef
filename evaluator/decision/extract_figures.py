"""One application's scores by group, and how its sum came about, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    KeyValues,
    Paragraph,
    Row,
    Run,
    Table,
    bold,
    clean,
    plain,
)
from evaluator.domain.money import Cents
from evaluator.messages import formats

if TYPE_CHECKING:
    from evaluator.decision.scribe import Scribe
    from evaluator.scoring.figures import ApplicationScore, Standing


def scores(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    """Write its place, and its scores for each group with the weight of the group."""
    score, placing = standing.score, standing.placing
    if score is None:
        return (Paragraph(plain(scribe.say("extract.no_scores"))),)
    blocks: list[Block] = []
    if placing is not None:
        ranked = scribe.count("ranked.count", len(scribe.outcome.ranked))
        (place,) = scribe.place(placing)
        blocks.append(Paragraph(scribe.inline("extract.place", place=place, count=ranked)))
    key = "extract.agreed" if score.consensus is not None else "extract.mean"
    blocks.append(Paragraph(plain(scribe.say(key, count=len(score.reviews)))))
    if score.recused:
        blocks.append(Paragraph(plain(scribe.say("extract.recused", count=len(score.recused)))))
    return (*blocks, _groups(scribe, score), *_limits(scribe))


def _groups(scribe: Scribe, score: ApplicationScore) -> Table:
    say, groups = scribe.say, scribe.call.groups
    whole = sum(group.weight for group in groups)
    return Table(
        caption=say("extract.scores_caption"),
        columns=(
            Column(say("column.group_title")),
            Column(say("column.weight"), ColumnKind.NUMBER),
            Column(say("column.points"), ColumnKind.NUMBER),
        ),
        rows=tuple(
            Row(
                (
                    plain(clean(group.title.to(scribe.language))),
                    plain(formats.percent(group.weight / whole, scribe.language, 1)),
                    scribe.points(score.groups.get(group.id)),
                )
            )
            for group in groups
        ),
        footer=(
            Row(
                (
                    bold(say("extract.total")),
                    (),
                    tuple(Run(run.text, bold=True, fact=run.fact) for run in scribe.total(score)),
                )
            ),
        ),
    )


def _limits(scribe: Scribe) -> tuple[Block, ...]:
    """Say the least total that is funded, where there is one."""
    threshold = scribe.outcome.contents.round.threshold
    if threshold is None:
        return ()
    return (Paragraph(plain(scribe.say("extract.threshold", points=scribe.limit(threshold)))),)


def arithmetic(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    """Write how the sum came about: the least of what was asked and the share, then rule and official."""
    say, application, award = scribe.say, standing.application, standing.award
    key = f"application.{application.id}"
    pairs: list[tuple[str, Inline]] = [
        (say("extract.asked"), (scribe.euros(f"{key}.requested", application.requested),)),
        *_share(scribe, standing),
        (
            say("extract.bound", unit=formats.money(scribe.call.unit_cents, scribe.language)),
            (scribe.euros(f"{key}.bound", award.bound),),
        ),
        (
            say("extract.by_rule"),
            (
                scribe.euros(f"{key}.by_rule", award.by_rule_amount),
                Run(f" ({scribe.say(f'verdict.{award.by_rule.value}')})"),
            ),
        ),
    ]
    if changed := "; ".join(map(scribe.departure, award.entries)):
        pairs.append((say("extract.by_official"), plain(changed)))
    granted = scribe.euros(f"{key}.granted", award.amount)
    if not award.amount:
        granted = Run(granted.text)
    pairs.append((say("extract.granted_sum"), (Run(granted.text, bold=True, fact=granted.fact),)))
    return (KeyValues(say("extract.amount_caption"), tuple(pairs)),)


def _share(scribe: Scribe, standing: Standing) -> tuple[tuple[str, Inline], ...]:
    """Write the call's share of the accepted costs, or that it could not be worked out."""
    rate = scribe.call.max_rate
    if rate is None:
        return ()
    percent = formats.percent(rate, scribe.language)
    costs = scribe.outcome.contents.accepted_costs.get(standing.application.id)
    name = scribe.say("extract.share", rate=percent)
    if costs is None:
        return ((name, plain(scribe.say("extract.share_unknown"))),)
    key = f"application.{standing.application.id}"
    return (
        (scribe.say("extract.costs"), (scribe.euros(f"{key}.costs", costs),)),
        (name, (scribe.euros(f"{key}.share", Cents(int(rate * costs))),)),
    )
