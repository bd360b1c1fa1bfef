"""Save the allocation of a round by name, to be compared with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.domain.log_values import of_scenario
from evaluator.domain.scenarios import SavedScenario
from evaluator.scoring.allocation import entries_in_force
from evaluator.services.errors import ScenarioNameError, UnknownScenarioError
from evaluator.services.guards import require_open
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from evaluator.services.ports import Clock, UnitOfWork, Workspace

LONGEST_NAME = 60


class SaveScenario:
    """Saves what the present allocation follows from."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, name: str, by: str) -> SavedScenario:
        """Save rule, threshold and deviations in force; one with the same name is replaced.

        Raises:
            ScenarioNameError: The name is empty, too long, or no line of text.
            RoundLockedError: The round is locked.
        """
        wanted = name.strip()
        if not 0 < len(wanted) <= LONGEST_NAME or not wanted.isprintable():
            raise ScenarioNameError(longest=LONGEST_NAME)
        with workspace.begin() as unit:
            require_open(unit)
            of = unit.round()
            in_force = entries_in_force(unit.deviations())
            saved = SavedScenario(
                name=wanted,
                rule=of.rule,
                threshold=of.threshold,
                deviations=tuple(entry for each in sorted(in_force) for entry in in_force[each]),
                by=by,
                at=self._clock(),
            )
            self._put(unit, saved, by)
            unit.commit()
        return saved

    def restore(self, workspace: Workspace, scenario: SavedScenario, by: str) -> None:
        """Save a scenario as it was, in place of one with its name: takes a removal back.

        Raises:
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            self._put(unit, scenario, by)
            unit.commit()

    def _put(self, unit: UnitOfWork, saved: SavedScenario, by: str) -> None:
        former = _named(unit, saved.name)
        unit.put_scenarios([saved])
        change = Change(
            deed="scenario.save",
            subject=saved.name,
            before=None if former is None else of_scenario(former),
            after=of_scenario(saved),
            by=by,
            at=self._clock(),
        )
        record(unit, [change])


class RemoveScenario:
    """Removes a saved scenario."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, name: str, by: str) -> SavedScenario:
        """Remove the scenario and give what it was.

        Raises:
            UnknownScenarioError: There is none by that name.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            former = _named(unit, name.strip())
            if former is None:
                raise UnknownScenarioError(name=name)
            unit.remove_scenario(former.name)
            change = Change(
                deed="scenario.remove",
                subject=former.name,
                before=of_scenario(former),
                after=None,
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()
        return former


def _named(unit: UnitOfWork, name: str) -> SavedScenario | None:
    return next((each for each in unit.scenarios() if each.name == name), None)
