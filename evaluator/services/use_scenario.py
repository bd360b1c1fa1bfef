"""Take a saved scenario into use: its rule, threshold and deviations become those of the round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.deviations import Deviation
from evaluator.domain.log import Change
from evaluator.domain.log_values import of_allocation, of_scenario
from evaluator.scoring.adoption import adoption
from evaluator.scoring.allocation import deviations_in_force
from evaluator.scoring.outcome import work_out
from evaluator.services.deviate import entry_recorded
from evaluator.services.errors import (
    ScenarioInUseError,
    ScenarioReasonMissingError,
    UnknownScenarioError,
)
from evaluator.services.guards import require_no_conflict, require_open
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.log import LogValue
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.adoption import Adoption
    from evaluator.services.ports import Clock, UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedScenario:
    """What taking a scenario into use recorded.

    Attributes:
        name: Of the scenario.
        recorded: New entries of the deviation register, those that take back included.
        without_effect: Entries of the scenario that would do nothing now; not recorded.
    """

    name: str
    recorded: tuple[Deviation, ...]
    without_effect: tuple[Deviation, ...]


class UseScenario:
    """Makes a saved scenario the allocation of the round."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, name: str, reason: str, by: str) -> UsedScenario:
        """Set the scenario's rule and threshold, and record what it departs from them.

        Each of its deviations is recorded anew with the reason it was saved with, by whoever
        takes it into use. What is in force and not in the scenario is taken back for the
        reason given here. What is in both stays as it is, unless it would do nothing now: it then
        goes, as an entry that is not in the scenario does.

        Args:
            workspace: The open workspace.
            name: Of the saved scenario.
            reason: Why the scenario is taken into use; stands in the log.
            by: Who.

        Raises:
            UnknownScenarioError: There is none by that name.
            ScenarioReasonMissingError: No reason was given.
            ScenarioInUseError: The round is allocated like that already.
            DisqualifiedError: Who acts is disqualified from an application that it concerns.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            wanted = next((each for each in unit.scenarios() if each.name == name.strip()), None)
            if wanted is None:
                raise UnknownScenarioError(name=name)
            if not reason.strip():
                raise ScenarioReasonMissingError(name=wanted.name)
            way = adoption(work_out(unit.contents(), lambda _: ()), wanted)
            if way.nothing:
                raise ScenarioInUseError(name=wanted.name)
            used = self._take(unit, wanted, way, reason.strip(), by)
            unit.commit()
        return used

    def back(self, workspace: Workspace, former: SavedScenario, reason: str, by: str) -> None:
        """Bring a former state back: takes the use of a scenario back.

        Args:
            workspace: The open workspace.
            former: What was in force; it need not be saved.
            reason: Of what is taken back.
            by: Who.

        Raises:
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            way = adoption(work_out(unit.contents(), lambda _: ()), former, as_it_was=True)
            if not way.nothing:
                self._take(unit, former, way, reason, by)
                unit.commit()

    def _take(
        self, unit: UnitOfWork, wanted: SavedScenario, way: Adoption, reason: str, by: str
    ) -> UsedScenario:
        at = self._clock()
        now = unit.round()
        told: dict[str, LogValue] = {**of_scenario(wanted), "reason": reason}
        changes = [
            Change(
                deed="scenario.use", subject=wanted.name, before=of_allocation(now), after=told, by=by, at=at
            )
        ]
        if way.changes_rule:
            then = replace(now, rule=wanted.rule, threshold=wanted.threshold)
            unit.put_round(then)
            before, after = of_allocation(now), of_allocation(then)
            changes.append(
                Change(deed="allocation.set", subject=now.id, before=before, after=after, by=by, at=at)
            )
        entries = _entries(way, reason, by, at)
        in_force = deviations_in_force(unit.deviations())
        for each in entries:
            require_no_conflict(unit, by, each.application)
            changes.append(entry_recorded(in_force.get(each.application), each))
            in_force[each.application] = each
        unit.add_deviations(entries)
        record(unit, changes)
        return UsedScenario(name=wanted.name, recorded=entries, without_effect=way.without_effect)


def _entries(way: Adoption, reason: str, by: str, at: datetime) -> tuple[Deviation, ...]:
    """Write the entries: first what goes, then what comes."""
    gone = [Deviation(application=each, kind=None, reason=reason, by=by, at=at) for each in way.taken_back]
    return (*gone, *(replace(each, by=by, at=at) for each in way.recorded))
