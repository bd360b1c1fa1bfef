"""Draft the papers of a round: memo, decision draft and annex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.language import Language
    from evaluator.services.ports import Missing, Paper, PaperOrder, Workspace, WritePapers
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

    def __init__(self, work_out: WorkOutRound, write: WritePapers) -> None:
        self._work_out = work_out
        self._write = write

    def __call__(
        self, workspace: Workspace, folder: Path, language: Language, order: PaperOrder
    ) -> DraftReport:
        """Write what can be written into ``folder``; all papers or none.

        Raises:
            EvaluatorError: A paper cannot be printed; nothing was written.
        """
        outcome = self._work_out(workspace)
        missing = self._write.missing(outcome)
        papers = self._write(outcome, folder, language=language, order=order)
        return DraftReport(papers=papers, missing=missing)
