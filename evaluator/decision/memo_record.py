"""The memo's records: who judged, who stood aside, what was changed by hand, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evaluator.decision.content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    Paragraph,
    Row,
    Run,
    Table,
    clean,
    plain,
)
from evaluator.decision.scribe import NOTHING
from evaluator.domain.deviations import Condition, register
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.domain.reviews import NotApplicable
from evaluator.domain.variants import Part
from evaluator.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.deviations import Deviation
    from evaluator.domain.eligibility import EligibilityDecision, Finding
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.scoring.figures import Standing


def _note(scribe: Scribe, key: str) -> tuple[Block, ...]:
    return (Paragraph(plain(scribe.say(key))),)


def _application(scribe: Scribe, application: ApplicationId) -> tuple[Inline, Inline]:
    """Give the first two cells of a row about an application: number and project."""
    found = scribe.find(application)
    if found is None:
        return plain(str(application)), ()
    return scribe.number(found), scribe.both(found)


def _nothing(scribe: Scribe, key: str, *, filtered: bool) -> tuple[Block, ...]:
    """Say that there is nothing to list, or that what there is concerns others than the party."""
    return _note(scribe, "omission.of_others" if filtered else key)


def _removed(scribe: Scribe) -> Inline:
    return plain(scribe.say("omission.removed"))


def _by_and_at(scribe: Scribe, entry: Deviation | Condition | EligibilityDecision) -> Inline:
    return plain(f"{clean(entry.by)}\n{scribe.moment(entry.at)}")


def eligibility(scribe: Scribe) -> tuple[Block, ...]:
    """List findings and decisions on eligibility; plain yeses without findings share a line."""
    every = sorted(scribe.outcome.standings, key=lambda each: each.application.number)
    standings = [each for each in every if scribe.tells_of(each.application.id)]
    special = [each for each in standings if not _plainly_eligible(each)]
    blocks: list[Block] = []
    for reason, by, group in _grouped([each for each in standings if _plainly_eligible(each)]):
        numbers = ", ".join(str(each.application.number) for each in group)
        why = scribe.official(reason)
        said = scribe.inline("memo.eligible", count=len(group), numbers=numbers, reason=why, by=by)
        blocks.append(Paragraph(said))
    if special:
        blocks.append(_eligibility_table(scribe, special))
    return tuple(blocks) or _nothing(scribe, "memo.no_applications", filtered=bool(every))


def _plainly_eligible(standing: Standing) -> bool:
    """Whether nothing was noticed and the official said yes."""
    if standing.findings:
        return False
    return standing.eligibility is not None and standing.eligibility.outcome is EligibilityOutcome.YES


def _grouped(standings: list[Standing]) -> list[tuple[str, str, list[Standing]]]:
    groups: dict[tuple[str, str], list[Standing]] = {}
    for each in standings:
        if each.eligibility is not None:
            groups.setdefault((clean(each.eligibility.reason), clean(each.eligibility.by)), []).append(each)
    return [(reason, by, group) for (reason, by), group in groups.items()]


def _eligibility_table(scribe: Scribe, standings: list[Standing]) -> Table:
    say = scribe.say
    return Table(
        caption=say("memo.eligibility_caption"),
        columns=(
            Column(say("column.number"), ColumnKind.NUMBER),
            Column(say("column.lead_and_project"), share=6),
            Column(say("column.findings"), share=14),
            Column(say("column.eligibility"), share=8),
        ),
        rows=tuple(
            Row(
                (
                    *_application(scribe, each.application.id),
                    plain(
                        "\n".join(_finding(scribe, finding) for finding in each.findings)
                        or say("memo.no_findings")
                    ),
                    _eligibility(scribe, each.eligibility),
                )
            )
            for each in standings
        ),
        row_header=1,
    )


def _finding(scribe: Scribe, finding: Finding) -> str:
    """Write a finding as the screens have it: weight, title, sentence and its rule's source."""
    catalogue = Catalogue(scribe.language)
    severity = scribe.say(f"severity.{finding.severity.value}")
    key = f"findings.{finding.rule}"
    title, text, source = (
        catalogue.say(f"{key}.{part}", **finding.facts) for part in ("title", "text", "source")
    )
    return clean(f"{severity}: {title}. {text} ({source})")


