"""``evaluator reviewers``: who reviews, who is bound to whom, and who may not handle what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.commands.assign import assignments_answer
from evaluator.cli.errors import UsageError
from evaluator.domain.conflicts_of_interest import InterestKind, Role, answers_in_force
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.people import spoken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue

_KINDS = [each.value for each in InterestKind]


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``reviewers add``, ``reviewers interest`` and ``reviewers answer``."""
    say = catalogue.say
    family = commands.add_parser("reviewers", help=say("reviewing.help.reviewers"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    new = deeds.add_parser("add", help=say("reviewing.help.reviewers-add"))
    new.add_argument("workspace", type=Path, metavar="WS")
    new.add_argument("cards", type=Path, nargs="+", metavar="CARD")
    new.set_defaults(run=run_add)
    interest = deeds.add_parser("interest", help=say("reviewing.help.reviewers-interest"))
    interest.add_argument("workspace", type=Path, metavar="WS")
    interest.add_argument("reviewer", metavar="REVIEWER")
    interest.add_argument("kind", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    interest.add_argument("body", metavar="BODY", help=say("reviewing.option.body"))
    interest.add_argument("--note", default="", metavar="T", help=say("reviewing.option.note"))
    interest.add_argument("--ended", action="store_true", help=say("reviewing.option.ended"))
    interest.set_defaults(run=run_interest)
    answer = deeds.add_parser("answer", help=say("reviewing.help.reviewers-answer"))
    answer.add_argument("workspace", type=Path, metavar="WS")
    answer.add_argument("application", metavar="APP")
    answer.add_argument("--role", choices=[each.value for each in Role], required=True)
    answer.add_argument("--person", metavar="NAME", help=say("reviewing.option.person"))
    answer.add_argument("--conflict", choices=("yes", "no"), required=True)
    answer.add_argument("--kind", choices=_KINDS, default=InterestKind.OTHER.value, metavar="KIND")
    answer.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    answer.add_argument("--deputy", default="", metavar="NAME", help=say("reviewing.option.deputy"))
    answer.set_defaults(run=run_answer)
    yield from (new, interest, answer)


def run_add(context: Context) -> Answer:
    """Take reviewers in; their fingerprints are to be compared by telephone."""
    say = context.catalogue.say
    with context.workspace(context.options.workspace) as opened:
        added = context.program.reviewing.add_reviewers(opened, context.options.cards, context.by)
        report = context.program.reviewing.assignments(opened)
    answer = assignments_answer(context, report)
    listed = [
        {
            "id": each.reviewer.id,
            "name": each.card.name,
            "organisation": each.card.organisation,
            "fingerprint": spoken(each.card.fingerprint),
            "employer": None if each.employer is None else each.employer.body,
        }
        for each in added
    ]
    return Answer(
        json={"reviewers": listed, **answer.json},
        lines=[say("reviewing.added", **each) for each in listed],
    )


def run_interest(context: Context) -> Answer:
    """Record a standing interest."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.declare_interest(
            opened,
            options.reviewer,
            InterestKind(options.kind),
            options.body,
            context.by,
            note=options.note,
            ended=options.ended,
        )
        return assignments_answer(context, context.program.reviewing.assignments(opened))


def run_answer(context: Context) -> Answer:
    """Record how an official, the chair or a signatory answered."""
    options, say = context.options, context.catalogue.say
    person = options.person or context.by
    if options.conflict == "yes" and not options.reason.strip():
        raise UsageError(reason="--reason")
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.answer_for_office(
            opened,
            ApplicationId(options.application),
            Role(options.role),
            person,
            kind=InterestKind(options.kind) if options.conflict == "yes" else None,
            reason=options.reason,
            deputy=options.deputy,
        )
        with opened.read() as unit:
            answers = answers_in_force(unit.offices.all())
    listed = [
        {
            "application": each.application,
            "role": each.role.value,
            "person": each.person,
            "conflict": each.conflict,
            "rule": None if each.kind is None else each.kind.value,
            "source": None if each.kind is None else each.kind.source,
            "reason": each.reason,
            "deputy": each.deputy,
        }
        for each in answers
    ]
    return Answer(
        json={"answers": listed},
        lines=[
            say("reviewing.office-conflict" if each["conflict"] else "reviewing.office-free", **each)
            for each in listed
        ],
    )
