"""What the chair decides on merged reviews: undo a merge, settle a fork, accept what is stale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.consensus import consensus_in_force
from evaluator.domain.histories import (
    Settlement,
    StaleWord,
    by_review,
    made_from,
    settlements_in_force,
    tip_of,
)
from evaluator.domain.log import Change
from evaluator.domain.rounds import REVIEWS_FIXED
from evaluator.services.assign import reviewer_named
from evaluator.services.coverage import Covered, coverage_of, open_forks
from evaluator.services.guards import require_no_conflict, require_open, require_reason
from evaluator.services.log_round import record
from evaluator.services.review_errors import (
    MergePhaseError,
    MergeRestedOnError,
    NotLatestMergeError,
    NotStaleError,
    SettlementRestedOnError,
    UnknownConflictError,
    UnknownMergeError,
    UnknownRevisionError,
    UnknownSettlementError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.exchanged import RevisionHash
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Clock, UnitOfWork, Workspace

_LEAST_DIGITS = 6


class UndoMerge:
    """Takes the latest merge back; what it brought is kept and counts no more."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, merge: int, by: str) -> None:
        """Undo a merge.

        Raises:
            UnknownMergeError: There is no such merge, or it was undone.
            NotLatestMergeError: Another one came after it.
            MergeRestedOnError: A settlement or a consensus rests on it. A word on a stale
                revision waits until that is merged again.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            standing = [each for each in unit.merges.all() if each.undone is None]
            if merge not in {each.id for each in standing}:
                raise UnknownMergeError(id=str(merge))
            if standing[-1].id != merge:
                raise NotLatestMergeError(id=str(merge), latest=str(standing[-1].id))
            for application in _resting(unit, merge):
                raise MergeRestedOnError(id=str(merge), application=application)
            now = self._clock()
            unit.merges.undo(merge, by, now)
            files = [str(each.hash) for each in standing[-1].files]
            change = Change(deed="merge.undo", subject=str(merge), before=[*files], after=None, by=by, at=now)
            record(unit, [change])
            unit.commit()


class SettleFork:
    """Lets the chair say which of two histories stands; the other is kept."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, conflict: str, take: str, reason: str, by: str) -> Settlement:
        """Settle a conflict.

        Args:
            workspace: The round's workspace.
            conflict: The conflict's name.
            take: The revision that stands, by its name or the beginning of it.
            reason: Why.
            by: The chair.

        Raises:
            UnknownConflictError: No such conflict is open.
            UnknownRevisionError: The revision is none of the conflict's.
            ReasonMissingError: No reason was given.
            DisqualifiedError: Who settles is disqualified from the application.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            fork = next((each for each in open_forks(unit) if each.id == conflict), None)
            if fork is None:
                raise UnknownConflictError(id=conflict)
            require_no_conflict(unit, by, fork.application)
            taken = _chosen(fork.revisions, take)
            settlement = Settlement(
                application=fork.application,
                reviewer=fork.reviewer,
                taken=taken,
                aside=tuple(each for each in fork.revisions if each != taken),
                reason=require_reason(reason, fork.application),
                by=by,
                at=self._clock(),
            )
            unit.words.add_settlement(settlement)
            change = Change(
                deed="merge.settle",
                subject=fork.application,
                before=[str(each) for each in fork.revisions],
                after={"reviewer": fork.reviewer, "taken": taken, "reason": settlement.reason},
                by=by,
                at=settlement.at,
            )
            record(unit, [change])
            unit.commit()
        return settlement


class WithdrawSettlement:
    """Takes back what was said of a conflict, which is open again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, conflict: str, reason: str, by: str) -> Settlement:
        """Append that the settlement holds no more, and give it.

        Args:
            workspace: The round's workspace.
            conflict: The name that the conflict had.
            reason: Why.
            by: The chair.

        Raises:
            UnknownSettlementError: It was not settled, or a later conflict of the review was.
            SettlementRestedOnError: A consensus rests on it.
            ReasonMissingError: No reason was given.
            DisqualifiedError: Who takes it back is disqualified from the application.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            last = {
                (each.application, each.reviewer): each
                for each in settlements_in_force(unit.words.settlements())
            }
            settled = next((each for each in last.values() if each.conflict == conflict), None)
            if settled is None:
                raise UnknownSettlementError(id=conflict)
            require_no_conflict(unit, by, settled.application)
            _require_not_agreed(unit, settled)
            said = require_reason(reason, settled.application)
            unit.words.add_settlement(replace(settled, aside=(), reason=said, by=by, at=self._clock()))
            change = Change(
                deed="merge.unsettle",
                subject=settled.application,
                before={"reviewer": settled.reviewer, "taken": settled.taken, "reason": settled.reason},
                after={"reason": said},
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()
        return settled


class SpeakOnStale:
    """Accepts a review of an application that changed since, or sends it back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        who: str,
        reason: str,
        by: str,
        *,
        accept: bool,
    ) -> StaleWord:
        """Record the word; it holds for what the application says now.

        Raises:
            NotStaleError: The review is not stale.
            UnknownReviewerError: The round has no such reviewer.
            ReasonMissingError: No reason was given.
            DisqualifiedError: Who speaks is disqualified from the application.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            require_no_conflict(unit, by, application)
            reviewer = reviewer_named(unit.reviewers(), who).id
            pair = (application, reviewer)
            stale = {Covered.STALE, Covered.SENT_BACK}
            if coverage_of(unit).pairs.get(pair) not in stale:
                raise NotStaleError(application=application, reviewer=who)
            aside = by_review(unit.words.settlements()).get(pair, frozenset())
            head = tip_of(unit.sayings.links()[pair], aside).head
            if head is None:
                raise NotStaleError(application=application, reviewer=who)
            word = StaleWord(
                revision=head,
                content=unit.contents_now([application])[application],
                accepted=accept,
                reason=require_reason(reason, application),
                by=by,
                at=self._clock(),
            )
            unit.words.add_stale(word)
            change = Change(
                deed="merge.accept-stale" if accept else "merge.send-back",
                subject=application,
                before=head,
                after={"reviewer": reviewer, "content": word.content, "reason": word.reason},
                by=by,
                at=word.at,
            )
            record(unit, [change])
            unit.commit()
        return word


def require_merging(unit: UnitOfWork) -> None:
    """Refuse to change reviews under an allocation.

    Raises:
        MergePhaseError: Allocation has begun.
    """
    phase = unit.round().phase
    if phase in REVIEWS_FIXED:
        raise MergePhaseError(phase=phase.value)


def _chosen(revisions: tuple[RevisionHash, ...], take: str) -> RevisionHash:
    wanted = take.strip().lower()
    found = [each for each in revisions if each.startswith(wanted)]
    if len(found) != 1 or len(wanted) < _LEAST_DIGITS:
        raise UnknownRevisionError(revision=take)
    return found[0]


def _require_not_agreed(unit: UnitOfWork, settled: Settlement) -> None:
    """Refuse while a consensus is based on the revision that was taken, or on one made from it."""
    agreed = consensus_in_force(unit.consensus.all()).get(settled.application)
    if agreed is None:
        return
    links = unit.sayings.links().get((settled.application, settled.reviewer), ())
    if made_from(links, settled.taken) & {name for _, name in agreed.based_on}:
        raise SettlementRestedOnError(id=settled.conflict, application=settled.application)


def _resting(unit: UnitOfWork, merge: int) -> Iterator[ApplicationId]:
    """Give the applications on which something was decided that rests on a merge."""
    brought = {each.hash for links in unit.sayings.links().values() for each in links if each.merge == merge}
    for settlement in settlements_in_force(unit.words.settlements()):
        if {settlement.taken, *settlement.aside} & brought:
            yield settlement.application
    for application, record_ in consensus_in_force(unit.consensus.all()).items():
        if any(name in brought for _, name in record_.based_on):
            yield application
