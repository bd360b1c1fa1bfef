"""``evaluator log``: what was done in a round, and what its log proves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import NotDigestError
from evaluator.cli.table import table
from evaluator.domain.log import Digest, Field
from evaluator.domain.log_file import LogFileError
from evaluator.errors import StorageError
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.domain.log import LoggedEntry, LogVerdict
    from evaluator.messages.catalogue import Catalogue

_BROKEN = 1
_DIGEST_BYTES = 32
_NO_WORKSPACE = frozenset({"storage.other-file", "storage.empty-file", "storage.plain-database"})
"""What shows by itself that it is no workspace; a file cut off, or under another key, may be one."""


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``log show``, ``log verify`` and ``log export``."""
    say = catalogue.say
    family = commands.add_parser("log", help=say("cli.help.log"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    show = deeds.add_parser("show", help=say("cli.help.log-show"))
    show.add_argument("workspace", type=Path, metavar="WS")
    show.set_defaults(run=run_show)
    verify = deeds.add_parser("verify", help=say("cli.help.log-verify"))
    verify.add_argument("path", type=Path, metavar="WS|FILE")
    verify.set_defaults(run=run_verify)
    for each in (show, verify):
        each.add_argument("--head", metavar="DIGEST", help=say("cli.option.head"))
    export = deeds.add_parser("export", help=say("cli.help.log-export"))
    export.add_argument("workspace", type=Path, metavar="WS")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("cli.option.out-file"))
    export.set_defaults(run=run_export)
    yield from (show, verify, export)


def run_show(context: Context) -> Answer:
    """Show every entry with what is left of its values."""
    options, say = context.options, context.catalogue.say
    anchor = _anchor(options.head)
    with context.workspace(options.workspace) as opened:
        read = context.program.read_log(opened, anchor)
    header = [say(f"cli.column.{name}") for name in ("number", "time", "deed", "subject", "by")]
    return Answer(
        json={**_shape(context, read.verdict), "log": [_entry(each) for each in read.entries]},
        lines=[
            *table(header, (_row(context, each) for each in read.entries), right=frozenset({0})),
            *_lines(context, read.verdict),
        ],
        exit_code=0 if read.verdict.intact else _BROKEN,
    )


def run_verify(context: Context) -> Answer:
    """Verify a workspace's log, or an exported one without any key."""
    options = context.options
    anchor = _anchor(options.head)
    if _is_exported(options.path):
        verdict = context.program.verify_log_file(options.path, anchor)
    else:
        try:
            with context.workspace(options.path) as opened:
                verdict = context.program.read_log(opened, anchor).verdict
        except StorageError as error:
            if error.code in _NO_WORKSPACE:
                raise LogFileError from error
            raise
    return Answer(
        json=_shape(context, verdict),
        lines=_lines(context, verdict),
        exit_code=0 if verdict.intact else _BROKEN,
    )


def run_export(context: Context) -> Answer:
    """Write the log without personal data."""
    options = context.options
    path = options.out.absolute()
    with context.workspace(options.workspace) as opened:
        exported = context.program.export_log(opened, path)
    verdict = exported.verdict
    return Answer(
        json={**_shape(context, verdict), "path": str(path)},
        lines=[context.catalogue.say("cli.log.exported", path=path), *_lines(context, verdict)],
        exit_code=0 if verdict.intact else _BROKEN,
    )


def _is_exported(path: Path) -> bool:
    """Tell an exported log, which begins as JSON, from a workspace, which begins at random."""
    try:
        with path.open("rb") as stream:
            return stream.read(2) == b'{"'
    except OSError:
        return False  # opening it as a workspace says what is wrong


def _anchor(written: str | None) -> Digest | None:
    if written is None:
        return None
    try:
        digest = bytes.fromhex(written)
    except ValueError:
        digest = b""
    if len(digest) != _DIGEST_BYTES:
        raise NotDigestError(option="--head", value=written[:80])
    return Digest(digest)


def _shape(context: Context, verdict: LogVerdict) -> dict[str, object]:
    return {
        "entries": verdict.entries,
        "intact": verdict.intact,
        "first_broken": verdict.first_broken,
        "proves": _proofs(context, verdict),
        "head": verdict.head.hex(),
        "anchored": verdict.anchored,
        "erased": verdict.erased,
    }


def _proofs(context: Context, verdict: LogVerdict) -> list[str]:
    """Say what the verification shows, and then what it does not."""
    if not verdict.intact:
        return []
    say = context.catalogue.say
    return [
        *(say(f"log.proves.{each.value}") for each in verdict.proves),
        *(say(f"log.not-proved.{each.value}") for each in verdict.lacks),
    ]


def _lines(context: Context, verdict: LogVerdict) -> list[str]:
    say = context.catalogue.say
    if verdict.intact:
        first = say("cli.log.intact", count=verdict.entries, head=verdict.head.hex())
    elif verdict.first_broken is None:
        first = say("cli.log.other-head")
    else:
        first = say("cli.log.broken", number=verdict.first_broken)
    return [first, *_proofs(context, verdict)]


def _entry(logged: LoggedEntry) -> dict[str, object]:
    entry = logged.entry
    values = {
        field.value: logged.openings[field].value if field in logged.openings else None for field in Field
    }
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "deed": entry.deed,
        **values,
        "erased": len(Field) - len(logged.openings),
        "digest": logged.digest.hex(),
    }


def _row(context: Context, logged: LoggedEntry) -> list[str]:
    say, entry = context.catalogue.say, logged.entry

    def text(field: Field) -> str:
        opening = logged.openings.get(field)
        return say("cli.log.erased") if opening is None else str(opening.value)

    key = f"log.deeds.{entry.deed}"
    return [
        str(entry.number),
        formats.moment(entry.at, context.catalogue.language),
        say(key) if context.catalogue.has(key) else entry.deed,
        text(Field.SUBJECT),
        text(Field.BY),
    ]