def _eligibility(scribe: Scribe, decision: EligibilityDecision | None) -> Inline:
    if decision is None:
        return plain(scribe.say("eligibility.undecided"))
    until = scribe.date(decision.complete_by) if decision.complete_by else ""
    word = scribe.say(f"eligibility.{decision.outcome.value}", date=until)
    who = f"\n{clean(decision.by)}, {scribe.moment(decision.at)}"
    return (Run(f"{word} "), scribe.official(decision.reason), Run(who))


def reviewers(scribe: Scribe) -> tuple[Block, ...]:
    """List the reviewers with how many reviews of each count."""
    contents, say = scribe.outcome.contents, scribe.say
    if not contents.reviewers:
        return _note(scribe, "memo.no_reviewers")
    if scribe.omits(Part.REVIEWER_NAMES):
        return (Paragraph(scribe.inline("omission.reviewers", count=len(contents.reviewers))),)
    counted = Counter(each.reviewer for each in contents.reviews if each.counts)
    recused = Counter(each.reviewer for each in contents.reviews if each.recused)
    return (
        Table(
            caption=say("memo.reviewers_caption"),
            columns=(
                Column(say("column.reviewer"), share=3),
                Column(say("column.organisation"), share=3),
                Column(say("column.reviews"), ColumnKind.NUMBER),
                Column(say("column.recused"), ColumnKind.NUMBER),
            ),
            rows=tuple(
                Row(
                    (
                        plain(clean(each.name) + (f" ({say('made_up.mark')})" if each.made_up else "")),
                        plain(clean(each.organisation)),
                        plain(str(counted[each.id])),
                        plain(str(recused[each.id])),
                    )
                )
                for each in contents.reviewers
            ),
        ),
    )


def recusals(scribe: Scribe) -> tuple[Block, ...]:
    """List who stood aside from which application, and why."""
    say = scribe.say
    every = [each for each in scribe.outcome.contents.reviews if each.recused]
    found = [each for each in every if scribe.tells_of(each.application)]
    if not found:
        return _nothing(scribe, "memo.no_recusals", filtered=bool(every))
    nameless, wordless = scribe.omits(Part.REVIEWER_NAMES), scribe.omits(Part.REVIEWER_TEXTS)
    return (
        Table(
            caption=say("memo.recusals_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("column.reviewer"), share=2),
                Column(say("column.reason"), share=4),
            ),
            rows=tuple(
                Row(
                    (
                        *_application(scribe, each.application),
                        _removed(scribe) if nameless else plain(scribe.reviewer(each.reviewer)),
                        _removed(scribe) if wordless else (scribe.official(each.recusal_reason),),
                    )
                )
                for each in found
            ),
            row_header=1,
        ),
    )


def not_applicable(scribe: Scribe) -> tuple[Block, ...]:
    """List every use of "not applicable" with its reason, so that none hides a weak answer."""
    say = scribe.say
    questions = {
        each.id: f"{each.number} {clean(each.title.to(scribe.language))}" for each in scribe.call.criteria
    }
    every = [
        (review, criterion, state.reason)
        for review in scribe.outcome.contents.reviews
        if review.counts
        for criterion, state in review.scores.items()
        if isinstance(state, NotApplicable)
    ]
    rows = [
        Row(
            (
                *_application(scribe, review.application),
                plain(questions.get(criterion, str(criterion))),
                _reviewers_reason(scribe, review.reviewer, reason),
            )
        )
        for review, criterion, reason in every
        if scribe.tells_of(review.application)
    ]
    if not rows:
        return _nothing(scribe, "memo.no_not_applicable", filtered=bool(every))
    return (
        Table(
            caption=say("memo.not_applicable_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("column.question"), share=3),
                Column(say("column.reason_and_reviewer"), share=4),
            ),
            rows=tuple(rows),
            row_header=1,
        ),
    )


