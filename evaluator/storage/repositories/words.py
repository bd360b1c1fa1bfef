"""What the chair and the offices said: settlements, stale revisions, consensus, disqualification."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from evaluator.domain.canonical import Hash
from evaluator.domain.conflicts_of_interest import OfficeAnswer
from evaluator.domain.consensus import Consensus
from evaluator.domain.histories import Settlement, StaleWord
from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
from evaluator.domain.score_states import state_from, state_told
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_reviewing import (
    ConsensusRow,
    OfficeAnswerRow,
    SettlementRow,
    StaleWordRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection

    from evaluator.domain.reviews import ScoreState


class WordRepository:
    """Settlements of forked histories and words on stale revisions; they only grow."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def settlements(self) -> tuple[Settlement, ...]:
        """Give the settlements, oldest first."""
        rows = self._connection.execute(select(SettlementRow).order_by(col(SettlementRow.sequence)))
        return tuple(
            Settlement(
                application=ApplicationId(row.application),
                reviewer=ReviewerId(row.reviewer),
                taken=Hash(row.taken),
                aside=tuple(Hash(each) for each in json.loads(row.aside)),
                reason=row.reason,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def add_settlement(self, value: Settlement) -> None:
        """Append a settlement."""
        row = {
            "application": value.application,
            "reviewer": value.reviewer,
            "taken": value.taken,
            "aside": json.dumps(list(value.aside)),
            "reason": value.reason,
            "by": value.by,
            "at": value.at,
        }
        bulk.append(self._connection, SettlementRow, [row])

    def stale(self) -> tuple[StaleWord, ...]:
        """Give the words on stale revisions, oldest first."""
        rows = self._connection.execute(select(StaleWordRow).order_by(col(StaleWordRow.sequence)))
        return tuple(
            StaleWord(
                revision=Hash(row.revision),
                content=Hash(row.content),
                accepted=row.accepted,
                reason=row.reason,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def add_stale(self, value: StaleWord) -> None:
        """Append a word."""
        row = {
            "revision": value.revision,
            "content": value.content,
            "accepted": value.accepted,
            "reason": value.reason,
            "by": value.by,
            "at": value.at,
        }
        bulk.append(self._connection, StaleWordRow, [row])


class ConsensusRepository:
    """Consensus records; they only grow."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Consensus, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(ConsensusRow).order_by(col(ConsensusRow.sequence)))
        return tuple(self._consensus(row) for row in rows)

    def add(self, value: Consensus) -> None:
        """Append a record."""
        row = {
            "application": value.application,
            "answers": answers_text(value.scores, value.comments),
            "based_on": json.dumps([list(pair) for pair in value.based_on]),
            "rapporteur": value.rapporteur,
            "reason": value.reason,
            "by": value.by,
            "at": value.at,
            "withdrawn": value.withdrawn,
        }
        bulk.append(self._connection, ConsensusRow, [row])

    def _consensus(self, row: Any) -> Consensus:
        scores, comments = answers_from(row.answers)
        return Consensus(
            application=ApplicationId(row.application),
            scores=scores,
            comments=comments,
            based_on=tuple((ReviewerId(who), Hash(name)) for who, name in json.loads(row.based_on)),
            rapporteur=row.rapporteur,
            reason=row.reason,
            by=row.by,
            at=row.at,
            withdrawn=row.withdrawn,
        )


class OfficeRepository:
    """How officials, the chair and signatories answered; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[OfficeAnswer, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(OfficeAnswerRow).order_by(col(OfficeAnswerRow.sequence)))
        return tuple(
            OfficeAnswer(
                application=ApplicationId(row.application),
                role=row.role,
                person=row.person,
                conflict=row.conflict,
                kind=row.kind,
                reason=row.reason,
                deputy=row.deputy,
                at=row.at,
            )
            for row in rows
        )

    def add(self, values: Iterable[OfficeAnswer]) -> None:
        """Append answers."""
        rows = [
            {
                "application": each.application,
                "role": each.role,
                "person": each.person,
                "conflict": each.conflict,
                "kind": each.kind,
                "reason": each.reason,
                "deputy": each.deputy,
                "at": each.at,
            }
            for each in values
        ]
        bulk.append(self._connection, OfficeAnswerRow, rows)


def answers_text(
    scores: Mapping[CriterionId, ScoreState], comments: Mapping[CriterionId | GroupId, str]
) -> str:
    """Write answers as JSON."""
    told = {
        "scores": {each: state_told(state) for each, state in scores.items()},
        "comments": dict(comments.items()),
    }
    return json.dumps(told, ensure_ascii=False)


def answers_from(text: str) -> tuple[dict[CriterionId, ScoreState], dict[CriterionId | GroupId, str]]:
    """Read answers back."""
    told = json.loads(text)
    scores = {CriterionId(each): state_from(state, "/scores") for each, state in told["scores"].items()}
    return scores, {CriterionId(each): said for each, said in told["comments"].items()}
