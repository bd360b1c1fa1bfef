"""The letter that asks an applicant to complete its application (434/2003 §§ 22, 33).

It lists what the rules found missing, in the applicant's words rather than the
official's, and what the official asks for besides. What only the official has to look
into (a likeness to another application, a hint of an excluded sector) is not the
applicant's business and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    BulletList,
    Document,
    Heading,
    Inline,
    KeyValues,
    PaperKind,
    Paragraph,
    Run,
    clean,
    plain,
)
from evaluator.decision.draft_terms import contact
from evaluator.decision.wording import sentences
from evaluator.domain.money import Cents
from evaluator.messages import formats

if TYPE_CHECKING:
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.eligibility import EligibilityDecision, Finding
    from evaluator.scoring.figures import Standing

_SUMS = frozenset(
    (
        *("asked", "most", "amount", "costs", "funding", "difference", "form"),
        *("left", "shares", "own", "support"),
    )
)
"""Facts of findings that are cents."""


def completion_letter(scribe: Scribe, standing: Standing, decision: EligibilityDecision) -> Document:
    """Build the letter.

    Args:
        scribe: Writes in the applicant's language.
        standing: The application.
        decision: The official's request, with its last day.

    Raises:
        ValueError: The decision asks for no completion.
    """
    if decision.complete_by is None:
        raise ValueError(decision.outcome)
    application = standing.application
    say = scribe.say
    title = say("letter.title", title=clean(application.title))
    return Document(
        kind=PaperKind.LETTER,
        language=scribe.language,
        title=title,
        name=say("letter.name"),
        subject=say("letter.subject", id=application.id),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status="",
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            *scribe.made_up(),
            KeyValues("", _particulars(scribe, standing, scribe.date(decision.complete_by))),
            Paragraph(plain(say("letter.lead", authority=clean(scribe.call.authority.to(scribe.language))))),
            *_missing(scribe, standing),
            Heading(2, say("letter.official")),
            Paragraph((scribe.official(decision.reason),)),
            Heading(2, say("letter.how")),
            Paragraph(plain(say("letter.how_text", id=application.id))),
            Heading(2, say("letter.time")),
            Paragraph(plain(say("letter.time_text", day=scribe.date_in_words(decision.complete_by)))),
            *_contact(scribe),
        ),
    )


def is_asked(finding: Finding, scribe: Scribe) -> bool:
    """Tell whether a finding is something that the applicant can put right."""
    items: dict[str, str] = sentences(scribe.language)["letter"]["item"]
    return finding.rule in items


def _particulars(scribe: Scribe, standing: Standing, by: str) -> tuple[tuple[str, Inline], ...]:
    application = standing.application
    say = scribe.say
    number = say("letter.application_value", number=application.number, id=application.id)
    return (
        (say("letter.receiver"), (scribe.lead(application),)),
        (say("letter.application"), plain(number)),
        (say("letter.project"), (scribe.title(application),)),
        (say("letter.call"), plain(clean(scribe.call.title.to(scribe.language)))),
        (say("letter.dated"), plain(scribe.date(scribe.day))),
        (say("letter.by"), plain(by)),
    )


def _missing(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    items = tuple(plain(_item(scribe, each)) for each in standing.findings if is_asked(each, scribe))
    return (Heading(2, scribe.say("letter.missing")), BulletList(items)) if items else ()


def _item(scribe: Scribe, finding: Finding) -> str:
    facts: dict[str, Run | str | int] = {}
    suffix = f"_{scribe.language.value}"
    for fact, value in finding.facts.items():
        name = fact.removesuffix(suffix)  # a text of the call: "kind_sv" is the kind in this letter
        if name in _SUMS and isinstance(value, int):
            facts[name] = formats.money(Cents(value), scribe.language)
        else:
            facts[name] = clean(value) if isinstance(value, str) else value
    return scribe.say(f"letter.item.{finding.rule}", **facts)


def _contact(scribe: Scribe) -> tuple[Block, ...]:
    if scribe.call.contact is None:
        return ()
    return (Heading(2, scribe.say("letter.contact")), Paragraph(contact(scribe, scribe.call.contact)))
