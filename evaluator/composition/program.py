"""The program: every deed with what it needs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.composition.crossing import Crossing
from evaluator.composition.keeping import Keeping
from evaluator.decision.appeal_pack import PdfAppealPack
from evaluator.decision.data.files import RawDataFiles
from evaluator.decision.docx.drafts import DocxDrafts
from evaluator.decision.draft_reading import DraftReading
from evaluator.decision.extracts import PdfExtracts
from evaluator.decision.letters import PdfLetters
from evaluator.decision.papers import PdfPapers
from evaluator.domain.form_applicants import applicants_of
from evaluator.intake.bundles.making import make_bundle
from evaluator.intake.bundles.reading import OpenedBundle, check_bundle, looks_like_bundle
from evaluator.intake.call_files import check_call
from evaluator.intake.demonstration import load_demonstration
from evaluator.intake.office_text import office_text
from evaluator.intake.ratings import read_ratings
from evaluator.intake.registers import bodies
from evaluator.intake.spreadsheets import read_spreadsheet
from evaluator.intake.spreadsheets.mapping_files import read_mapping
from evaluator.intake.spreadsheets.reader import read_headers
from evaluator.scoring.what_if import knapsack
from evaluator.services.accept_cost import AcceptCost
from evaluator.services.advance_round import AdvanceRound, StepBack
from evaluator.services.analyse_ratings import AnalyseRatings
from evaluator.services.answer_languages import AnswerLanguages
from evaluator.services.application_page import OpenApplication, OpenAttachment
from evaluator.services.bars import BarredFrom
from evaluator.services.completion_letters import CompletionLetters
from evaluator.services.confirm_names import ConfirmNames
from evaluator.services.create_round import CreateRound
from evaluator.services.decide_eligibility import DecideEligibility
from evaluator.services.deviate import AddCondition, Deviate
from evaluator.services.draft_papers import DraftPapers
from evaluator.services.draft_versions import DraftVersions
from evaluator.services.editable_draft import EditableDraft
from evaluator.services.evidence_of_round import EvidenceOf
from evaluator.services.examine import Examine
from evaluator.services.export_data import ExportData
from evaluator.services.extract_papers import ExtractPapers
from evaluator.services.find_applications import FindApplications
from evaluator.services.import_bundle import ImportBundle
from evaluator.services.import_file import ImportFile
from evaluator.services.import_preview import PreviewImport
from evaluator.services.import_spreadsheet import ImportSpreadsheet, PreviewSpreadsheet
from evaluator.services.list_refused_bundles import ListRefusedBundles
from evaluator.services.official_notes import SaveOfficialNote
from evaluator.services.read_form_facts import read_form_facts
from evaluator.services.record_papers import RecordPapers
from evaluator.services.run_demo import DemoDeeds, RunDemo, made_up_salts
from evaluator.services.scenarios import RemoveScenario, SaveScenario
from evaluator.services.set_allocation import SetAllocation
from evaluator.services.standard_reasons import standard_reason
from evaluator.services.translate import Translate
from evaluator.services.use_scenario import UseScenario
from evaluator.services.work_out_round import WorkOutRound
from evaluator.services.write_appeal_pack import WriteAppealPack
from evaluator.storage.lock import held

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from evaluator.domain.applicants import Applicants
    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import BundleFinding
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId, MunicipalityCode
    from evaluator.domain.language import Language
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.intake.call_files import CallFinding
    from evaluator.scoring.figures import Outcome
    from evaluator.scoring.what_if import WhatIf
    from evaluator.services.ports import Workspace


class Program(Crossing, Keeping):
    """The services, put together."""

    def check_call(self, path: Path) -> tuple[CallFinding, ...]:
        """Tell what is wrong with a call file."""
        return check_call(path)

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
    def preview_import(self) -> PreviewImport:
        """Shows what a file of any kind would become."""
        return PreviewImport(looks_like_bundle, self.import_bundle, self.preview_table, read_headers)

    @cached_property
    def refused_bundles(self) -> ListRefusedBundles:
        """Lists the bundles that were refused."""
        return ListRefusedBundles()

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
    def step_back(self) -> StepBack:
        """Takes a round from allocation back to its reviews."""
        return StepBack(self.clock)

    @cached_property
    def advance_round(self) -> AdvanceRound:
        """Takes a round to its next phase."""
        return AdvanceRound(self.clock)

    @cached_property
    def outcome(self) -> WorkOutRound:
        """Works a round out."""
        return WorkOutRound(Examine(self.register))

    def first_look(self, workspace: Workspace) -> Outcome:
        """Work a round out; a large one without comparing its applications with each other."""
        return self.outcome.first_look(workspace)

    def compare(self, outcome: Outcome) -> Outcome:
        """Give an outcome with the comparisons that a first look left out."""
        return self.outcome.compare(outcome)

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

    @cached_property
    def use_scenario(self) -> UseScenario:
        """Takes a saved scenario into use."""
        return UseScenario(self.clock)

    def leave_scenario(self, workspace: Workspace, former: SavedScenario, reason: str, by: str) -> None:
        """Bring back what was in force before a scenario was taken into use."""
        self.use_scenario.back(workspace, former, reason, by)

    def restore_scenario(self, workspace: Workspace, scenario: SavedScenario, by: str) -> None:
        """Save a scenario as it was."""
        self.save_scenario.restore(workspace, scenario, by)

    def what_if(self, outcome: Outcome) -> WhatIf:
        """Find the largest sum of scores that the envelope can pay; never a proposal."""
        return knapsack(outcome)

    @cached_property
    def open_application(self) -> OpenApplication:
        """Gives what an official reads of an application."""
        return OpenApplication()

    @cached_property
    def save_official_note(self) -> SaveOfficialNote:
        """Saves what an official noted on an application."""
        return SaveOfficialNote(self.clock)

    @cached_property
    def open_attachment(self) -> OpenAttachment:
        """Gives an attachment to an official."""
        return OpenAttachment()

    def office_text(self, data: bytes, path: str) -> str:
        """Give the text of an office file."""
        return office_text(data, path)

    def completion_letter(self, workspace: Workspace, application: ApplicationId) -> bytes | None:
        """Give one letter of completion in memory."""
        return self.completion_letters.preview(workspace, application)

    def accept_rest(self, workspace: Workspace, application: ApplicationId, by: str) -> object:
        """Accept whole every line that nothing was said of and that the call does not rule out."""
        return self.accept_cost.rest(workspace, application, by)

    @cached_property
    def accept_cost(self) -> AcceptCost:
        """Accepts costs line by line."""
        return AcceptCost(self.clock)

    @cached_property
    def completion_letters(self) -> CompletionLetters:
        """Writes to applicants what their applications lack."""
        return CompletionLetters(
            self.outcome,
            PdfLetters(self.register, self.today, bodies(), self.templates),
        )

    @cached_property
    def analyse(self) -> AnalyseRatings:
        """Works out what a table of ratings tells."""
        return AnalyseRatings(read_ratings)

    @cached_property
    def draft(self) -> DraftPapers:
        """Writes the papers of a round."""
        return DraftPapers(self.outcome, self._papers, self.record_papers, self.evidence)

    @cached_property
    def translate(self) -> Translate:
        """Translates what officials typed."""
        return Translate(self.outcome, self.clock)

    def standard_reason(self, workspace: Workspace, wanted: str, language: Language) -> str:
        """Give a standard reason of the round's call."""
        return standard_reason(workspace, wanted, language)

    @cached_property
    def _papers(self) -> PdfPapers:
        return PdfPapers(self.register, self.today, bodies(), self.templates)

    @cached_property
    def extracts(self) -> ExtractPapers:
        """Writes the extracts of a round, one for each applicant."""
        return ExtractPapers(self.outcome, PdfExtracts(self._papers), self.record_papers)

    @cached_property
    def answer_languages(self) -> AnswerLanguages:
        """Keeps in which language applicants are answered."""
        return AnswerLanguages(self.clock)

    @cached_property
    def appeal_pack(self) -> WriteAppealPack:
        """Puts together what an applicant's claim for a correction needs."""
        pack = PdfAppealPack(self._papers, PdfExtracts(self._papers))
        return WriteAppealPack(self.outcome, pack, self.record_papers)

    @cached_property
    def record_papers(self) -> RecordPapers:
        """Logs papers that were saved or printed."""
        return RecordPapers(self.clock)

    @cached_property
    def editable_draft(self) -> EditableDraft:
        """Writes the decision draft for editing."""
        return EditableDraft(self.outcome, DocxDrafts(self._papers), self.clock)

    @cached_property
    def draft_versions(self) -> DraftVersions:
        """Keeps and compares versions of the decision draft."""
        return DraftVersions(self.outcome, DraftReading(self._papers), self.clock)

    @cached_property
    def export_data(self) -> ExportData:
        """Exports a round's raw data."""
        return ExportData(Examine(self.register), self.evidence, RawDataFiles(self.today), self.clock)

    @cached_property
    def find_applications(self) -> FindApplications:
        """Finds applications by words or by municipality."""
        return FindApplications(lambda: self.register)

    @cached_property
    def barred(self) -> BarredFrom:
        """Tells which applications a person may not handle."""
        return BarredFrom()

    def form_facts(self, workspace: Workspace) -> dict[ApplicationId, FormFacts]:
        """Give what the forms of a round's applications say of themselves."""
        return read_form_facts(workspace)

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
            extracts=past.extracts,
        )
        return RunDemo(deeds, material, lambda passphrase: self.secret(passphrase=passphrase), held)
