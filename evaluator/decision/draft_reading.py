"""What the decision draft of a round says, without printing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import PaperKind
from evaluator.decision.draft_content import content_of, outcome_digest

if TYPE_CHECKING:
    from evaluator.decision.papers import PdfPapers
    from evaluator.domain.canonical import Hash
    from evaluator.domain.draft_versions import DraftContent
    from evaluator.domain.language import Language
    from evaluator.scoring.figures import Outcome


class DraftReading:
    """Reads a draft's content off the papers that would be printed."""

    def __init__(self, papers: PdfPapers) -> None:
        """Take what builds and checks the papers."""
        self._papers = papers

    def __call__(
        self, outcome: Outcome, *, language: Language, order: str
    ) -> tuple[DraftContent, Hash] | None:
        """Give content and the outcome's digest; None while the draft lacks something.

        Raises:
            DifferingPapersError: The papers contradict each other.
        """
        if self._papers.missing(outcome):
            return None
        (draft,) = self._papers.documents(
            outcome, language=language, order=order, kinds=(PaperKind.DECISION,)
        )
        return content_of(draft, outcome), outcome_digest(outcome)
