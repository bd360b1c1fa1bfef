"""The decision draft: the six parts of the decision of 9.12.2020, from the call and the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    BulletList,
    Column,
    ColumnKind,
    Document,
    Fact,
    Heading,
    Inline,
    KeyValues,
    NumberedList,
    PaperKind,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    clean,
    linked,
    plain,
)
from evaluator.decision.draft_terms import appeal, terms
from evaluator.decision.omissions import omissions
from evaluator.decision.ordering import collation_key
from evaluator.decision.purpose import purpose
from evaluator.domain.applicants import BodyKind
from evaluator.domain.inflection import receiver
from evaluator.messages import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.decision.scribe import Scribe
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Named
    from evaluator.scoring.figures import Standing


def draft(scribe: Scribe) -> Document:
    """Build the decision draft.

    Grants are listed in the order of their places, or alphabetically by the lead's
    official name in the paper's language, then by project and number.
    """
    title = scribe.say("draft.title", call=clean(scribe.call.title.to(scribe.language)))
    return Document(
        kind=PaperKind.DECISION,
        language=scribe.language,
        title=title,
        name=scribe.named("draft.name"),
        subject=scribe.say("draft.subject"),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=scribe.say("status"),
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            *scribe.made_up(),
            *omissions(scribe, PaperKind.DECISION),
            KeyValues("", _particulars(scribe)),
            *_background(scribe),
            *_targets(scribe),
            *_applications(scribe),
            *_decision(scribe),
            *terms(scribe),
            *appeal(scribe),
            *_end(scribe),
        ),
    )


def _particulars(scribe: Scribe) -> tuple[tuple[str, Inline], ...]:
    say = scribe.say
    return (
        (say("draft.authority"), plain(clean(scribe.call.authority.to(scribe.language)))),
        (say("draft.state"), plain(say("draft.state_value"))),
        (say("draft.dated"), plain(scribe.date(scribe.day))),
        (say("draft.to"), plain(say("draft.to_value"))),
    )


def _bullets(scribe: Scribe, values: Iterable[Named]) -> BulletList:
    return BulletList(tuple(linked(clean(each.text.to(scribe.language))) for each in values))


def _background(scribe: Scribe) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(2, scribe.say("draft.part1")), *scribe.texts(scribe.call.background)]
    if scribe.call.legal_basis:
        blocks.append(Paragraph(plain(scribe.say("draft.legal_basis"))))
        blocks.append(
            BulletList(tuple(plain(clean(each.to(scribe.language))) for each in scribe.call.legal_basis))
        )
    return tuple(blocks)


def _targets(scribe: Scribe) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(2, scribe.say("draft.part2")),
        *scribe.texts(scribe.call.purpose),
        Paragraph(plain(scribe.say("draft.targets"))),
        _bullets(scribe, scribe.call.targets),
    ]
    if scribe.call.excluded_sectors:
        blocks += [
            Paragraph(plain(scribe.say("draft.excluded"))),
            _bullets(scribe, scribe.call.excluded_sectors),
        ]
    return tuple(blocks)


def _applications(scribe: Scribe) -> tuple[Block, ...]:
    closing = scribe.call.closes
    when = (
        formats.moment_in_words(closing, scribe.language)
        if closing
        else scribe.date_in_words(scribe.call.closes_on)
    )
    return (
        Heading(2, scribe.say("draft.part3")),
        Paragraph(_received(scribe, when)),
        Paragraph(scribe.inline("draft.asked", sum=scribe.requested_total())),
    )


def _received(scribe: Scribe, closing: str) -> Inline:
    """Say how many applications came, and how many of them too late."""
    late = sum(any(one.rule == "late" for one in each.findings) for each in scribe.outcome.standings)
    count = scribe.application_count()
    if not late:
        return scribe.inline("draft.received", closing=closing, count=count)
    return scribe.inline(
        "draft.received_late", closing=closing, count=count, late=scribe.count("late.count", late)
    )


def _decision(scribe: Scribe) -> tuple[Block, ...]:
    return (
        Heading(2, scribe.say("draft.part4")),
        *scribe.texts(scribe.call.decision_basis),
        *_grants(scribe),
        *_refusals(scribe),
        Heading(3, scribe.say("draft.criteria")),
        *criteria(scribe),
        *grounds(scribe),
    )


def _grants(scribe: Scribe) -> tuple[Block, ...]:
    outcome = scribe.outcome
    unspent = Paragraph(
        scribe.inline(
            "draft.unspent",
            envelope=scribe.euros("envelope", outcome.allocation.envelope),
            unspent=scribe.euros("unspent", outcome.allocation.unspent),
        )
    )
    if not outcome.grants:
        return (
            Heading(3, scribe.say("draft.grants")),
            Paragraph(plain(scribe.say("draft.no_grants"))),
            unspent,
        )
    granted = scribe.euros("granted.total", outcome.allocation.granted)
    return (
        Heading(3, scribe.say("draft.grants")),
        Paragraph(plain(scribe.say("draft.grants_lead"))),
        NumberedList(grant_items(scribe)),
        Paragraph(
            scribe.inline("draft.total", count=scribe.count("grants.count", len(outcome.grants)), sum=granted)
        ),
        unspent,
    )


def grant_items(scribe: Scribe) -> tuple[tuple[Inline, ...], ...]:
    """Give the numbered items of the decision, each a grant with its own conditions."""
    grants = scribe.outcome.grants
    if scribe.alphabetical:
        grants = tuple(sorted(grants, key=lambda each: _alphabetical(scribe, each)))
    return tuple(grant_item(scribe, each, last=each is grants[-1]) for each in grants)


def _alphabetical(scribe: Scribe, standing: Standing) -> tuple[str, str, int]:
    application = standing.application
    return (
        collation_key(scribe.lead(application).text),
        collation_key(clean(application.title)),
        application.number,
    )


def receiver_name(scribe: Scribe, application: Application) -> str:
    """Write the lead as the receiver of the decision: "Alavuden kaupungille", "Alavo stad"."""
    return clean(receiver(application.applicants.lead, scribe.register, scribe.bodies).to(scribe.language))


def grant_item(scribe: Scribe, standing: Standing, *, last: bool) -> tuple[Inline, ...]:
    """Write one grant as the decision lists it: who, at most how much and for what; then its conditions."""
    application = standing.application
    name = receiver_name(scribe, application)
    to = Run(name, fact=Fact(f"application.{application.id}.receiver_{scribe.language.value}", name))
    amount = scribe.euros(f"application.{application.id}.granted", standing.award.amount)
    lead = scribe.inline("draft.item", receiver=to, others=_others(scribe, standing), amount=amount)
    conditions = [scribe.decided(each.text) for each in standing.conditions if clean(each.text)]
    end = "." if last or conditions else ","
    stressed = tuple(Run(run.text, bold=True, fact=run.fact) for run in lead)
    return (
        (*stressed, Run(" "), *_purpose(scribe, standing), Run(end)),
        *conditions,
    )


def _others(scribe: Scribe, standing: Standing) -> str:
    partners = standing.application.applicants.partners
    if not partners:
        return ""
    municipal = all(each.kind not in {BodyKind.COMPANY, BodyKind.OTHER} for each in partners)
    return scribe.say("draft.other_municipalities" if municipal else "draft.other_applicants")


def _purpose(scribe: Scribe, standing: Standing) -> Inline:
    application = standing.application
    lead, name = purpose(application.title, scribe.language)
    title = scribe.own(application, name, "title", value=application.title)
    return (Run(lead), title) if lead else (title,)


def _refusals(scribe: Scribe) -> tuple[Block, ...]:
    refused = sorted(
        (each for each in scribe.outcome.standings if not each.award.verdict.granted),
        key=lambda each: each.application.number,
    )
    if not refused:
        return ()
    count = scribe.count("refusals.count", len(refused))
    return (
        Heading(3, scribe.say("draft.refusals")),
        Paragraph(scribe.inline("draft.refusals_lead", count=count)),
        *scribe.texts(scribe.call.rejection_basis),
        Table(
            caption=scribe.say("draft.refusals_caption"),
            columns=(
                Column(scribe.say("column.number"), ColumnKind.NUMBER),
                Column(scribe.say("column.lead_and_project"), share=10),
                Column(scribe.say("column.reason"), share=10),
            ),
            rows=tuple(
                Row(
                    (
                        scribe.number(each.application),
                        scribe.both(each.application),
                        scribe.reason(each),
                    )
                )
                for each in refused
            ),
            row_header=1,
        ),
    )


def criteria(scribe: Scribe) -> tuple[Block, ...]:
    """List what was asked of every application, group by group."""
    blocks: list[Block] = []
    for group in scribe.call.groups:
        lead = group.lead or group.title
        text = clean(lead.to(scribe.language)).rstrip(".:")
        blocks.append(Paragraph(plain(scribe.say("draft.group", lead=text))))
        blocks.append(
            BulletList(tuple(linked(clean(each.question.to(scribe.language))) for each in group.criteria))
        )
    return tuple(blocks)


def grounds(scribe: Scribe) -> tuple[Block, ...]:
    """List the grounds beside the scores."""
    blocks: list[Block] = []
    if scribe.call.exclusion_grounds:
        blocks += [
            Paragraph(plain(scribe.say("draft.grounds"))),
            _bullets(scribe, scribe.call.exclusion_grounds),
        ]
    blocks += scribe.texts(each.text for each in scribe.call.priority_rules)
    return tuple(blocks)


def _attached(scribe: Scribe) -> tuple[tuple[str, Inline], ...]:
    """Write annex and distribution as the foot of an official letter has them."""
    receivers = "\n".join(clean(each.to(scribe.language)) for each in scribe.call.distribution)
    pairs = [(scribe.say("draft.annexes"), plain(scribe.say("draft.annex_item")))]
    if receivers:
        pairs.append((scribe.say("draft.distribution"), plain(receivers)))
    return tuple(pairs)


def _end(scribe: Scribe) -> tuple[Block, ...]:
    call = scribe.call
    return (
        *(
            (Signatures(tuple(clean(each.title.to(scribe.language)) for each in call.signatories)),)
            if call.signatories
            else ()
        ),
        KeyValues("", _attached(scribe)),
        *scribe.log_head(),
    )
