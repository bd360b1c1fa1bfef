"""Work a round out: everything that screens, papers and commands show, at one moment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from evaluator.domain.eligibility_rules import heaviest_first
from evaluator.scoring.outcome import work_out
from evaluator.services.sweeping import no_sweeping

if TYPE_CHECKING:
    from evaluator.scoring.figures import Outcome
    from evaluator.services.examine import Examine
    from evaluator.services.ports import Workspace


MANY: Final = 1_000
"""So many applications are compared with each other before anybody notices the wait."""


class WorkOutRound:
    """Reads a round's contents once and gives its outcome."""

    def __init__(self, examine: Examine) -> None:
        self._examine = examine

    def __call__(self, workspace: Workspace) -> Outcome:
        """Give the outcome of the round as it is stored now."""
        return self._work_out(workspace, None)

    def first_look(self, workspace: Workspace) -> Outcome:
        """Give the outcome; of a large round without its comparisons, which ``compare`` adds."""
        return self._work_out(workspace, MANY)

    def compare(self, outcome: Outcome) -> Outcome:
        """Give the same outcome with what applications notice of each other.

        Nothing is read anew: it is the outcome of the same moment.
        """
        if outcome.compared:
            return outcome
        with no_sweeping():
            among = self._examine.among(outcome.contents.applications)
            standings = tuple(
                replace(each, findings=heaviest_first((*each.findings, *among[each.application.id])))
                if each.application.id in among
                else each
                for each in outcome.standings
            )
            return replace(outcome, standings=standings, compared=True)

    def _work_out(self, workspace: Workspace, most: int | None) -> Outcome:
        """Work out; without comparing when there are more than ``most`` applications."""
        with no_sweeping():
            with workspace.read() as unit:
                contents = unit.contents()
                compare = most is None or len(contents.applications) <= most
                examined = self._examine(unit, contents, compare=compare)
            return replace(work_out(contents, examined), compared=compare)
