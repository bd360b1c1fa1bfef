"""What the window asks of the program behind it; every call may take long and runs in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from evaluator.ui.office_program import OfficeProgram

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction
    from pathlib import Path

    from evaluator.domain.applicants import NameSuggestion
    from evaluator.domain.call import AllocationRule
    from evaluator.domain.deviations import DeviationKind
    from evaluator.domain.disclosures import Disclosure, Receiver
    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.domain.eligibility import EligibilityOutcome
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.domain.log import Digest, LogVerdict
    from evaluator.domain.money import Cents
    from evaluator.domain.municipalities import Register
    from evaluator.domain.people import Card, Person
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.domain.variants import Edition
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.scoring.what_if import WhatIf
    from evaluator.services.draft_versions import Comparison
    from evaluator.services.extract_papers import ExtractPreview
    from evaluator.services.log_round import RoundLog
    from evaluator.services.packages import MadePackage
    from evaluator.services.paper_ports import RenderedPaper
    from evaluator.services.ports import CallLibrary, Missing, PaperOrder, Progress, Secret, Workspace
    from evaluator.services.reviewing_deeds import ReviewingDeeds
    from evaluator.services.translate import TextState


class PaperPreview(Protocol):
    """The papers of a round in memory, and what still keeps it from being decided."""

    @property
    def papers(self) -> Sequence[RenderedPaper]:
        """Every paper of the round; the decision only when nothing is missing."""

    @property
    def missing(self) -> Sequence[Missing]:
        """What is still missing, none when the draft is complete."""

    @property
    def untranslated(self) -> Sequence[Missing]:
        """What the decision draft prints in the other language."""


class Drafting(Protocol):
    """Papers to look at, to save and to print."""

    def preview(
        self, workspace: Workspace, language: Language, order: PaperOrder, edition: Edition = ...
    ) -> PaperPreview:
        """Make the papers in memory; nothing is written or logged."""

    def save(
        self,
        workspace: Workspace,
        paper: RenderedPaper,
        path: Path,
        *,
        by: str,
        edition: Edition = ...,
        receiver: Receiver | None = None,
    ) -> None:
        """Write a paper into a file, whole or not at all, and log it."""

    def record(
        self,
        workspace: Workspace,
        paper: RenderedPaper,
        *,
        by: str,
        edition: Edition = ...,
        receiver: Receiver | None = None,
    ) -> None:
        """Log a paper that was printed."""


class Extracting(Protocol):
    """Extracts to look at."""

    def preview(
        self, workspace: Workspace, application: ApplicationId, language: Language | None = None
    ) -> ExtractPreview:
        """Make the extract of one application in memory; nothing is written or logged."""


class Versions(Protocol):
    """Versions of the draft."""

    def keep(
        self, workspace: Workspace, language: Language, order: PaperOrder, *, by: str
    ) -> DraftVersion | None:
        """Keep the draft as it is now, unless the last one in its language said the same."""

    def all(self, workspace: Workspace) -> tuple[DraftVersion, ...]:
        """Give every version, oldest first."""

    def compare(self, workspace: Workspace, before: int, after: int) -> Comparison:
        """Tell in what two versions differ."""


class Editable(Protocol):
    """The draft to be edited."""

    def name(self, language: Language) -> str:
        """Give its file name."""

    def __call__(
        self, workspace: Workspace, path: Path, language: Language, order: PaperOrder, *, by: str
    ) -> None:
        """Write it into a file."""


class Translating(Protocol):
    """What officials typed, in the language of each paper."""

    def texts(self, workspace: Workspace) -> Sequence[TextState]:
        """Give every text that the decision prints."""

    def __call__(
        self, workspace: Workspace, language: Language, translations: Mapping[str, str], *, by: str
    ) -> int:
        """Record translations."""


class Exporting(Protocol):
    """The round's raw data."""

    def __call__(
        self,
        workspace: Workspace,
        path: Path,
        *,
        language: Language,
        by: str,
        edition: Edition = ...,
        receiver: Receiver | None = None,
    ) -> object:
        """Write them as a workbook."""


class Identities(Protocol):
    """The identities of this machine's user."""

    def all(self) -> tuple[Card, ...]:
        """Give their cards, by name."""

    def new(self, name: str, organisation: str, secret: Any, /) -> Card:
        """Make an identity."""

    def write_card(self, name: str | None, secret: Any, path: Path, /) -> Card:
        """Write an identity's card."""

    def open(self, name: str | None, secret: Any, /) -> Person:
        """Open an identity to sign and to read with."""


class DemoReport(Protocol):
    """Where the demonstration lies."""

    @property
    def workspace(self) -> Path:
        """Its workspace file."""

    @property
    def passphrase_file(self) -> Path:
        """The file with its passphrase; a demonstration guards no secret."""


