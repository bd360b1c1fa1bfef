"""Read what lies before the chair: coverage, conflicts with both sides, stale reviews, the last merge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.domain.histories import accepted_stale, by_review, settlements_in_force, tip_in
from evaluator.services.coverage import Covered, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.consensus import ConsensusDraft
    from evaluator.domain.exchanged import ContentHash, RevisionHash, SubmittedRevision
    from evaluator.domain.histories import Fork, Settlement
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.merges import Merge
    from evaluator.domain.people import Fingerprint
    from evaluator.services.coverage import Coverage
    from evaluator.services.ports import UnitOfWork, Workspace

    Pair = tuple[ApplicationId, ReviewerId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A forked history with what its sides say.

    Attributes:
        fork: The conflict.
        sides: Its last revisions, in the order of the fork's names.
    """

    fork: Fork
    sides: tuple[SubmittedRevision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleReview:
    """A review of an application that changed after it was read.

    Attributes:
        revision: What was submitted.
        sent_back: The chair sent it back already.
    """

    revision: SubmittedRevision
    sent_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairDesk:
    """What waits for the chair, and what the places of the chair show beside the figures.

    Attributes:
        coverage: Who scored what.
        disputes: Forked histories, by application and reviewer.
        stale: Stale reviews, by application and reviewer.
        latest: The latest merge that counts, or None.
        calibration: Applications that everybody scores first.
        receivers: Whose keys open the review files of the round.
        barred: Pairs that a hard interest of a reviewer bars, beside what was declared.
        drafts: What the meeting typed and has not recorded.
        settled: The last settlement in force of each review that forked.
    """

    coverage: Coverage
    disputes: tuple[Dispute, ...]
    stale: tuple[StaleReview, ...]
    latest: Merge | None
    calibration: tuple[ApplicationId, ...]
    receivers: frozenset[Fingerprint]
    barred: frozenset[Pair]
    drafts: Mapping[ApplicationId, ConsensusDraft] = field(default_factory=dict)
    settled: Mapping[Pair, Settlement] = field(default_factory=dict)


class ReadChairDesk:
    """Reads the chair's desk in one transaction."""

    def __call__(self, workspace: Workspace) -> ChairDesk:
        """Give it."""
        with workspace.read() as unit:
            coverage, forks = standing_of(unit)
            stale = [*coverage.of(Covered.STALE), *coverage.of(Covered.SENT_BACK)]
            standing = [each for each in unit.merges.all() if each.undone is None]
            plan = unit.assignments.plan()
            said = _sayings(unit, {each.reviewer for each in forks} | {who for _, who in stale})
            return ChairDesk(
                coverage=coverage,
                disputes=tuple(
                    Dispute(fork=each, sides=tuple(said[each.reviewer][name] for name in each.revisions))
                    for each in forks
                ),
                stale=tuple(_stale(unit, sorted(stale), said)),
                latest=standing[-1] if standing else None,
                calibration=plan.calibration if plan is not None else (),
                receivers=frozenset(
                    name
                    for package in unit.packages.all()
                    for card in package.receivers
                    for name in card.known_as
                ),
                barred=unit.barred(),
                drafts=unit.consensus_drafts.all(),
                settled={
                    (each.application, each.reviewer): each
                    for each in settlements_in_force(unit.words.settlements())
                },
            )


def _sayings(
    unit: UnitOfWork, reviewers: Iterable[ReviewerId]
) -> dict[ReviewerId, Mapping[RevisionHash, SubmittedRevision]]:
    return {each: unit.sayings.of(each).revisions for each in reviewers}


def _stale(
    unit: UnitOfWork,
    pairs: Iterable[Pair],
    said: Mapping[ReviewerId, Mapping[RevisionHash, SubmittedRevision]],
) -> Iterable[StaleReview]:
    aside = by_review(unit.words.settlements())
    words = accepted_stale(unit.words.stale())
    listed = list(pairs)
    now: Mapping[ApplicationId, ContentHash] = (
        unit.contents_now({application for application, _ in listed}) if listed else {}
    )
    for application, reviewer in listed:
        history = {
            each.hash: each.previous
            for each in said[reviewer].values()
            if each.review.application == application
        }
        head = tip_in(history, aside.get((application, reviewer), frozenset())).head
        if head is not None:
            spoken = words.get((head, now[application])) if application in now else None
            yield StaleReview(revision=said[reviewer][head], sent_back=spoken is False)
