"""The memo's ranking with the funding line, the reasons, and the reviewers' own figures."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    Column,
    ColumnKind,
    DividerRow,
    Inline,
    Paragraph,
    Row,
    Run,
    Table,
    bold,
    plain,
)
from evaluator.domain.reviews import Scored
from evaluator.domain.variants import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.decision.scribe import Scribe
    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.money import Cents
    from evaluator.scoring.figures import ApplicationScore, ReviewScore, Standing


def ranking(scribe: Scribe) -> tuple[Block, ...]:
    """Build the ranked table and the list of those without a place."""
    outcome = scribe.outcome
    blocks: list[Block] = []
    if outcome.ranked:
        blocks += [Paragraph(plain(scribe.say("memo.ranking_lead"))), _ranked(scribe), *_deviated(scribe)]
    else:
        blocks.append(Paragraph(plain(scribe.say("memo.nothing_ranked"))))
    if outcome.allocation.tie_at_line:
        tied = [scribe.find(each) for each in outcome.allocation.tie_at_line]
        numbers = ", ".join(str(each.number) for each in tied if each is not None)
        blocks.append(Paragraph(bold(scribe.say("memo.tie", numbers=numbers))))
    unranked = [each for each in outcome.standings if each.placing is None]
    if unranked:
        blocks.append(_unranked(scribe, unranked))
    return tuple(blocks)


def _asked_in_cents(scribe: Scribe) -> bool:
    return any(each.application.requested % 100 for each in scribe.outcome.standings)


def _granted_in_cents(scribe: Scribe) -> bool:
    """Whether a grant has cents, which a call that rounds to less than a euro allows."""
    return any(each.award.amount % 100 for each in scribe.outcome.grants)


def _requested(scribe: Scribe, application: Application, *, cents: bool) -> Inline:
    return scribe.amount(f"application.{application.id}.requested", application.requested, cents=cents)


def _granted(scribe: Scribe, standing: Standing, *, cents: bool) -> Inline:
    key = f"application.{standing.application.id}.granted"
    return scribe.amount(key, standing.award.amount, cents=cents)


def _ranked(scribe: Scribe) -> Table:
    say, outcome = scribe.say, scribe.outcome
    groups = scribe.call.groups
    requested = sum(each.application.requested for each in outcome.ranked)
    return Table(
        caption=say("memo.ranking_caption"),
        columns=(
            Column(say("column.place"), ColumnKind.NUMBER),
            Column(say("column.number"), ColumnKind.NUMBER),
            Column(say("column.lead_and_project")),
            Column(say("column.points"), ColumnKind.NUMBER),
            *(
                Column(say("memo.group_number", number=at), ColumnKind.NUMBER)
                for at, _ in enumerate(groups, 1)
            ),
            Column(say("column.requested"), ColumnKind.AMOUNT),
            Column(say("column.granted"), ColumnKind.AMOUNT),
        ),
        rows=tuple(_ranked_rows(scribe)),
        row_header=2,
        footer=(
            Row(
                (
                    (),
                    (),
                    bold(say("column.total")),
                    *((),) * (len(groups) + 1),
                    _total(scribe, "ranked.requested", requested, cents=_asked_in_cents(scribe)),
                    _total(
                        scribe, "granted.total", outcome.allocation.granted, cents=_granted_in_cents(scribe)
                    ),
                )
            ),
        ),
    )


def _total(scribe: Scribe, key: str, amount: Cents | int, *, cents: bool) -> Inline:
    return scribe.amount(key, amount, cents=cents, stressed=True)  # type: ignore[arg-type]  # a sum of cents


def _ranked_rows(scribe: Scribe) -> list[Row | DividerRow]:
    line = scribe.outcome.allocation.last_funded_place
    rows: list[Row | DividerRow] = []
    drawn = False
    asked, granted = _asked_in_cents(scribe), _granted_in_cents(scribe)
    for standing in scribe.outcome.ranked:
        placing = standing.placing
        if placing is None:
            continue
        if not drawn and (line is None or placing.place > line):
            rows.append(_line(scribe))
            drawn = True
        application, score = standing.application, placing.score
        rows.append(
            Row(
                (
                    scribe.place(placing),
                    scribe.number(application),
                    scribe.both(application),
                    scribe.total(score),
                    *(scribe.points(score.groups.get(group.id)) for group in scribe.call.groups),
                    _requested(scribe, application, cents=asked),
                    _granted(scribe, standing, cents=granted),
                )
            )
        )
    if not drawn:
        rows.append(_line(scribe))
    return rows


def _line(scribe: Scribe) -> DividerRow:
    """Write what the rule alone does; what deviations change is said below the table."""
    allocation = scribe.outcome.allocation
    if allocation.last_funded_place is None:
        return DividerRow(bold(scribe.say("memo.line_none")))
    runs = scribe.inline(
        "memo.line",
        count=scribe.count("rule.count", allocation.rule_count),
        places=_places(scribe, allocation.last_funded_place),
        sum=scribe.euros("rule.granted", allocation.rule_granted),
        left=scribe.euros("rule.left", allocation.rule_left),
    )
    return DividerRow(tuple(Run(run.text, bold=True, fact=run.fact) for run in runs))


def _places(scribe: Scribe, last: int) -> str:
    """Name the places down to the last funded one, where the rule funds all of them.

    It passes some over under ``skip``, and those below a threshold of a criterion or a group.
    """
    down = [each for each in scribe.outcome.ranked if each.placing is not None and each.placing.place <= last]
    whole = all(each.award.by_rule.granted for each in down)
    return scribe.say("memo.line_places", count=last) if whole else ""


def _deviated(scribe: Scribe) -> list[Block]:
    """Say what the deviations make of the rule's line, where they change any sum."""
    allocation = scribe.outcome.allocation
    if not allocation.deviates:
        return []
    runs = scribe.inline(
        "memo.deviated",
        count=scribe.count("grants.count", len(scribe.outcome.grants)),
        sum=scribe.euros("granted.total", allocation.granted),
        unspent=scribe.euros("unspent", allocation.unspent),
    )
    if allocation.held:
        held = scribe.euros("held.total", allocation.held)
        runs = (*runs, Run(" "), *scribe.inline("memo.held", sum=held))
    return [Paragraph(runs)]


