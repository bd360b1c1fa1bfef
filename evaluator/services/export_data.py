"""Export a round's raw data: a workbook, or a folder of files of values."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from evaluator.domain.disclosures import DEED as GIVEN
from evaluator.domain.log import Change
from evaluator.domain.variants import WHOLE
from evaluator.scoring.outcome import work_out
from evaluator.scoring.whole_round import WholeRound
from evaluator.services.errors import NotSavedError
from evaluator.services.export_errors import ExportNameError
from evaluator.services.guards import require_party
from evaluator.services.log_round import record
from evaluator.services.new_files import new_file
from evaluator.services.record_papers import DraftedPaper, disclosed, require_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from evaluator.domain.disclosures import Receiver
    from evaluator.domain.language import Language
    from evaluator.domain.log import LogEntry
    from evaluator.domain.variants import Edition
    from evaluator.services.evidence_of_round import EvidenceOf
    from evaluator.services.examine import Examine
    from evaluator.services.export_ports import WriteRawData
    from evaluator.services.ports import Clock, Workspace

WORKBOOK: Final = ".xlsx"
DESCRIPTION: Final = "datapackage.json"
"""The file of a folder that names all others by their digests."""

_DEED: Final = "data.export"
_KIND: Final = "data"
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
        self,
        workspace: Workspace,
        path: Path,
        *,
        language: Language,
        by: str,
        edition: Edition = WHOLE,
        receiver: Receiver | None = None,
    ) -> Exported:
        """Write everything, whole or not at all.

        Args:
            workspace: The open workspace.
            path: A name that ends in ``.xlsx`` is a workbook, any other a folder.
            language: Of titles and explanations.
            by: Who exports, for the log. Of a workspace that can only be read data can be
                exported, but nothing is recorded.
            edition: For whom; what it leaves out is what the papers of that version do.
            receiver: To whom they are given, for the register of disclosures.

        Raises:
            ExportNameError: The name is that of a kind of file that is not written.
            UnknownApplicationError: The party's application is none of the round's.
            NotSavedError: It cannot be written; what was there is as it was.
            StorageError: They are given to somebody, and nothing can be recorded.
        """
        require_register(workspace, receiver)
        if path.suffix.lower() in _OTHER_SHEETS:
            raise ExportNameError(file=path.name)
        whole = self._read(workspace)
        require_party(whole.outcome, edition)
        if path.suffix.lower() == WORKBOOK:
            with new_file(path) as stream:
                tables = self._write.workbook(whole, stream, language=language, edition=edition)
            given = path
        else:
            tables = self._write_folder(whole, path, language, edition)
            given = path / DESCRIPTION
        made = DraftedPaper.of(_KIND, language, given.read_bytes())
        self._log(workspace, tables, edition, by=by, made=made, receiver=receiver)
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
        self, whole: WholeRound, folder: Path, language: Language, edition: Edition
    ) -> Mapping[str, int]:
        """Write all files beside their names first; each takes its place when all are there."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotSavedError(file=folder.name) from error
        with ExitStack() as files:

            def new(name: str) -> IO[bytes]:
                return files.enter_context(new_file(folder / name))

            return self._write.separated(whole, new, language=language, edition=edition)

    def _log(
        self,
        workspace: Workspace,
        tables: Mapping[str, int],
        edition: Edition,
        *,
        by: str,
        made: DraftedPaper,
        receiver: Receiver | None,
    ) -> None:
        if workspace.hindrance is not None:
            return
        party = {"application": edition.party} if edition.party is not None else {}
        with workspace.begin() as unit:
            change = Change(
                deed=_DEED,
                subject=unit.round().id,
                before=None,
                after={"copy": edition.variant.value, "tables": dict(tables), **party},
                by=by,
                at=self._clock(),
            )
            given = [disclosed(change, [made], edition, receiver)] if receiver is not None else []
            record(unit, [change, *given])
            unit.commit()


def _up_to_exports(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Give the log without the exports at its end: an export changes nothing of what it gives out.

    An export that was given to somebody has an entry in the register behind its own.
    """
    listed = list(entries)
    while listed:
        if listed[-1].deed == _DEED:
            listed.pop()
        elif [each.deed for each in listed[-2:]] == [_DEED, GIVEN]:
            del listed[-2:]
        else:
            break
    return tuple(listed)
