"""The evidence of a round: worked out once for each state of the scores, then read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.evidence import StoredEvidence
from evaluator.domain.rounds import Phase
from evaluator.errors import StorageError
from evaluator.scoring.evidence.round_state import state_of
from evaluator.scoring.evidence.stored import evidence_from, evidence_in, text_of

if TYPE_CHECKING:
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import Clock, Workspace
    from evaluator.services.work_out_round import WorkOutRound

_CLOSED = frozenset({Phase.LOCKED, Phase.ARCHIVED})


class EvidenceOf:
    """Gives the stored evidence where it fits the scores, else works it out and stores it."""

    def __init__(self, work_out: WorkOutRound, clock: Clock) -> None:
        self._work_out = work_out
        self._clock = clock

    def __call__(self, workspace: Workspace, outcome: Outcome | None = None) -> Evidence:
        """Give the evidence of the round.

        What a locked round holds is given as it is, whatever version of the method it came
        from, and nothing is written into it. A workspace that can only be read has its
        evidence worked out each time. It is no deed of anybody, so the log has nothing of it.

        Args:
            workspace: The open workspace.
            outcome: The round worked out already; it is worked out when None.
        """
        return evidence_from(self._stored(workspace, outcome or self._work_out(workspace)).figures)

    def within(self, workspace: Workspace, outcome: Outcome) -> Outcome:
        """Give the outcome with the evidence that belongs to it among its contents, for papers."""
        if not outcome.ranked:
            return outcome
        stored = self._stored(workspace, outcome)
        return replace(outcome, contents=replace(outcome.contents, evidence=stored))

    def _stored(self, workspace: Workspace, outcome: Outcome) -> StoredEvidence:
        """Read what the round holds of this state of the scores, or work it out and store it."""
        closed = outcome.contents.round.phase in _CLOSED
        with workspace.read() as unit:
            kept = unit.evidence()
        if kept is not None and evidence_in(outcome, kept, any_version=closed) is not None:
            return kept
        stored = self._compute(outcome)
        if not closed and workspace.hindrance is None:
            _keep(workspace, stored)
        return stored

    def _compute(self, outcome: Outcome) -> StoredEvidence:
        # Numpy and scipy are dear to import; who reads stored figures does not wait for them.
        from evaluator.scoring.evidence.of_round import evidence_of  # noqa: PLC0415

        evidence = evidence_of(outcome)
        return StoredEvidence(
            state=state_of(outcome),
            method=evidence.analysis.method.version,
            figures=text_of(evidence),
            computed=self._clock(),
        )


def _keep(workspace: Workspace, stored: StoredEvidence) -> None:
    """Store it; where the disk refuses, the figures are there all the same, for this time."""
    try:
        with workspace.begin() as unit:
            unit.put_evidence(stored)
            unit.commit()
    except StorageError:
        return
