"""A program behind the window that keeps its round in memory; all else in it is real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluator.decision.errors import PaperFolderError
from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.applicants import NameConfirmation
from evaluator.domain.applications import Application
from evaluator.domain.desks import Desks
from evaluator.domain.deviations import Condition, Deviation
from evaluator.domain.eligibility import EligibilityDecision, EligibilityOutcome, decisions_in_force
from evaluator.domain.eligibility_rules import find
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.rounds import RoundContents
from evaluator.domain.scenarios import SavedScenario
from evaluator.domain.variants import WHOLE
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.registers import bodies, municipalities
from evaluator.intake.tables import read_table
from evaluator.resources import resource
from evaluator.scoring.adoption import adoption
from evaluator.scoring.allocation import deviations_in_force
from evaluator.scoring.evidence.analysis import Options
from evaluator.scoring.evidence.of_round import evidence_of
from evaluator.scoring.outcome import work_out
from evaluator.scoring.what_if import WhatIf, knapsack
from evaluator.services.extract_papers import ExtractPreview
from tests.builders import a_review, a_reviewer, a_round
from tests.ui.board_doubles import memory_board
from tests.ui.log_doubles import memory_log
from tests.ui.version_doubles import MemoryEditable, MemoryVersions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.disclosures import Receiver
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.language import Language
    from evaluator.domain.variants import Edition
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.services.bars import Bar
    from evaluator.services.ports import PaperOrder, Progress

ANNEX = resource("rounds", "2020", "applications.csv")
REGISTER, BODIES = municipalities(), bodies()
AT = datetime(2020, 11, 2, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class MemoryPaper:
    kind: str
    name: str
    language: Language
    data: bytes
    pages: int = 2
    conforms: tuple[str, ...] = ("PDF/UA-1", "PDF/A-2a")
    about: str = ""


@dataclass(frozen=True)
class MemoryMissing:
    key: str
    facts: dict[str, str | int]


@dataclass(frozen=True)
class MemoryDraft:
    papers: tuple[MemoryPaper, ...]
    missing: tuple[MemoryMissing, ...] = ()
    untranslated: tuple[MemoryMissing, ...] = ()


@dataclass(frozen=True)
class MemoryDemo:
    workspace: Path
    passphrase_file: Path


class MemoryDrafting:
    """Papers that are two small pages; saving and logging are remembered."""

    def __init__(self, program: MemoryProgram) -> None:
        self._program = program
        self.logged: list[tuple[str, str, str]] = []
        self.editions: list[Edition] = []
        self.saved: list[Edition] = []
        self.given: list[Receiver | None] = []
        self.untranslated: tuple[MemoryMissing, ...] = ()

    def preview(
        self, workspace: MemoryWorkspace, language: Language, order: PaperOrder, edition: Edition = WHOLE
    ) -> MemoryDraft:
        self._program.drafts.append((language.value, order.value))
        self.editions.append(edition)
        contents = workspace.contents
        undecided = [each.id for each in contents.applications if each.id not in contents.eligibility]
        kinds = ("memo", "annex") if undecided else ("memo", "decision", "annex")
        papers = tuple(
            MemoryPaper(
                kind,
                f"{kind}-{language.value}.pdf",
                language,
                pdf_of(f"{kind} {language.value} {order.value}", 2),
            )
            for kind in kinds
        )
        missing = (MemoryMissing("ui.decision.title", {}),) if undecided else ()
        return MemoryDraft(papers, missing, self.untranslated)

    def save(
        self, workspace: MemoryWorkspace, paper: MemoryPaper, path: Path, *, by: str, **how: Any
    ) -> None:
        if not path.parent.is_dir():
            raise PaperFolderError(path=str(path.parent))
        path.write_bytes(paper.data)
        self.record(workspace, paper, by=by, **how)

    def record(
        self,
        workspace: MemoryWorkspace,
        paper: MemoryPaper,
        *,
        by: str,
        edition: Edition = WHOLE,
        receiver: Receiver | None = None,
    ) -> None:
        self.saved.append(edition)
        self.given.append(receiver)
        self.logged.append((paper.kind, paper.language.value, by))


class MemoryExtracts:
    """Extracts that are one small page."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.waiting: set[str] = set()
        self.chosen: dict[str, Language | None] = {}

    def preview(self, workspace: MemoryWorkspace, application: str) -> ExtractPreview:
        from evaluator.domain.language import Language

        self.made.append(application)
        if application in self.waiting:
            return ExtractPreview(paper=None, waiting=(MemoryMissing("ui.decision.title", {}),))
        name, chosen = f"ote-{application}.pdf", self.chosen.get(application)
        paper = MemoryPaper(
            "extract", name, chosen or Language.FI, pdf_of(name, 1), pages=1, about=application
        )
        return ExtractPreview(paper=paper, waiting=(), chosen=chosen)


