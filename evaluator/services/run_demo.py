"""The demonstration: the real round of 2020 end to end, with made-up reviewers.

Applicants, projects and sums are the real annex. Reviewers, scores, eligibility
decisions and the threshold are made up, which the round itself says, so that every
screen and paper does. The demonstration does what people would do through the same
deeds; nothing about its outcome is written down anywhere.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Protocol

from evaluator.domain.eligibility import EligibilityDecision, EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.domain.log import SALT_BYTES, Change
from evaluator.domain.log_values import of_review, of_reviewer
from evaluator.domain.rounds import Phase
from evaluator.domain.translations import Translation
from evaluator.errors import StorageError
from evaluator.messages.catalogue import Catalogue
from evaluator.services.decide_eligibility import logged_eligibility
from evaluator.services.errors import DemoBusyError, DemoFolderError, FolderOccupiedError
from evaluator.services.log_round import record
from evaluator.services.ports import PaperOrder
from evaluator.services.sweeping import no_sweeping
from evaluator.services.translate import logged_translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from fractions import Fraction
    from pathlib import Path

    from evaluator.domain.applicants import NameConfirmation
    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LogValue
    from evaluator.domain.reviews import Review, Reviewer
    from evaluator.scoring.figures import Outcome
    from evaluator.services.confirm_names import ConfirmNames
    from evaluator.services.create_round import CreateRound
    from evaluator.services.deviate import AddCondition
    from evaluator.services.draft_papers import DraftPapers
    from evaluator.services.extract_papers import ExtractPapers
    from evaluator.services.import_spreadsheet import ImportSpreadsheet
    from evaluator.services.ports import Paper, Progress, Secret, Workspace
    from evaluator.services.set_allocation import SetAllocation
    from evaluator.services.work_out_round import WorkOutRound

    Hold = Callable[[Path], AbstractContextManager[None]]
    """Holds a name in a folder; a StorageError says that somebody else does, or that nobody can."""

WORKSPACE_NAME = "demo-2020.evaluator"
PASSPHRASE_NAME = "demo-2020-passphrase.txt"  # noqa: S105 - a file's name
EXTRACTS_NAME = "otteet"
_IDENTITY = "demo-2020"
_HELD = "storage.open-elsewhere"


class DemoMaterial(Protocol):
    """What a demonstration is made of."""

    @property
    def call(self) -> Call:
        """The call of 2020."""

    @property
    def table(self) -> Path:
        """The real annex."""

    @property
    def reviewers(self) -> tuple[Reviewer, ...]:
        """Made up."""

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Made up, on every criterion."""

    @property
    def threshold(self) -> Fraction:
        """Made up, 0-100."""

    @property
    def official(self) -> str:
        """The made-up official's name, who confirms and decides."""

    @property
    def moment(self) -> datetime:
        """When everything in it happened, aware UTC; fixed, so that two runs give the same papers."""

    @property
    def conditions(self) -> tuple[tuple[ApplicationId, str], ...]:
        """Conditions of single grants: the real decision's gist."""

    @property
    def eligible_reason(self) -> str:
        """The made-up official's reason for "may be funded"."""

    @property
    def translations(self) -> tuple[tuple[str, str], ...]:
        """Made-up Swedish translations of the Finnish reasons and conditions, by text."""

    @property
    def extracts(self) -> tuple[ApplicationId, ...]:
        """Of which applications the extract is shown: a grant and a refusal in each language."""

    @property
    def not_eligible(self) -> tuple[tuple[ApplicationId, str], ...]:
        """The made-up official's reasons for "may not be funded"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What a demonstration made.

    Attributes:
        outcome: The round worked out.
        confirmed: The misprints that the demonstration confirmed.
        threshold: Its made-up threshold.
        papers: The papers in Finnish and Swedish.
        extracts: Some, each in its applicant's language, where they were asked for.
        workspace: The workspace file.
        passphrase_file: The file with its passphrase.
    """

    outcome: Outcome
    confirmed: tuple[NameConfirmation, ...]
    threshold: Fraction
    papers: tuple[Paper, ...]
    extracts: tuple[Paper, ...]
    workspace: Path
    passphrase_file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDeeds:
    """The deeds that a demonstration does."""

    create_round: CreateRound
    import_table: ImportSpreadsheet
    confirm_names: ConfirmNames
    add_condition: AddCondition
    set_allocation: SetAllocation
    work_out: WorkOutRound
    draft: DraftPapers
    extracts: ExtractPapers


