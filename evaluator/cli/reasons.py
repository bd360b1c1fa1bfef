"""Reasons on the command line: typed, begun by one of the call's standard reasons, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.ports import Workspace


def add(parser: Parser, catalogue: Catalogue) -> None:
    """Add both options."""
    parser.add_argument("--reason", default="", metavar="T", help=catalogue.say("cli.option.reason"))
    parser.add_argument("--reason-id", metavar="ID", help=catalogue.say("cli.option.reason-id"))


def reason(context: Context, workspace: Workspace) -> str:
    """Give the reason as it will be recorded; empty where none was given.

    Raises:
        UnknownReasonError: The call has no standard reason by that id.
    """
    options = context.options
    if options.reason_id is None:
        return str(options.reason)
    standard = context.program.standard_reason(workspace, options.reason_id, context.catalogue.language)
    return f"{standard} {options.reason}".strip()
