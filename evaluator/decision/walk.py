"""Every run of a paper in reading order, with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    BulletList,
    Contents,
    DividerRow,
    Figure,
    Heading,
    KeyValues,
    Notice,
    NumberedList,
    Paragraph,
    Run,
    Signatures,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.decision.content import Block, Document, Fact, Inline


def runs(document: Document) -> Iterator[tuple[str, Run]]:
    """Give every run with the heading it stands under."""
    place = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            place = block.text
        for inline in inlines(block):
            for run in inline:
                yield place, run


def inlines(block: Block) -> Iterator[Inline]:  # noqa: C901 - one case for each kind
    """Give every inline of a block in reading order."""
    match block:
        case Heading(text=text):
            yield (Run(text),)
        case Contents(title=title, parts=parts):
            yield from ((Run(each),) for each in (title, *parts))
        case Paragraph(runs=content) | Notice(runs=content):
            yield content
        case BulletList(items=items):
            yield from items
        case NumberedList(items=numbered):
            for item in numbered:
                yield from item
        case KeyValues():
            yield (Run(block.caption),)
            for name, value in block.pairs:
                yield from ((Run(name),), value)
        case Table():
            yield from _table(block)
        case Signatures(titles=titles):
            yield from ((Run(title),) for title in titles)
        case Figure():
            yield from ((Run(block.caption),), (Run(block.alternative),))
            for bar in block.bars:
                yield from ((Run(bar.label),), bar.text)


def _table(table: Table) -> Iterator[Inline]:
    yield (Run(table.caption),)
    yield from ((Run(column.title),) for column in table.columns)
    for row in (*table.rows, *table.footer):
        if isinstance(row, DividerRow):
            yield row.runs
        else:
            yield from row.cells


def facts(document: Document) -> tuple[tuple[Fact, str], ...]:
    """Give every fact that a paper states, with the text that states it."""
    return tuple((run.fact, run.text) for _, run in runs(document) if run.fact is not None)


def texts(values: Iterable[Inline]) -> tuple[str, ...]:
    """Give what inlines read."""
    return tuple("".join(run.text for run in inline) for inline in values)
