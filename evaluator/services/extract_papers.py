"""Write the extracts of a round: for each applicant its own part of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.variants import WHOLE, Edition, Variant
from evaluator.services.answer_languages import answers_of
from evaluator.services.guards import require_application
from evaluator.services.read_form_facts import read_form_facts
from evaluator.services.record_papers import DraftedPaper, require_register

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from evaluator.domain.disclosures import Receiver
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.services.paper_ports import RenderedPaper, WriteExtracts
    from evaluator.services.ports import Missing, Paper, Progress, Workspace
    from evaluator.services.record_papers import RecordPapers
    from evaluator.services.work_out_round import WorkOutRound


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractPreview:
    """An extract in memory.

    Attributes:
        paper: The extract, or None while it waits.
        waiting: The reasons and conditions that it waits for to be translated.
        chosen: The language that an official chose; None where the applicant's own holds.
    """

    paper: RenderedPaper | None
    waiting: tuple[Missing, ...]
    chosen: Language | None = None


class ExtractPapers:
    """Works the round out and writes extracts, all of them or single ones."""

    def __init__(self, work_out: WorkOutRound, write: WriteExtracts, keep_record: RecordPapers) -> None:
        self._work_out = work_out
        self._write = write
        self._record = keep_record

    def __call__(
        self,
        workspace: Workspace,
        folder: Path,
        *,
        only: Collection[ApplicationId] | None = None,
        chosen: Mapping[ApplicationId, Language] | None = None,
        by: str | None = None,
        receiver: Receiver | None = None,
        progress: Progress | None = None,
    ) -> tuple[Paper, ...]:
        """Write extracts into ``folder``, all or none, each in its applicant's language.

        Args:
            workspace: The open workspace.
            folder: Where they go.
            only: Of these applications; None writes one for each.
            chosen: Languages for this time alone, before those that were kept.
            by: Who writes, for the log; None logs nothing.
            receiver: To whom they are given, for the register of disclosures.
            progress: Hears how many are written; may raise to stop, and then none is.

        Raises:
            StorageError: They are given to somebody, and nothing can be recorded.
            UnknownApplicationError: The round has no such application.
            EvaluatorError: The decision is not complete, or an extract cannot be printed.
        """
        require_register(workspace, receiver)
        _require(workspace, (*(only or ()), *(chosen or ())))
        outcome, forms = self._work_out(workspace), read_form_facts(workspace)
        answers = answers_of(workspace, chosen)
        papers = self._write(outcome, folder, only=only, forms=forms, chosen=answers, progress=progress)
        if by is not None:
            drafted = [DraftedPaper.of(each.kind, each.language, each.path.read_bytes()) for each in papers]
            given = (
                Edition(
                    variant=Variant.PARTY,
                    party=next(iter(only)) if only is not None and len(only) == 1 else None,
                )
                if receiver
                else WHOLE
            )
            self._record(workspace, drafted, by=by, edition=given, receiver=receiver)
        return papers

    def write_ready(
        self,
        workspace: Workspace,
        folder: Path,
        *,
        chosen: Mapping[ApplicationId, Language] | None = None,
        by: str | None = None,
        receiver: Receiver | None = None,
        progress: Progress | None = None,
    ) -> tuple[tuple[Paper, ...], tuple[Missing, ...]]:
        """Write the extracts that wait for no translation, and give the texts that the others wait for.

        Args:
            workspace: The open workspace.
            folder: Where they go.
            chosen: Languages for this time alone, before those that were kept.
            by: Who writes, for the log; None logs nothing.
            receiver: To whom they are given, for the register of disclosures.
            progress: Hears how many are written; may raise to stop, and then none is.

        Raises:
            EvaluatorError: As for the call that writes all or none, but for translations.
        """
        waiting = self.waiting(workspace, chosen=chosen)
        held = {each.facts["application"] for each in waiting}
        with workspace.read() as unit:
            everybody = [each.id for each in unit.applications()] if held else []
        only = [each for each in everybody if each not in held] if held else None
        written = self(
            workspace, folder, only=only, chosen=chosen, by=by, receiver=receiver, progress=progress
        )
        return written, waiting

    def waiting(
        self, workspace: Workspace, *, chosen: Mapping[ApplicationId, Language] | None = None
    ) -> tuple[Missing, ...]:
        """Tell which texts keep extracts from being printed until they are translated, by number.

        Raises:
            UnknownApplicationError: ``chosen`` names an application that the round has not.
        """
        _require(workspace, tuple(chosen or ()))
        return self._write.waiting(self._work_out(workspace), forms=read_form_facts(workspace), chosen=chosen)

    def preview(
        self, workspace: Workspace, application: ApplicationId, language: Language | None = None
    ) -> ExtractPreview:
        """Make the extract of one application in memory; nothing is written or logged.

        Raises:
            EvaluatorError: As for the call that writes it, but for translations: of what
                waits for one it says so.
        """
        _require(workspace, [application])
        answers = answers_of(workspace, {application: language} if language is not None else None)
        outcome, forms = self._work_out(workspace), read_form_facts(workspace)
        waiting = self._write.waiting(outcome, only=[application], forms=forms, chosen=answers)
        made = (
            None
            if waiting
            else next(self._write.rendered(outcome, only=[application], forms=forms, chosen=answers))
        )
        return ExtractPreview(paper=made, waiting=waiting, chosen=answers.get(application))


def _require(workspace: Workspace, applications: Collection[ApplicationId]) -> None:
    with workspace.read() as unit:
        for each in applications:
            require_application(unit, each)