class RunDemo:
    """Makes the demonstration's workspace and papers in a folder."""

    _STEPS = 7

    def __init__(
        self, deeds: DemoDeeds, material: DemoMaterial, secret: Callable[[str], Secret], hold: Hold
    ) -> None:
        self._deeds = deeds
        self._material = material
        self._secret = secret
        self._hold = hold

    def __call__(
        self, folder: Path, progress: Progress | None = None, *, extracts: bool = False
    ) -> DemoReport:
        """Make the demonstration anew; an earlier one in the folder is replaced.

        Args:
            folder: Where it goes.
            progress: Hears of each step.
            extracts: Write some extracts too, into a folder below.

        Raises:
            FolderOccupiedError: The folder holds a file by a name that the demonstration
                writes, and no demonstration made it.
            DemoFolderError: The folder cannot be written to.
            DemoBusyError: Another one is being made there, or its workspace is open.
        """
        with _alone(folder, self._hold):
            return self._make(folder, _Steps(progress, self._STEPS + extracts), extracts=extracts)

    def _make(self, folder: Path, step: _Steps, *, extracts: bool) -> DemoReport:
        material = self._material
        with _told(folder), self._hold(folder / WORKSPACE_NAME):
            passphrase = _prepare(folder, self._deeds.draft.file_names)
        step()
        deeds = self._deeds
        workspace = deeds.create_round(
            folder / WORKSPACE_NAME,
            self._secret(passphrase),
            material.call,
            by=material.official,
            identity=_IDENTITY,
            made_up=True,
        )
        try:
            with no_sweeping():
                return self._fill(workspace, material, folder, step, extracts=extracts)
        finally:
            workspace.close()

    def _fill(
        self, workspace: Workspace, material: DemoMaterial, folder: Path, step: _Steps, *, extracts: bool
    ) -> DemoReport:
        deeds = self._deeds
        deeds.import_table(workspace, material.table, by=material.official)
        step()
        outcome = deeds.work_out(workspace)
        suggestions = [
            suggestion for each in outcome.standings for suggestion in each.application.applicants.suggestions
        ]
        confirmed = deeds.confirm_names(workspace, suggestions, material.official)
        step()
        outcome = deeds.work_out(workspace)
        _review(workspace, _decide(outcome, material), material)
        step()
        deeds.set_allocation(workspace, by=material.official, threshold=material.threshold)
        for application, text in material.conditions:
            deeds.add_condition(workspace, application, text, material.official)
        step()
        papers: list[Paper] = []
        for language in (Language.FI, Language.SV):
            report = deeds.draft(workspace, folder, language, PaperOrder.ALPHABETICAL, material.official)
            papers += report.papers
            step()
        single: tuple[Paper, ...] = ()
        if extracts:
            single = deeds.extracts(
                workspace, folder / EXTRACTS_NAME, only=material.extracts, by=material.official
            )
            step()
        return DemoReport(
            outcome=deeds.work_out(workspace),
            confirmed=confirmed,
            threshold=material.threshold,
            papers=tuple(papers),
            extracts=single,
            workspace=folder / WORKSPACE_NAME,
            passphrase_file=folder / PASSPHRASE_NAME,
        )


