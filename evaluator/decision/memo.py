"""The memo (arviointimuistio): how the applications were judged, and why the money goes where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    BulletList,
    Column,
    ColumnKind,
    Contents,
    Document,
    Heading,
    Inline,
    KeyValues,
    PaperKind,
    Paragraph,
    Row,
    Table,
    clean,
    plain,
)
from evaluator.decision.memo_agreed import agreed, offices
from evaluator.decision.memo_evidence import evidence
from evaluator.decision.memo_ranking import ranking, reasons, review_scores
from evaluator.decision.memo_record import (
    conditions,
    deviations,
    eligibility,
    names,
    not_applicable,
    recusals,
    reviewers,
)
from evaluator.decision.omissions import omissions
from evaluator.messages import formats

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.decision.scribe import Scribe


def memo(scribe: Scribe) -> Document:
    """Build the memo.

    Everything that shaped the outcome is in it: method, ranking with the line, the
    evidence beside it, a reason for each application, eligibility, recusals, not-applicable uses, deviations,
    confirmed names, conditions and the reviewers' own figures. A part without entries
    says so; nothing is left out silently.
    """
    title = scribe.say("memo.title", call=clean(scribe.call.title.to(scribe.language)))
    parts = (
        ("summary", _summary(scribe)),
        ("method", _method(scribe)),
        ("ranking", ranking(scribe)),
        ("evidence", evidence(scribe)),
        ("reasons", reasons(scribe)),
        ("eligibility", eligibility(scribe)),
        ("reviewers", reviewers(scribe)),
        ("recusals", (*recusals(scribe), *offices(scribe))),
        ("not_applicable", not_applicable(scribe)),
        ("deviations", deviations(scribe)),
        ("conditions", conditions(scribe)),
        ("names", names(scribe)),
        ("sources", _sources(scribe)),
        ("review_scores", (*review_scores(scribe), *agreed(scribe))),
    )
    headings = tuple(f"{at} {scribe.say(f'memo.part.{part}')}" for at, (part, _) in enumerate(parts, 1))
    return Document(
        kind=PaperKind.MEMO,
        language=scribe.language,
        title=title,
        name=scribe.named("memo.name"),
        subject=scribe.say("memo.subject"),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=scribe.say("status"),
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            *scribe.made_up(),
            *omissions(scribe, PaperKind.MEMO),
            Contents(scribe.say("memo.contents"), headings),
            *(
                block
                for heading, (_, blocks) in zip(headings, parts, strict=True)
                for block in (Heading(2, heading), *blocks)
            ),
        ),
    )


def _summary(scribe: Scribe) -> tuple[Block, ...]:
    outcome, allocation = scribe.outcome, scribe.outcome.allocation
    return (
        Paragraph(
            scribe.inline("memo.received", count=scribe.application_count(), sum=scribe.requested_total())
        ),
        Paragraph(
            scribe.inline(
                "memo.proposed",
                count=scribe.count("grants.count", len(outcome.grants)),
                sum=scribe.euros("granted.total", allocation.granted),
                unspent=scribe.euros("unspent", allocation.unspent),
            )
        ),
        KeyValues(scribe.say("memo.facts"), _facts(scribe)),
    )


def _facts(scribe: Scribe) -> tuple[tuple[str, Inline], ...]:
    say, call, round_ = scribe.say, scribe.call, scribe.outcome.contents.round
    closing = scribe.moment(call.closes) if call.closes else scribe.date(call.closes_on)
    pairs: list[tuple[str, Inline]] = [
        (say("memo.call"), plain(clean(call.title.to(scribe.language)))),
        (say("memo.authority"), plain(clean(call.authority.to(scribe.language)))),
    ]
    if call.budget_item:
        pairs.append((say("memo.budget_item"), plain(call.budget_item)))
    pairs += [
        (say("memo.closed"), plain(closing)),
        (say("memo.envelope"), (scribe.euros("envelope", round_.envelope),)),
        (say("memo.rule"), plain(say(f"rule.{round_.rule.value}"))),
        (say("memo.threshold"), _threshold(scribe)),
        (say("memo.dated"), plain(scribe.date(scribe.day))),
        (say("memo.state"), plain(say("memo.state_value"))),
    ]
    return tuple(pairs)


def _threshold(scribe: Scribe) -> Inline:
    """Write the total's threshold in force, and whether the round or the call set it."""
    threshold, published = scribe.outcome.contents.round.threshold, scribe.call.threshold
    known = "" if published is None else scribe.limit(published)
    if threshold is None:
        key = "no_threshold" if published is None else "no_threshold_now"
        return plain(scribe.say(f"memo.{key}", published=known))
    key = "threshold_of_call"
    if scribe.own_threshold:
        key = "threshold_of_round" if published is None else "threshold_changed"
    return plain(scribe.say(f"memo.{key}", points=scribe.limit(threshold), published=known))


