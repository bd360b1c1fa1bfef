"""The extract for one applicant: its outcome and why, its scores and sum, its rights.

Everything in it is said by the decision or the memo too, of all applicants; nothing in
it is about another applicant, and no reviewer is named.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    clean,
    plain,
)
from evaluator.decision.draft import criteria, grant_item, grounds
from evaluator.decision.draft_terms import appeal, terms
from evaluator.decision.extract_figures import arithmetic, scores

if TYPE_CHECKING:
    from evaluator.decision.scribe import Scribe
    from evaluator.scoring.figures import Standing


@dataclass(frozen=True, slots=True)
class Common:
    """What every extract of a round says alike in one language, so that it is written once.

    Attributes:
        grounds: The provisions and what was asked of every application.
        terms: How a grant may be used; who gets none has nothing to use.
        appeal: How to ask for a correction.
    """

    grounds: tuple[Block, ...]
    terms: tuple[Block, ...]
    appeal: tuple[Block, ...]


def common(scribe: Scribe) -> Common:
    """Write what the extracts of a round share."""
    said = terms(scribe)[1:]
    return Common(
        grounds=_grounds(scribe),
        terms=(Heading(2, scribe.say("extract.part.terms")), *said) if said else (),
        appeal=appeal(scribe)[1:],  # without the decision's own heading
    )


def extract(scribe: Scribe, standing: Standing, shared: Common | None = None) -> Document:
    """Build the extract of one application in the scribe's language.

    Args:
        scribe: The hand that writes it.
        standing: The application.
        shared: What all extracts of the round say; None writes it anew.
    """
    shared = shared or common(scribe)
    application = standing.application
    say = scribe.say
    title = say("extract.title", number=application.number)
    return Document(
        kind=PaperKind.EXTRACT,
        language=scribe.language,
        title=title,
        name=say("extract.name"),
        subject=say("extract.subject", id=application.id),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=say("status"),
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            *scribe.made_up(),
            KeyValues("", _particulars(scribe, standing)),
            Heading(2, say("extract.part.outcome")),
            *_outcome(scribe, standing),
            Heading(2, say("extract.part.reasons")),
            *_reasons(scribe, standing),
            *shared.grounds,
            Heading(2, say("extract.part.scores")),
            *scores(scribe, standing),
            Heading(2, say("extract.part.amount")),
            *arithmetic(scribe, standing),
            *(shared.terms if standing.award.verdict.granted else ()),
            Heading(2, say("extract.part.appeal")),
            *shared.appeal,
        ),
        about=application.id,
    )


def _particulars(scribe: Scribe, standing: Standing) -> tuple[tuple[str, Inline], ...]:
    application = standing.application
    say = scribe.say
    number = scribe.number(application)
    return (
        (say("letter.receiver"), (scribe.lead(application),)),
        (say("extract.number"), (*number, *plain(f" ({application.id})"))),
        (say("letter.project"), (scribe.title(application),)),
        (say("extract.applicants"), (scribe.own(application, application.applicants.as_written),)),
        (say("letter.call"), plain(clean(scribe.call.title.to(scribe.language)))),
        (say("draft.authority"), plain(clean(scribe.call.authority.to(scribe.language)))),
        (say("draft.dated"), plain(scribe.date(scribe.day))),
        (say("draft.state"), plain(say("draft.state_value"))),
        (say("column.verdict"), scribe.ruling(standing)),
    )


def _outcome(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    if not standing.award.verdict.granted:
        return (Paragraph(plain(scribe.say("extract.refused"))),)
    said, *conditions = grant_item(scribe, standing, last=True)
    return (
        Paragraph(plain(scribe.say("extract.granted"))),
        Paragraph(said),
        *(
            (
                Paragraph(plain(scribe.say("extract.conditions", count=len(conditions)))),
                BulletList(tuple(conditions)),
            )
            if conditions
            else ()
        ),
    )


def _reasons(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    call = scribe.call
    basis = call.decision_basis if standing.award.verdict.granted else call.rejection_basis
    return (Paragraph(scribe.reason(standing)), *scribe.texts(basis))


def _grounds(scribe: Scribe) -> tuple[Block, ...]:
    call, say = scribe.call, scribe.say
    blocks: list[Block] = []
    if call.legal_basis:
        blocks.append(Paragraph(plain(say("draft.legal_basis"))))
        blocks.append(BulletList(tuple(plain(clean(each.to(scribe.language))) for each in call.legal_basis)))
    if call.groups:
        blocks += [Heading(3, say("draft.criteria")), *criteria(scribe), *grounds(scribe)]
    return tuple(blocks)
