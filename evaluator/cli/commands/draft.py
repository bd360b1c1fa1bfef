"""``evaluator draft``: print the papers of a round, the extracts of applicants, or an appeal pack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import draft_versions, outside
from evaluator.cli.answer import Answer
from evaluator.cli.errors import OptionsApartError, UsageError
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.domain.variants import Variant
from evaluator.services.ports import PaperOrder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.composition import Program
    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.draft_papers import DraftReport
    from evaluator.services.ports import Missing, Paper, Workspace

_OWN = "own"
_EXTRACTS = {Language.FI: "otteet", Language.SV: "utdrag"}


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("draft", help=say("cli.help.draft"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("cli.option.out"))
    parser.add_argument(
        "--order",
        choices=[each.value for each in PaperOrder],
        default=PaperOrder.ALPHABETICAL.value,
        help=say("cli.option.order"),
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--extracts", action="store_true", help=say("cli.option.extracts"))
    what.add_argument("--extract", action="append", metavar="ID", help=say("cli.option.extract"))
    what.add_argument("--appeal", metavar="ID", help=say("cli.option.appeal"))
    draft_versions.add(what, catalogue)
    parser.add_argument(
        "--answer-in",
        action="append",
        default=[],
        type=answer_in,
        metavar="ID=fi|sv|own",
        help=say("cli.option.answer-in"),
    )
    parser.add_argument("--templates", type=Path, metavar="DIR", help=say("cli.option.templates"))
    outside.add(parser, catalogue, variant="variant", applicant="applicant")
    parser.add_argument("--embed-data", action="store_true", help=say("cli.option.embed-data"))
    parser.set_defaults(run=run)
    yield parser


def answer_in(text: str) -> tuple[ApplicationId, Language | None]:
    """Read "2020-017=sv": in which language an applicant is answered; "own" is the applicant's.

    Raises:
        ValueError: It is nothing like that.
    """
    name, _, language = text.rpartition("=")
    if not name or language not in {Language.FI.value, Language.SV.value, _OWN}:
        raise ValueError(text)
    return ApplicationId(name), None if language == _OWN else Language(language)


def run(context: Context) -> Answer:
    """Write the papers in the language of ``--language``, extracts in their applicants' own."""
    options = context.options
    program = context.program
    if options.versions:
        return draft_versions.run_list(context)
    if options.compare is not None:
        return draft_versions.run_compare(context)
    if options.out is None:
        raise UsageError(reason=context.catalogue.say("cli.draft.out-missing"))
    _refuse_apart(options)
    if options.templates is not None:
        program = replace(program, templates_dir=options.templates.absolute())
    with context.workspace(options.workspace) as opened:
        if opened.hindrance is None:
            program.answer_languages(opened, dict(options.answer_in), by=context.by)
        if options.appeal is not None:
            return _answer(context, _pack(context, program, opened))
        if options.extract is not None:
            papers = program.extracts(
                opened,
                options.out.absolute(),
                only=[ApplicationId(each) for each in options.extract],
                chosen=_chosen(options),
                by=context.by,
                receiver=outside.receiver(options),
                progress=context.progress,
            )
            return _answer(context, papers)
        return _round(context, program, opened)


def _chosen(options: argparse.Namespace) -> dict[ApplicationId, Language]:
    """Give the choices once more for this time: a workspace that can only be read keeps none."""
    return {each: language for each, language in options.answer_in if language is not None}


def _pack(context: Context, program: Program, opened: Workspace) -> tuple[Paper, ...]:
    options = context.options
    wanted = ApplicationId(options.appeal)
    chosen = _chosen(options)
    return program.appeal_pack(
        opened,
        wanted,
        options.out.absolute(),
        language=chosen.get(wanted),
        by=context.by,
        receiver=outside.receiver(options),
    )


