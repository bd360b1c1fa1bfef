"""Work a round out: everything that screens, papers and commands show, at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.scoring.outcome import work_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.eligibility import Finding
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import Workspace


class WorkOutRound:
    """Reads a round's contents once and gives its outcome."""

    def __init__(self, find: Callable[[Application, Call], tuple[Finding, ...]]) -> None:
        self._find = find

    def __call__(self, workspace: Workspace) -> Outcome:
        """Give the outcome of the round as it is stored now."""
        with workspace.read() as unit:
            contents = unit.contents()
        call = contents.round.call
        return work_out(contents, lambda application: self._find(application, call))
