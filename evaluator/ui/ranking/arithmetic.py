"""The score opened to its arithmetic, as the reader can check it with a pencil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.ui.ranking.delegates import group_name
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, label, section
from evaluator.ui.shared.layout import col, hline, panel, row, stretched
from evaluator.ui.shared.painting import RIGHT
from evaluator.ui.shared.ranked import NO_FIGURE, plain
from evaluator.ui.texts import TEXTS, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.call import Call
    from evaluator.scoring.explanation import Explanation, Step
    from evaluator.ui.shared.layout import Item
    from evaluator.ui.shared.ranked import RankedRow

_DECIMALS = 2


def arithmetic(opened: Explanation, call: Call, row_: RankedRow, names: Mapping[str, str]) -> QWidget:
    """Lay out the sum: by groups where they recombine to the score, else by reviewers.

    Args:
        opened: The score's tree.
        call: Gives the groups' titles.
        row_: The application; gives the decimals of its score.
        names: The reviewers' names.
    """
    by_groups = opened.groups_recombine
    steps = opened.groups if by_groups else opened.total.parts
    titles: dict[str, str] = {group.id: group.title.to(TEXTS.language) for group in call.groups}
    lines: list[Item] = []
    for at, step in enumerate(steps):
        if step.value is None:
            continue
        name = f"{group_name(at)} {titles[step.id]}" if by_groups else names.get(step.id, step.id)
        lines.append(_line(step, name))
    total = label(number(opened.total.value or 0, row_.decimals), "smallbold")
    note = "why.exact" if by_groups else "why.by_reviewers"
    layout = col(
        section(tr("why.arithmetic")),
        *lines,
        hline(),
        row(label(tr("why.score"), "smallstrong"), None, total),
        label(tr(note), "caption", "3", wrap=True),
        gap=5,
        margins=(12, 8, 12, 10),
    )
    return panel(layout, "well")


def _line(step: Step, name: str) -> Item:
    product = f"{fraction(step.share)} × {number(step.value or 0, _DECIMALS)}"
    words = label(name, "small", "2", wrap=True)
    words.setAccessibleName(f"{name}: {product} = {number(step.contribution, _DECIMALS)}")
    result = label(number(step.contribution, _DECIMALS), "small")
    result.setMinimumWidth(44)
    result.setAlignment(RIGHT)
    return stretched(row(words, label(product, "small"), result, gap=12), 0)


def fraction(value: Fraction) -> str:
    """Write a share: 1/3, or 0,275 where the parts would be unreadable."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{value.numerator}/{value.denominator}" if value.denominator <= 20 else number(value, 4)


def not_applicable(opened: Explanation, call: Call, names: Mapping[str, str]) -> Iterator[Item]:
    """Say of each answer that was left out who left it out, and why."""
    titles: dict[str, str] = {
        each.id: f"{each.number} {each.title.to(TEXTS.language)}" for each in call.criteria
    }
    found = [
        (review.id, step)
        for review in opened.total.parts
        for group in review.parts
        for step in group.parts
        if isinstance(step.answer, NotApplicable)
    ]
    if not found:
        return
    yield section(tr("why.not_applicable"), label(str(len(found)), "caption", "3"))
    for reviewer, step in found:
        title = titles[step.id]
        reason = step.answer.reason if isinstance(step.answer, NotApplicable) else ""
        words = tr("why.left_out", name=names.get(reviewer, reviewer), reason=reason)
        yield col(
            label(title, "smallstrong", wrap=True),
            label(words, "small", "2", wrap=True, selectable=True),
            gap=1,
        )
    yield stretched(
        row(IconLabel("info", "text3", 13), label(tr("why.weight_moves"), "caption", "3", wrap=True), gap=6),
        1,
    )


def questions(opened: Explanation, call: Call, names: Mapping[str, str]) -> Iterator[Item]:
    """List every question with what each reviewer answered on the call's scale."""
    reviews = opened.total.parts
    order = ", ".join(str(names.get(each.id, each.id)) for each in reviews)
    yield label(tr("why.answers_of", names=order), "caption", "3", wrap=True)
    for at, group in enumerate(call.groups):
        weight = tr("why.weight", weight=plain(group.weight))
        title = f"{group_name(at)} {group.title.to(TEXTS.language)}"
        yield stretched(row(ElidedLabel(title, "smallbold", "2"), label(weight, "caption", "3"), gap=8), 0)
        for criterion in group.criteria:
            answers = "  ".join(_answer(review, group.id, criterion.id) for review in reviews)
            words = ElidedLabel(f"{criterion.number} {criterion.title.to(TEXTS.language)}", "small")
            words.setAccessibleName(f"{words.text()}: {answers}")
            yield stretched(row(words, label(answers, "small", "2"), gap=12), 0)


def _answer(review: Step, group: str, criterion: str) -> str:
    for part in review.parts:
        if part.id == group:
            for step in part.parts:
                if step.id == criterion:
                    return plain(step.answer.value) if isinstance(step.answer, Scored) else NO_FIGURE
    return NO_FIGURE
