"""The extracts of a round as files: checked against the other papers, then all written, or none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evaluator.decision.answering import answering_language
from evaluator.decision.completeness import untranslated
from evaluator.decision.crosscheck import differences
from evaluator.decision.errors import DifferingPapersError, IncompleteDraftError, UntranslatedExtractError
from evaluator.decision.extract import common, extract
from evaluator.decision.leaks import check_names
from evaluator.decision.papers import RenderedPaper, WrittenPaper, write_files
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from evaluator.decision.completeness import Missing
    from evaluator.decision.content import Document
    from evaluator.decision.papers import PdfPapers
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome, Standing

_BETWEEN_BEATS = 50
"""Extracts that are built between two chances to stop."""
_FILES = {Language.FI: "ote-{id}.pdf", Language.SV: "utdrag-{id}.pdf"}


class PdfExtracts:
    """Makes an extract for each application, in the language in which its applicant is answered."""

    def __init__(self, papers: PdfPapers) -> None:
        """Take the maker of the round's papers, against which extracts are checked."""
        self._papers = papers

    def documents(
        self,
        outcome: Outcome,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
        beat: Callable[[], None] | None = None,
    ) -> tuple[Document, ...]:
        """Build extracts by number, checked against memo, decision and annex.

        Args:
            outcome: The round, worked out.
            only: Of these applications; None means of all.
            forms: What the forms of applications say, for those that have one.
            chosen: Languages that the official chose, before what form and register say.
            beat: Called again and again meanwhile; may raise to stop.

        Raises:
            IncompleteDraftError: The decision lacks something, so there is nothing to extract from.
            UntranslatedExtractError: A reason or condition of one of them is in the other language.
            DifferingPapersError: An extract contradicts another paper.
            EvaluatorError: The official's own sentences cannot be used.
        """
        if missing := self._papers.missing(outcome):
            raise IncompleteDraftError(missing)
        if foreign := self.waiting(outcome, only=only, forms=forms, chosen=chosen):
            raise UntranslatedExtractError(foreign)
        wanted = list(self._wanted(outcome, only, forms, chosen))
        shared = {each: common(scribe) for each, scribe in {one.language: one for one, _ in wanted}.items()}
        beat = beat or (lambda: None)
        made: list[Document] = []
        for at, (scribe, standing) in enumerate(wanted):
            if at % _BETWEEN_BEATS == 0:
                beat()
            made.append(extract(scribe, standing, shared[scribe.language]))
        against: list[Document] = []
        for language in dict.fromkeys(each.language for each in made):
            against += self._papers.documents(outcome, language=language, order="ranked", forms=forms)
            beat()
        if found := differences([*against, *made], all_extracts=only is None):
            raise DifferingPapersError(found)
        return tuple(made)

    def waiting(
        self,
        outcome: Outcome,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
    ) -> tuple[Missing, ...]:
        """Give the texts that keep extracts from being printed, each in its applicant's language.

        Args:
            outcome: The round, worked out.
            only: Of these applications; None means of all.
            forms: What the forms of applications say, for those that have one.
            chosen: Languages that the official chose, before what form and register say.
        """
        answered: dict[Language, set[ApplicationId]] = {}
        for scribe, standing in self._wanted(outcome, only, forms, chosen):
            answered.setdefault(scribe.language, set()).add(standing.application.id)
        found = [each for language, ids in answered.items() for each in untranslated(outcome, language, ids)]
        return tuple(sorted(found, key=lambda each: each.facts["number"]))

    def _wanted(
        self,
        outcome: Outcome,
        only: Collection[ApplicationId] | None,
        forms: Mapping[ApplicationId, FormFacts] | None,
        chosen: Mapping[ApplicationId, Language] | None,
    ) -> Iterator[tuple[Scribe, Standing]]:
        """Give the applications by number, each with the hand that writes its applicant's language."""
        forms, chosen = forms or {}, chosen or {}
        scribes = {
            language: self._papers.scribe(outcome, language=language, forms=forms)
            for language in (Language.FI, Language.SV)
        }
        for standing in sorted(outcome.standings, key=lambda each: each.application.number):
            application = standing.application
            if only is not None and application.id not in only:
                continue
            form = forms.get(application.id)
            said = chosen.get(application.id) or (form.language if form is not None else None)
            yield scribes[answering_language(application, scribes[Language.FI].register, said)], standing

    def __call__(
        self,
        outcome: Outcome,
        folder: Path,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[WrittenPaper, ...]:
        """Write extracts into a folder, which is made if it is not there.

        Whatever stops it, ``progress`` above all, leaves the folder as it was.

        Raises:
            UnprintableTextError: A character cannot be shown; nothing was written.
            NameLeftError: A reason names a reviewer; likewise.
            PaperFolderError: The folder cannot be written to.
            EvaluatorError: As for ``documents``.
        """
        target = folder.absolute()
        total = len(outcome.standings) if only is None else len(set(only))
        beat = None if progress is None else partial(progress, 0, total)
        made = self.rendered(outcome, only=only, forms=forms, chosen=chosen, beat=beat)
        written: list[WrittenPaper] = []

        def files() -> Iterator[tuple[Path, bytes]]:
            # One at a time: the extracts of a large round need not lie in memory together.
            for each in made:
                written.append(
                    WrittenPaper(
                        kind=each.kind,
                        path=target / each.name,
                        language=each.language,
                        pages=each.pages,
                        conforms=each.conforms,
                        about=each.about,
                    )
                )
                yield target / each.name, each.data
                if progress is not None:
                    progress(len(written), total)

        write_files(target, files())
        return tuple(written)

    def rendered(
        self,
        outcome: Outcome,
        *,
        only: Collection[ApplicationId] | None = None,
        forms: Mapping[ApplicationId, FormFacts] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
        beat: Callable[[], None] | None = None,
    ) -> Iterator[RenderedPaper]:
        """Make extracts in memory, one after the other; all are checked before the first.

        Raises:
            EvaluatorError: As for the call that writes them.
        """
        # ReportLab takes a while to load; whoever prints nothing does not wait for it.
        from evaluator.decision.printable import check_printable  # noqa: PLC0415

        documents = self.documents(outcome, only=only, forms=forms, chosen=chosen, beat=beat)
        check_printable(documents)
        check_names(documents, outcome.contents)
        return map(_rendered, documents)


def _rendered(document: Document) -> RenderedPaper:
    from evaluator.decision.pdf.render import CONFORMS, render  # noqa: PLC0415

    made = render(document)
    return RenderedPaper(
        kind=document.kind.value,
        name=_FILES[document.language].format(id=document.about),
        language=document.language,
        pages=made.pages,
        conforms=CONFORMS,
        data=made.data,
        about=document.about,
    )
