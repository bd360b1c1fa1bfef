"""An assignment board in memory: the round's reviewers, everybody reads everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.assignment import Assignment, components, loads
from evaluator.services.assign import AssignmentReport
from evaluator.services.assignment_board import AssignmentBoard, BoardReviewer
from evaluator.services.coverage import Coverage

if TYPE_CHECKING:
    from evaluator.domain.rounds import RoundContents


def memory_board(contents: RoundContents) -> AssignmentBoard:
    """Give the board of a round in memory."""
    pairs = [
        Assignment(application=each.id, reviewer=who.id)
        for each in contents.applications
        for who in contents.reviewers
    ]
    people = [each.id for each in contents.reviewers]
    report = AssignmentReport(
        assignments=tuple(pairs),
        load=loads(pairs, people),
        conflicts=(),
        short=(),
        components=components(pairs),
    )
    return AssignmentBoard(
        reviewers=tuple(BoardReviewer(reviewer=each, card=None) for each in contents.reviewers),
        report=report,
        plan=None,
        to_review=frozenset(each.id for each in contents.applications),
        coverage=Coverage(pairs={}),
        said={},
    )
