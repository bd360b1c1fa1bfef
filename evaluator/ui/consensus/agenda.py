"""The meeting's order, and everything of one application that the meeting looks at."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.conflicts_of_interest import answers_in_force
from evaluator.services.coverage import Covered
from evaluator.ui.consensus.draft import AgreedDraft, alike, mean_of
from evaluator.ui.consensus.grid import QuestionRow
from evaluator.ui.consensus.view import Order
from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.finding import folded
from evaluator.ui.texts import TEXTS, number

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId
    from evaluator.domain.reviews import Review
    from evaluator.ui.shared.chair_board import Board

_DASH = "–"


def agenda(board: Board, order: Order) -> list[ApplicationId]:
    """Give the applications that have a review, in the order of the meeting."""
    numbered = [each for each in board.applications if each in board.scores]
    if order is Order.SPREAD:
        wide = [each.application for each in board.spreads]
        return wide + [each for each in numbered if each not in set(wide)]
    if order is Order.RANK:
        ranked = [each.application.id for each in board.outcome.standings]
        return [each for each in ranked if each in board.scores]
    return numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One application in the meeting.

    Attributes:
        application: Which one.
        reviews: The reviews that count, by reviewer in the order of the names.
        must_go: Who must leave, with the reason, by name.
        figures: Three names and values for the room.
    """

    application: ApplicationId
    reviews: dict[ReviewerId, Review]
    must_go: dict[str, str]
    figures: tuple[tuple[str, str], ...]


def matter(board: Board, application: ApplicationId) -> Matter:
    """Gather what the meeting looks at."""
    contents = board.outcome.contents
    counted = {
        each.reviewer: each for each in contents.reviews if each.application == application and each.counts
    }
    return Matter(
        application=application,
        reviews={who: counted[who] for who in board.names if who in counted},
        must_go=_must_go(board, application),
        figures=_figures(board, application),
    )


def rows(board: Board, found: Matter, draft: AgreedDraft) -> list[QuestionRow]:
    """Give the questions with what each reviewer gave and what is agreed on."""
    call = board.outcome.contents.round.call
    reviews = list(found.reviews.values())
    common = alike(call, reviews)
    return [
        QuestionRow(
            key=each.id,
            search=folded(f"{each.number} {each.title.to(TEXTS.language)}"),
            number=each.number,
            title=each.title.to(TEXTS.language),
            given={who: review.scores.get(each.id) for who, review in found.reviews.items()},
            mean=mean_of(reviews, each.id),
            agreed=draft.scores.get(each.id, common.get(each.id)),
            common=each.id not in draft.scores and each.id in common,
            steps=frozenset(call.scale.steps),
            may_skip=each.may_be_not_applicable,
        )
        for each in call.criteria
    ]


def group_of(board: Board, criterion: CriterionId) -> tuple[str, str]:
    """Give id and title of a question's group."""
    for group in board.outcome.contents.round.call.groups:
        if any(each.id == criterion for each in group.criteria):
            return str(group.id), group.title.to(TEXTS.language)
    return "", ""


def _must_go(board: Board, application: ApplicationId) -> dict[str, str]:
    """Name who is disqualified: reviewers by declaration or interest, officials by their answers."""
    contents = board.outcome.contents
    reasons = {
        each.reviewer: each.recusal_reason for each in contents.reviews if each.application == application
    }
    found = {
        board.name(who): reasons.get(who, "")
        for (of, who), covered in board.pairs.items()
        if of == application and covered is Covered.RECUSED
    }
    found |= {board.name(who): reasons.get(who, "") for of, who in board.desk.barred if of == application}
    for each in answers_in_force(contents.offices):
        if each.conflict and each.application == application:
            found[each.person] = each.reason
    return found


def _figures(board: Board, application: ApplicationId) -> tuple[tuple[str, str], ...]:
    score = board.scores[application]
    spread = next((each.deviation for each in board.spreads if each.application == application), None)
    standing = next(each for each in board.outcome.standings if each.application.id == application)
    agreed = score.consensus is not None
    return (
        (tr("figures.agreed" if agreed else "figures.score"), number(score.total, 1)),
        (tr("figures.spread"), number(Fraction(spread), 1) if spread is not None else _DASH),
        (tr("figures.place"), str(standing.placing.place) if standing.placing is not None else _DASH),
    )
