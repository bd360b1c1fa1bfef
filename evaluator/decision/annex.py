"""Annex 1: every application with its applicants, project and the sum asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Column,
    ColumnKind,
    Document,
    Heading,
    PaperKind,
    Paragraph,
    Row,
    Table,
    bold,
    clean,
    plain,
)
from evaluator.decision.omissions import omissions

if TYPE_CHECKING:
    from evaluator.decision.scribe import Scribe


def annex(scribe: Scribe) -> Document:
    """Build the annex.

    Applicants and projects stand as the applications write them, in the order of their
    numbers, as in the annex of the decision of 9.12.2020.
    """
    title = scribe.say("annex.title")
    return Document(
        kind=PaperKind.ANNEX,
        language=scribe.language,
        title=title,
        name=scribe.named("annex.name"),
        subject=scribe.say("annex.subject", call=clean(scribe.call.title.to(scribe.language))),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=scribe.say("status"),
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            Paragraph(plain(clean(scribe.call.title.to(scribe.language)))),
            *scribe.made_up(),
            *omissions(scribe, PaperKind.ANNEX),
            Paragraph(
                scribe.inline("annex.summary", count=scribe.application_count(), sum=scribe.requested_total())
            ),
            *((_table(scribe),) if scribe.outcome.standings else ()),
        ),
    )


def _table(scribe: Scribe) -> Table:
    say = scribe.say
    return Table(
        caption=say("annex.caption"),
        columns=(
            Column(say("column.number"), ColumnKind.NUMBER),
            Column(say("column.applicants"), share=10),
            Column(say("column.project"), share=11),
            Column(say("column.requested"), ColumnKind.AMOUNT),
        ),
        rows=tuple(
            Row(
                (
                    scribe.number(each),
                    (scribe.own(each, each.applicants.as_written, "applicants"),),
                    (scribe.title(each),),
                    scribe.amount(f"application.{each.id}.requested", each.requested, cents=True),
                )
            )
            for each in scribe.applications()
        ),
        row_header=1,
        footer=(
            Row(
                (
                    (),
                    bold(say("column.total")),
                    (),
                    scribe.amount("requested.total", scribe.outcome.requested, cents=True, stressed=True),
                )
            ),
        ),
    )
