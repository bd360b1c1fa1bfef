"""Record what the reviewers agreed on, beside their own reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.consensus import Consensus, consensus_in_force
from evaluator.domain.histories import by_review, tip_of
from evaluator.domain.identifiers import CriterionId
from evaluator.domain.log import Change
from evaluator.domain.review_rules import allowed
from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.domain.score_states import state_told
from evaluator.scoring.transparent import score_applications
from evaluator.services.guards import (
    require_application,
    require_no_conflict,
    require_open,
    require_reason,
)
from evaluator.services.log_round import record
from evaluator.services.review_errors import (
    ConsensusRuleError,
    NoReviewsError,
    RapporteurMissingError,
)
from evaluator.services.settle_merge import require_merging

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from evaluator.domain.call import Call
    from evaluator.domain.exchanged import RevisionHash
    from evaluator.domain.identifiers import ApplicationId, GroupId, ReviewerId
    from evaluator.domain.log import LogValue
    from evaluator.domain.reviews import Review, ScoreState
    from evaluator.scoring.figures import ApplicationScore
    from evaluator.services.ports import Clock, UnitOfWork, Workspace
    from evaluator.services.reviewing import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusReport:
    """A consensus beside what each reviewer gave.

    Attributes:
        consensus: The record, or None when none is in force.
        score: The application's figures, by the consensus if there is one.
        differences: By how much the consensus lies above each reviewer's total.
        by_criterion: The same for each criterion that both scored, on the call's scale.
    """

    consensus: Consensus | None
    score: ApplicationScore
    differences: Mapping[ReviewerId, Fraction]
    by_criterion: Mapping[ReviewerId, Mapping[CriterionId, Fraction]]


class RecordConsensus:
    """Appends a consensus record; it replaces the mean, and the individual reviews stay."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        entries: Iterable[Entry],
        rapporteur: str,
        reason: str,
        by: str,
    ) -> ConsensusReport:
        """Record a consensus.

        Criteria that ``entries`` leave out keep what the reviewers agree on already: the
        answer that all of them gave.

        Raises:
            RapporteurMissingError: Nobody answers for it.
            ReasonMissingError: No reason was given.
            NoReviewsError: No review of the application counts.
            ConsensusRuleError: An answer or a sentence is missing or not allowed.
            DisqualifiedError: Who records it, or the rapporteur, is disqualified.
            UnknownApplicationError: The round has no such application.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        if not rapporteur.strip():
            raise RapporteurMissingError(id=application)
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            require_application(unit, application)
            for person in (by, rapporteur.strip()):
                require_no_conflict(unit, person, application)
            reviews = _reviews(unit, application)
            call = unit.round().call
            scores, comments = _answers(entries, reviews)
            _require_whole(call, application, scores)
            consensus = Consensus(
                application=application,
                scores=scores,
                comments=comments,
                rapporteur=rapporteur.strip(),
                reason=require_reason(reason, application),
                based_on=_based_on(unit, application, reviews),
                by=by,
                at=self._clock(),
            )
            former = consensus_in_force(unit.consensus.all()).get(application)
            unit.consensus.add(consensus)
            unit.consensus_drafts.drop(application)  # what is recorded is no draft any more
            record(unit, [_change(consensus, former)])
            report = _report(call, reviews, consensus)
            unit.commit()
        return report


class WithdrawConsensus:
    """Takes a consensus back: the individual reviews decide again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, application: ApplicationId, reason: str, by: str) -> None:
        """Append that the consensus is withdrawn.

        Raises:
            NoReviewsError: There is no consensus to withdraw.
            ReasonMissingError: No reason was given.
            DisqualifiedError: Who withdraws it is disqualified from the application.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            require_no_conflict(unit, by, application)
            former = consensus_in_force(unit.consensus.all()).get(application)
            if former is None:
                raise NoReviewsError(id=application)
            withdrawn = Consensus(
                application=application,
                scores={},
                rapporteur=former.rapporteur,
                reason=require_reason(reason, application),
                by=by,
                at=self._clock(),
                withdrawn=True,
            )
            unit.consensus.add(withdrawn)
            record(unit, [_change(withdrawn, former)])
            unit.commit()


class ShowConsensus:
    """Shows an application's individual reviews beside the consensus, if there is one."""

    def __call__(self, workspace: Workspace, application: ApplicationId) -> ConsensusReport:
        """Give the figures.

        Raises:
            NoReviewsError: No review of the application counts.
            UnknownApplicationError: The round has no such application.
        """
        with workspace.read() as unit:
            require_application(unit, application)
            reviews = _reviews(unit, application)
            consensus = consensus_in_force(unit.consensus.all()).get(application)
            return _report(unit.round().call, reviews, consensus)