def _unranked(scribe: Scribe, standings: list[Standing]) -> Table:
    say, cents = scribe.say, _asked_in_cents(scribe)
    return Table(
        caption=say("memo.unranked_caption"),
        columns=(
            Column(say("column.number"), ColumnKind.NUMBER),
            Column(say("column.lead_and_project"), share=2),
            Column(say("column.verdict"), share=1),
            Column(say("column.requested"), ColumnKind.AMOUNT),
        ),
        rows=tuple(
            Row(
                (
                    scribe.number(each.application),
                    scribe.both(each.application),
                    scribe.ruling(each),
                    _requested(scribe, each.application, cents=cents),
                )
            )
            for each in standings
        ),
        row_header=1,
    )


def reasons(scribe: Scribe) -> tuple[Block, ...]:
    """Build the table of what becomes of each application, and why, by number."""
    say = scribe.say
    standings = sorted(scribe.outcome.standings, key=lambda each: each.application.number)
    if not standings:
        return (Paragraph(plain(say("memo.no_applications"))),)
    return (
        Paragraph(plain(say("memo.reasons_lead"))),
        Table(
            caption=say("memo.reasons_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=9),
                Column(say("column.verdict"), share=4),
                Column(say("column.reason"), share=13),
            ),
            rows=tuple(
                Row(
                    (
                        scribe.number(each.application),
                        scribe.both(each.application),
                        scribe.ruling(each),
                        (*scribe.reason(each), *_unverified(scribe, each)),
                    )
                )
                for each in standings
            ),
            row_header=1,
        ),
    )


