"""The decision draft as a document to be edited, from the same content as the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.decision.content import PaperKind
from evaluator.decision.docx.render import render
from evaluator.decision.errors import IncompleteDraftError
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from evaluator.decision.papers import PdfPapers
    from evaluator.scoring.figures import Outcome

_FILES: Final = {Language.FI: "paatosluonnos.docx", Language.SV: "utkast-till-beslut.docx"}


class DocxDrafts:
    """Makes the decision draft as DOCX in memory."""

    def __init__(self, papers: PdfPapers) -> None:
        """Take what builds and checks the papers."""
        self._papers = papers

    def name(self, language: Language) -> str:
        """Give the file name of a draft."""
        return _FILES[Language.SV if language is Language.SV else Language.FI]

    def __call__(self, outcome: Outcome, *, language: Language, order: str) -> bytes:
        """Make it.

        Raises:
            IncompleteDraftError: The draft lacks something that the law requires.
            DifferingPapersError: The papers contradict each other.
        """
        if missing := self._papers.missing(outcome):
            raise IncompleteDraftError(missing)
        (draft,) = self._papers.documents(
            outcome, language=language, order=order, kinds=(PaperKind.DECISION,)
        )
        return render(draft)
