"""Rules about what the project is for: the call's targets and the sectors it leaves out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import Finding, Severity
from evaluator.domain.eligibility_rules.common import DUTY_TO_COMPLETE, call_facts, listed, text_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call, Named
    from evaluator.domain.municipalities import Register

_WORDS = re.compile(r"\w+")


def excluded_sector(application: Application, call: Call, _register: Register) -> Iterator[Finding]:
    """Point at a title with a word of a sector that the call excludes.

    A title is only a hint: the project itself may lie elsewhere.
    """
    for sector in call.excluded_sectors:
        word = _hint(sector, application.title)
        if word:
            yield _hinted("excluded-sector", word, sector, call)


def excluded_sector_in_text(
    application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Point at a summary or an answer with such a word, where the title has none."""
    if not call.excluded_sectors:
        return
    texts = (form.summary, *(each.text for each in form.answers))
    whole = "\n".join(texts).casefold()
    for sector in call.excluded_sectors:
        if _hint(sector, application.title) or not _may_hint(sector, whole):
            continue
        word = next(filter(None, (_hint(sector, text) for text in texts)), "")
        if word:
            yield _hinted("excluded-sector-text", word, sector, call)


def target_outside(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Block a project whose applicant puts it under no target of the call.

    So is one that is put under an excluded sector, whatever else is chosen. A target
    that the call does not know, beside one that it does, only warns.
    """
    if not form.targets:
        yield Finding(
            rule="target-missing", severity=Severity.WARN, source=DUTY_TO_COMPLETE, facts=call_facts(call)
        )
        return
    ours = {each.id for each in call.targets}
    excluded = {each.id for each in call.excluded_sectors}
    outside = [each for each in form.targets if each not in ours]
    if outside:
        blocks = len(outside) == len(form.targets) or not excluded.isdisjoint(outside)
        yield Finding(
            rule="target-outside",
            severity=Severity.BLOCK if blocks else Severity.WARN,
            source=call.title.fi,
            facts={"count": len(outside), "targets": listed(outside), **call_facts(call)},
        )


def _hint(sector: Named, text: str) -> str:
    """Give the first word that begins like one of the sector's hints, or nothing."""
    if not _may_hint(sector, text.casefold()):
        return ""
    starts = tuple(hint.casefold() for hint in sector.hints)
    return next((word for word in _WORDS.findall(text) if word.casefold().startswith(starts)), "")


def _may_hint(sector: Named, folded: str) -> bool:
    """Tell quickly whether a folded text has a hint anywhere, be it inside a word."""
    return bool(sector.hints) and _hints(tuple(sector.hints)).search(folded) is not None


@lru_cache(maxsize=64)  # a call has a dozen sectors, a round ten thousand titles
def _hints(hints: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(hint.casefold()) for hint in hints))


def _hinted(rule: str, word: str, sector: Named, call: Call) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.LOOK,
        source=f"{call.title.fi}: {sector.text.fi}",
        facts={
            "word": word[:60],
            "sector": sector.id,
            **text_facts("sector", sector.text),
            **call_facts(call),
        },
    )


RULES = (excluded_sector,)
FORM_RULES = (target_outside, excluded_sector_in_text)
