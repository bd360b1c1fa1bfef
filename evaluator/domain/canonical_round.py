"""The canonical form of a round: its content as bytes, whatever way it came about.

Without the log, times and merge ids: two rounds that hold the same applications, said the
same and decided the same have the same bytes, however files were ordered, repeated or
split between merges. What a disqualified reviewer scored before the conflict was declared
counts nowhere and is not content; the declaration is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.domain.applications_told import application_told
from evaluator.domain.canonical import encode
from evaluator.domain.exchanged import criteria_version, revision_told
from evaluator.domain.histories import settlements_in_force
from evaluator.domain.score_states import state_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.assignment import Assignment
    from evaluator.domain.canonical import Canonical
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.exchanged import ContentHash, SubmittedRevision
    from evaluator.domain.histories import Settlement, StaleWord
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.merging import Sayings
    from evaluator.domain.reviews import Review
    from evaluator.domain.rounds import RoundContents

_WHEN = frozenset({"at", "by", "submitted", "received"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundContent:
    """What the canonical form is made of.

    Attributes:
        contents: The round, its applications and what was decided.
        sayings: What is known of each reviewer.
        barred: Pairs that hard interests bar.
        content: What each application says now, where anything refers to it.
        assignments: Who reads what.
        settlements: Words on forked histories, oldest first.
        stale: Words on stale revisions, oldest first.
    """

    contents: RoundContents
    sayings: Mapping[ReviewerId, Sayings] = field(default_factory=dict)
    barred: frozenset[tuple[ApplicationId, ReviewerId]] = frozenset()
    content: Mapping[ApplicationId, ContentHash] = field(default_factory=dict)
    assignments: tuple[Assignment, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    stale: tuple[StaleWord, ...] = ()


def canonical_round(round_: RoundContent) -> bytes:
    """Give the canonical form of a round."""
    contents = round_.contents
    # A word on a revision that an undone merge brought waits until that is merged again.
    known = {name for said in round_.sayings.values() for name in said.revisions}
    told: dict[str, Canonical] = {
        "format": 1,
        "round": _round_told(contents),
        "applications": [_without_times(application_told(each)) for each in contents.applications],
        "content": {str(each): str(found) for each, found in round_.content.items()},
        "confirmations": _sorted([each.as_written, each.code] for each in contents.confirmations),
        "eligibility": [
            [application, each.outcome.value, each.reason]
            for application, each in sorted(contents.eligibility.items())
        ],
        "reviewers": [[each.id, each.name, each.organisation] for each in contents.reviewers],
        "assignments": _sorted([each.application, each.reviewer] for each in round_.assignments),
        "said": {
            str(reviewer): said_told(said, reviewer, round_.barred)
            for reviewer, said in round_.sayings.items()
        },
        "local": _sorted(_review_told(each) for each in contents.reviews if not _known(each, round_)),
        "settlements": [
            [each.application, each.reviewer, each.taken, list(map(str, sorted(each.aside))), each.reason]
            for each in settlements_in_force(round_.settlements)
        ],
        "stale": [
            [each.revision, each.content, each.accepted, each.reason]
            for each in round_.stale
            if each.revision in known
        ],
        "consensus": [_consensus_told(each) for _, each in sorted(contents.consensus.items())],
        "deviations": [
            [each.application, each.kind.value if each.kind else None, each.reason, each.amount]
            for each in contents.deviations
        ],
        "conditions": [[each.application, each.text, each.reason] for each in contents.conditions],
    }
    return encode(told)


def said_told(
    said: Sayings, reviewer: ReviewerId, barred: frozenset[tuple[ApplicationId, ReviewerId]] = frozenset()
) -> Canonical:
    """Write what is known of a reviewer, in one order and without times."""
    conflicted = said.conflicted
    counted = [
        each
        for _, each in sorted(said.revisions.items())
        if each.review.application not in conflicted and (each.review.application, reviewer) not in barred
    ]
    return {
        "revisions": [_revision_told(each) for each in counted],
        "declarations": _sorted(
            [each.application, each.number, each.conflict, each.reason] for each in said.declarations
        ),
        "declined": _sorted([each.application, each.reason] for each in said.declined),
    }


def _round_told(contents: RoundContents) -> Canonical:
    now = contents.round
    return {
        "id": now.id,
        "criteria": criteria_version(now.call).hash,
        "envelope_cents": now.envelope,
        "rule": now.rule.value,
        "threshold": None if now.threshold is None else str(now.threshold),
        "made_up": now.made_up,
    }


def _revision_told(revision: SubmittedRevision) -> Canonical:
    return {"name": str(revision.hash), **_without_times(revision_told(revision))}


def _review_told(review: Review) -> Canonical:
    return [
        review.application,
        review.reviewer,
        review.revision,
        review.recused,
        {str(each): state_told(state) for each, state in review.scores.items()},
        {str(each): said for each, said in review.comments.items()},
    ]


def _consensus_told(consensus: Consensus) -> Canonical:
    return {
        "application": consensus.application,
        "scores": {str(each): state_told(state) for each, state in consensus.scores.items()},
        "comments": {str(each): said for each, said in consensus.comments.items()},
        "rapporteur": consensus.rapporteur,
        "reason": consensus.reason,
    }


def _known(review: Review, round_: RoundContent) -> bool:
    """Tell whether a review is among what reviewers said, or follows from what bars them."""
    said = round_.sayings.get(review.reviewer)
    return review.recused or (said is not None and bool(said.of(review.application)))


def _without_times(told: dict[str, Canonical]) -> dict[str, Canonical]:
    return {name: value for name, value in told.items() if name not in _WHEN}


def _sorted(values: Iterable[Canonical]) -> list[Canonical]:
    """Give values in the order of their spelling, each once."""
    return [each for _, each in sorted({encode(value): value for value in values}.items())]
