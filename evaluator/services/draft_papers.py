"""Draft the papers of a round: look at them, save them, give them to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.variants import WHOLE, Edition, Variant
from evaluator.services.guards import require_party
from evaluator.services.read_form_facts import read_form_facts
from evaluator.services.record_papers import DraftedPaper, require_register
from evaluator.services.sweeping import no_sweeping

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.disclosures import Receiver
    from evaluator.domain.language import Language
    from evaluator.scoring.figures import Outcome
    from evaluator.services.evidence_of_round import EvidenceOf
    from evaluator.services.paper_ports import RenderedPaper, WritePapers
    from evaluator.services.ports import Missing, Paper, PaperOrder, Workspace
    from evaluator.services.record_papers import RecordPapers
    from evaluator.services.work_out_round import WorkOutRound


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """What was drafted.

    Attributes:
        papers: The papers that were written.
        missing: What the law still requires of the decision; while there is any,
            the decision draft is not among the papers.
        untranslated: What the draft prints in the other language, marked so; it keeps
            the round from being locked, and the extracts of its applications waiting.
    """

    papers: tuple[Paper, ...]
    missing: tuple[Missing, ...]
    untranslated: tuple[Missing, ...]

    @property
    def refused(self) -> bool:
        """Whether the decision draft was refused."""
        return bool(self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPreview:
    """What would be drafted, in memory.

    Attributes:
        papers: The papers.
        missing: What the law still requires of the decision.
        untranslated: What the draft prints in the other language.
    """

    papers: tuple[RenderedPaper, ...]
    missing: tuple[Missing, ...]
    untranslated: tuple[Missing, ...]


class DraftPapers:
    """Works the round out and makes its papers: to look at, to save, to print."""

    def __init__(
        self, work_out: WorkOutRound, write: WritePapers, keep_record: RecordPapers, evidence: EvidenceOf
    ) -> None:
        self._work_out = work_out
        self._evidence = evidence
        self._write = write
        self._record = keep_record

    @property
    def file_names(self) -> frozenset[str]:
        """The names that files of papers can have."""
        return self._write.file_names

    def __call__(
        self,
        workspace: Workspace,
        folder: Path,
        language: Language,
        order: PaperOrder,
        by: str | None = None,
        *,
        edition: Edition = WHOLE,
        receiver: Receiver | None = None,
    ) -> DraftReport:
        """Write what can be written into ``folder``; all papers or none.

        Args:
            workspace: The open workspace.
            folder: Where the papers go.
            language: Their language.
            order: In which order the decision lists its grants.
            by: Who drafts, for the log; None logs nothing.
            edition: For whom, and whether with embedded data.
            receiver: To whom they are given, for the register of disclosures.

        Raises:
            UnknownApplicationError: The party's application is none of the round's.
            StorageError: They are given to somebody, and nothing can be recorded.
            EvaluatorError: A paper cannot be printed; nothing was written.
        """
        require_register(workspace, receiver)
        outcome = self._worked(workspace)
        require_party(outcome, edition)
        forms = read_form_facts(workspace)
        with no_sweeping():
            papers = self._write(
                outcome, folder, language=language, order=order, forms=forms, edition=edition
            )
        if by is not None:
            drafted = [
                DraftedPaper.of(each.kind, language, each.path.read_bytes(), untranslated=each.untranslated)
                for each in papers
            ]
            self._record(workspace, drafted, by=by, edition=edition, receiver=receiver)
        return DraftReport(
            papers=papers,
            missing=self._write.missing(outcome),
            untranslated=self._write.untranslated(outcome, language),
        )

    def preview(
        self, workspace: Workspace, language: Language, order: PaperOrder, edition: Edition = WHOLE
    ) -> PaperPreview:
        """Make the papers in memory, to be looked at; nothing is written or logged.

        Raises:
            EvaluatorError: A paper cannot be printed.
        """
        outcome = self._worked(workspace)
        require_party(outcome, edition)
        forms = read_form_facts(workspace)
        with no_sweeping():
            papers = self._write.rendered(
                outcome, language=language, order=order, forms=forms, edition=edition
            )
        return PaperPreview(
            papers=papers,
            missing=self._write.missing(outcome),
            untranslated=self._write.untranslated(outcome, language),
        )

    def _worked(self, workspace: Workspace) -> Outcome:
        """Work the round out, with the evidence that the memo reads among its contents."""
        return self._evidence.within(workspace, self._work_out(workspace))

    def save(
        self,
        workspace: Workspace,
        paper: RenderedPaper,
        path: Path,
        *,
        by: str,
        edition: Edition = WHOLE,
        receiver: Receiver | None = None,
    ) -> None:
        """Write a paper that was looked at into a file, whole or not at all, and log it.

        Raises:
            StorageError: It cannot be written there, or is given to somebody and cannot be
                recorded; nothing is logged.
        """
        require_register(workspace, receiver)
        self._write.save(path, paper.data)
        self.record(workspace, paper, by=by, edition=edition, receiver=receiver)

    def record(
        self,
        workspace: Workspace,
        paper: RenderedPaper,
        *,
        by: str,
        edition: Edition = WHOLE,
        receiver: Receiver | None = None,
    ) -> None:
        """Log a paper that was looked at and left the program, such as on a printer.

        Args:
            workspace: The open workspace.
            paper: The paper; an extract that is given to somebody is its party's.
            by: Who let it out.
            edition: For whom it was made.
            receiver: To whom it is given, for the register of disclosures.
        """
        if receiver is not None and paper.about:
            edition = Edition(variant=Variant.PARTY, party=ApplicationId(paper.about))
        drafted = DraftedPaper.of(paper.kind, paper.language, paper.data, untranslated=paper.untranslated)
        self._record(workspace, [drafted], by=by, edition=edition, receiver=receiver)
