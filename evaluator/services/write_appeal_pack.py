"""Put together, in one step, what the answer to one applicant's claim for a correction needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.log import Field
from evaluator.domain.variants import WHOLE, Edition, Variant
from evaluator.services.answer_languages import answers_of
from evaluator.services.guards import require_application
from evaluator.services.read_form_facts import read_form_facts
from evaluator.services.record_papers import DraftedPaper, require_register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from evaluator.domain.disclosures import Receiver
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.domain.log import LoggedEntry
    from evaluator.services.paper_ports import WritePack
    from evaluator.services.ports import Paper, Workspace
    from evaluator.services.record_papers import RecordPapers
    from evaluator.services.work_out_round import WorkOutRound


class WriteAppealPack:
    """Writes the pack of one application into a folder and logs that it was given out."""

    def __init__(self, work_out: WorkOutRound, write: WritePack, keep_record: RecordPapers) -> None:
        self._work_out = work_out
        self._write = write
        self._record = keep_record

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        folder: Path,
        *,
        language: Language | None = None,
        by: str | None = None,
        receiver: Receiver | None = None,
    ) -> tuple[Paper, ...]:
        """Write the pack, all of it or nothing; the table of contents comes first.

        Args:
            workspace: The open workspace.
            application: Whose claim it is about.
            folder: Where the files go.
            language: For this time alone; None takes the one that was kept, else the applicant's.
            by: Who puts it together, for the log; None logs nothing.
            receiver: To whom they are given, for the register of disclosures.

        Raises:
            StorageError: They are given to somebody, and nothing can be recorded.
            UnknownApplicationError: The round has no such application.
            EvaluatorError: There is no decision yet, or a paper cannot be printed.
        """
        require_register(workspace, receiver)
        with workspace.read() as unit:
            require_application(unit, application)
            log = entries_about(unit.log_entries(), application)
            versions = unit.draft_versions()
        papers = self._write(
            self._work_out(workspace),
            application,
            folder,
            log=log,
            versions=versions,
            forms=read_form_facts(workspace),
            chosen=answers_of(workspace, {application: language} if language is not None else None),
        )
        if by is not None:
            drafted = [DraftedPaper.of(each.kind, each.language, each.path.read_bytes()) for each in papers]
            given = Edition(variant=Variant.PARTY, party=application) if receiver else WHOLE
            self._record(workspace, drafted, by=by, edition=given, receiver=receiver)
        return papers


def entries_about(entries: Iterable[LoggedEntry], application: ApplicationId) -> tuple[LoggedEntry, ...]:
    """Give the entries whose subject is one application; an entry whose subject was erased is nobody's."""
    return tuple(
        each
        for each in entries
        if (opening := each.openings.get(Field.SUBJECT)) is not None and opening.value == application
    )