class Program(OfficeProgram, Protocol):
    """The services, as the window needs them."""

    @property
    def register(self) -> Register:
        """The municipalities."""

    @property
    def calls(self) -> CallLibrary:
        """The calls that ship with the program."""

    @property
    def reviewing(self) -> ReviewingDeeds:
        """The deeds of assigning, reviewing and merging."""

    @property
    def identities(self) -> Identities:
        """The identities of this machine's user."""

    @property
    def draft_versions(self) -> Versions:
        """Versions of the draft."""

    @property
    def editable_draft(self) -> Editable:
        """The draft to be edited."""

    def answer_languages(
        self, workspace: Workspace, chosen: Mapping[ApplicationId, Language | None], /, *, by: str
    ) -> None:
        """Keep in which language applicants are answered."""

    @property
    def translate(self) -> Translating:
        """Translates what officials typed."""

    @property
    def export_data(self) -> Exporting:
        """Exports raw data."""

    def disclosures(self, workspace: Workspace) -> Sequence[Disclosure]:
        """Give the register of disclosures, oldest first."""

    def identity_secret(self, *, passphrase: str | None) -> Any:
        """Give the source of an identity's key."""

    def secret(self, *, passphrase: str | None) -> Secret:
        """Give the source of a workspace's key."""

    def open(self, path: Path, passphrase: str | None) -> Workspace:
        """Open a workspace.

        Raises:
            StorageError: It cannot be opened; without a key, ask for the passphrase.
        """

    def outcome(self, workspace: Workspace) -> Outcome:
        """Work the round out."""

    def first_look(self, workspace: Workspace) -> Outcome:
        """Work the round out; a large one without comparing its applications with each other."""

    def compare(self, outcome: Outcome) -> Outcome:
        """Give an outcome with the comparisons that a first look left out."""

    def evidence(self, workspace: Workspace, outcome: Outcome) -> Evidence:
        """Give the evidence of a round that was worked out; takes a part of a second the first time."""

    def what_if(self, outcome: Outcome) -> WhatIf:
        """Find the largest sum of scores that the envelope can pay; never a proposal.

        Raises:
            RefusedError: None was found in time.
        """

    def save_scenario(self, workspace: Workspace, name: str, by: str) -> SavedScenario:
        """Save the present allocation by name."""

    def restore_scenario(self, workspace: Workspace, scenario: SavedScenario, by: str) -> object:
        """Save a scenario as it was."""

    def use_scenario(self, workspace: Workspace, name: str, reason: str, by: str) -> object:
        """Take a saved scenario into use; its deviations are recorded."""

    def leave_scenario(self, workspace: Workspace, former: SavedScenario, reason: str, by: str) -> object:
        """Bring back what was in force before a scenario was taken into use."""

    def remove_scenario(self, workspace: Workspace, name: str, by: str) -> SavedScenario:
        """Remove a saved scenario."""

    def confirm_names(self, workspace: Workspace, suggestions: Iterable[NameSuggestion], by: str) -> object:
        """Confirm what misprinted names mean."""

    def decide_eligibility(
        self,
        workspace: Workspace,
        application_id: ApplicationId,
        outcome: EligibilityOutcome,
        reason: str,
        by: str,
        complete_by: date | None = None,
    ) -> object:
        """Record the official's decision on one application."""

    def deviate(
        self,
        workspace: Workspace,
        application_id: ApplicationId,
        kind: DeviationKind | None,
        reason: str,
        by: str,
        amount: Cents | None = None,
    ) -> object:
        """Record a deviation from the rule; None takes it back."""

    def add_condition(
        self, workspace: Workspace, application_id: ApplicationId, text: str, by: str, reason: str
    ) -> object:
        """Add a condition to one grant; an empty text takes its last one back."""

    def set_allocation(
        self,
        workspace: Workspace,
        *,
        by: str,
        rule: AllocationRule | None = None,
        threshold: Fraction | None = None,
        without_threshold: bool = False,
    ) -> object:
        """Change how the envelope is divided; without a threshold, ``threshold`` is not looked at."""

    @property
    def extracts(self) -> Extracting:
        """The extracts of the round's applicants."""

    @property
    def draft(self) -> Drafting:
        """The papers of the round."""

    def read_card(self, path: Path) -> Card:
        """Read somebody's identity card."""

    def make_packages(
        self,
        workspace: Workspace,
        person: Any,
        folder: Path,
        receivers: Sequence[Card],
        progress: Progress,
        /,
    ) -> tuple[MadePackage, ...]:
        """Make a package for each reviewer who has something to read."""

    def read_log(self, workspace: Workspace, anchor: Digest | None = None) -> RoundLog:
        """Read and verify the log; ``anchor`` is a head known from elsewhere."""

    def export_log(self, workspace: Workspace, path: Path) -> RoundLog:
        """Write the log without personal data."""

    def verify_log_file(self, path: Path, anchor: Digest | None = None) -> LogVerdict:
        """Verify an exported log."""

    def demo(self, folder: Path, progress: Progress) -> DemoReport:
        """Make the 2020 round with made-up reviewers in a folder."""
