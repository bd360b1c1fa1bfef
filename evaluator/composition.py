"""The composition root: the one module that knows what implements each port.

Dear to import (database, PDF); the window imports it in a worker after its first
paint, the command line once the words are understood.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from evaluator.decision.papers import PdfPapers
from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.eligibility_rules import find
from evaluator.domain.inflection import receiver
from evaluator.intake.call_files import ShippedCalls, check_call
from evaluator.intake.demonstration import load_demonstration
from evaluator.intake.ratings import read_ratings
from evaluator.intake.registers import bodies, municipalities
from evaluator.intake.tables import read_table
from evaluator.keys.resolution import ResolvedSecret
from evaluator.services.advance_round import AdvanceRound
from evaluator.services.analyse_ratings import AnalyseRatings
from evaluator.services.confirm_names import ConfirmNames
from evaluator.services.create_round import CreateRound
from evaluator.services.decide_eligibility import DecideEligibility
from evaluator.services.deviate import AddCondition, Deviate
from evaluator.services.draft_papers import DraftPapers
from evaluator.services.import_table import ImportTable
from evaluator.services.run_demo import DemoDeeds, RunDemo
from evaluator.services.set_allocation import SetAllocation
from evaluator.services.work_out_round import WorkOutRound
from evaluator.storage.workspace import SqlWorkspaces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evaluator.domain.applicants import Applicants, Body
    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.domain.language import Text
    from evaluator.domain.municipalities import Register
    from evaluator.intake.call_files import CallFinding
    from evaluator.services.ports import CallLibrary, Clock, Secret, Workspace, Workspaces

_DATA_VARIABLE = "EVALUATOR_DATA_DIR"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Program:
    """The services, put together.

    Attributes:
        clock: Tells the time to every deed.
        data_dir: Where the program keeps what is not in a workspace.
    """

    clock: Clock
    data_dir: Path

    @cached_property
    def register(self) -> Register:
        """The municipalities."""
        return municipalities()

    @cached_property
    def calls(self) -> CallLibrary:
        """The calls that ship with the program."""
        return ShippedCalls()

    @cached_property
    def workspaces(self) -> Workspaces:
        """Makes and opens workspace files."""
        return SqlWorkspaces()

    def understand(self, text: str, confirmed: Mapping[str, MunicipalityCode]) -> Applicants:
        """Read a text of applicants, with the names that were confirmed."""
        return parse_applicants(text, self.register, bodies(), confirmed)

    def receiver(self, body: Body) -> Text:
        """Give the words with which the decision addresses a receiver."""
        return receiver(body, self.register, bodies())

    def check_call(self, path: Path) -> tuple[CallFinding, ...]:
        """Tell what is wrong with a call file."""
        return check_call(path)

    def secret(self, *, passphrase: str | None, ask: Callable[[], str] | None = None) -> Secret:
        """Give the key's source by the published order."""
        return ResolvedSecret(passphrase, ask)

    def open(self, path: Path, passphrase: str | None = None) -> Workspace:
        """Open a workspace by a passphrase, else by the keyring.

        Raises:
            StorageError: It cannot be opened; without a key, ask for the passphrase.
        """
        return self.workspaces.open(path, self.secret(passphrase=passphrase))

    @cached_property
    def create_round(self) -> CreateRound:
        """Makes a round."""
        return CreateRound(self.workspaces, self.clock)

    @cached_property
    def import_table(self) -> ImportTable:
        """Imports applications."""
        return ImportTable(read_table, self.understand)

    @cached_property
    def confirm_names(self) -> ConfirmNames:
        """Confirms misprints."""
        return ConfirmNames(self.understand, self.clock)

    @cached_property
    def decide_eligibility(self) -> DecideEligibility:
        """Decides on eligibility."""
        return DecideEligibility(self.clock)

    @cached_property
    def deviate(self) -> Deviate:
        """Departs from the rule."""
        return Deviate(self.clock)

    @cached_property
    def add_condition(self) -> AddCondition:
        """Adds a condition to a grant."""
        return AddCondition(self.clock)

    @cached_property
    def set_allocation(self) -> SetAllocation:
        """Chooses rule and threshold."""
        return SetAllocation()

    @cached_property
    def advance_round(self) -> AdvanceRound:
        """Takes a round to its next phase."""
        return AdvanceRound()

    @cached_property
    def outcome(self) -> WorkOutRound:
        """Works a round out."""
        return WorkOutRound(lambda application, call: find(application, call, self.register))

    @cached_property
    def analyse(self) -> AnalyseRatings:
        """Works out what a table of ratings tells."""
        return AnalyseRatings(read_ratings)

    @cached_property
    def draft(self) -> DraftPapers:
        """Writes the papers of a round."""
        return DraftPapers(self.outcome, PdfPapers(self.register, lambda: self.clock().date(), bodies()))

    @cached_property
    def demo(self) -> RunDemo:
        """Makes the demonstration, at its own fixed moment."""
        material = load_demonstration(self.calls)
        past = Program(clock=lambda: material.moment, data_dir=self.data_dir)
        deeds = DemoDeeds(
            create_round=past.create_round,
            import_table=past.import_table,
            confirm_names=past.confirm_names,
            add_condition=past.add_condition,
            set_allocation=past.set_allocation,
            work_out=past.outcome,
            draft=past.draft,
        )
        return RunDemo(deeds, material, lambda passphrase: self.secret(passphrase=passphrase))


def compose(data_dir: Path | None = None, clock: Clock = _now) -> Program:
    """Put the program together.

    Args:
        data_dir: Where the program keeps what is not in a workspace; the environment's
            ``EVALUATOR_DATA_DIR``, else the operating system's place, when None.
        clock: Tells the time, aware UTC.
    """
    chosen = (
        data_dir or os.environ.get(_DATA_VARIABLE) or platformdirs.user_data_dir("evaluator", appauthor=False)
    )
    return Program(clock=clock, data_dir=Path(chosen))
