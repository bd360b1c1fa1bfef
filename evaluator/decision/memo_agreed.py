"""The memo on those who stood aside besides the reviewers, and on what was agreed instead of a mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import Block, Paragraph, Row, Table, plain
from evaluator.decision.minutes import aside_columns, office_row, records_of
from evaluator.decision.minutes_figures import agreed_table
from evaluator.domain.conflicts_of_interest import answers_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.scribe import Scribe


def offices(scribe: Scribe) -> tuple[Block, ...]:
    """List the officials, chair and signatories who stood aside, by which rule, and who acted instead."""
    say, rows = scribe.say, tuple(_offices(scribe))
    if not rows:
        return ()
    return (
        Paragraph(plain(say("memo.offices_lead"))),
        Table(
            caption=say("memo.offices_caption"),
            columns=aside_columns(scribe),
            rows=rows,
            row_header=1,
        ),
    )


def _offices(scribe: Scribe) -> Iterator[Row]:
    answers = [each for each in answers_in_force(scribe.outcome.contents.offices) if each.conflict]
    for application in scribe.applications():
        for answer in answers:
            if answer.application == application.id and scribe.tells_of(application.id):
                yield office_row(scribe, application, answer)


def agreed(scribe: Scribe) -> tuple[Block, ...]:
    """List the applications whose score was agreed on, beside the mean that it replaces."""
    every = records_of(scribe)
    records = [each for each in every if scribe.tells_of(each.application)]
    if not records:
        return (Paragraph(plain(scribe.say("omission.of_others"))),) if every else ()
    return (Paragraph(plain(scribe.say("memo.agreed_lead"))), agreed_table(scribe, records))
