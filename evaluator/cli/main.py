"""The command line's entrance: read the words, do one deed, answer."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from typing import TYPE_CHECKING

from evaluator.cli.errors import UsageError
from evaluator.cli.parser import add_common, new_parser
from evaluator.cli.shapes import problems
from evaluator.domain.language import Language
from evaluator.errors import EvaluatorError, StorageError
from evaluator.messages.catalogue import Catalogue

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from evaluator.cli.answer import Answer

_BUG = 70  # EX_SOFTWARE: not an exit code of the contract, because a bug is not in it either
_NEGATIVE = re.compile(r"[-\u2212][0-9.,]")
_STOPPED = 130  # what shells give for Ctrl+C


def main(argv: Sequence[str]) -> int:
    """Run one command and give its exit code; never shows a traceback."""
    catalogue = Catalogue(_language(argv))
    wants_json = "--json" in argv
    try:
        options = _parse(argv, catalogue)
        answer = _do(options, catalogue)
    except EvaluatorError as error:
        facts: dict[str, object] = dict(error.facts)
        if found := problems(error, catalogue):
            facts["errors"] = found
        _say_error(error.code, catalogue.error(error), facts, wants_json=wants_json)
        return error.exit_code
    except KeyboardInterrupt:
        print(catalogue.say("cli.stopped"), file=sys.stderr)
        return _STOPPED
    except BrokenPipeError:
        _stop_saying()
        return 0
    except Exception as error:
        logging.getLogger(__name__).debug("bug", exc_info=True)
        _say_error("bug", catalogue.say("cli.bug", kind=type(error).__name__), {}, wants_json=wants_json)
        return _BUG
    try:
        _say(answer, wants_json=wants_json)
    except BrokenPipeError:
        _stop_saying()
    except (OSError, AttributeError, ValueError):  # a full disk; standard output was closed
        if sys.stdout is not None:
            _stop_saying()
        print(catalogue.say("cli.output-unwritable"), file=sys.stderr)
        return StorageError.exit_code
    return answer.exit_code


def _language(argv: Sequence[str]) -> Language:
    """Find the language before anything is parsed, for the help and for complaints."""
    for at, word in enumerate(argv):
        wanted = word.removeprefix("--language=") if word.startswith("--language=") else None
        if word == "--language" and at + 1 < len(argv):
            wanted = argv[at + 1]
        if wanted in {each.value for each in Language}:
            return Language(wanted)
    return Language.FI


def _parse(argv: Sequence[str], catalogue: Catalogue) -> argparse.Namespace:
    from evaluator.cli.commands import register  # noqa: PLC0415 - --version and complaints need no commands

    if any("\0" in word for word in argv):  # no system's paths and texts hold one
        raise UsageError(reason=catalogue.say("cli.parser.nul"))
    parser, commands = new_parser(catalogue)
    for leaf in register(commands, catalogue):
        add_common(leaf, catalogue)
    return parser.parse_args(_values_joined(argv))


def _values_joined(argv: Sequence[str]) -> list[str]:
    """Join an option with a value that begins with a minus (``--scale -2,2``), which is no option."""
    joined: list[str] = []
    for word in argv:
        option = joined[-1] if joined else ""
        if _NEGATIVE.match(word) and option.startswith("--") and "=" not in option:
            joined[-1] = f"{option}={word}"
        else:
            joined.append(word)
    return joined


def _do(options: argparse.Namespace, catalogue: Catalogue) -> Answer:
    from evaluator.cli.context import Context  # noqa: PLC0415
    from evaluator.composition import compose  # noqa: PLC0415 - dear to import; a usage error must not wait for it

    program = compose(data_dir=options.data_dir)
    answer: Answer = options.run(Context(program=program, options=options, catalogue=catalogue))
    return answer


def _say(answer: Answer, *, wants_json: bool) -> None:
    if wants_json:
        print(json.dumps(answer.json, ensure_ascii=False, indent=2))
    else:
        for line in answer.lines:
            print(line)
    sys.stdout.flush()


def _stop_saying() -> None:
    """The reader (head, less) has seen enough; there is nobody left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_error(code: str, message: str, facts: dict[str, object], *, wants_json: bool) -> None:
    if wants_json:
        print(
            json.dumps(
                {"error": {"code": code, "message": message, "facts": facts}}, ensure_ascii=False, indent=2
            )
        )
    else:
        print(message, file=sys.stderr)


__all__ = ["UsageError", "main"]
