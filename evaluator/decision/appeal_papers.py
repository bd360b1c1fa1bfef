"""What is put together when one applicant asks for a correction: scores, arithmetic, log, contents.

Least data: only what concerns the one application. No comment, score or name of another
applicant is in any of these papers.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    BulletList,
    Column,
    ColumnKind,
    Document,
    Heading,
    Inline,
    KeyValues,
    PaperKind,
    Paragraph,
    Row,
    Run,
    Table,
    bold,
    clean,
    plain,
)
from evaluator.decision.extract_figures import arithmetic, scores
from evaluator.decision.minutes_figures import agreed_table, questions_table
from evaluator.domain.log import Field
from evaluator.domain.money import Cents
from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.messages import formats
from evaluator.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evaluator.decision.scribe import Scribe
    from evaluator.domain.draft_versions import DraftedApplication, DraftVersion
    from evaluator.domain.log import LoggedEntry
    from evaluator.domain.reviews import Review, ScoreState
    from evaluator.scoring.figures import ApplicationScore, Standing

_DECIMALS = 2


def _paper(scribe: Scribe, standing: Standing, name: str, blocks: Sequence[Block]) -> Document:
    """Make one paper of the pack: a title that names the application, and its particulars."""
    application = standing.application
    title = scribe.say(f"appeal.{name}.title", number=application.number)
    pairs: tuple[tuple[str, Inline], ...] = (
        (scribe.say("extract.lead"), (scribe.lead(application),)),
        (scribe.say("extract.number"), (*scribe.number(application), *plain(f" ({application.id})"))),
        (scribe.say("letter.project"), (scribe.title(application),)),
        (scribe.say("letter.dated"), plain(scribe.date(scribe.day))),
    )
    return Document(
        kind=PaperKind.APPEAL,
        language=scribe.language,
        title=title,
        name=scribe.say(f"appeal.{name}.name"),
        subject=scribe.say("appeal.subject", id=application.id),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=scribe.say("status"),
        warning=scribe.warning,
        blocks=(Heading(1, title), *scribe.made_up(), KeyValues("", pairs), *blocks),
        about=application.id,
    )


def score_paper(scribe: Scribe, standing: Standing) -> Document:
    """Build the paper from which the scores and the sum can be worked out again."""
    say, call = scribe.say, scribe.call
    scale = {"lowest": call.scale.lowest, "highest": call.scale.highest}
    blocks: list[Block] = [
        Heading(2, say("extract.part.scores")),
        *scores(scribe, standing),
        Paragraph(plain(say("memo.formula", **scale))),
        *_by_reviewer(scribe, standing),
        Heading(2, say("appeal.scores.answers")),
        *_answers(scribe, standing),
        Heading(2, say("extract.part.amount")),
        *arithmetic(scribe, standing),
        Heading(2, say("extract.part.reasons")),
        Paragraph(scribe.reason(standing)),
    ]
    return _paper(scribe, standing, "scores", blocks)


def _by_reviewer(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    score, groups, say = standing.score, scribe.call.groups, scribe.say
    if score is None or not score.reviews:
        return ()
    return (
        Table(
            caption=say("memo.review_scores_caption"),
            columns=(
                Column(say("column.reviewer")),
                *(
                    Column(say("memo.group_number", number=at), ColumnKind.NUMBER)
                    for at, _ in enumerate(groups, 1)
                ),
                Column(say("column.points"), ColumnKind.NUMBER),
            ),
            rows=tuple(
                Row(
                    (
                        plain(scribe.reviewer(each.reviewer)),
                        *(scribe.points(each.groups.get(group.id)) for group in groups),
                        scribe.points(each.total),
                    )
                )
                for each in score.reviews
            ),
            footer=_mean_row(scribe, score) if score.consensus is None else (),
        ),
        *_agreed(scribe, standing),
    )


def _mean_row(scribe: Scribe, score: ApplicationScore) -> tuple[Row, ...]:
    """Write the means of the reviewers, which decide where nothing else was agreed."""
    groups = (scribe.points(score.groups.get(group.id)) for group in scribe.call.groups)
    return (Row((bold(scribe.say("extract.total")), *groups, scribe.total(score))),)


def _agreed(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    """Write the consensus record of this application, where there is one."""
    record = scribe.outcome.contents.consensus.get(standing.application.id)
    if record is None:
        return ()
    return (agreed_table(scribe, [record]), *questions_table(scribe, [record]))


def _answers(scribe: Scribe, standing: Standing) -> tuple[Block, ...]:
    say = scribe.say
    reviews = [
        each
        for each in scribe.outcome.contents.reviews
        if each.application == standing.application.id and each.counts
    ]
    if not reviews:
        return (Paragraph(plain(say("extract.no_scores"))),)
    scale = scribe.call.scale
    return (
        Table(
            caption=say("appeal.scores.caption", lowest=scale.lowest, highest=scale.highest),
            columns=(
                Column(say("column.question"), share=5),
                Column(say("column.reviewer"), share=3),
                Column(say("column.points"), ColumnKind.NUMBER),
                Column(say("column.sentence"), share=6),
            ),
            rows=tuple(_answer_rows(scribe, reviews)),
        ),
    )


def _answer_rows(scribe: Scribe, reviews: Sequence[Review]) -> Iterator[Row]:
    for group in scribe.call.groups:
        for criterion in group.criteria:
            name = f"{criterion.number} {clean(criterion.title.to(scribe.language))}"
            for review in reviews:
                state = review.scores.get(criterion.id)
                reason = state.reason if isinstance(state, NotApplicable) else ""
                said = scribe.official(
                    " ".join(filter(None, (reason, review.comments.get(criterion.id, ""))))
                )
                who = plain(scribe.reviewer(review.reviewer))
                yield Row((plain(name), who, _state(scribe, state), (said,) if said.text else plain("–")))
        for review in reviews:
            if comment := review.comments.get(group.id, ""):
                name = clean(group.title.to(scribe.language))
                who = plain(scribe.reviewer(review.reviewer))
                yield Row((plain(name), who, plain("–"), (scribe.official(comment),)))


def _state(scribe: Scribe, state: ScoreState | None) -> Inline:
    if isinstance(state, Scored):
        whole = state.value.denominator == 1
        return plain(formats.number(state.value, scribe.language, 0 if whole else _DECIMALS))
    return plain(scribe.say("minutes.not_applicable") if isinstance(state, NotApplicable) else "–")


def log_paper(scribe: Scribe, standing: Standing, entries: Sequence[LoggedEntry]) -> Document:
    """Build the extract of the log: entries about this application alone, with the head of the whole log."""
    say = scribe.say
    head = scribe.outcome.contents.log_head or "–"
    blocks: list[Block] = [Paragraph(plain(say("appeal.log.lead", head=head)))]
    if entries:
        blocks.append(
            Table(
                caption=say("appeal.log.caption"),
                columns=(
                    Column(say("column.number"), ColumnKind.NUMBER),
                    Column(say("column.at"), share=3),
                    Column(say("appeal.log.deed"), share=3),
                    Column(say("column.person"), share=3),
                    Column(say("appeal.log.after"), share=14),
                ),
                rows=tuple(_log_row(scribe, each) for each in entries),
            )
        )
    else:
        blocks.append(Paragraph(plain(say("appeal.log.none"))))
    return _paper(scribe, standing, "log", blocks)


def _log_row(scribe: Scribe, logged: LoggedEntry) -> Row:
    key, catalogue = f"log.deeds.{logged.entry.deed}", Catalogue(scribe.language)
    deed = catalogue.say(key) if catalogue.has(key) else logged.entry.deed

    def value(of: Field) -> str:
        opening = logged.openings.get(of)
        if opening is None:
            return scribe.say("appeal.log.erased")
        if isinstance(opening.value, str):
            return clean(opening.value)
        return clean(json.dumps(opening.value, ensure_ascii=False, sort_keys=True))

    return Row(
        (
            plain(str(logged.entry.number)),
            plain(scribe.moment(logged.entry.at)),
            plain(deed),
            plain(value(Field.BY)),
            plain(value(Field.AFTER)),
        )
    )


def versions_paper(scribe: Scribe, standing: Standing, versions: Sequence[DraftVersion]) -> Document:
    """Build the list of what each kept version of the draft said of this application, and of no other."""
    say, id_ = scribe.say, standing.application.id
    said = [(each, one) for each in versions for one in each.read().applications if one.id == id_]
    blocks: list[Block] = [Paragraph(plain(say("appeal.versions.lead")))]
    if said:
        blocks.append(
            Table(
                caption=say("appeal.versions.caption"),
                columns=(
                    Column(say("column.number"), ColumnKind.NUMBER),
                    Column(say("column.by_and_at"), share=4),
                    Column(say("column.verdict"), share=3),
                    Column(say("column.granted_sum"), ColumnKind.AMOUNT),
                    Column(say("column.reason"), share=6),
                ),
                rows=tuple(_version_row(scribe, each, one) for each, one in said),
            )
        )
    else:
        blocks.append(Paragraph(plain(say("appeal.versions.none"))))
    return _paper(scribe, standing, "versions", blocks)


def _version_row(scribe: Scribe, version: DraftVersion, drafted: DraftedApplication) -> Row:
    text = " ".join(filter(None, (clean(drafted.reason), *map(clean, drafted.conditions)))) or "–"
    return Row(
        (
            plain(str(version.number)),
            plain(f"{clean(version.by)}\n{scribe.moment(version.at)}"),
            plain(scribe.say(f"verdict.{drafted.verdict}")),
            plain(formats.money(Cents(drafted.cents), scribe.language, unit="")),
            (scribe.official(text),),
        )
    )


def contents_paper(
    scribe: Scribe, standing: Standing, files: Iterable[tuple[str, str, int, str]]
) -> Document:
    """Build the table of contents: each file with what it is, its pages and its SHA-256; what is left out."""
    say = scribe.say
    left_out = tuple(plain(say(f"appeal.left_out.{each}")) for each in ("others", "reviewers"))
    return _paper(
        scribe,
        standing,
        "contents",
        (
            Table(
                caption=say("appeal.contents.caption"),
                columns=(
                    Column(say("appeal.contents.file_column"), share=4),
                    Column(say("appeal.contents.what"), share=4),
                    Column(say("appeal.contents.pages"), ColumnKind.NUMBER),
                    Column("SHA-256", share=6),
                ),
                rows=tuple(
                    Row((plain(file), plain(what), plain(str(pages)), (Run(digest),)))
                    for file, what, pages, digest in files
                ),
            ),
            Heading(2, say("appeal.contents.left_out")),
            BulletList(left_out),
        ),
    )
