"""What has to be recorded so that a saved scenario becomes the allocation of the round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from evaluator.domain.deviations import DeviationKind
from evaluator.scoring.allocation import entries_in_force
from evaluator.scoring.departures import possible
from evaluator.scoring.scenarios import divided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.domain.deviations import Deviation
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.figures import Outcome, Standing

_Entries = dict["ApplicationId", tuple["Deviation", ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The way from the register as it is to that of a scenario.

    Attributes:
        taken_back: Applications whose deviation goes, by id.
        recorded: Entries of the scenario that are not in force now, by application.
        without_effect: Entries of the scenario that would do nothing by the scores and the
            eligibility as they are now, so that they are not recorded.
        changes_rule: Whether rule or threshold become others.
    """

    taken_back: tuple[ApplicationId, ...]
    recorded: tuple[Deviation, ...]
    without_effect: tuple[Deviation, ...]
    changes_rule: bool

    @property
    def nothing(self) -> bool:
        """Whether the round is allocated like that already."""
        return not (self.taken_back or self.recorded or self.changes_rule)


def adoption(outcome: Outcome, scenario: SavedScenario, *, as_it_was: bool = False) -> Adoption:
    """Tell what has to be recorded to take a scenario into use.

    Args:
        outcome: The round worked out.
        scenario: What shall be in force.
        as_it_was: The scenario is a former state of this round that is brought back: every
            entry of it is recorded, with effect or without.
    """
    now = outcome.contents.round
    listed = _by_application(scenario.deviations)
    wanted = listed if as_it_was else _with_effect(outcome, scenario, listed)
    in_force = entries_in_force(outcome.contents.deviations)
    differing = [
        each
        for each in sorted({*in_force, *wanted})
        if _said(in_force.get(each, ())) != _said(wanted.get(each, ()))
    ]
    kept = {entry for entries in wanted.values() for entry in entries}
    return Adoption(
        taken_back=tuple(each for each in differing if _goes(in_force.get(each, ()), wanted.get(each, ()))),
        recorded=tuple(entry for each in differing for entry in wanted.get(each, ())),
        without_effect=tuple(each for each in scenario.deviations if each not in kept),
        changes_rule=(scenario.rule, scenario.threshold) != (now.rule, now.threshold),
    )


def _by_application(deviations: Iterable[Deviation]) -> _Entries:
    ordered = sorted(deviations, key=lambda each: each.application)
    return {
        application: tuple(entries)
        for application, entries in groupby(ordered, lambda each: each.application)
    }


def _with_effect(outcome: Outcome, scenario: SavedScenario, listed: _Entries) -> _Entries:
    """Leave out what could not be recorded by hand either, under the scenario's own rule."""
    bare = _without_deviations(outcome, scenario)
    found: _Entries = {}
    for application, entries in listed.items():
        kinds = possible(bare[application]) if application in bare else frozenset()
        taken: tuple[Deviation, ...] = ()
        for each in entries:
            after_lift = bool(taken) and taken[-1].kind is DeviationKind.LIFT
            if each.kind in kinds or (each.kind is DeviationKind.REDUCE and after_lift):
                taken = (*taken, each)
        if taken:
            found[application] = taken
    return found


def _without_deviations(outcome: Outcome, scenario: SavedScenario) -> Mapping[ApplicationId, Standing]:
    """Give each application as the scenario's rule alone has it."""
    of = replace(outcome.contents.round, rule=scenario.rule, threshold=scenario.threshold)
    placings, allocation = divided(outcome, replace(outcome.contents, round=of, deviations=()))
    placing_of = {each.score.application: each for each in placings}
    awards = {each.application: each for each in allocation.awards}
    return {
        each.application.id: replace(
            each, placing=placing_of.get(each.application.id), award=awards[each.application.id]
        )
        for each in outcome.standings
    }


def _goes(former: Sequence[Deviation], wanted: Sequence[Deviation]) -> bool:
    """Tell whether the former has to be taken back first.

    A reduction after a lift would otherwise stand beside it, as the register has it.
    """
    if not wanted:
        return bool(former)
    lifted = bool(former) and former[0].kind is DeviationKind.LIFT
    return lifted and wanted[0].kind is DeviationKind.REDUCE


def _said(entries: Sequence[Deviation]) -> list[tuple[DeviationKind | None, int | None]]:
    return [(each.kind, each.amount) for each in entries]
