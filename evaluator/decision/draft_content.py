"""What the decision draft says, as a version keeps it: applications one by one, then its texts.

Read off the paper itself and not off the figures, so that a version holds what was printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import Heading, NumberedList, Row, Table, text_of
from evaluator.decision.fact_keys import LOG_HEAD
from evaluator.decision.walk import inlines
from evaluator.domain.canonical import hash_of
from evaluator.domain.draft_versions import DraftContent, DraftedApplication, DraftedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.content import Document, Inline
    from evaluator.domain.canonical import Hash
    from evaluator.scoring.figures import Outcome


def content_of(draft: Document, outcome: Outcome) -> DraftContent:
    """Give what a decision draft says."""
    granted: dict[str, tuple[int, tuple[str, ...]]] = {}
    reasons: dict[str, str] = {}
    texts: list[DraftedText] = []
    under = ""
    for block in draft.blocks:
        if isinstance(block, Heading):
            under = block.text
            continue
        if isinstance(block, NumberedList) and (found := dict(_grants(block))):
            granted.update(found)
        elif isinstance(block, Table) and (refused := dict(_reasons(block))):
            reasons.update(refused)
        else:
            # The log's entry says how the draft came about, not what it says.
            read = (text_of(each) for each in inlines(block) if not _names_the_log(each))
            texts += [DraftedText(under=under, text=text) for text in read if text]
    applications = [
        DraftedApplication(
            id=each.application.id,
            number=each.application.number,
            name=f"{each.application.applicants.lead.name}: {each.application.title}",
            verdict=each.award.verdict.value,
            cents=granted.get(each.application.id, (0, ()))[0],
            reason=reasons.get(each.application.id, ""),
            conditions=granted.get(each.application.id, (0, ()))[1],
        )
        for each in sorted(outcome.standings, key=lambda one: one.application.number)
    ]
    return DraftContent(
        language=draft.language,
        day=draft.day.isoformat(),
        applications=tuple(applications),
        order=tuple(granted),
        texts=tuple(texts),
    )


def outcome_digest(outcome: Outcome) -> Hash:
    """Name an outcome by what it gives to whom and at which place, and by the scores behind it."""
    return hash_of(
        "evaluator outcome 1",
        [
            {
                "application": each.application.id,
                "verdict": each.award.verdict.value,
                "cents": each.award.amount,
                "place": each.placing.place if each.placing else None,
                "score": str(each.score.total) if each.score else None,
            }
            for each in sorted(outcome.standings, key=lambda one: one.application.id)
        ],
    )


def _names_the_log(inline: Inline) -> bool:
    return any(run.fact is not None and run.fact.key == LOG_HEAD for run in inline)


def _grants(block: NumberedList) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    for first, *conditions in block.items:
        about = _about(first, "granted")
        if about is not None:
            yield about[0], (about[1], tuple(map(text_of, conditions)))


def _reasons(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        if isinstance(row, Row) and (about := _about(row.cells[0], "number")) is not None:
            yield about[0], text_of(row.cells[-1])


def _about(inline: Inline, what: str) -> tuple[str, int] | None:
    """Give the application that a fact is about, with the fact's number."""
    for run in inline:
        fact = run.fact
        if fact is None or not isinstance(fact.value, int):
            continue
        if fact.key.startswith("application.") and fact.key.endswith(f".{what}"):
            return fact.key.removeprefix("application.").removesuffix(f".{what}"), fact.value
    return None
