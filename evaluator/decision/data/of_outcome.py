"""The tables of what was worked out and decided: order, evidence, money, deviations, log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.data.columns import (
    APPLICATION,
    AT,
    BY,
    IN_FORCE,
    REASON,
    Column,
    Ground,
    Kind,
    Table,
    Value,
)
from evaluator.domain.log import Field
from evaluator.scoring.allocation import entries_in_force
from evaluator.scoring.outcome import conditions_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.scoring.whole_round import WholeRound


def _round(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    now, allocation = whole.outcome.contents.round, whole.outcome.allocation
    yield (
        now.id,
        now.call.id,
        now.call.version,
        now.phase.value,
        now.made_up,
        now.created,
        len(whole.outcome.standings),
        whole.outcome.requested,
        now.envelope,
        now.rule.value,
        now.threshold,
        len(whole.outcome.grants),
        allocation.granted,
        allocation.held,
        allocation.unspent,
        whole.log[-1].digest.hex() if whole.log else None,
    )


def _criteria(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    call = whole.outcome.contents.round.call
    for group in call.groups:
        for each in group.criteria:
            yield (
                group.id,
                group.title.fi,
                group.title.sv,
                group.weight,
                group.threshold,
                each.id,
                each.number,
                each.title.fi,
                each.title.sv,
                each.weight,
                each.threshold,
                each.may_be_not_applicable,
                call.scale.lowest,
                call.scale.highest,
            )


def _ranking(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.outcome.standings:
        if each.score is None:
            continue
        placing, score = each.placing, each.score
        missed = (
            "; ".join(f"{kind.value} {name}".strip() for kind, name in placing.shortfalls) if placing else ""
        )
        yield (
            each.application.id,
            placing.place if placing else None,
            placing.shared if placing else None,
            score.total,
            len(score.reviews),
            score.consensus is not None,
            score.consensus.mean if score.consensus else None,
            missed,
        )


def _group_scores(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.outcome.standings:
        if each.score is not None:
            for group in whole.outcome.contents.round.call.groups:
                yield each.application.id, group.id, each.score.groups.get(group.id)


def _criterion_means(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.outcome.standings:
        if each.score is not None:
            for one in whole.outcome.contents.round.call.criteria:
                yield each.application.id, one.id, each.score.criteria.get(one.id)


def _evidence(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    firmness = {each.application: each for each in whole.evidence.firmness}
    for each in whole.evidence.analysis.applications:
        firm = firmness.get(each.id)
        yield (
            each.id,
            each.n,
            each.mean,
            each.adjusted,
            each.expected_rank,
            *(each.interval_50 or (None, None)),
            *(each.interval_90 or (None, None)),
            each.p_funded,
            each.p_funded_unadjusted,
            each.zone.value if each.zone else None,
            firm.firm if firm else None,
        )


def _reviewer_evidence(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.evidence.analysis.reviewers:
        yield each.id, each.n, each.leniency, *(each.interval_90 or (None, None))


def _allocation(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.outcome.standings:
        award = each.award
        yield (
            award.application,
            each.placing.place if each.placing else None,
            award.verdict.value,
            award.by_rule.value,
            each.application.requested,
            award.bound,
            award.bound_verified,
            award.amount,
            award.by_rule_amount,
        )


def _deviations(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    register = whole.outcome.contents.deviations
    last = {each.application: each for each in sorted(register, key=lambda one: one.at)}
    counting = {id(each) for entries in entries_in_force(register).values() for each in entries}
    # What takes a deviation back holds until another comes; a lift holds beside its reduction.
    counting |= {id(each) for each in last.values() if each.kind is None}
    for each in register:
        kind = each.kind.value if each.kind else "by_rule"
        yield each.application, kind, each.amount, each.reason, each.by, each.at, id(each) in counting


def _conditions(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    history = whole.outcome.contents.conditions
    standing = {id(each) for those in conditions_in_force(history).values() for each in those}
    for each in history:
        yield each.application, each.text, each.reason, each.by, each.at, id(each) in standing


def _translations(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    in_force = whole.outcome.contents.translations
    for text, language in sorted(in_force):
        yield text, language.value, in_force[text, language]


def _log(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.log:
        commitments = (each.commitments[field].hex() for field in Field)
        yield each.number, each.at, each.deed, *commitments, each.previous.hex(), each.digest.hex()


TABLES_BEFORE = (
    Table(
        "round",
        (
            Column("round"),
            Column("call"),
            Column("call_version", Kind.INTEGER),
            Column("phase", Kind.CODE, "phase"),
            Column("made_up", Kind.BOOLEAN),
            Column("created", Kind.MOMENT),
            Column("applications", Kind.INTEGER),
            Column("requested_total", Kind.AMOUNT),
            Column("envelope", Kind.AMOUNT),
            Column("allocation_rule", Kind.CODE, "allocation_rule"),
            Column("round_threshold", Kind.NUMBER),
            Column("grants", Kind.INTEGER),
            Column("granted_total", Kind.AMOUNT),
            Column("held_total", Kind.AMOUNT),
            Column("unspent", Kind.AMOUNT),
            Column("log_head"),
        ),
        _round,
    ),
    Table(
        "criteria",
        (
            Column("group"),
            Column("group_title_fi"),
            Column("group_title_sv"),
            Column("group_weight", Kind.NUMBER),
            Column("group_threshold", Kind.NUMBER),
            Column("criterion"),
            Column("criterion_number"),
            Column("criterion_title_fi"),
            Column("criterion_title_sv"),
            Column("weight", Kind.NUMBER),
            Column("criterion_threshold", Kind.NUMBER),
            Column("may_be_not_applicable", Kind.BOOLEAN),
            Column("scale_lowest", Kind.INTEGER),
            Column("scale_highest", Kind.INTEGER),
        ),
        _criteria,
    ),
)

TABLES_AFTER = (
    Table(
        "ranking",
        (
            APPLICATION,
            Column("place", Kind.INTEGER),
            Column("shared", Kind.BOOLEAN),
            Column("score", Kind.NUMBER),
            Column("reviews", Kind.INTEGER),
            Column("by_consensus", Kind.BOOLEAN, left_out=Ground.RECORDS),
            Column("mean_of_reviews", Kind.NUMBER, left_out=Ground.RECORDS),
            Column("shortfalls"),
        ),
        _ranking,
    ),
    Table("group_scores", (APPLICATION, Column("group"), Column("group_score", Kind.NUMBER)), _group_scores),
    Table(
        "criterion_means",
        (APPLICATION, Column("criterion"), Column("criterion_mean", Kind.NUMBER)),
        _criterion_means,
        left_out=Ground.SCORES,
    ),
    Table(
        "evidence",
        (
            APPLICATION,
            Column("reviews", Kind.INTEGER),
            Column("mean_of_reviews", Kind.NUMBER, left_out=Ground.RECORDS),
            Column("adjusted", Kind.NUMBER),
            Column("expected_rank", Kind.NUMBER),
            Column("rank_50_low", Kind.INTEGER),
            Column("rank_50_high", Kind.INTEGER),
            Column("rank_90_low", Kind.INTEGER),
            Column("rank_90_high", Kind.INTEGER),
            Column("p_funded", Kind.SHARE),
            Column("p_funded_unadjusted", Kind.SHARE),
            Column("zone", Kind.CODE, "zone"),
            Column("firm", Kind.BOOLEAN),
        ),
        _evidence,
    ),
    Table(
        "reviewer_evidence",
        (
            Column("reviewer"),
            Column("ratings", Kind.INTEGER),
            Column("leniency", Kind.NUMBER),
            Column("leniency_90_low", Kind.NUMBER),
            Column("leniency_90_high", Kind.NUMBER),
        ),
        _reviewer_evidence,
        left_out=Ground.PERSON,
    ),
    Table(
        "allocation",
        (
            APPLICATION,
            Column("place", Kind.INTEGER),
            Column("verdict", Kind.CODE, "verdict"),
            Column("by_rule", Kind.CODE, "verdict", left_out=Ground.RECORDS),
            Column("requested", Kind.AMOUNT),
            Column("bound", Kind.AMOUNT, left_out=Ground.RECORDS),
            Column("bound_verified", Kind.BOOLEAN, left_out=Ground.RECORDS),
            Column("granted", Kind.AMOUNT),
            Column("granted_by_rule", Kind.AMOUNT, left_out=Ground.RECORDS),
        ),
        _allocation,
    ),
    Table(
        "deviations",
        (
            APPLICATION,
            Column("deviation", Kind.CODE, "deviation"),
            Column("reduced_to", Kind.AMOUNT),
            REASON,
            BY,
            AT,
            IN_FORCE,
        ),
        _deviations,
        left_out=Ground.RECORDS,
    ),
    Table(
        "conditions",
        (APPLICATION, Column("condition", Kind.PROSE), REASON, BY, AT, IN_FORCE),
        _conditions,
        left_out=Ground.RECORDS,
    ),
    Table(
        "translations",
        (
            Column("official_text", Kind.PROSE),
            Column("translated_into", Kind.CODE, "language"),
            Column("translation", Kind.PROSE),
        ),
        _translations,
        left_out=Ground.RECORDS,
    ),
    Table(
        "log",
        (
            Column("log_number", Kind.INTEGER),
            AT,
            Column("deed"),
            *(Column(f"commitment_{field.value}") for field in Field),
            Column("previous"),
            Column("digest"),
        ),
        _log,
    ),
)
