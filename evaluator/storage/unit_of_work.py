"""One transaction on a workspace."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from evaluator.domain.conflicts_of_interest import answers_in_force
from evaluator.domain.consensus import consensus_in_force, consensus_taken_back
from evaluator.domain.eligibility import decisions_in_force
from evaluator.domain.financing import accepted_total
from evaluator.domain.handlings import handlings_in_force
from evaluator.domain.rounds import RoundContents
from evaluator.domain.translations import translations_in_force
from evaluator.storage.evidence_unit import EvidenceUnit
from evaluator.storage.private_unit import PrivateUnit
from evaluator.storage.repositories.applications import ApplicationRepository, ConfirmationRepository
from evaluator.storage.repositories.costs import AcceptedCostRepository, ImportMappingRepository
from evaluator.storage.repositories.log import LogRepository
from evaluator.storage.repositories.official import (
    ConditionRepository,
    DeviationRepository,
    EligibilityRepository,
)
from evaluator.storage.repositories.reviews import ReviewerRepository, ReviewRepository
from evaluator.storage.repositories.round import RoundRepository
from evaluator.storage.reviewing_unit import ReviewingUnit
from evaluator.storage.table_dump import TableDump
from evaluator.storage.version_unit import VersionUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from evaluator.domain.applicants import NameConfirmation
    from evaluator.domain.applications import Application
    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.domain.costs import AcceptedCost
    from evaluator.domain.deviations import Condition, Deviation
    from evaluator.domain.eligibility import EligibilityDecision
    from evaluator.domain.identifiers import ApplicationId, CallId, MunicipalityCode
    from evaluator.domain.log import Change, Digest, LoggedEntry
    from evaluator.domain.money import Cents
    from evaluator.domain.reviews import Review, Reviewer
    from evaluator.domain.rounds import Round
    from evaluator.storage.table_dump import JsonValue


class SqlUnitOfWork(EvidenceUnit, ReviewingUnit, VersionUnit, PrivateUnit):
    """A transaction; what is not committed when it ends is undone.

    The methods are those of the services' port, which says what each gives.
    """

    def __init__(self, connection: Connection, salts: Iterator[bytes] | None = None) -> None:
        """Take a connection.

        Args:
            connection: Its transaction is the unit.
            salts: For the commitments of the log; random ones when None.
        """
        self._connection = connection
        self._round = RoundRepository(connection)
        self._applications = ApplicationRepository(connection)
        self._confirmations = ConfirmationRepository(connection)
        self._eligibility = EligibilityRepository(connection)
        self._reviewers = ReviewerRepository(connection)
        self._reviews = ReviewRepository(connection)
        self._deviations = DeviationRepository(connection)
        self._conditions = ConditionRepository(connection)
        self._accepted_costs = AcceptedCostRepository(connection)
        self._import_mapping = ImportMappingRepository(connection)
        self._log = LogRepository(connection, salts)
        self._dump = TableDump(connection)

    def round(self) -> Round:
        """Give the round's own facts."""
        return self._round.get()

    def put_round(self, value: Round) -> None:
        """Store the round's own facts in place of the former."""
        self._round.put(value)

    def applications(self) -> tuple[Application, ...]:
        """Give the applications in force, by number."""
        return self._applications.all()

    def put_applications(self, values: Iterable[Application]) -> None:
        """Store applications; one with the same id takes the former's place."""
        self._applications.put(values)

    def find_applications(self, text: str) -> tuple[ApplicationId, ...]:
        """Give the applications that have every word of a text, by number; all for an empty one."""
        return self._applications.find(text)

    def applications_of(self, code: MunicipalityCode) -> tuple[ApplicationId, ...]:
        """Give the applications that a municipality leads or takes part in, by number."""
        return self._applications.of_municipality(code)

    def confirmations(self) -> tuple[NameConfirmation, ...]:
        """Give the confirmed names, oldest first."""
        return self._confirmations.all()

    def add_confirmations(self, values: Iterable[NameConfirmation]) -> None:
        """Append confirmed names."""
        self._confirmations.add(values)

    def eligibility(self) -> tuple[EligibilityDecision, ...]:
        """Give every eligibility decision ever made, oldest first."""
        return self._eligibility.all()

    def add_eligibility(self, values: Iterable[EligibilityDecision]) -> None:
        """Append eligibility decisions; the latest of an application counts."""
        self._eligibility.add(values)

    def reviewers(self) -> tuple[Reviewer, ...]:
        """Give the reviewers, by id."""
        return self._reviewers.all()

    def put_reviewers(self, values: Iterable[Reviewer]) -> None:
        """Store reviewers; one with the same id takes the former's place."""
        self._reviewers.put(values)

    def add_reviews(self, values: Iterable[Review]) -> None:
        """Append revisions; nothing stored is changed."""
        self._reviews.add(values)

    def deviations(self) -> tuple[Deviation, ...]:
        """Give the whole deviation register, oldest first."""
        return self._deviations.all()

    def add_deviations(self, values: Iterable[Deviation]) -> None:
        """Append entries to the deviation register."""
        self._deviations.add(values)

    def conditions(self) -> tuple[Condition, ...]:
        """Give the conditions of single grants, oldest first."""
        return self._conditions.all()

    def add_conditions(self, values: Iterable[Condition]) -> None:
        """Append conditions of single grants; an empty text takes the former back."""
        self._conditions.add(values)

    def accepted_costs(self) -> tuple[AcceptedCost, ...]:
        """Give every word on a line of a budget, oldest first."""
        return self._accepted_costs.all()

    def add_accepted_costs(self, values: Iterable[AcceptedCost]) -> None:
        """Append words on lines of budgets; the latest of a line counts."""
        self._accepted_costs.add(values)

    def import_mapping(self, call: CallId) -> ColumnMapping | None:
        """Give how the spreadsheets of a call are read, or None."""
        return self._import_mapping.get(call)

    def put_import_mapping(self, call: CallId, value: ColumnMapping) -> None:
        """Remember how the spreadsheets of a call are read."""
        self._import_mapping.put(call, value)

    def log(self, changes: Iterable[Change]) -> None:
        """Append changes to the log, in the same transaction as the changes themselves."""
        self._log.add(changes)

    def log_entries(self) -> tuple[LoggedEntry, ...]:
        """Give the whole log with what is left of its values, oldest first."""
        return self._log.all()

    def log_head(self) -> tuple[int, Digest]:
        """Give number and digest of the last entry; what is printed and signed."""
        return self._log.head()

    def erase_log(self, numbers: Iterable[int]) -> None:
        """Erase the values of these entries; the chain still holds."""
        self._log.erase(numbers)

    def away(self) -> bool:
        """Tell whether the round was given to somebody else."""
        return bool(self._connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def put_away(self, *, value: bool) -> None:
        """Note whether the round was given to somebody else."""
        self._connection.exec_driver_sql(f"PRAGMA user_version = {int(value):d}")

    def contents(self) -> RoundContents:
        """Give everything at once, as the figures need it."""
        agreed = self.consensus.all()
        return RoundContents(
            round=self.round(),
            applications=self.applications(),
            confirmations=self.confirmations(),
            eligibility=decisions_in_force(self.eligibility()),
            reviewers=self.reviewers(),
            reviews=self.reviews(),
            deviations=self.deviations(),
            conditions=self.conditions(),
            accepted_costs=self._accepted_totals(),
            log_head=self.log_head()[1].hex(),
            content_head=self._log.content_head(),
            consensus=consensus_in_force(agreed),
            taken_back=consensus_taken_back(agreed),
            handlings=handlings_in_force(self.handlings.all()),
            offices=answers_in_force(self.offices.all()),
            evidence=self.evidence(),
            scenarios=self.scenarios(),
            translations=translations_in_force(self.translations()),
        )

    def _accepted_totals(self) -> dict[ApplicationId, Cents]:
        """Give the accepted costs of each application whose budget was judged whole."""
        words: defaultdict[ApplicationId, list[AcceptedCost]] = defaultdict(list)
        for each in self.accepted_costs():
            words[each.application].append(each)
        if not words:
            return {}
        call = self.round().call
        forms = {each: self.form(each) for each in words}
        totals = {
            each: accepted_total(form, words[each], call) for each, form in forms.items() if form is not None
        }
        return {each: total for each, total in totals.items() if total is not None}

    def tables(self) -> Mapping[str, int]:
        """Give every table that an archive holds, with the number of its rows."""
        return self._dump.counts()

    def private_tables(self) -> Mapping[str, int]:
        """Give the tables that no archive holds, with the number of their rows."""
        return self._dump.private_counts()

    def rows(self, table: str) -> Iterator[Mapping[str, JsonValue]]:
        """Give the rows of a table one by one, each value as JSON can hold it."""
        return self._dump.rows(table)

    def stored_files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give every stored file by its SHA-512 in hexadecimal, piece by piece."""
        return self._dump.files()

    def erase_round(self) -> Mapping[str, int]:
        """Erase everything but the round's own facts and the log; give the tables and rows erased."""
        return self._dump.erase()

    def commit(self) -> None:
        """Make what was done in this unit last: on the disk when this returns."""
        self._contents.settle()
        self._connection.commit()