def _unverified(scribe: Scribe, standing: Standing) -> Inline:
    """Mark a grant whose largest share could not be checked, where that of others could."""
    if scribe.call.max_rate is None or not scribe.outcome.allocation.verified:
        return ()
    if standing.award.bound_verified or not standing.award.verdict.granted:
        return ()
    return plain(" " + scribe.say("memo.unverified"))


def review_scores(scribe: Scribe) -> tuple[Block, ...]:
    """Build the table from which every mean of the ranking can be recomputed."""
    say, groups = scribe.say, scribe.call.groups
    entered = _risks(scribe)
    rows: list[Row] = []
    partly = scribe.omits(Part.REVIEW_SCORES)
    for standing in sorted(scribe.outcome.standings, key=lambda each: each.application.number):
        if standing.score is None or (partly and standing.application.id != scribe.party):
            continue
        rows += [
            Row(
                (
                    scribe.number(standing.application),
                    plain(_reviewer(scribe, review, number)),
                    *(scribe.points(review.groups.get(group.id)) for group in groups),
                    scribe.points(review.total),
                    *_risk(entered, standing.application.id, review.reviewer),
                )
            )
            for number, review in enumerate(_numbered(scribe, standing.score, entered), 1)
        ]
    if not rows:
        scored = any(each.score is not None for each in scribe.outcome.standings)
        return (Paragraph(plain(say("omission.scores" if partly and scored else "memo.no_reviews"))),)
    return (
        Paragraph(plain(say("omission.own_scores" if partly else "memo.review_scores_lead"))),
        *((Paragraph(plain(say("memo.risk_lead"))),) if entered else ()),
        Table(
            caption=say("memo.review_scores_caption"),
            columns=(
                Column(say("column.application"), ColumnKind.NUMBER),
                Column(say("column.reviewer")),
                *(
                    Column(say("memo.group_number", number=at), ColumnKind.NUMBER)
                    for at, _ in enumerate(groups, 1)
                ),
                Column(say("column.points"), ColumnKind.NUMBER),
                *((Column(say("column.risk"), ColumnKind.NUMBER),) if entered else ()),
            ),
            rows=tuple(rows),
            row_header=1,
        ),
    )


def _risks(scribe: Scribe) -> dict[tuple[ApplicationId, ReviewerId], str]:
    """Give the risks as each reviewer entered them; the score shows their worth alone."""
    found: dict[tuple[ApplicationId, ReviewerId], str] = {}
    for review in scribe.outcome.contents.reviews:
        states = [review.scores.get(each.id) for each in scribe.call.criteria]
        entered = [each.risk for each in states if isinstance(each, Scored) and each.risk is not None]
        if review.counts and entered:
            told = (f"{each.likelihood}/{each.severity}/{each.preparedness}" for each in entered)
            found[review.application, review.reviewer] = ", ".join(told)
    return found


def _risk(
    entered: dict[tuple[ApplicationId, ReviewerId], str], application: ApplicationId, reviewer: ReviewerId
) -> tuple[Inline, ...]:
    return (plain(entered.get((application, reviewer), "–")),) if entered else ()


def _numbered(
    scribe: Scribe, score: ApplicationScore, entered: Mapping[tuple[ApplicationId, ReviewerId], str]
) -> Sequence[ReviewScore]:
    """Order the reviewers of an application; where names are left out by what they gave, never by who."""
    if not scribe.omits(Part.REVIEWER_NAMES):
        return score.reviews

    def given(each: ReviewScore) -> tuple[object, ...]:
        groups = (-each.groups.get(group.id, Fraction(-1)) for group in scribe.call.groups)
        return (-each.total, *groups, entered.get((score.application, each.reviewer), ""))

    return sorted(score.reviews, key=given)


def _reviewer(scribe: Scribe, review: ReviewScore, number: int) -> str:
    """Name a reviewer; where names are left out by a number, new for each application."""
    if scribe.omits(Part.REVIEWER_NAMES):
        return scribe.say("omission.reviewer", number=number)
    return scribe.reviewer(review.reviewer)
