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

from evaluator.decision.letters import PdfLetters
from evaluator.decision.papers import PdfPapers
from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.form_applicants import applicants_of
from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.inflection import receiver
from evaluator.exchange.card_files import CardFiles, read_card
from evaluator.exchange.packages import read_package, write_package
from evaluator.exchange.review_files import read_review, restore_review, write_review
from evaluator.exchange.round_files import read_round, write_round
from evaluator.intake.bundles.making import make_bundle
from evaluator.intake.bundles.reading import OpenedBundle, check_bundle, looks_like_bundle
from evaluator.intake.call_files import ShippedCalls, check_call
from evaluator.intake.demonstration import load_demonstration
from evaluator.intake.ratings import read_ratings
from evaluator.intake.registers import bodies, municipalities
from evaluator.intake.scores import read_pairs, read_scores
from evaluator.intake.spreadsheets import read_spreadsheet
from evaluator.intake.spreadsheets.mapping_files import read_mapping
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import Identity, IdentityMaker
from evaluator.keys.identity_files import IdentityFiles, StoredIdentity
from evaluator.keys.identity_secret import IdentitySecret as IdentitySecret  # noqa: PLC0414 - callers name it
from evaluator.keys.recovery import from_printable, printable
from evaluator.keys.resolution import ResolvedSecret
from evaluator.keys.secrets import KeyringSecret, RawSecret
from evaluator.scoring.what_if import knapsack
from evaluator.services.accept_cost import AcceptCost
from evaluator.services.advance_round import AdvanceRound
from evaluator.services.analyse_ratings import AnalyseRatings
from evaluator.services.archive import ArchiveRound
from evaluator.services.change_key import ChangeKey, ShowRecoveryKey
from evaluator.services.completion_letters import CompletionLetters
from evaluator.services.confirm_names import ConfirmNames
from evaluator.services.create_round import CreateRound
from evaluator.services.decide_eligibility import DecideEligibility
from evaluator.services.deviate import AddCondition, Deviate
from evaluator.services.draft_papers import DraftPapers
from evaluator.services.evidence_of_round import EvidenceOf
from evaluator.services.examine import Examine
from evaluator.services.find_applications import FindApplications
from evaluator.services.identities import Identities
from evaluator.services.import_bundle import ImportBundle
from evaluator.services.import_file import ImportFile
from evaluator.services.import_spreadsheet import ImportSpreadsheet, PreviewSpreadsheet
from evaluator.services.lock_round import LockRound, ReopenRound
from evaluator.services.log_round import ExportLog, ReadLog, VerifyLogFile
from evaluator.services.new_files import new_file
from evaluator.services.packages import MakePackages
from evaluator.services.record_papers import RecordPapers
from evaluator.services.retention import ApplyRetention, PlanRetention
from evaluator.services.reviewing_deeds import ReviewingDeeds, ReviewingPorts
from evaluator.services.round_files import ExportRound, ImportRound, TakeBackRound
from evaluator.services.run_demo import DemoDeeds, RunDemo, made_up_salts
from evaluator.services.scenarios import RemoveScenario, SaveScenario
from evaluator.services.set_allocation import SetAllocation
from evaluator.services.work_out_round import WorkOutRound
from evaluator.storage.workspace import SqlWorkspaces, salt_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from evaluator.domain.applicants import Applicants, Body
    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import BundleFinding
    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.domain.language import Text
    from evaluator.domain.municipalities import Register
    from evaluator.domain.people import Card
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.intake.call_files import CallFinding
    from evaluator.scoring.figures import Outcome
    from evaluator.scoring.what_if import WhatIf
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
        log_salts: For the log's commitments; random ones when None.
    """

    clock: Clock
    data_dir: Path
    log_salts: Callable[[], Iterator[bytes]] | None = None

    def _today(self) -> date:
        """Give the day that papers bear: the official's, not that of universal time."""
        return self.clock().astimezone(HELSINKI).date()

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
        return SqlWorkspaces(self.log_salts)

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

    def identity_secret(
        self, *, passphrase: str | None, ask: Callable[[], str] | None = None
    ) -> IdentitySecret:
        """Give the source of an identity's key."""
        return IdentitySecret(passphrase, ask)

    @cached_property
    def contacts(self) -> Contacts:
        """Whom this machine has met."""
        return Contacts(self.data_dir)

    @cached_property
    def identities(self) -> Identities[Identity, StoredIdentity, IdentitySecret]:
        """Makes, shows, renews and revokes identities."""
        store = IdentityFiles(self.data_dir / "identities")
        return Identities(store, self.contacts, IdentityMaker(), CardFiles(), self.clock)

    def read_card(self, path: Path) -> Card:
        """Read somebody's identity card; compare the fingerprint with its owner."""
        return read_card(path)

    @cached_property
    def make_packages(self) -> MakePackages:
        """Makes the reviewers' packages."""
        return MakePackages(write_package, self.contacts, self.clock)

    @cached_property
    def export_round(self) -> ExportRound:
        """Gives the round to somebody else."""
        return ExportRound(write_round, self.contacts, self.contacts.revoked_cards, self.clock)

    @cached_property
    def import_round(self) -> ImportRound:
        """Takes in a round that was given, or that comes back."""
        return ImportRound(SqlWorkspaces(), read_round, self.contacts, self.clock)

    @cached_property
    def take_back_round(self) -> TakeBackRound:
        """Takes back a round that was given away."""
        return TakeBackRound(self.clock)

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
    def import_table(self) -> ImportSpreadsheet:
        """Imports applications from a spreadsheet."""
        return ImportSpreadsheet(read_spreadsheet, read_mapping, self.understand, self.clock)

    def understand_form(self, form: ApplicationForm, confirmed: Mapping[str, MunicipalityCode]) -> Applicants:
        """Read who applies from a form, with the names that were confirmed."""
        return applicants_of(form, lambda text: self.understand(text, confirmed), self.register)

    def check_bundle(self, path: Path, *, container_only: bool = False) -> tuple[BundleFinding, ...]:
        """Tell what is to be noticed in a bundle, or in a container by RFC 8493 alone."""
        return check_bundle(path, container_only=container_only)

    def make_bundle(self, folder: Path, out: Path) -> tuple[BundleFinding, ...]:
        """Make a bundle from a folder of applications and check it."""
        return make_bundle(folder, out)

    @cached_property
    def import_bundle(self) -> ImportBundle:
        """Imports applications from a bundle."""
        return ImportBundle(OpenedBundle, self.understand_form, self.clock)

    @cached_property
    def import_file(self) -> ImportFile:
        """Imports applications from a file of any kind."""
        return ImportFile(looks_like_bundle, self.import_bundle, self.import_table)

    @cached_property
    def preview_table(self) -> PreviewSpreadsheet:
        """Shows what each row of a spreadsheet would become."""
        return PreviewSpreadsheet(read_spreadsheet, read_mapping, self.understand)

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
        return SetAllocation(self.clock)

    @cached_property
    def advance_round(self) -> AdvanceRound:
        """Takes a round to its next phase."""
        return AdvanceRound(self.clock)

    @cached_property
    def outcome(self) -> WorkOutRound:
        """Works a round out."""
        return WorkOutRound(Examine(self.register))

    @cached_property
    def evidence(self) -> EvidenceOf:
        """Gives the evidence beside the score, worked out once for each state of the scores."""
        return EvidenceOf(self.outcome, self.clock)

    @cached_property
    def save_scenario(self) -> SaveScenario:
        """Saves the present allocation by name."""
        return SaveScenario(self.clock)

    @cached_property
    def remove_scenario(self) -> RemoveScenario:
        """Removes a saved scenario."""
        return RemoveScenario(self.clock)

    def restore_scenario(self, workspace: Workspace, scenario: SavedScenario, by: str) -> None:
        """Save a scenario as it was."""
        self.save_scenario.restore(workspace, scenario, by)

    def what_if(self, outcome: Outcome) -> WhatIf:
        """Find the largest sum of scores that the envelope can pay; never a proposal."""
        return knapsack(outcome)

    @cached_property
    def accept_cost(self) -> AcceptCost:
        """Accepts costs line by line."""
        return AcceptCost(self.clock)

    @cached_property
    def completion_letters(self) -> CompletionLetters:
        """Writes to applicants what their applications lack."""
        return CompletionLetters(
            self.outcome,
            PdfLetters(self.register, self._today, bodies()),
        )

    @cached_property
    def analyse(self) -> AnalyseRatings:
        """Works out what a table of ratings tells."""
        return AnalyseRatings(read_ratings)

    @cached_property
    def draft(self) -> DraftPapers:
        """Writes the papers of a round."""
        write = PdfPapers(self.register, self._today, bodies())
        return DraftPapers(self.outcome, write, self.record_papers)

    @cached_property
    def record_papers(self) -> RecordPapers:
        """Logs papers that were saved or printed."""
        return RecordPapers(self.clock)

    @cached_property
    def lock_round(self) -> LockRound:
        """Locks a round whose decision is drafted."""
        return LockRound(self.clock)

    @cached_property
    def reopen_round(self) -> ReopenRound:
        """Reopens a locked round."""
        return ReopenRound(self.clock)

    @cached_property
    def read_log(self) -> ReadLog:
        """Reads and verifies a round's log."""
        return ReadLog()

    @cached_property
    def export_log(self) -> ExportLog:
        """Writes the log without personal data."""
        return ExportLog()

    @cached_property
    def verify_log_file(self) -> VerifyLogFile:
        """Verifies an exported log."""
        return VerifyLogFile()

    @cached_property
    def archive(self) -> ArchiveRound:
        """Archives a round."""
        return ArchiveRound(self.clock)

    @cached_property
    def plan_retention(self) -> PlanRetention:
        """Tells what the records plan allows."""
        return PlanRetention(self.clock)

    @cached_property
    def apply_retention(self) -> ApplyRetention:
        """Erases a round by its records plan."""
        return ApplyRetention(self.clock)

    @cached_property
    def change_key(self) -> ChangeKey:
        """Gives a workspace another key."""
        return ChangeKey(self.workspaces, self.clock)

    @cached_property
    def show_recovery_key(self) -> ShowRecoveryKey:
        """Gives a workspace's key for paper."""
        return ShowRecoveryKey(self.workspaces, salt_of, printable)

    def keyring_secret(self) -> Secret:
        """Give a key that the keyring makes and keeps."""
        return KeyringSecret()

    def write_text(self, path: Path, text: str) -> None:
        """Write a file that only its owner may read."""
        with new_file(path) as stream:
            stream.write(text.encode())

    def recovery_secret(self, text: str) -> Secret:
        """Read a recovery key as a person types it."""
        return RawSecret(from_printable(text))

    @cached_property
    def find_applications(self) -> FindApplications:
        """Finds applications by words or by municipality."""
        return FindApplications(lambda: self.register)

    @cached_property
    def reviewing(self) -> ReviewingDeeds:
        """Assigns, reviews and merges."""
        ports = ReviewingPorts(
            workspaces=self.workspaces,
            contacts=self.contacts,
            read_card=read_card,
            read_package=read_package,
            read_review=read_review,
            write_review=write_review,
            restore_review=restore_review,
            read_scores=read_scores,
            read_pairs=read_pairs,
            understand=self.understand,
        )
        return ReviewingDeeds(ports, self.clock)

    @cached_property
    def demo(self) -> RunDemo:
        """Makes the demonstration, at its own fixed moment."""
        material = load_demonstration(self.calls)
        # What is made up hides nothing, and two runs print the same papers, head of the log included.
        past = Program(clock=lambda: material.moment, data_dir=self.data_dir, log_salts=made_up_salts)
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
