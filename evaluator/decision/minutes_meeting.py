"""Who was in the room for which application, and what was discussed without a consensus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import Block, Column, ColumnKind, Heading, Row, Table, clean, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.decision.scribe import Scribe
    from evaluator.domain.handlings import Handling


def handlings_of(scribe: Scribe) -> tuple[Handling, ...]:
    """Give what the meeting handled, by the number of the applications; taken back words are left out."""
    held = scribe.outcome.contents.handlings
    found = (held[each.id] for each in scribe.applications() if each.id in held)
    return tuple(each for each in found if each.discussed)


def attendance(scribe: Scribe, handlings: Sequence[Handling]) -> tuple[Block, ...]:
    """Build the table of who was present and who had left, application by application."""
    say = scribe.say
    if not handlings:
        return ()
    return (
        Table(
            caption=say("minutes.attendance_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("minutes.present_column"), share=5),
                Column(say("minutes.left_column"), share=4),
            ),
            rows=tuple(row for each in handlings for row in _attended(scribe, each)),
            row_header=1,
        ),
    )


def discussions(scribe: Scribe, handlings: Sequence[Handling]) -> tuple[Block, ...]:
    """Build the table of what was discussed and what the discussion came to, where that was recorded."""
    say = scribe.say
    agreed = scribe.outcome.contents.consensus
    rows = [
        Row(
            (
                scribe.number(found),
                scribe.both(found),
                (scribe.official(each.note),) if each.note else plain(say("minutes.no_note")),
            )
        )
        for each in handlings
        if (each.note or each.application not in agreed)
        and (found := scribe.find(each.application)) is not None
    ]
    if not rows:
        return ()
    return (
        Heading(2, say("minutes.part.discussed")),
        Table(
            caption=say("minutes.discussed_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("minutes.note_column"), share=6),
            ),
            rows=tuple(rows),
            row_header=1,
        ),
    )


def _attended(scribe: Scribe, handling: Handling) -> tuple[Row, ...]:
    found = scribe.find(handling.application)
    if found is None:  # pragma: no cover - records are of the round's applications
        return ()
    cells = (
        scribe.number(found),
        scribe.both(found),
        plain(", ".join(map(clean, handling.present)) or "–"),
        plain(", ".join(map(clean, handling.left)) or "–"),
    )
    return (Row(cells),)