def _reviews(unit: UnitOfWork, application: ApplicationId) -> list[Review]:
    found = [each for each in unit.reviews() if each.application == application and each.counts]
    if not found:
        raise NoReviewsError(id=application)
    return found


def _answers(
    entries: Iterable[Entry], reviews: Iterable[Review]
) -> tuple[dict[CriterionId, ScoreState], dict[CriterionId | GroupId, str]]:
    listed = list(reviews)
    scores = {
        criterion: state
        for criterion, state in listed[0].scores.items()
        if all(each.scores.get(criterion) == state for each in listed)
    }
    comments: dict[CriterionId | GroupId, str] = {}
    for entry in entries:
        if entry.state is not None:
            scores[CriterionId(entry.about)] = entry.state
        if entry.comment:
            comments[entry.about] = entry.comment
    return scores, comments


def _require_whole(
    call: Call,
    application: ApplicationId,
    scores: Mapping[CriterionId, ScoreState],
) -> None:
    """A consensus owes answers; its sentence is the reason given for the whole record."""
    known = {each.id: each for each in call.criteria}
    for name, state in scores.items():
        if name not in known or not allowed(call, known[name], state):
            raise ConsensusRuleError(id=application, criterion=name)
    for criterion in call.criteria:
        if not isinstance(scores.get(criterion.id), Scored | NotApplicable):
            raise ConsensusRuleError(id=application, criterion=criterion.number)


def _based_on(
    unit: UnitOfWork, application: ApplicationId, reviews: Iterable[Review]
) -> tuple[tuple[ReviewerId, RevisionHash | str], ...]:
    links = unit.sayings.links()
    aside = by_review(unit.words.settlements())
    found: list[tuple[ReviewerId, RevisionHash | str]] = []
    for each in reviews:
        pair = (application, each.reviewer)
        tip = tip_of(links.get(pair, ()), aside.get(pair, frozenset())).head
        found.append((each.reviewer, tip or ""))
    return tuple(found)


def _report(call: Call, reviews: Iterable[Review], consensus: Consensus | None) -> ConsensusReport:
    listed = list(reviews)
    application = listed[0].application
    agreed = {} if consensus is None else {application: consensus}
    score = score_applications(call, listed, agreed)[application]
    if score.consensus is None or consensus is None:
        return ConsensusReport(consensus=None, score=score, differences={}, by_criterion={})
    return ConsensusReport(
        consensus=consensus,
        score=score,
        differences={each.reviewer: score.consensus.difference(each) for each in score.reviews},
        by_criterion={each.reviewer: _apart(consensus, each) for each in listed},
    )


def _apart(consensus: Consensus, review: Review) -> dict[CriterionId, Fraction]:
    return {
        criterion: agreed.value - own.value
        for criterion, agreed in consensus.scores.items()
        if isinstance(agreed, Scored) and isinstance(own := review.scores.get(criterion), Scored)
    }


def _change(consensus: Consensus, former: Consensus | None) -> Change:
    return Change(
        deed="consensus.withdraw" if consensus.withdrawn else "consensus.record",
        subject=consensus.application,
        before=None if former is None else _told(former),
        after=None if consensus.withdrawn else _told(consensus),
        by=consensus.by,
        at=consensus.at,
    )


def _told(consensus: Consensus) -> dict[str, LogValue]:
    return {
        "scores": {str(each): state_told(state) for each, state in consensus.scores.items()},
        "rapporteur": consensus.rapporteur,
        "reason": consensus.reason,
        "based_on": [[str(who), str(name)] for who, name in consensus.based_on],
    }
