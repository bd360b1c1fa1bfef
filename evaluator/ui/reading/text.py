"""The application as pages to read: its text, and its budget with those who pay."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.domain.passages import OTHER_AID, SUMMARY, fields_of
from evaluator.ui.reading.words import tr
from evaluator.ui.texts import TEXTS, day, moment, money
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call, Named


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page.

    Attributes:
        html: As it is shown.
        field: In which text of the application it stands; empty for words of the program.
        start: Where it begins there, in code points.
        words: What it says, where it is the applicant's.
    """

    html: str
    field: str = ""
    start: int = 0
    words: str = ""


def text_blocks(application: Application, form: ApplicationForm | None, call: Call) -> list[Block]:
    """Give summary, targets and answers as paragraphs; nothing in them is taken as markup."""
    if form is None:
        return [Block(each) for each in (_paragraph(tr("text.no_form")), *_applicants_of_row(application))]
    fields = fields_of(form)
    found: list[Block] = []
    if form.summary.strip():
        found += [Block(_heading(tr("text.summary"))), *_told(SUMMARY, form.summary)]
    targets = [_named(call.targets, each) for each in form.targets]
    if targets:
        found += [Block(_heading(tr("text.targets"))), *(Block(_paragraph(f"• {each}")) for each in targets)]
    answers = [each for each in fields if each not in {SUMMARY, OTHER_AID}]
    for field, answer in zip(answers, form.answers, strict=True):
        found.append(Block(_heading(_question(answer.question))))
        found += _told(field, answer.text) or [Block(_paragraph(tr("text.no_answer")))]
    if form.other_aid.strip():
        found += [Block(_heading(tr("text.other_aid"))), *_told(OTHER_AID, form.other_aid)]
    return [*found, Block(_small(tr("text.submitted", at=moment(form.submitted))))]


def page_of(blocks: Iterable[Block]) -> str:
    """Give paragraphs as one page of rich text."""
    return _page(each.html for each in blocks)


def budget_page(application: Application, form: ApplicationForm | None, call: Call) -> str:
    """Give partners, budget lines and financing as rich text."""
    if form is None:
        return _page([_paragraph(tr("text.no_form")), *_applicants_of_row(application)])
    kinds = (*call.eligible_costs, *call.ineligible_costs)
    lines = [(_named(kinds, each.kind), each.description, _sum(each.amount_cents)) for each in form.costs]
    total = sum(each.amount_cents for each in form.costs)
    costs = _table(lines, (tr("budget.total"), "", _sum(total))) if lines else _paragraph(tr("budget.none"))
    paid = [(tr("budget.requested"), "", _sum(form.financing.requested_cents))]
    paid.append((tr("budget.own"), "", _sum(form.financing.own_cents)))
    for each in form.financing.other:
        words = tr("budget.public") if each.public else tr("budget.private")
        paid.append((each.source, words, _sum(each.amount_cents)))
    whole = (
        form.financing.requested_cents
        + form.financing.own_cents
        + sum(each.amount_cents for each in form.financing.other)
    )
    people = [
        (each.name, _decided(each.decided_on), "" if each.share_cents is None else _sum(each.share_cents))
        for each in (form.lead, *form.partners)
    ]
    vat = _small(tr("budget.with_vat")) if form.financing.includes_vat else _small(tr("budget.without_vat"))
    return _page(
        [
            _heading(tr("budget.costs")),
            costs,
            vat,
            _heading(tr("budget.financing")),
            _table(paid, (tr("budget.total"), "", _sum(whole))),
            _heading(tr("budget.partners")),
            _table(people),
        ]
    )


def _decided(on: date | None) -> str:
    return "" if on is None else tr("budget.decided", day=day(on))


def _applicants_of_row(application: Application) -> list[str]:
    return [
        _heading(tr("text.applicants")),
        _paragraph(application.applicants.as_written),
        _heading(tr("budget.requested")),
        _paragraph(money(application.requested, cents=True)),
    ]


def _sum(cents: int) -> str:
    return money(Cents(cents), cents=True)


def _named(known: Iterable[Named], name: str) -> str:
    found = next((each for each in known if each.id == name), None)
    language = TEXTS.language
    return name if found is None else found.text.to(language if language is not Language.EN else Language.FI)


def _question(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _page(parts: Iterable[str]) -> str:
    return f'<div style="color:{THEME.tokens.text}">{"".join(parts)}</div>'


def _heading(words: str) -> str:
    style = "font-weight:600; margin-top:16px; margin-bottom:5px"
    return f'<p style="{style}">{escape(words)}</p>'


def _told(field: str, text: str) -> list[Block]:
    """Give a text of the applicant paragraph by paragraph, each with its place."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        words = line.splitlines()[0]
        if words.strip():
            found.append(Block(_paragraph(words), field, start, words))
        start += len(line)
    return found


def _paragraph(words: str) -> str:
    # 126 %: the face brings its own spacing of 1.21 with it.
    # Its spaces stay as they are, so that a place on the page is a place in the text.
    style = "line-height:126%; margin:0 0 8px 0; white-space:pre-wrap"
    return f'<p style="{style}">{escape(words)}</p>'


def _small(words: str) -> str:
    return f'<p style="margin-top:10px; color:{THEME.tokens.text2}"><small>{escape(words)}</small></p>'


def _table(lines: Iterable[tuple[str, str, str]], total: tuple[str, str, str] | None = None) -> str:
    rows = "".join(_row(each) for each in lines)
    rows += _row(total, strong=True) if total else ""
    return f'<table width="100%" cellspacing="0" cellpadding="4">{rows}</table>'


def _row(line: tuple[str, str, str], *, strong: bool = False) -> str:
    name, note, amount = (escape(each) for each in line)
    weight = "600" if strong else "400"
    colour = THEME.tokens.text2
    under = f'<br><small style="color:{colour}">{note}</small>' if note else ""
    return (
        f'<tr><td style="font-weight:{weight}">{name}{under}</td>'
        f'<td align="right" valign="top" style="font-weight:{weight}; white-space:nowrap">{amount}</td></tr>'
    )
