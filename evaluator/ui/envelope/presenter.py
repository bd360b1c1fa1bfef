"""Connects the envelope's view with the session: every departure from the rule is a deed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator.scoring.allocation import entries_in_force
from evaluator.scoring.scenarios import draft_as, optimum, side_by_side
from evaluator.ui.envelope.delegates import columns
from evaluator.ui.envelope.view import EnvelopeView
from evaluator.ui.envelope.words import tr
from evaluator.ui.operations import Operation
from evaluator.ui.session import Deed
from evaluator.ui.shared.large import while_alive, written_out
from evaluator.ui.shared.ranked import RankedModel, plain, ranked_rows
from evaluator.ui.texts import money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from evaluator.domain.call import AllocationRule
    from evaluator.domain.deviations import Deviation, DeviationKind
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.figures import Outcome
    from evaluator.scoring.scenarios import Scenario
    from evaluator.services.ports import Workspace
    from evaluator.ui.actions import Actions
    from evaluator.ui.program import Program
    from evaluator.ui.session import Session, Step
    from evaluator.ui.shared.ranked import RankedRow


class EnvelopePresenter(QObject):
    """Shows how the envelope is divided, and does what the view asks."""

    def __init__(self, view: EnvelopeView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        view.decided.connect(self._on_decided)
        view.rule_decided.connect(self._on_rule_decided)
        view.condition_wanted.connect(self._on_condition_wanted)
        view.condition_withdrawn.connect(self._on_condition_withdrawn)
        view.save_wanted.connect(self._on_save_wanted)
        view.scenario_removed.connect(self._on_scenario_removed)
        view.scenario_used.connect(self._on_scenario_used)
        session.changed.connect(self._on_changed)
        session.evidenced.connect(view.show_evidence)
        if session.outcome is not None:
            self._on_changed(session.outcome)

    def _on_changed(self, outcome: Outcome) -> None:
        def work() -> tuple[Sequence[RankedRow], Sequence[Scenario]]:
            return ranked_rows(outcome), side_by_side(outcome)

        def show(result: tuple[Sequence[RankedRow], Sequence[Scenario]]) -> None:
            if self._session.outcome is outcome:  # not worked out anew meanwhile
                self._view.show_evidence(self._session.evidence)
                self._view.show_round(outcome, *result, self._session.by)
                self._find_optimum(outcome, result[1])

        written_out(self, len(outcome.standings), work, show)

    def _find_optimum(self, outcome: Outcome, known: Sequence[Scenario]) -> None:
        """Find the computed optimum beside the window; it joins the scenarios when it is there."""
        if not outcome.ranked or self._session.program is None:
            return
        program = self._session.program

        def work(_: object) -> Scenario:
            return optimum(outcome, program.what_if(outcome))

        def show(found: Scenario) -> None:
            if self._session.outcome is outcome:
                self._view.show_scenarios((*known, found))

        # Refused: none was found in time, and the scenarios that decide stand without it.
        operation = Operation(work)
        operation.succeeded.connect(while_alive(self, show))
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _on_save_wanted(self, name: str) -> None:
        outcome = self._session.outcome
        if outcome is None:
            return
        former = next((each for each in outcome.contents.scenarios if each.name == name), None)
        undo: Step = partial(_remove, name=name) if former is None else partial(_restore, scenario=former)
        self._session.do(Deed(said=tr("done.saved", name=name), do=partial(_save, name=name), undo=undo))

    def _on_scenario_removed(self, saved: SavedScenario) -> None:
        self._session.do(
            Deed(
                said=tr("done.removed", name=saved.name),
                do=partial(_remove, name=saved.name),
                undo=partial(_restore, scenario=saved),
            )
        )

    def _on_scenario_used(self, saved: SavedScenario, reason: str) -> None:
        outcome = self._session.outcome
        if outcome is None:
            return
        self._session.do(
            Deed(
                said=tr("done.used", name=saved.name),
                do=partial(_use, name=saved.name, reason=reason),
                undo=partial(_leave, former=draft_as(saved.name, outcome, self._session.by)),
            )
        )

    def _on_decided(
        self, row: RankedRow, kind: DeviationKind | None, amount: Cents | None, reason: str
    ) -> None:
        id_ = row.standing.application.id
        word = (
            tr("done.by_rule")
            if kind is None
            else tr(f"done.{kind.value}", amount=money(amount or row.standing.award.bound))
        )
        self._session.do(
            Deed(
                said=tr("done.said", place=row.place, lead=row.lead, word=word),
                do=_deviation(id_, kind, reason, amount),
                undo=_former(id_, self._in_force(id_)),
            )
        )

    def _in_force(self, id_: ApplicationId) -> tuple[Deviation, ...]:
        outcome = self._session.outcome
        return () if outcome is None else entries_in_force(outcome.contents.deviations).get(id_, ())

    def _on_rule_decided(self, rule: AllocationRule, threshold: Fraction | None) -> None:
        if self._session.outcome is None:
            return
        of = self._session.outcome.contents.round
        words = (
            tr("done.no_threshold") if threshold is None else tr("done.threshold", threshold=plain(threshold))
        )
        self._session.do(
            Deed(
                said=tr("done.rule", rule=tr(f"rule_short.{rule.value}"), threshold=words),
                do=_allocation(rule, threshold),
                undo=_allocation(of.rule, of.threshold),
            )
        )

    def _on_condition_wanted(self, row: RankedRow, text: str, reason: str) -> None:
        id_ = row.standing.application.id
        self._session.do(
            Deed(
                said=tr("done.condition", lead=row.lead),
                do=_condition(id_, text, reason),
                undo=_condition(id_, "", tr("condition.undone")),
            )
        )

    def _on_condition_withdrawn(self, row: RankedRow, reason: str) -> None:
        if not row.standing.conditions:
            return
        id_, last = row.standing.application.id, row.standing.conditions[-1]
        self._session.do(
            Deed(
                said=tr("done.no_condition", lead=row.lead),
                do=_condition(id_, "", reason),
                undo=_condition(id_, last.text, last.reason),
            )
        )


def _deviation(id_: ApplicationId, kind: DeviationKind | None, reason: str, amount: Cents | None) -> Step:
    return lambda program, workspace, by: program.deviate(workspace, id_, kind, reason, by, amount)


def _former(id_: ApplicationId, before: Sequence[Deviation]) -> Step:
    """Decide again what was in force before; the register keeps every entry."""
    if not before:
        return _deviation(id_, None, tr("reason.undone"), None)
    steps = [_deviation(id_, each.kind, each.reason, each.amount) for each in before]

    def again(program: Program, workspace: Workspace, by: str) -> object:
        return [step(program, workspace, by) for step in steps]

    return again


def _allocation(rule: AllocationRule, threshold: Fraction | None) -> Step:
    if threshold is None:
        return lambda program, workspace, by: program.set_allocation(
            workspace, by=by, rule=rule, without_threshold=True
        )
    return lambda program, workspace, by: program.set_allocation(
        workspace, by=by, rule=rule, threshold=threshold
    )


def _save(program: Program, workspace: Workspace, by: str, *, name: str) -> object:
    return program.save_scenario(workspace, name, by)


def _remove(program: Program, workspace: Workspace, by: str, *, name: str) -> object:
    return program.remove_scenario(workspace, name, by)


def _restore(program: Program, workspace: Workspace, by: str, *, scenario: SavedScenario) -> object:
    return program.restore_scenario(workspace, scenario, by)


def _use(program: Program, workspace: Workspace, by: str, *, name: str, reason: str) -> object:
    return program.use_scenario(workspace, name, reason, by)


def _leave(program: Program, workspace: Workspace, by: str, *, former: SavedScenario) -> object:
    return program.leave_scenario(workspace, former, tr("reason.undone"), by)


def _condition(id_: ApplicationId, text: str, reason: str) -> Step:
    return lambda program, workspace, by: program.add_condition(workspace, id_, text, by, reason)


def build(session: Session, actions: Actions) -> EnvelopeView:
    """Make the workspace."""
    view = EnvelopeView(RankedModel(columns()), actions)
    EnvelopePresenter(view, session)
    return view
