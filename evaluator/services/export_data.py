"""Export a round's raw data: a workbook, or a folder of files of values."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from evaluator.domain.log import Change
from evaluator.scoring.outcome import work_out
from evaluator.scoring.whole_round import WholeRound
from evaluator.services.errors import NotSavedError
from evaluator.services.export_errors import ExportNameError
from evaluator.services.export_ports import Copy
from evaluator.services.log_round import record
from evaluator.services.new_files import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from evaluator.domain.language import Language
    from evaluator.domain.log import LogEntry
    from evaluator.services.evidence_of_round import EvidenceOf
    from evaluator.services.examine import Examine
    from evaluator.services.export_ports import WriteRawData
    from evaluator.services.ports import Clock, Workspace

WORKBOOK: Final = ".xlsx"
_DEED: Final = "data.export"
_OTHER_SHEETS: Final = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".zip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was exported.

    Attributes:
        path: The workbook, or the folder.
        tables: Its tables with the numbers of their rows.
    """

    path: Path
    tables: Mapping[str, int]


class ExportData:
    """Writes raw data to a place of the user's choice, and logs that it left the program."""

    def __init__(self, examine: Examine, evidence: EvidenceOf, write: WriteRawData, clock: Clock) -> None:
        self._examine = examine
        self._evidence = evidence
        self._write = write
        self._clock = clock

    def __call__(
        self, workspace: Workspace, path: Path, *, language: Language, copy: Copy, by: str
    ) -> Exported:
        """Write everything, whole or not at all.

        Args:
            workspace: The open workspace.
            path: A name that ends in ``.xlsx`` is a workbook, any other a folder.
            language: Of titles and explanations.
            copy: For whom.
            by: Who exports, for the log. Of a workspace that can only be read data can be
                exported, but nothing is recorded.

        Raises:
            ExportNameError: The name is that of a kind of file that is not written.
            NotSavedError: It cannot be written; what was there is as it was.
        """
        if path.suffix.lower() in _OTHER_SHEETS:
            raise ExportNameError(file=path.name)
        whole = self._read(workspace)
        public = copy is Copy.PUBLIC
        if path.suffix.lower() == WORKBOOK:
            with new_file(path) as stream:
                tables = self._write.workbook(whole, stream, language=language, public=public)
        else:
            tables = self._write_folder(whole, path, language, public=public)
        self._log(workspace, tables, copy, by)
        return Exported(path=path, tables=tables)

    def _read(self, workspace: Workspace) -> WholeRound:
        with workspace.read() as unit:
            contents = unit.contents()
            outcome = work_out(contents, self._examine(unit, contents))
            submitted = {each.application for each in unit.submissions()}
            forms = {each: unit.form(each) for each in sorted(submitted)}
            eligibility, accepted = unit.eligibility(), unit.accepted_costs()
            consensus, assignments = unit.consensus.all(), unit.assignments.all()
            log = _up_to_exports(each.entry for each in unit.log_entries())
        return WholeRound(
            outcome=outcome,
            evidence=self._evidence(workspace, outcome),
            forms={each: form for each, form in forms.items() if form is not None},
            eligibility=eligibility,
            accepted_costs=accepted,
            consensus=consensus,
            assignments=assignments,
            log=log,
        )

    def _write_folder(
        self, whole: WholeRound, folder: Path, language: Language, *, public: bool
    ) -> Mapping[str, int]:
        """Write all files beside their names first; each takes its place when all are there."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotSavedError(file=folder.name) from error
        with ExitStack() as files:

            def new(name: str) -> IO[bytes]:
                return files.enter_context(new_file(folder / name))

            return self._write.separated(whole, new, language=language, public=public)

    def _log(self, workspace: Workspace, tables: Mapping[str, int], copy: Copy, by: str) -> None:
        if workspace.hindrance is not None:
            return
        with workspace.begin() as unit:
            after = {"copy": copy.value, "tables": dict(tables)}
            subject = unit.round().id
            record(
                unit,
                [
                    Change(
                        deed=_DEED,
                        subject=subject,
                        before=None,
                        after=after,  # type: ignore[arg-type]
                        by=by,
                        at=self._clock(),
                    )
                ],
            )
            unit.commit()


def _up_to_exports(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Give the log without the exports at its end: an export changes nothing of what it gives out."""
    listed = list(entries)
    while listed and listed[-1].deed == _DEED:
        listed.pop()
    return tuple(listed)