def _round(context: Context, program: Program, opened: Workspace) -> Answer:
    """Write the round's papers, and the extracts where the decision lacks nothing."""
    options = context.options
    language = Language.SV if options.language == Language.SV.value else Language.FI
    order, folder = PaperOrder(options.order), options.out.absolute()
    report = program.draft(
        opened,
        folder,
        language=language,
        order=order,
        by=context.by,
        edition=outside.edition(options, embed_data=options.embed_data),
        receiver=outside.receiver(options),
    )
    if report.refused:
        return _told(context, report)
    # Kept as soon as the draft has left, whatever becomes of extracts and text document.
    version = program.draft_versions.keep(opened, language, order, by=context.by)
    extracts: Sequence[Paper] = ()
    waiting: Sequence[Missing] = ()
    if options.extracts:
        extracts, waiting = program.extracts.write_ready(
            opened,
            folder / _EXTRACTS[language],
            chosen=_chosen(options),
            by=context.by,
            receiver=outside.receiver(options),
            progress=context.progress,
        )
    editable = None
    if options.variant == Variant.INTERNAL.value and options.given_to is None:  # to be edited in the house
        path = program.editable_draft.into(opened, folder, language, order, by=context.by)
        editable = (language, path)
    return _told(context, report, extracts, waiting, editable, version)


def _told(
    context: Context,
    report: DraftReport,
    extracts: Sequence[Paper] = (),
    waiting: Sequence[Missing] = (),
    editable: tuple[Language, Path] | None = None,
    version: DraftVersion | None = None,
) -> Answer:
    """Say what was written, what is missing, and what stands in it untranslated."""
    say = context.catalogue.say
    missing = [say(each.key, **each.facts) for each in (*report.missing, *waiting)]
    before = [say("cli.draft.in-finnish")] if context.options.language == Language.EN.value else []
    papers = [*report.papers, *extracts]
    answer = _answer(context, papers, before=before, missing=missing, exit_code=4 if missing else 0)
    foreign = [_untranslated(context, each) for each in report.untranslated]
    documents = [] if editable is None else [editable]
    return replace(
        answer,
        json={
            **answer.json,
            "untranslated": foreign,
            "editable": [
                {"kind": "decision", "format": "docx", "path": str(path), "language": language.value}
                for language, path in documents
            ],
            "version": None if version is None else version.number,
        },
        lines=[
            *answer.lines,
            *(say("cli.draft.editable", path=path) for _, path in documents),
            *([] if version is None else [say("cli.draft.version", number=version.number)]),
            *(say("cli.draft.untranslated", what=each["message"]) for each in foreign),
            *([say("cli.draft.untranslated-advice")] if foreign else []),
        ],
    )


def _untranslated(context: Context, each: Missing) -> dict[str, object]:
    facts = {name: each.facts[name] for name in ("application", "number", "text")}
    return {"key": each.facts["id"], **facts, "message": context.catalogue.say(each.key, **each.facts)}


def _answer(
    context: Context,
    papers: Iterable[Paper],
    *,
    before: Sequence[str] = (),
    missing: Sequence[str] = (),
    exit_code: int = 0,
) -> Answer:
    options, say, listed = context.options, context.catalogue.say, list(papers)
    return Answer(
        json={
            "papers": [
                {
                    "kind": each.kind,
                    "path": str(each.path),
                    "language": each.language.value,
                    "pages": each.pages,
                    "conforms": list(each.conforms),
                    **({"application": each.about} if each.about else {}),
                }
                for each in listed
            ],
            "missing": list(missing),
            "variant": options.variant,
            "given_to": options.given_to,
        },
        lines=[
            *before,
            *(say("cli.draft.paper", path=each.path, count=each.pages) for each in listed),
            *(say("cli.draft.missing", what=each) for each in missing),
            *([say("cli.draft.given", who=options.given_to)] if options.given_to else []),
        ],
        exit_code=exit_code,
    )


def _refuse_apart(options: argparse.Namespace) -> None:
    """Refuse versions and data for what has neither: an extract and a pack are one applicant's."""
    chosen = next((name for name in ("extract", "appeal") if getattr(options, name) is not None), None)
    if chosen is None:
        return
    others = {"--embed-data": options.embed_data, "--variant": options.variant != Variant.INTERNAL.value}
    for other, given in others.items():
        if given:
            raise OptionsApartError(option=f"--{chosen}", other=other)
