"""Work a round out: everything that screens, papers and commands show, at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.scoring.outcome import work_out
from evaluator.services.sweeping import no_sweeping

if TYPE_CHECKING:
    from evaluator.scoring.figures import Outcome
    from evaluator.services.examine import Examine
    from evaluator.services.ports import Workspace


class WorkOutRound:
    """Reads a round's contents once and gives its outcome."""

    def __init__(self, examine: Examine) -> None:
        self._examine = examine

    def __call__(self, workspace: Workspace) -> Outcome:
        """Give the outcome of the round as it is stored now."""
        with no_sweeping():
            with workspace.read() as unit:
                contents = unit.contents()
                examined = self._examine(unit, contents)
            return work_out(contents, examined)
