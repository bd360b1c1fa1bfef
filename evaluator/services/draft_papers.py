"""Draft the papers of a round: memo, decision draft and annex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.services.record_papers import DraftedPaper

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.language import Language
    from evaluator.services.ports import Missing, Paper, PaperOrder, Workspace, WritePapers
    from evaluator.services.record_papers import RecordPapers
    from evaluator.services.work_out_round import WorkOutRound


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """What was drafted.

    Attributes:
        papers: The papers that were written.
        missing: What the law still requires of the decision; while there is any,
            the decision draft is not among the papers.
    """

    papers: tuple[Paper, ...]
    missing: tuple[Missing, ...]

    @property
    def refused(self) -> bool:
        """Whether the decision draft was refused."""
        return bool(self.missing)


class DraftPapers:
    """Works the round out and writes its papers."""

    def __init__(self, work_out: WorkOutRound, write: WritePapers, keep_record: RecordPapers) -> None:
        self._work_out = work_out
        self._write = write
        self._record = keep_record

    def __call__(
        self, workspace: Workspace, folder: Path, language: Language, order: PaperOrder, by: str | None = None
    ) -> DraftReport:
        """Write what can be written into ``folder``; all papers or none.

        Args:
            workspace: The open workspace.
            folder: Where the papers go.
            language: Their language.
            order: In which order the decision lists its grants.
            by: Who drafts, for the log; None for a preview, which is not logged.

        Raises:
            EvaluatorError: A paper cannot be printed; nothing was written.
        """
        outcome = self._work_out(workspace)
        missing = self._write.missing(outcome)
        papers = self._write(outcome, folder, language=language, order=order)
        if by is not None:
            drafted = [DraftedPaper.of(each.kind, language, each.path.read_bytes()) for each in papers]
            self._record(workspace, drafted, by=by)
        return DraftReport(papers=papers, missing=missing)
