"""The data that go into a paper: taken from what the paper itself states, and no wider.

A field of an application is in the data because the paper prints it; a figure because
a sentence or a total of the paper states it. Only the memo carries scores, so that its
ranking can be worked out: the answers of unnamed reviewers in the internal version, totals
and group scores in the others. The decision carries them in its internal version alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import PaperKind
from evaluator.decision.fact_keys import LOG_HEAD, field_of
from evaluator.decision.paper_spelling import digest_of, encoded
from evaluator.decision.pdf.render import render
from evaluator.decision.pdf.structure import placed_facts
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.money import rounded_down
from evaluator.domain.paper_data import (
    FORMAT,
    AllocationData,
    ApplicationData,
    CriterionData,
    DeviationData,
    GroupData,
    MethodData,
    MissedCriterion,
    PaperData,
    PrintData,
    ReviewData,
    ScoreData,
    Statement,
)
from evaluator.domain.reviews import Scored
from evaluator.domain.variants import Part, Variant
from evaluator.scoring.counting import counted_reviews
from evaluator.scoring.figures import Shortfall

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.decision.content import Document, Fact
    from evaluator.decision.pdf.render import Rendered
    from evaluator.decision.pdf.structure import Element
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.identifiers import ApplicationId, CriterionId
    from evaluator.domain.reviews import Review, ScoreState
    from evaluator.scoring.figures import Standing


def rendered_with_data(document: Document, scribe: Scribe) -> Rendered:
    """Make the PDF of a paper with its data in it."""

    def data_of(root: Element, seen: PrintData) -> bytes:
        data = paper_data(document, scribe, placed_facts(root)).model_copy(update={"seen": seen})
        return encoded(data.model_copy(update={"digest": digest_of(data)}))

    return render(document, data_of)


def paper_data(document: Document, scribe: Scribe, placed: Iterable[tuple[int, Fact]]) -> PaperData:
    """Give the data of one paper.

    Args:
        document: The paper.
        scribe: Who wrote it.
        placed: Its facts with the elements of the structure that print them.
    """
    stated = [
        (at, fact)
        for at, fact in placed
        if field_of(fact.key) or isinstance(fact.value, int) or fact.key == LOG_HEAD
    ]
    fields: dict[str, dict[str, int | str]] = {}
    figures: dict[str, int] = {}
    for _, fact in stated:
        found = field_of(fact.key)
        if found is not None:
            fields.setdefault(found[0], {})[found[1]] = fact.value
        elif isinstance(fact.value, int):
            figures[fact.key] = fact.value
    deep = _works_out(document, scribe)
    shared_out = deep and not scribe.omits(Part.OTHER_APPLICANTS)
    return PaperData(
        format=FORMAT,
        paper=document.kind.value,
        variant=scribe.variant,
        language="sv" if scribe.language.value == "sv" else "fi",
        dated=document.day,
        made_up=scribe.outcome.contents.round.made_up,
        call=scribe.call.id,
        order="alphabetical" if scribe.alphabetical else "ranked",
        envelope_cents=scribe.outcome.allocation.envelope if deep else figures.get("envelope"),
        figures=figures,
        log_head=next((str(fact.value) for _, fact in stated if fact.key == LOG_HEAD), None),
        applications=_applications(scribe, fields, deep=deep, bounds=shared_out),
        method=_method(scribe, answers=deep and _whole(scribe)) if deep else None,
        allocation=_allocation(scribe) if shared_out else None,
        statements=tuple(Statement(about=fact.key, at=at) for at, fact in stated),
    )


def _whole(scribe: Scribe) -> bool:
    return scribe.variant is Variant.INTERNAL


def _works_out(document: Document, scribe: Scribe) -> bool:
    if document.kind is PaperKind.MEMO:
        return True
    return document.kind is PaperKind.DECISION and _whole(scribe)


def _applications(
    scribe: Scribe, fields: Mapping[str, Mapping[str, int | str]], *, deep: bool, bounds: bool
) -> tuple[ApplicationData, ...]:
    standings = [each for each in scribe.outcome.standings if deep or each.application.id in fields]
    reviews: dict[ApplicationId, list[Review]] = {}
    if deep and _whole(scribe):
        for review in counted_reviews(scribe.outcome.contents):
            reviews.setdefault(review.application, []).append(review)
    made: list[ApplicationData] = []
    for each in standings:
        identity = each.application.id
        given = dict(fields.get(identity, {}))
        if "receiver" in given:
            given["lead"] = scribe.lead(each.application).text
        if deep:
            given |= _fate(scribe, each, bounds=bounds)
            score = _score(scribe, each, reviews.get(identity, ()))
            made.append(ApplicationData(id=identity, score=score, **given))
        else:
            made.append(ApplicationData(id=identity, **given))
    return tuple(made)


def _fate(scribe: Scribe, standing: Standing, *, bounds: bool) -> dict[str, int | str | bool]:
    """Give what the ranking and the grants of the memo say of an application.

    Its bound is told where grants are worked out from it, and nowhere else: no memo prints it.
    """
    application, award = standing.application, standing.award
    decision = standing.eligibility
    given: dict[str, int | str | bool] = {
        "number": application.number,
        "requested_cents": application.requested,
        "verdict": award.verdict.value,
        "eligible": decision is None or decision.outcome is not EligibilityOutcome.NO,
    }
    if award.amount:
        given["granted_cents"] = award.amount
    if standing.placing is not None:
        given["place"] = standing.placing.place
    if bounds and award.bound != rounded_down(application.requested, scribe.call.unit_cents):
        given["bound_cents"] = award.bound
    return given


def _score(scribe: Scribe, standing: Standing, reviews: Iterable[Review]) -> ScoreData | None:
    score = standing.score
    if score is None:
        return None
    if not _whole(scribe):
        if standing.placing is None:
            return None  # what has no place prints no score
        missed = {name for kind, name in standing.placing.shortfalls if kind is Shortfall.CRITERION}
        return ScoreData(
            total=score.total,
            groups={str(group): value for group, value in score.groups.items()},
            missed=tuple(
                MissedCriterion(criterion=criterion, mean=mean)
                for criterion, mean in score.criteria.items()
                if criterion in missed
            ),
        )
    consensus = scribe.outcome.contents.consensus.get(standing.application.id)
    agreed = score.consensus is not None and consensus is not None
    return ScoreData(
        total=score.total,
        groups={str(group): value for group, value in score.groups.items()},
        reviews=tuple(
            ReviewData(reviewer=number, answers=_answers(review.scores))
            for number, review in enumerate(reviews, 1)
        ),
        consensus=_answers(consensus.scores) if agreed and consensus is not None else None,
    )


def _answers(scores: Mapping[CriterionId, ScoreState]) -> dict[str, object]:
    return {
        str(criterion): state.value if isinstance(state, Scored) else None
        for criterion, state in scores.items()
    }


def _method(scribe: Scribe, *, answers: bool) -> MethodData:
    call = scribe.call
    return MethodData(
        scale_lowest=call.scale.lowest,
        scale_highest=call.scale.highest,
        tie_rule=call.tie_rule,
        threshold=scribe.outcome.contents.round.threshold,
        groups=tuple(
            GroupData(
                id=group.id,
                weight=group.weight,
                threshold=group.threshold,
                criteria=tuple(
                    CriterionData(
                        id=each.id,
                        weight=each.weight,
                        threshold=each.threshold,
                        may_be_not_applicable=answers and each.may_be_not_applicable,
                    )
                    for each in group.criteria
                ),
            )
            for group in call.groups
        ),
    )


def _allocation(scribe: Scribe) -> AllocationData:
    contents = scribe.outcome.contents
    return AllocationData(
        rule=contents.round.rule,
        unit_cents=scribe.call.unit_cents,
        deviations=tuple(
            DeviationData(application=each.application, kind=each.kind, amount_cents=each.amount)
            for each in sorted(contents.deviations, key=lambda each: each.at)
        ),
    )
