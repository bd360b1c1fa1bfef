"""Two versions of a draft against each other: what differs, thing by thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.domain.draft_versions import DraftContent, DraftedApplication, DraftedText

_ALIKE = 0.5
"""From which likeness on two texts are one text that was changed."""

_LONGEST_COMPARED = 4_000
"""Characters; beyond, two texts count as replaced: comparing takes the product of their lengths."""


class Differs(StrEnum):
    """In what two versions differ; ``versions.<kind>`` of the messages says it."""

    GRANTED = "granted"
    NOT_GRANTED = "not_granted"
    AMOUNT = "amount"
    VERDICT = "verdict"
    REASON = "reason"
    CONDITIONS = "conditions"
    APPLICATION_NEW = "application_new"
    APPLICATION_GONE = "application_gone"
    NAME = "name"
    TOTAL = "total"
    ORDER = "order"
    LANGUAGE = "language"
    TEXT_NEW = "text_new"
    TEXT_GONE = "text_gone"
    TEXT_CHANGED = "text_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDifference:
    """One thing in which two versions differ.

    Attributes:
        kind: In what.
        before, after: How it was and is; amounts in cents, texts as printed; empty
            where there is nothing.
        application: Id of the application it is about, or empty.
        number: Its number, or 0.
        name: Its lead and project.
        under: The heading that a text stands under.
    """

    kind: Differs
    before: str | int = ""
    after: str | int = ""
    application: str = ""
    number: int = 0
    name: str = ""
    under: str = ""


def compare(before: DraftContent, after: DraftContent) -> tuple[DraftDifference, ...]:
    """Give everything in which two versions differ: sums, then applications by number, then texts.

    Texts, and reasons and conditions, are compared only between versions in the same language.
    """
    same_language = before.language is after.language
    found = [*_whole(before, after)]
    old = {each.id: each for each in before.applications}
    new = {each.id: each for each in after.applications}
    listed = sorted({**old, **new}.values(), key=lambda each: (each.number, each.id))
    for each in listed:
        found += _application(old.get(each.id), new.get(each.id), texts=same_language)
    if same_language:
        found += _texts(before.texts, after.texts)
    return tuple(found)


def _whole(before: DraftContent, after: DraftContent) -> Iterator[DraftDifference]:
    if before.language is not after.language:
        yield DraftDifference(kind=Differs.LANGUAGE, before=before.language.value, after=after.language.value)
    if before.granted_cents != after.granted_cents:
        yield DraftDifference(kind=Differs.TOTAL, before=before.granted_cents, after=after.granted_cents)
    kept = set(before.order) & set(after.order)
    if [each for each in before.order if each in kept] != [each for each in after.order if each in kept]:
        yield DraftDifference(kind=Differs.ORDER)


def _application(
    before: DraftedApplication | None, after: DraftedApplication | None, *, texts: bool
) -> Iterator[DraftDifference]:
    """Compare what is said of one application; one that a version lacks gets nothing there."""
    old, new = before or after, after or before
    if old is None or new is None:  # pragma: no cover - one of the two versions has it
        return
    about = DraftDifference(kind=Differs.NAME, application=new.id, number=new.number, name=new.name)
    if before is None or after is None:
        yield replace(about, kind=Differs.APPLICATION_GONE if before else Differs.APPLICATION_NEW)
    if old.name != new.name:
        yield replace(about, before=old.name, after=new.name)
    was, now = before.cents if before else 0, after.cents if after else 0
    if was != now:
        kind = Differs.AMOUNT if was and now else Differs.GRANTED if now else Differs.NOT_GRANTED
        yield replace(about, kind=kind, before=was, after=now)
    elif old.verdict != new.verdict:
        yield replace(about, kind=Differs.VERDICT, before=old.verdict, after=new.verdict)
    if texts:
        yield from _words(about, old, new)


def _words(
    about: DraftDifference, old: DraftedApplication, new: DraftedApplication
) -> Iterator[DraftDifference]:
    if old.reason != new.reason:
        yield replace(about, kind=Differs.REASON, before=old.reason, after=new.reason)
    if old.conditions != new.conditions:
        before, after = "\n".join(old.conditions), "\n".join(new.conditions)
        yield replace(about, kind=Differs.CONDITIONS, before=before, after=after)


def _texts(before: Sequence[DraftedText], after: Sequence[DraftedText]) -> Iterator[DraftDifference]:
    """Match the texts in their order; what stands in the place of another and is like it was changed."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for step, first, last, start, end in matcher.get_opcodes():
        if step == "equal":
            continue
        gone, come = list(before[first:last]), list(after[start:end])
        for old, new in zip(gone, come, strict=False):
            if _like(old.text, new.text):
                yield DraftDifference(
                    kind=Differs.TEXT_CHANGED, before=old.text, after=new.text, under=new.under
                )
            else:
                yield DraftDifference(kind=Differs.TEXT_GONE, before=old.text, under=old.under)
                yield DraftDifference(kind=Differs.TEXT_NEW, after=new.text, under=new.under)
        for old in gone[len(come) :]:
            yield DraftDifference(kind=Differs.TEXT_GONE, before=old.text, under=old.under)
        for new in come[len(gone) :]:
            yield DraftDifference(kind=Differs.TEXT_NEW, after=new.text, under=new.under)


def _like(one: str, other: str) -> bool:
    if max(len(one), len(other)) > _LONGEST_COMPARED:
        return False
    return SequenceMatcher(a=one, b=other, autojunk=False).ratio() >= _ALIKE
