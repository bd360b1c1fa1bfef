"""Versions of the decision draft on the command line: list them, compare two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.table import table
from evaluator.messages import formats
from evaluator.messages.differences import sentence

if TYPE_CHECKING:
    import argparse

    from evaluator.cli.context import Context
    from evaluator.domain.draft_comparison import DraftDifference
    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.messages.catalogue import Catalogue


def add(group: argparse._MutuallyExclusiveGroup, catalogue: Catalogue) -> None:
    """Add both options to those of which one excludes the other."""
    say = catalogue.say
    group.add_argument("--versions", action="store_true", help=say("cli.option.versions"))
    group.add_argument("--compare", nargs=2, type=int, metavar=("A", "B"), help=say("cli.option.compare"))


def run_list(context: Context) -> Answer:
    """List the versions, oldest first."""
    say, language = context.catalogue.say, context.catalogue.language
    with context.workspace(context.options.workspace) as opened:
        known = context.program.draft_versions.all(opened)
    header = [say(f"cli.column.{name}") for name in ("number", "time", "language", "granted", "by")]
    rows = [
        [
            str(each.number),
            formats.moment(each.at, language),
            each.language.value,
            formats.money(each.read().granted_cents, language),
            each.by,
        ]
        for each in known
    ]
    return Answer(
        json={"versions": [shape(each) for each in known]},
        lines=table(header, rows, right=frozenset({0, 3})) if known else [say("versions.none")],
    )


def run_compare(context: Context) -> Answer:
    """Say in what two versions differ."""
    before, after = context.options.compare
    with context.workspace(context.options.workspace) as opened:
        found = context.program.draft_versions.compare(opened, before, after)
    said = [sentence(each, context.catalogue) for each in found.differences]
    facts = {"before": before, "after": after}
    return Answer(
        json={
            "before": shape(found.before),
            "after": shape(found.after),
            "differences": [
                _difference(each, text) for each, text in zip(found.differences, said, strict=True)
            ],
        },
        lines=[context.catalogue.say("versions.compared", **facts), *said]
        if said
        else [context.catalogue.say("versions.same", **facts)],
    )


def shape(version: DraftVersion) -> dict[str, object]:
    """Shape a version for programs."""
    content = version.read()
    return {
        "number": version.number,
        "language": version.language.value,
        "at": version.at.isoformat(),
        "by": version.by,
        "day": content.day,
        "grants": len(content.order),
        "granted_cents": content.granted_cents,
        "digest": version.digest,
        "outcome": version.outcome,
    }


def _difference(each: DraftDifference, text: str) -> dict[str, object]:
    money = isinstance(each.before, int) or isinstance(each.after, int)
    return {
        "kind": each.kind.value,
        "application": each.application or None,
        "before_cents" if money else "before": each.before,
        "after_cents" if money else "after": each.after,
        "under": each.under or None,
        "text": text,
    }
