"""The program's entrance: the window without a command or with ``open FILE``, else the command line.

Of the program only what the window's first paint needs is imported before it; a library
that Qt lacks is named here, because Qt itself would end the process.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.composition import Program
    from evaluator.doctor.checks import Check
    from evaluator.domain.language import Language

_BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The words after the program's name; None takes those of the process.

    Returns:
        The exit code: 0 done, 2 where a window cannot open, else the command line's.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["open"] and (len(words) != 2 or words[1].startswith("-")):  # noqa: PLR2004 - open FILE
        return _say_usage()
    if not words or words[0] == "open":
        return _open_window(words[1:])
    from evaluator.cli.main import main as command_line

    return command_line(words)


def _open_window(files: Sequence[str]) -> int:
    from evaluator.doctor.display import what_stops_the_window

    if (check := what_stops_the_window()) is not None:
        return _say_what_stops(check)
    from evaluator.ui.application import run

    return run(files, _load)


def _load() -> Program:
    """Put the program together; called after the first paint, off the window's thread."""
    from evaluator.services.sweeping import no_sweeping

    with no_sweeping():  # all that is imported stays, and a sweep over it stops the window as well
        from evaluator.composition import compose

        return compose()


def _say_usage() -> int:
    from evaluator.messages.catalogue import Catalogue

    print(Catalogue(_language()).say("doctor.start.usage"), file=sys.stderr)
    return _BAD_INPUT


def _say_what_stops(check: Check) -> int:
    from evaluator.messages.catalogue import Catalogue

    catalogue = Catalogue(_language())
    fix = check.fix(catalogue)
    print(catalogue.say("doctor.start.window", reason=check.message(catalogue)), file=sys.stderr)
    if fix:
        print(catalogue.say("doctor.start.remedy", command=fix) if check.command else fix, file=sys.stderr)
    return _BAD_INPUT


def _language() -> Language:
    """Give the session's language where the program speaks it, else Finnish."""
    from evaluator.domain.language import Language

    session = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return {"sv": Language.SV, "en": Language.EN}.get(session[:2], Language.FI)


if __name__ == "__main__":
    sys.exit(main())