def _reviewers_reason(scribe: Scribe, reviewer: ReviewerId, reason: str) -> Inline:
    said = _removed(scribe) if scribe.omits(Part.REVIEWER_TEXTS) else (scribe.official(reason),)
    if scribe.omits(Part.REVIEWER_NAMES):
        return said
    return (*said, Run(f"\n{scribe.reviewer(reviewer)}"))


def deviations(scribe: Scribe) -> tuple[Block, ...]:
    """List the whole deviation register, oldest first: conditions, and what was taken back, too."""
    say = scribe.say
    contents = scribe.outcome.contents
    every = register(contents.deviations, contents.conditions)
    entries = [each for each in every if scribe.tells_of(each.application)]
    if not entries:
        return _nothing(scribe, "memo.no_deviations", filtered=bool(every))
    return (
        Paragraph(plain(say("memo.deviations_lead"))),
        Table(
            caption=say("memo.deviations_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("column.deviation"), share=7),
                Column(say("column.reason"), share=4),
                Column(say("column.by_and_at"), share=3),
            ),
            rows=tuple(
                Row(
                    (
                        *_application(scribe, each.application),
                        _entry(scribe, each),
                        _why(scribe, each),
                        _by_and_at(scribe, each),
                    )
                )
                for each in entries
            ),
            row_header=1,
        ),
    )


def _entry(scribe: Scribe, entry: Deviation | Condition) -> Inline:
    if isinstance(entry, Condition):
        if not entry.text:
            return plain(scribe.say("deviation.condition_withdrawn"))
        return (Run(f"{scribe.say('deviation.condition')} "), scribe.official(entry.text))
    return plain(scribe.departure(entry))


def _why(scribe: Scribe, entry: Deviation | Condition) -> Inline:
    if isinstance(entry, Condition) and entry.speaks_for_itself:
        return plain(scribe.say("memo.condition_speaks"))
    return (scribe.official(entry.reason),) if clean(entry.reason) else plain(NOTHING)


def conditions(scribe: Scribe) -> tuple[Block, ...]:
    """List the conditions of single grants."""
    say = scribe.say
    every = [(each.application.id, one.text) for each in scribe.outcome.grants for one in each.conditions]
    rows = [
        Row((*_application(scribe, application), (scribe.official(text),)))
        for application, text in every
        if scribe.tells_of(application)
    ]
    if not rows:
        return _nothing(scribe, "memo.no_conditions", filtered=bool(every))
    return (
        Table(
            caption=say("memo.conditions_caption"),
            columns=(
                Column(say("column.number"), ColumnKind.NUMBER),
                Column(say("column.lead_and_project"), share=4),
                Column(say("column.condition"), share=6),
            ),
            rows=tuple(rows),
            row_header=1,
        ),
    )


def names(scribe: Scribe) -> tuple[Block, ...]:
    """List written names that a person confirmed to mean a municipality."""
    say = scribe.say
    confirmed = scribe.outcome.contents.confirmations
    if not confirmed:
        return _note(scribe, "memo.no_names")
    rows = []
    for each in confirmed:
        found = scribe.register.get(each.code)
        known = "" if found is None else found.name_sv if scribe.language is Language.SV else found.name_fi
        rows.append(
            Row(
                (
                    plain(clean(each.as_written)),
                    plain(f"{known} ({each.code})"),
                    plain(clean(each.by)),
                    plain(scribe.moment(each.at)),
                )
            )
        )
    return (
        Paragraph(plain(say("memo.names_lead"))),
        Table(
            caption=say("memo.names_caption"),
            columns=(
                Column(say("column.as_written")),
                Column(say("column.municipality")),
                Column(say("column.by")),
                Column(say("column.at"), share=0),
            ),
            rows=tuple(rows),
        ),
    )
