"""``evaluator bundle``: make a bundle from a folder, and check one that was made elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import bundle_findings
from evaluator.cli.answer import Answer
from evaluator.domain.bundles import valid

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.domain.bundles import BundleFinding
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``bundle make`` and ``bundle check``."""
    say = catalogue.say
    family = commands.add_parser("bundle", help=say("bundles.help.bundle"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    make = deeds.add_parser("make", help=say("bundles.help.make"))
    make.add_argument(
        "--from", dest="folder", type=Path, required=True, metavar="DIR", help=say("bundles.help.from")
    )
    make.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("bundles.help.out"))
    make.set_defaults(run=run_make)
    check = deeds.add_parser("check", help=say("bundles.help.check"))
    check.add_argument("path", type=Path, metavar="PATH")
    check.add_argument("--container-only", action="store_true", help=say("bundles.help.container-only"))
    check.set_defaults(run=run_check)
    yield from (make, check)


def run_make(context: Context) -> Answer:
    """Make a bundle; an invalid one is not left behind."""
    out: Path = context.options.out
    findings = context.program.make_bundle(context.options.folder, out)
    return _answer(context, findings, out, "bundles.made", {"path": str(out.absolute())})


def run_check(context: Context) -> Answer:
    """Check a bundle; only errors make it invalid."""
    path: Path = context.options.path
    findings = context.program.check_bundle(path, container_only=context.options.container_only)
    return _answer(context, findings, path, "bundles.valid", {})


def _answer(
    context: Context, findings: tuple[BundleFinding, ...], path: Path, done: str, more: dict[str, object]
) -> Answer:
    catalogue = context.catalogue
    sound = valid(findings)
    verdict = catalogue.say(done if sound else "bundles.invalid", file=path.absolute().name)
    return Answer(
        json={
            "valid": sound,
            "findings": [bundle_findings.shape(each, catalogue) for each in findings],
            **(more if sound else {}),
        },
        lines=[verdict, *(bundle_findings.line(each, catalogue) for each in findings)],
        exit_code=0 if sound else 1,
    )
