"""Options of what leaves the authority: for whom it is, and to whom it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli.errors import EmptyOptionError, OptionAloneError
from evaluator.domain.disclosures import Receiver
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.variants import Edition, Variant

if TYPE_CHECKING:
    import argparse

    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(parser: Parser, catalogue: Catalogue, *, variant: str, applicant: str) -> None:
    """Add the options; ``variant`` and ``applicant`` are the keys of their help, ``cli.option.<key>``."""
    say = catalogue.say
    parser.add_argument(
        "--variant",
        choices=[each.value for each in Variant],
        default=Variant.INTERNAL.value,
        help=say(f"cli.option.{variant}"),
    )
    parser.add_argument("--applicant", metavar="ID", help=say(f"cli.option.{applicant}"))
    parser.add_argument("--given-to", metavar="TEXT", help=say("cli.option.given-to"))
    parser.add_argument("--ground", metavar="TEXT", default="", help=say("cli.option.ground"))


def edition(options: argparse.Namespace, *, embed_data: bool = False) -> Edition:
    """Give the version that was asked for.

    Raises:
        OptionAloneError: An applicant was named for a version that is not for a party.
    """
    variant = Variant(options.variant)
    if options.applicant is not None and variant is not Variant.PARTY:
        raise OptionAloneError(option="--applicant", wanted="--variant party")
    return Edition(
        variant=variant,
        party=None if options.applicant is None else ApplicationId(options.applicant),
        embed_data=embed_data,
    )


def receiver(options: argparse.Namespace) -> Receiver | None:
    """Give to whom it goes, or None.

    Raises:
        OptionAloneError: A ground was given without a receiver.
        EmptyOptionError: The receiver is blank.
    """
    if options.given_to is None:
        if options.ground:
            raise OptionAloneError(option="--ground", wanted="--given-to")
        return None
    name = options.given_to.strip()
    if not name:
        raise EmptyOptionError(option="--given-to")
    return Receiver(name=name, ground=options.ground.strip())
