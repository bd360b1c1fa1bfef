"""The minutes of the consensus meeting: who took part, who stood aside, what was agreed and why.

Written from the records of the round alone: whose reviews lay on the table, who reported
and who wrote it down, and who was present for which application where the meeting was led
from the window. Where nobody recorded who sat in the room, the paper says so and leaves
that to its signatories.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    Column,
    ColumnKind,
    Document,
    Heading,
    Inline,
    KeyValues,
    Notice,
    PaperKind,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    clean,
    plain,
)
from evaluator.decision.minutes_figures import agreed_table, questions_table, withdrawn
from evaluator.decision.minutes_meeting import attendance, discussions, handlings_of
from evaluator.domain.conflicts_of_interest import answers_in_force
from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.variants import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.decision.scribe import Scribe
    from evaluator.domain.applications import Application
    from evaluator.domain.conflicts_of_interest import OfficeAnswer
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.handlings import Handling
    from evaluator.domain.identifiers import ApplicationId


def minutes(scribe: Scribe) -> Document:
    """Build the minutes; where no consensus is recorded they say so and end."""
    say = scribe.say
    title = say("minutes.title", call=clean(scribe.call.title.to(scribe.language)))
    records, handlings = records_of(scribe), handlings_of(scribe)
    return Document(
        kind=PaperKind.MINUTES,
        language=scribe.language,
        title=title,
        name=say("minutes.name"),
        subject=say("minutes.subject"),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=say("status"),
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            *scribe.made_up(),
            KeyValues("", _particulars(scribe, records)),
            *(
                _recorded(scribe, records, handlings)
                if records or handlings or scribe.outcome.contents.taken_back
                else _nothing(scribe)
            ),
        ),
    )


def records_of(scribe: Scribe) -> tuple[Consensus, ...]:
    """Give the consensus records in force, by the number of their applications."""
    held = scribe.outcome.contents.consensus
    return tuple(held[each.id] for each in scribe.applications() if each.id in held)


def _particulars(scribe: Scribe, records: Sequence[Consensus]) -> tuple[tuple[str, Inline], ...]:
    say = scribe.say
    pairs = [
        (say("draft.authority"), plain(clean(scribe.call.authority.to(scribe.language)))),
        (say("memo.call"), plain(clean(scribe.call.title.to(scribe.language)))),
    ]
    written = (*records, *(each.record for each in scribe.outcome.contents.taken_back))
    days = sorted({each.at.astimezone(HELSINKI).date() for each in written})
    if days:
        pairs.append((say("minutes.recorded"), plain(", ".join(scribe.date(each) for each in days))))
    pairs.append((say("memo.dated"), plain(scribe.date(scribe.day))))
    pairs.append((say("memo.state"), plain(say("memo.state_value"))))
    return tuple(pairs)


def _nothing(scribe: Scribe) -> tuple[Block, ...]:
    return (
        Notice(plain(scribe.say("minutes.none"))),
        Paragraph(plain(scribe.say("minutes.none_means"))),
    )


def _recorded(
    scribe: Scribe, records: Sequence[Consensus], handlings: Sequence[Handling]
) -> tuple[Block, ...]:
    say = scribe.say
    attended = {each.application for each in handlings}
    taken_back = scribe.outcome.contents.taken_back
    touched = attended | {each.application for each in records}
    touched |= {each.record.application for each in taken_back}
    handled = [each.id for each in scribe.applications() if each.id in touched]
    return (
        Heading(2, say("minutes.part.present")),
        *_present(scribe, (*records, *(each.record for each in taken_back)), whole=touched <= attended),
        *attendance(scribe, handlings),
        Heading(2, say("minutes.part.aside")),
        *_aside(scribe, handled),
        *(_decided(scribe, records) if records else ()),
        *withdrawn(scribe, taken_back),
        *discussions(scribe, handlings),
        Signatures((say("minutes.chair"), say("minutes.secretary"))),
    )


def _decided(scribe: Scribe, records: Sequence[Consensus]) -> tuple[Block, ...]:
    say = scribe.say
    return (
        Heading(2, say("minutes.part.decided")),
        Paragraph(scribe.inline("minutes.decided", count=scribe.count("consensus.count", len(records)))),
        agreed_table(scribe, records),
        Heading(2, say("minutes.part.questions")),
        *questions_table(scribe, records),
    )


@dataclass(slots=True)
class _Person:
    """Somebody the records name, with the roles they name."""

    organisation: str = ""
    roles: dict[str, None] = field(default_factory=dict)
    applications: set[ApplicationId] = field(default_factory=set)


def _present(scribe: Scribe, records: Sequence[Consensus], *, whole: bool) -> tuple[Block, ...]:
    """List whom the records name; ``whole`` where they tell of every application who was present."""
    say = scribe.say
    people = _people(scribe, records)
    if not people:
        return ()
    return (
        Paragraph(plain(say("minutes.present_recorded" if whole else "minutes.present_lead"))),
        Table(
            caption=say("minutes.present_caption"),
            columns=(
                Column(say("column.person"), share=4),
                Column(say("column.role"), share=4),
                Column(say("column.organisation"), share=4),
                Column(say("column.applications"), ColumnKind.NUMBER),
            ),
            rows=tuple(
                Row(
                    (
                        plain(name),
                        plain(", ".join(each.roles)),
                        plain(each.organisation or "–"),
                        plain(str(len(each.applications))),
                    )
                )
                for name, each in people.items()
            ),
        ),
    )


def _people(scribe: Scribe, records: Sequence[Consensus]) -> dict[str, _Person]:
    """Gather the people of the records by name: reviewers first, then who reported and recorded."""
    say = scribe.say
    known = {each.id: each for each in scribe.outcome.contents.reviewers}
    people: dict[str, _Person] = {}

    def note(name: str, role: str, application: ApplicationId, organisation: str = "") -> None:
        person = people.setdefault(clean(name), _Person())
        person.organisation = person.organisation or clean(organisation)
        person.roles[say(f"minutes.role.{role}")] = None
        person.applications.add(application)

    for record in records:
        for reviewer, _ in record.based_on:
            organisation = known[reviewer].organisation if reviewer in known else ""
            note(scribe.reviewer(reviewer), "reviewer", record.application, organisation)
    for record in records:
        note(record.rapporteur, "rapporteur", record.application)
        note(record.by, "recorder", record.application)
    handled = {each.application for each in records}
    for answer in answers_in_force(scribe.outcome.contents.offices):
        if answer.application in handled and not answer.conflict:
            note(answer.person, answer.role.value, answer.application)
    return people


def _aside(scribe: Scribe, handled: Sequence[ApplicationId]) -> tuple[Block, ...]:
    say = scribe.say
    rows = _aside_from(scribe, handled)
    if not rows:
        return (Paragraph(plain(say("minutes.nobody_aside"))),)
    return (
        Paragraph(plain(say("minutes.aside_lead"))),
        Table(
            caption=say("minutes.aside_caption"),
            columns=aside_columns(scribe),
            rows=tuple(rows),
            row_header=1,
        ),
    )


def _aside_from(scribe: Scribe, handled: Sequence[ApplicationId]) -> list[Row]:
    """Give for each application who stood aside from it: reviewers first, then offices."""
    contents = scribe.outcome.contents
    rows: dict[ApplicationId, list[Row]] = {each: [] for each in handled}
    for review in contents.reviews:
        found = scribe.find(review.application)
        if review.recused and found is not None and found.id in rows:
            who = f"{scribe.reviewer(review.reviewer)}\n{scribe.say('minutes.role.reviewer')}"
            why = (scribe.official(review.recusal_reason),)
            rows[found.id].append(
                Row((scribe.number(found), scribe.both(found), plain(who), why, plain("–")))
            )
    for answer in answers_in_force(contents.offices):
        found = scribe.find(answer.application)
        if answer.conflict and found is not None and found.id in rows:
            rows[found.id].append(office_row(scribe, found, answer))
    return [row for each in rows.values() for row in each]


def aside_columns(scribe: Scribe) -> tuple[Column, ...]:
    """Give the columns of a table of those who stood aside."""
    return (
        Column(scribe.say("column.number"), ColumnKind.NUMBER),
        *(
            Column(scribe.say(f"column.{each}"), share=4)
            for each in ("lead_and_project", "person", "reason", "deputy")
        ),
    )


def office_row(scribe: Scribe, application: Application, answer: OfficeAnswer) -> Row:
    """Write who stood aside in an office, why and by which rule, and who acts instead."""
    reason = scribe.official(answer.reason)
    if scribe.omits(Part.REVIEWER_TEXTS):
        reason = Run(scribe.say("omission.removed"))
    source = answer.kind.source if answer.kind is not None else ""
    return Row(
        (
            scribe.number(application),
            scribe.both(application),
            plain(f"{clean(answer.person)}\n{scribe.say(f'minutes.role.{answer.role.value}')}"),
            (reason, Run(f" ({source})" if source else "")),
            plain(clean(answer.deputy) or "–"),
        )
    )
