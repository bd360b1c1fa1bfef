"""The appeal pack of one applicant as a folder: papers, versions, and a table of contents."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from evaluator.decision.appeal_papers import contents_paper, log_paper, score_paper, versions_paper
from evaluator.decision.crosscheck import differences
from evaluator.decision.errors import DifferingPapersError
from evaluator.decision.papers import WrittenPaper, write_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from evaluator.decision.content import Document
    from evaluator.decision.extracts import PdfExtracts
    from evaluator.decision.papers import PdfPapers
    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.domain.log import LoggedEntry
    from evaluator.scoring.figures import Outcome

CONTENTS = "contents"


class PdfAppealPack:
    """Writes the pack: the extract, scores and arithmetic, the log's extract, and what lists them."""

    def __init__(self, papers: PdfPapers, extracts: PdfExtracts) -> None:
        self._papers = papers
        self._extracts = extracts

    def __call__(
        self,
        outcome: Outcome,
        application: ApplicationId,
        folder: Path,
        *,
        log: Sequence[LoggedEntry],
        versions: Sequence[DraftVersion] = (),
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
    ) -> tuple[WrittenPaper, ...]:
        """Write the pack of an application of the round, all of it or nothing.

        Args:
            outcome: The round, worked out.
            application: Whose pack.
            folder: Where to; made if it is not there.
            log: The log's entries about this application, oldest first.
            versions: The kept versions of the draft, oldest first.
            forms: What the forms of applications say.
            chosen: Languages that the official chose.

        Raises:
            IncompleteDraftError: There is no decision to extract from yet.
            DifferingPapersError: Two papers of the pack contradict each other.
            UnprintableTextError: A character cannot be shown.
            PaperFolderError: The folder cannot be written to.
        """
        from evaluator.decision.pdf.render import CONFORMS, render  # noqa: PLC0415
        from evaluator.decision.printable import check_printable  # noqa: PLC0415

        (decided,) = self._extracts.documents(outcome, only=[application], forms=forms, chosen=chosen)
        scribe = self._papers.scribe(outcome, language=decided.language, forms=forms)
        standing = next(each for each in outcome.standings if each.application.id == application)
        papers: dict[str, Document] = {
            "extract": decided,
            "scores": score_paper(scribe, standing),
            "log": log_paper(scribe, standing, log),
            "versions": versions_paper(scribe, standing, versions),
        }
        if found := differences(papers.values(), all_extracts=False):
            raise DifferingPapersError(found)
        check_printable(papers.values())
        made = {name: render(paper) for name, paper in papers.items()}
        names = {name: scribe.say(f"appeal.{name}.file") for name in (CONTENTS, *papers)}
        listed = [
            (names[name], papers[name].name, each.pages, hashlib.sha256(each.data).hexdigest())
            for name, each in made.items()
        ]
        papers = {CONTENTS: contents_paper(scribe, standing, listed), **papers}
        made[CONTENTS] = render(papers[CONTENTS])
        target = folder.absolute()
        write_files(target, [(target / names[name], each.data) for name, each in made.items()])
        return tuple(
            _written(paper, target / names[name], made[name].pages, CONFORMS)
            for name, paper in papers.items()
        )


def _written(paper: Document, path: Path, pages: int, conforms: tuple[str, ...]) -> WrittenPaper:
    return WrittenPaper(
        kind=paper.kind.value,
        path=path,
        language=paper.language,
        pages=pages,
        conforms=conforms,
        about=paper.about,
    )