class MemoryWorkspace:
    """Where a round would be stored."""

    def __init__(self, path: Path, contents: RoundContents) -> None:
        self.path = path
        self.contents = contents
        self.closed = False

    def close(self) -> None:
        self.closed = True


class MemoryReviewing:
    """The round in memory is an office's."""

    def board(self, workspace: MemoryWorkspace):
        return memory_board(workspace.contents)

    def tell_desk(self, workspace: MemoryWorkspace) -> Desks:
        return Desks.OFFICE


class MemoryProgram:
    """The services over a round in memory.

    Args:
        contents: The round that every path opens.
        passphrase: What opens it; None opens without one.
    """

    def __init__(self, contents: RoundContents, passphrase: str | None = None) -> None:
        self.register = REGISTER
        self.calls = ShippedCalls()
        self.reviewing = MemoryReviewing()
        self.fail_next: Exception | None = None
        self.drafts: list[tuple[str, str]] = []
        self.draft = MemoryDrafting(self)
        self.draft_versions, self.editable_draft = MemoryVersions(), MemoryEditable()
        self.extracts = MemoryExtracts()
        self.bars: dict[ApplicationId, Bar] = {}
        self.forms: dict[ApplicationId, FormFacts] = {}
        self._contents = contents
        self._passphrase = passphrase

    def barred(self, workspace: MemoryWorkspace, person: str) -> dict[ApplicationId, Bar]:
        return self.bars

    def form_facts(self, workspace: MemoryWorkspace) -> dict[ApplicationId, FormFacts]:
        return self.forms

    def open(self, path: Path, passphrase: str | None) -> MemoryWorkspace:
        from evaluator.keys.errors import KeyMissingError
        from evaluator.storage.errors import WrongKeyError

        if self._passphrase is not None and passphrase is None:
            raise KeyMissingError
        if self._passphrase is not None and passphrase != self._passphrase:
            raise WrongKeyError(**dict.fromkeys(WrongKeyError.fact_names, path.name))
        return MemoryWorkspace(path, self._contents)

    def outcome(self, workspace: MemoryWorkspace) -> Outcome:
        contents = workspace.contents
        return work_out(contents, lambda each: find(each, contents.round.call, self.register))

    def answer_languages(self, workspace: MemoryWorkspace, chosen: dict[str, Any], *, by: str) -> None:
        self.extracts.chosen.update(chosen)

    def first_look(self, workspace: MemoryWorkspace) -> Outcome:
        return self.outcome(workspace)

    def compare(self, outcome: Outcome) -> Outcome:
        return outcome

    def evidence(self, workspace: MemoryWorkspace, outcome: Outcome) -> Evidence:
        return evidence_of(outcome, Options(draws=200))

    def what_if(self, outcome: Outcome) -> WhatIf:
        return knapsack(outcome)

    def save_scenario(self, workspace: MemoryWorkspace, name: str, by: str) -> SavedScenario:
        contents = workspace.contents
        saved = SavedScenario(
            name=name,
            rule=contents.round.rule,
            threshold=contents.round.threshold,
            deviations=tuple(deviations_in_force(contents.deviations).values()),
            by=by,
            at=AT,
        )
        self.restore_scenario(workspace, saved, by)
        return saved

    def restore_scenario(self, workspace: MemoryWorkspace, scenario: SavedScenario, by: str) -> None:
        others = tuple(each for each in workspace.contents.scenarios if each.name != scenario.name)
        workspace.contents = replace(workspace.contents, scenarios=(*others, scenario))

    def use_scenario(self, workspace, name, reason, by) -> None:
        wanted = next(each for each in workspace.contents.scenarios if each.name == name)
        self._adopt(workspace, adoption(self.outcome(workspace), wanted), wanted, reason, by)

    def leave_scenario(self, workspace, former, reason, by) -> None:
        way = adoption(self.outcome(workspace), former, as_it_was=True)
        self._adopt(workspace, way, former, reason, by)

    def _adopt(self, workspace, way, wanted, reason, by) -> None:
        self.set_allocation(
            workspace,
            by=by,
            rule=wanted.rule,
            threshold=wanted.threshold,
            without_threshold=wanted.threshold is None,
        )
        for each in way.taken_back:
            self.deviate(workspace, each, None, reason, by)
        for each in way.recorded:
            self.deviate(workspace, each.application, each.kind, each.reason, by, each.amount)

    def remove_scenario(self, workspace: MemoryWorkspace, name: str, by: str) -> SavedScenario:
        former = next(each for each in workspace.contents.scenarios if each.name == name)
        left = tuple(each for each in workspace.contents.scenarios if each.name != name)
        workspace.contents = replace(workspace.contents, scenarios=left)
        return former

    def confirm_names(self, workspace: MemoryWorkspace, suggestions: Iterable, by: str) -> None:
        contents = workspace.contents
        added = tuple(
            NameConfirmation(as_written=each.as_written, code=each.code, by=by, at=AT) for each in suggestions
        )
        confirmed = {each.as_written: each.code for each in (*contents.confirmations, *added)}
        applications = tuple(
            replace(each, applicants=understood(each.applicants.as_written, confirmed))
            for each in contents.applications
        )
        workspace.contents = replace(
            contents, applications=applications, confirmations=(*contents.confirmations, *added)
        )

    def decide_eligibility(
        self,
        workspace: MemoryWorkspace,
        application_id: ApplicationId,
        outcome: EligibilityOutcome,
        reason: str,
        by: str,
        complete_by: date | None = None,
    ) -> None:
        if self.fail_next is not None:
            error, self.fail_next = self.fail_next, None
            raise error
        decision = EligibilityDecision(
            application=application_id, outcome=outcome, reason=reason, by=by, at=AT, complete_by=complete_by
        )
        eligibility = decisions_in_force([*workspace.contents.eligibility.values(), decision])
        workspace.contents = replace(workspace.contents, eligibility=eligibility)

    def deviate(self, workspace, application_id, kind, reason, by, amount=None) -> None:
        deviation = Deviation(
            application=application_id, kind=kind, reason=reason, by=by, at=AT, amount=amount
        )
        deviations = (*workspace.contents.deviations, deviation)
        workspace.contents = replace(workspace.contents, deviations=deviations)

    def add_condition(self, workspace, application_id, text, by, reason="") -> None:
        condition = Condition(application=application_id, text=text, reason=reason or text, by=by, at=AT)
        conditions = (*workspace.contents.conditions, condition)
        workspace.contents = replace(workspace.contents, conditions=conditions)

    def set_allocation(self, workspace, *, by, rule=None, threshold=None, without_threshold=False) -> None:
        now = workspace.contents.round
        kept = now.threshold if threshold is None else threshold
        changed = replace(now, rule=rule or now.rule, threshold=None if without_threshold else kept)
        workspace.contents = replace(workspace.contents, round=changed)

    def read_log(self, workspace: MemoryWorkspace, anchor=None):
        return memory_log(workspace.contents)

    def demo(self, folder: Path, progress: Progress) -> MemoryDemo:
        folder.mkdir(parents=True, exist_ok=True)
        for step in range(3):
            progress(step + 1, 3)
        file = folder / "demo.evaluator"
        file.write_bytes(b"")
        secret = folder / "passphrase.txt"
        secret.write_text(f"{self._passphrase or 'sana'}\n", encoding="utf-8")
        return MemoryDemo(file, secret)


