"""Parts five and six of the decision draft: use of the grant, and appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    BulletList,
    Heading,
    Inline,
    KeyValues,
    Paragraph,
    clean,
    linked,
    plain,
)
from evaluator.domain.call import VatRule
from evaluator.messages import formats

if TYPE_CHECKING:
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.call import Contact


def terms(scribe: Scribe) -> tuple[Block, ...]:
    """Build part five: conditions of use, costs, instalments, reports."""
    return (
        Heading(2, scribe.say("draft.part5")),
        *scribe.texts(scribe.call.conditions),
        *_costs(scribe),
        *_reports(scribe),
    )


def _costs(scribe: Scribe) -> tuple[Block, ...]:
    call, language = scribe.call, scribe.language
    blocks: list[Block] = []
    if call.eligible_costs or call.ineligible_costs or call.max_rate is not None:
        blocks.append(Heading(3, scribe.say("draft.costs")))
    if call.eligible_costs:
        blocks.append(Paragraph(plain(scribe.say("draft.eligible_costs"))))
        blocks.append(BulletList(tuple(plain(clean(each.text.to(language))) for each in call.eligible_costs)))
    if call.ineligible_costs:
        blocks.append(Paragraph(plain(scribe.say("draft.ineligible_costs"))))
        blocks.append(
            BulletList(tuple(plain(clean(each.text.to(language))) for each in call.ineligible_costs))
        )
    if call.max_rate is not None:
        sentence = scribe.say("draft.max_rate", rate=formats.percent(call.max_rate, language))
        if call.vat is not None:
            sentence += " " + scribe.say("draft.vat_out" if call.vat is VatRule.EXCLUDED else "draft.vat_in")
        blocks.append(Paragraph(plain(sentence)))
    return tuple(blocks)


def _reports(scribe: Scribe) -> tuple[Block, ...]:
    call = scribe.call
    if call.instalments is None and not call.reporting:
        return ()
    paid = (call.instalments,) if call.instalments is not None else ()
    return (
        Heading(3, scribe.say("draft.reports")),
        *scribe.texts(paid),
        *scribe.texts(each.text for each in call.reporting),
    )


def appeal(scribe: Scribe) -> tuple[Block, ...]:
    """Build part six: how to ask for a correction, and who answers questions.

    Act 434/2003 § 46 (instructions for a claim: authority, time, form, delivery) and § 44 (who gives
    more details, and how to reach them).
    """
    call, language = scribe.call, scribe.language
    blocks: list[Block] = [Heading(2, scribe.say("draft.part6"))]
    pairs: list[tuple[str, Inline]] = []
    if call.appeal is not None:
        blocks.append(Paragraph(plain(clean(call.appeal.instructions.to(language)))))
        blocks.append(Paragraph(plain(scribe.say("draft.appeal_form"))))
        address = plain(clean(call.appeal.address.to(language)))
        pairs += [
            (scribe.say("draft.provision"), plain(clean(call.appeal.provision.to(language)))),
            (scribe.say("draft.appeal_time"), plain(scribe.say("draft.days", count=call.appeal.days))),
            (scribe.say("draft.appeal_address"), (*address, *scribe.open_point("appeal.address"))),
        ]
    if call.contact is not None:
        pairs.append((scribe.say("draft.contact"), contact(scribe, call.contact)))
    return (*blocks, KeyValues("", tuple(pairs))) if pairs else tuple(blocks)


def contact(scribe: Scribe, of: Contact) -> Inline:
    """Write who answers questions, by title and unit, and how to reach them."""
    title, unit = clean(of.title.to(scribe.language)), clean(of.unit.to(scribe.language))
    said = plain(scribe.say("draft.contact_text", title=title, unit=unit))
    reached = linked(f"\n{clean(of.details.to(scribe.language))}") if of.details is not None else ()
    return (*said, *reached, *scribe.open_point("contact"))