def _review(workspace: Workspace, decisions: tuple[EligibilityDecision, ...], material: DemoMaterial) -> None:
    """Store what the made-up official and reviewers say, and take the round to its allocation."""

    def change(deed: str, subject: str, after: LogValue, before: LogValue = None) -> Change:
        return Change(
            deed=deed, subject=subject, before=before, after=after, by=material.official, at=material.moment
        )

    translations = [
        Translation(
            text=text,
            language=Language.SV,
            translation=swedish,
            by=material.official,
            at=material.moment,
        )
        for text, swedish in material.translations
    ]
    with workspace.begin() as unit:
        now = unit.round()
        unit.add_eligibility(decisions)
        unit.add_translations(translations)
        unit.put_reviewers(material.reviewers)
        unit.add_reviews(material.reviews)
        unit.put_round(replace(now, phase=Phase.ALLOCATION))
        changes = [
            *(logged_eligibility(each, None) for each in decisions),
            *(logged_translation(each, now.id) for each in translations),
            *(change("reviewer.add", each.id, of_reviewer(each)) for each in material.reviewers),
            *(change("review.submit", each.application, of_review(each)) for each in material.reviews),
            change("round.advance", now.id, Phase.ALLOCATION.value, now.phase.value),
        ]
        record(unit, changes)
        unit.commit()


def _decide(outcome: Outcome, material: DemoMaterial) -> tuple[EligibilityDecision, ...]:
    """Let the made-up official decide on every application."""
    refused = dict(material.not_eligible)

    def decision(application: ApplicationId) -> EligibilityDecision:
        return EligibilityDecision(
            application=application,
            outcome=EligibilityOutcome.NO if application in refused else EligibilityOutcome.YES,
            reason=refused.get(application, material.eligible_reason),
            by=material.official,
            at=material.moment,
        )

    return tuple(decision(each.application.id) for each in outcome.standings)


def made_up_salts() -> Iterator[bytes]:
    """Give the salts of the demonstration's log, the same each time: they guard nothing."""
    for number in count():
        yield hashlib.sha256(f"demonstration {number}".encode()).digest()[:SALT_BYTES]


@contextmanager
def _alone(folder: Path, hold: Hold) -> Iterator[None]:
    """Make the folder, and hold it against another demonstration for the length of the block."""
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DemoFolderError(folder=str(folder)) from error
        with _told(folder):
            stack.enter_context(hold(folder / PASSPHRASE_NAME))
        yield


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell a held folder apart from one that cannot be written."""
    try:
        yield
    except StorageError as error:
        if error.code != _HELD:
            raise DemoFolderError(folder=str(folder)) from error
        raise DemoBusyError(folder=str(folder)) from error


def _prepare(folder: Path, papers: frozenset[str]) -> str:
    """Make room for the demonstration in a folder and give its new passphrase."""
    try:
        if not _is_ours(folder / PASSPHRASE_NAME):
            for name in sorted({WORKSPACE_NAME, PASSPHRASE_NAME, EXTRACTS_NAME} | papers):
                if (folder / name).exists():
                    raise FolderOccupiedError(file=str(folder / name))
        for ending in ("", "-wal", "-shm"):
            (folder / f"{WORKSPACE_NAME}{ending}").unlink(missing_ok=True)
        return _write_passphrase(folder / PASSPHRASE_NAME)
    except OSError as error:
        raise DemoFolderError(folder=str(folder)) from error


def _is_ours(passphrase: Path) -> bool:
    """Tell whether a demonstration wrote this file: it then says so below its first line."""
    try:
        return _note() in passphrase.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _note() -> str:
    return Catalogue(Language.FI).say("cli.demo.passphrase-note")


def _write_passphrase(path: Path) -> str:
    """Write a random passphrase and, below it, that this is a demonstration."""
    passphrase = secrets.token_urlsafe(18)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{passphrase}\n\n{_note()}\n", encoding="utf-8")
    return passphrase


class _Steps:
    """Counts the steps of the demonstration for whoever listens."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)
