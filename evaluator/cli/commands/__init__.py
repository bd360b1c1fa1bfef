"""The commands, one module for each family of deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli.commands import (
    allocate,
    analyse,
    applicants,
    applications,
    assign,
    associate,
    bench,
    bundles,
    calls,
    consensus,
    demo,
    disclosures,
    doctor,
    draft,
    eligibility,
    export,
    identity,
    imports,
    keys,
    log,
    merge,
    packages,
    rank,
    retention,
    review,
    reviewers,
    rounds,
    templates,
    translate,
    verify,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue

_FAMILIES = (
    demo,
    rounds,
    calls,
    bundles,
    imports,
    applications,
    applicants,
    eligibility,
    reviewers,
    assign,
    review,
    merge,
    consensus,
    rank,
    analyse,
    allocate,
    translate,
    draft,
    verify,
    disclosures,
    templates,
    log,
    keys,
    retention,
    export,
    identity,
    packages,
    doctor,
    associate,
    bench,
)


def register(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add every command and give the parsers of those that do something."""
    for family in _FAMILIES:
        yield from family.add(commands, catalogue)