def understood(text: str, confirmed=None):
    return parse_applicants(text, REGISTER, BODIES, confirmed or {})


@cache
def applications_of(path: Path) -> tuple[Application, ...]:
    return tuple(
        Application(
            id=ApplicationId(f"2020-{row.number:03d}"),
            number=row.number,
            title=row.title,
            applicants=understood(row.applicants),
            requested=row.requested,
            source=path.name,
        )
        for row in read_table(path)
    )


@cache
def contents_2020(
    applications: tuple[Application, ...] | None = None, *, decided: bool = True
) -> RoundContents:
    """Give the real applications with even made-up scores; the last three are not decided unless told."""
    call = ShippedCalls().get("2020-joint-projects")
    read = applications_of(ANNEX) if applications is None else applications
    reviewers = tuple(a_reviewer(number) for number in (1, 2))
    reviews = tuple(
        a_review(
            {
                str(criterion.id): (application.number * 7 + at + turn) % 6
                for at, criterion in enumerate(call.criteria)
            },
            application=str(application.id),
            reviewer=str(reviewer.id),
        )
        for application in read
        for turn, reviewer in enumerate(reviewers)
    )
    decisions = [
        EligibilityDecision(
            application=each.id,
            outcome=EligibilityOutcome.NO if each.number in {17, 19} else EligibilityOutcome.YES,
            reason="Esimerkkiperustelu.",
            by="Esittelijä",
            at=AT,
        )
        for each in (read if decided else read[:-3])
    ]
    return RoundContents(
        round=a_round(call=call, threshold=Fraction(20)),
        applications=read,
        confirmations=(),
        eligibility={each.application: each for each in decisions},
        reviewers=reviewers,
        reviews=reviews,
        deviations=(),
        conditions=(),
    )


def many_applications(count: int) -> tuple[Application, ...]:
    """Give the real applications over and over, numbered on."""
    read = applications_of(ANNEX)
    return tuple(
        replace(read[at % len(read)], id=ApplicationId(f"2020-{at + 1:05d}"), number=at + 1)
        for at in range(count)
    )


def pdf_of(text: str, pages: int) -> bytes:
    """Make a small PDF with a text on every page, in memory."""
    from PySide6.QtCore import QBuffer, QIODevice, QPoint
    from PySide6.QtGui import QPainter, QPdfWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawText(QPoint(1000, 1000), f"{text} {page + 1}")
    painter.end()
    return bytes(buffer.data().data())