def _thresholds(scribe: Scribe) -> tuple[Block, ...]:
    """List the thresholds of groups and criteria, where the call has any."""
    scale, language = scribe.call.scale, scribe.language
    wanted = [
        scribe.say(
            "memo.threshold_of_group",
            name=clean(each.title.to(language)),
            limit=scribe.limit(each.threshold),
        )
        for each in scribe.call.groups
        if each.threshold is not None
    ]
    wanted += [
        scribe.say(
            "memo.threshold_of_criterion",
            name=clean(each.title.to(language)),
            limit=scribe.limit(each.threshold),
            lowest=scale.lowest,
            highest=scale.highest,
        )
        for each in scribe.call.criteria
        if each.threshold is not None
    ]
    if not wanted:
        return ()
    return (
        Paragraph(plain(scribe.say("memo.thresholds"))),
        BulletList(tuple(plain(each) for each in wanted)),
    )


def _rate(scribe: Scribe, most: Fraction) -> Paragraph:
    """Say the call's largest share, and in how many applications it could be checked."""
    allocation = scribe.outcome.allocation
    verified, count = allocation.verified, len(allocation.awards)
    key = "all" if verified == count and verified else "some" if verified else "none"
    return Paragraph(
        scribe.inline(
            f"memo.rate.{key}",
            rate=formats.percent(most, scribe.language),
            verified=scribe.count("verified.count", verified),
            count=scribe.application_count(),
        )
    )


def _method(scribe: Scribe) -> tuple[Block, ...]:
    call, say = scribe.call, scribe.say
    scale = {"lowest": call.scale.lowest, "highest": call.scale.highest}
    rounding = formats.money(call.unit_cents, scribe.language)
    blocks: list[Block] = [
        Paragraph(plain(say("memo.scale", count=len(call.criteria), **scale))),
        Paragraph(plain(say("memo.formula", **scale))),
        Paragraph(plain(say("memo.exact", tie=say(f"tie.{call.tie_rule.value}")))),
        Paragraph(
            plain(
                say(
                    "memo.allocation",
                    rule=say(f"rule_long.{scribe.outcome.contents.round.rule.value}"),
                    unit=rounding,
                )
            )
        ),
        Paragraph(plain(say("memo.duty", duty=say(f"duty.{call.sentence_duty.value}")))),
    ]
    if call.max_rate is not None:
        blocks.append(_rate(scribe, call.max_rate))
    if call.groups:
        blocks.append(_groups(scribe))
    blocks += _thresholds(scribe)
    if call.exclusion_grounds:
        blocks.append(Paragraph(plain(say("memo.grounds"))))
        blocks.append(
            BulletList(tuple(plain(clean(each.text.to(scribe.language))) for each in call.exclusion_grounds))
        )
    blocks += scribe.texts(each.text for each in call.priority_rules)
    return tuple(blocks)


def _groups(scribe: Scribe) -> Table:
    say, call = scribe.say, scribe.call
    total = sum(group.weight for group in call.groups)
    return Table(
        caption=say("memo.groups"),
        columns=(
            Column(say("column.group"), share=0),
            Column(say("column.group_title")),
            Column(say("column.questions"), ColumnKind.NUMBER),
            Column(say("column.weight"), ColumnKind.NUMBER),
        ),
        rows=tuple(
            Row(
                (
                    plain(say("memo.group_number", number=number)),
                    plain(clean(group.title.to(scribe.language))),
                    plain(str(len(group.criteria))),
                    plain(formats.percent(group.weight / total, scribe.language, 1)),
                )
            )
            for number, group in enumerate(call.groups, 1)
        ),
        row_header=1,
    )


def _sources(scribe: Scribe) -> tuple[Block, ...]:
    """Say what is made up, what the call's public source leaves open, and which log vouches for the rest."""
    blocks: list[Block] = []
    key = "made_up.extent" if scribe.outcome.contents.round.made_up else "made_up.none"
    blocks.append(Paragraph(plain(scribe.say(key))))
    if scribe.outcome.contents.round.made_up and scribe.own_threshold:
        blocks.append(Paragraph(plain(scribe.say("made_up.extent_threshold"))))
    if scribe.call.not_published:
        blocks.append(Paragraph(plain(scribe.say("memo.open_points"))))
        blocks.append(
            BulletList(
                tuple(plain(clean(each.note.to(scribe.language))) for each in scribe.call.not_published)
            )
        )
    return (*blocks, *scribe.log_head())
