"""The summary of applications (tiivistelmä): what was asked, by whom, for what; figures with their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision import breakdown
from evaluator.decision.content import (
    Bar,
    Block,
    Column,
    ColumnKind,
    Document,
    Figure,
    Heading,
    PaperKind,
    Paragraph,
    Row,
    Run,
    Table,
    bold,
    clean,
    plain,
)
from evaluator.decision.omissions import omissions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.decision.breakdown import Class
    from evaluator.decision.content import Inline
    from evaluator.decision.scribe import Scribe

_FEWEST = 2
"""Classes from which a figure says more than the sentence above it."""


def summary(scribe: Scribe) -> Document:
    """Build the summary.

    It says nothing of scores or grants: it can be published before the decision is made.
    """
    title = scribe.say("summary.title", call=clean(scribe.call.title.to(scribe.language)))
    return Document(
        kind=PaperKind.SUMMARY,
        language=scribe.language,
        title=title,
        name=scribe.named("summary.name"),
        subject=scribe.say("summary.subject"),
        authority=clean(scribe.call.authority.to(scribe.language)),
        day=scribe.day,
        status=scribe.say("status"),
        warning=scribe.warning,
        blocks=(
            Heading(1, title),
            *scribe.made_up(),
            *omissions(scribe, PaperKind.SUMMARY),
            *_received(scribe),
            *_parts(scribe),
        ),
    )


def _received(scribe: Scribe) -> tuple[Block, ...]:
    applications = scribe.applications()
    if not applications:
        return (Paragraph(plain(scribe.say("summary.nothing"))),)
    asked = sorted(each.requested for each in applications)
    taking_part = frozenset().union(*(each.applicants.municipality_codes for each in applications))
    return (
        Paragraph(
            scribe.inline("memo.received", count=scribe.application_count(), sum=scribe.requested_total())
        ),
        Paragraph(
            scribe.inline(
                "summary.range",
                smallest=scribe.euros("summary.smallest", asked[0]),
                largest=scribe.euros("summary.largest", asked[-1]),
                middle=scribe.euros("summary.middle", asked[(len(asked) - 1) // 2]),
            )
        ),
        Paragraph(
            scribe.inline(
                "summary.municipalities",
                count=scribe.count("summary.municipalities.count", len(taking_part)),
                all=scribe.count("register.count", len(scribe.register)),
            )
        ),
    )


def _parts(scribe: Scribe) -> tuple[Block, ...]:
    applications = scribe.applications()
    if not applications:
        return ()
    say = scribe.say
    by_sum = breakdown.by_sum(applications)
    return (
        *_targets(scribe),
        *_part(scribe, "lead", breakdown.by_lead(applications, scribe.register)),
        *_part(
            scribe,
            "size",
            breakdown.by_municipalities(applications),
            note=say("summary.no_population"),
        ),
        *_part(scribe, "language", breakdown.by_language(applications, scribe.register)),
        *_part(scribe, "sum", by_sum),
    )


def _targets(scribe: Scribe) -> tuple[Block, ...]:
    """Break down by target where forms say them; a table of applications does not."""
    if not scribe.forms:
        return (
            Heading(2, scribe.say("summary.target.title")),
            Paragraph(plain(scribe.say("summary.no_targets"))),
        )
    texts = {each.id: clean(each.text.to(scribe.language)) for each in scribe.call.targets}
    classes = breakdown.by_target(scribe.applications(), scribe.forms, tuple(texts))
    return _part(
        scribe,
        "target",
        classes,
        name=lambda id_: texts.get(id_) or scribe.say("summary.target.none"),
        note=scribe.say("summary.target.note"),
        total=False,
    )


def _part(
    scribe: Scribe,
    by: str,
    classes: Sequence[Class],
    *,
    name: Callable[[str], str] | None = None,
    note: str = "",
    total: bool = True,
) -> tuple[Block, ...]:
    """Write one breakdown: what is to be known, two figures, and the same as a table."""
    named = {
        each.id: (name or (lambda id_: scribe.say(f"summary.{by}.class.{id_}")))(each.id) for each in classes
    }
    blocks: list[Block] = [Heading(2, scribe.say(f"summary.{by}.title"))]
    if note:
        blocks.append(Paragraph(plain(note)))
    if len(classes) >= _FEWEST:
        blocks += [_figure(scribe, by, classes, named, what) for what in ("count", "requested")]
    return (*blocks, _table(scribe, by, classes, named, total=total))


def _figure(scribe: Scribe, by: str, classes: Sequence[Class], named: dict[str, str], what: str) -> Figure:
    def value(each: Class) -> int:
        return each.count if what == "count" else each.requested

    cents = any(each.requested % 100 for each in classes)
    bars = tuple(
        Bar(named[each.id], value(each), (_said(scribe, by, each, what, cents=cents),)) for each in classes
    )
    caption = scribe.say(f"summary.figure.{what}", by=scribe.say(f"summary.{by}.by"))
    listed = "; ".join(f"{bar.label}: {bar.text[0].text}" for bar in bars)
    table = scribe.say("summary.table", by=scribe.say(f"summary.{by}.by"))
    return Figure(
        caption, scribe.say("summary.alternative", caption=caption, listed=listed, table=table), bars
    )


def _said(scribe: Scribe, by: str, each: Class, what: str, *, cents: bool = False) -> Run:
    """Write a class's count or sum; sums that stand together all show cents, or none does."""
    key = f"summary.{by}.{each.id}.{what}"
    if what == "count":
        return scribe.count(key, each.count)
    return scribe.euros(key, each.requested, cents=cents)


def _table(scribe: Scribe, by: str, classes: Sequence[Class], named: dict[str, str], *, total: bool) -> Table:
    say = scribe.say
    cents = any(each.requested % 100 for each in classes)
    all_ = scribe.count("applications.count", sum(each.count for each in classes))

    def amount(each: Class) -> Inline:
        return scribe.amount(f"summary.{by}.{each.id}.requested", each.requested, cents=cents)

    footer = Row(
        (
            bold(say("column.total")),
            (Run(all_.text, bold=True, fact=all_.fact),),
            scribe.amount("requested.total", scribe.outcome.requested, cents=cents, stressed=True),
        )
    )
    return Table(
        caption=say("summary.table", by=say(f"summary.{by}.by")),
        columns=(
            Column(say(f"summary.{by}.column")),
            Column(say("column.applications"), ColumnKind.NUMBER),
            Column(say("column.requested"), ColumnKind.AMOUNT),
        ),
        rows=tuple(
            Row((plain(named[each.id]), (_said(scribe, by, each, "count"),), amount(each)))
            for each in classes
        ),
        footer=(footer,) if total else (),
    )
