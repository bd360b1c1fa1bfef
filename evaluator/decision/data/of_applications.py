"""The tables of what applicants sent and what officials said of it."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.scoring.whole_round import WholeRound


def _by_number(whole: WholeRound) -> list[Application]:
    return sorted(whole.outcome.contents.applications, key=lambda each: each.number)


def _with_forms(whole: WholeRound) -> Iterator[tuple[Application, ApplicationForm]]:
    for each in _by_number(whole):
        if (form := whole.forms.get(each.id)) is not None:
            yield each, form


def _applications(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in _by_number(whole):
        lead, form = each.applicants.lead, whole.forms.get(each.id)
        yield (
            each.id,
            each.number,
            each.title,
            lead.name,
            lead.kind.value,
            lead.code,
            len(each.applicants.partners),
            len(each.applicants.municipality_codes),
            each.requested,
            each.received,
            form.language if form else None,
            each.applicants.as_written,
            each.source,
        )


def _applicants(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in _by_number(whole):
        form = whole.forms.get(each.id)
        said = (form.lead, *form.partners) if form else ()
        known = {one.name: one for one in said}
        for position, body in enumerate(each.applicants.bodies):
            found = known.get(body.as_written)
            yield (
                each.id,
                position,
                "lead" if position == 0 else "partner",
                body.name,
                body.kind.value,
                body.code,
                body.as_written,
                found.share_cents if found else None,
                found.decided_on if found else None,
            )


def _confirmations(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in whole.outcome.contents.confirmations:
        yield each.as_written, each.code, each.by, each.at


def _costs(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each, form in _with_forms(whole):
        for line in form.costs:
            yield each.id, line.id, line.kind, line.description, line.amount_cents, line.vat_cents


def _accepted(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    last = {(each.application, each.line): each for each in whole.accepted_costs}
    for each in whole.accepted_costs:
        in_force = last[each.application, each.line] is each
        yield (
            each.application,
            each.line,
            each.asked,
            each.accepted,
            each.reason,
            each.by,
            each.at,
            in_force,
        )


def _financing(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each, form in _with_forms(whole):
        money = form.financing
        yield each.id, "requested", None, money.requested_cents, None, money.includes_vat
        yield each.id, "own", None, money.own_cents, None, money.includes_vat
        for other in money.other:
            yield each.id, "other", other.source, other.amount_cents, other.public, money.includes_vat


def _answers(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each, form in _with_forms(whole):
        if form.summary:
            yield each.id, "summary", form.summary
        for answer in form.answers:
            yield each.id, answer.question, answer.text
        if form.other_aid:
            yield each.id, "other_aid", form.other_aid


def _attachments(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each, form in _with_forms(whole):
        for one in form.attachments:
            yield each.id, one.path, one.kind.value, one.title, one.partner


def _findings(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    for each in sorted(whole.outcome.standings, key=lambda one: one.application.number):
        for found in each.findings:
            yield each.application.id, found.rule, found.severity.value, found.source


def _eligibility(whole: WholeRound) -> Iterator[tuple[Value, ...]]:
    last = {each.application: each for each in whole.eligibility}
    for each in whole.eligibility:
        in_force = last[each.application] is each
        yield (
            each.application,
            each.outcome.value,
            each.reason,
            each.complete_by,
            each.by,
            each.at,
            in_force,
        )


TABLES = (
    Table(
        "applications",
        (
            APPLICATION,
            Column("number", Kind.INTEGER),
            Column("title", Kind.PROSE),
            Column("lead"),
            Column("lead_kind", Kind.CODE, "body"),
            Column("lead_code"),
            Column("partners", Kind.INTEGER),
            Column("municipalities", Kind.INTEGER),
            Column("requested", Kind.AMOUNT),
            Column("received", Kind.MOMENT),
            Column("language", Kind.CODE, "language"),
            Column("applicants_as_written", Kind.PROSE),
            Column("source"),
        ),
        _applications,
    ),
    Table(
        "applicants",
        (
            APPLICATION,
            Column("position", Kind.INTEGER),
            Column("role", Kind.CODE, "role"),
            Column("name"),
            Column("kind", Kind.CODE, "body"),
            Column("code"),
            Column("as_written"),
            Column("own_share", Kind.AMOUNT, left_out=Ground.RECORDS),
            Column("decided_on", Kind.DAY, left_out=Ground.RECORDS),
        ),
        _applicants,
    ),
    Table("name_confirmations", (Column("as_written"), Column("code"), BY, AT), _confirmations),
    Table(
        "costs",
        (
            APPLICATION,
            Column("line"),
            Column("cost_kind"),
            Column("description", Kind.PROSE, left_out=Ground.APPLICANT),
            Column("amount", Kind.AMOUNT),
            Column("vat", Kind.AMOUNT),
        ),
        _costs,
        left_out=Ground.RECORDS,
    ),
    Table(
        "accepted_costs",
        (
            APPLICATION,
            Column("line"),
            Column("asked", Kind.AMOUNT),
            Column("accepted", Kind.AMOUNT),
            REASON,
            BY,
            AT,
            IN_FORCE,
        ),
        _accepted,
        left_out=Ground.RECORDS,
    ),
    Table(
        "financing",
        (
            APPLICATION,
            Column("funding", Kind.CODE, "funding"),
            Column("funding_source", left_out=Ground.APPLICANT),
            Column("amount", Kind.AMOUNT),
            Column("public", Kind.BOOLEAN),
            Column("includes_vat", Kind.BOOLEAN),
        ),
        _financing,
        left_out=Ground.RECORDS,
    ),
    Table(
        "answers",
        (APPLICATION, Column("question"), Column("text", Kind.PROSE)),
        _answers,
        left_out=Ground.APPLICANT,
    ),
    Table(
        "attachments",
        (
            APPLICATION,
            Column("path"),
            Column("attachment_kind", Kind.CODE, "attachment"),
            Column("attachment_title", Kind.PROSE),
            Column("partner", Kind.INTEGER),
        ),
        _attachments,
        left_out=Ground.APPLICANT,
    ),
    Table(
        "findings",
        (APPLICATION, Column("rule"), Column("severity", Kind.CODE, "severity"), Column("rule_source")),
        _findings,
        left_out=Ground.RECORDS,
    ),
    Table(
        "eligibility",
        (
            APPLICATION,
            Column("eligible", Kind.CODE, "eligible"),
            REASON,
            Column("complete_by", Kind.DAY),
            BY,
            AT,
            IN_FORCE,
        ),
        _eligibility,
        left_out=Ground.RECORDS,
    ),
)
