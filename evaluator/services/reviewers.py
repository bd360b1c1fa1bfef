"""Take reviewers into a round, and keep who is bound to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.applicants import BodyKind
from evaluator.domain.conflicts_of_interest import (
    Interest,
    InterestKind,
    OfficeAnswer,
    answers_in_force,
)
from evaluator.domain.identifiers import ReviewerId
from evaluator.domain.log import Change
from evaluator.domain.people import spoken
from evaluator.domain.reviews import Reviewer
from evaluator.services.assign import reviewer_named
from evaluator.services.guards import require_application, require_open, require_reason
from evaluator.services.log_round import record
from evaluator.services.review_errors import (
    CardRevokedError,
    DeputyMissingError,
    TwoSuccessorsError,
    UnknownBodyError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.applicants import Applicants
    from evaluator.domain.conflicts_of_interest import Role
    from evaluator.domain.identifiers import ApplicationId, MunicipalityCode
    from evaluator.domain.log import LogValue
    from evaluator.domain.people import Card
    from evaluator.services.exchange_ports import ContactBook
    from evaluator.services.ports import Clock, UnitOfWork, Workspace

    Understand = Callable[[str, Mapping[str, MunicipalityCode]], Applicants]

_ID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedReviewer:
    """A reviewer who was taken in.

    Attributes:
        reviewer: The reviewer.
        card: The identity card; its fingerprint is to be compared.
        employer: The interest that follows from the organisation, if it is a body that
            may apply.
    """

    reviewer: Reviewer
    card: Card
    employer: Interest | None = None


class AddReviewers:
    """Takes reviewers in by their identity cards."""

    def __init__(
        self,
        read_card: Callable[[Path], Card],
        understand: Understand,
        contacts: ContactBook,
        clock: Clock,
    ) -> None:
        self._read_card = read_card
        self._contacts = contacts
        self._understand = understand
        self._clock = clock

    def __call__(self, workspace: Workspace, cards: Sequence[Path], by: str) -> tuple[AddedReviewer, ...]:
        """Add reviewers, all or none; a renewed card takes the former's place, and keeps it.

        Where the organisation on the card is a municipality, that is recorded as a
        standing interest: who is employed by a party is disqualified (434/2003, 28 §).

        Raises:
            InputError: A file is no card.
            CardRevokedError: A card was revoked on this machine, or keys that vouch for it.
            TwoSuccessorsError: A reviewer's former keys vouch for two different cards.
            RoundLockedError: The round is locked.
        """
        read = [self._read_card(each) for each in cards]
        for card in read:
            if set(card.known_as) & self._contacts.revoked:
                raise CardRevokedError(name=card.name)
        with workspace.begin() as unit:
            require_open(unit)
            made_up = unit.round().made_up
            added = []
            for brought in read:
                card = _latest(unit.cards.all().get(reviewer_id(brought)), brought)
                reviewer = Reviewer(
                    id=reviewer_id(card), name=card.name, organisation=card.organisation, made_up=made_up
                )
                unit.put_reviewers([reviewer])
                unit.cards.put(reviewer.id, card)
                employer = self._employer(unit, reviewer, by)
                if employer is not None:
                    unit.interests.add([employer])
                added.append(AddedReviewer(reviewer=reviewer, card=card, employer=employer))
            record(
                unit,
                [
                    Change(
                        deed="reviewer.add",
                        subject=each.reviewer.id,
                        before=None,
                        after={"name": each.card.name, "fingerprint": each.card.fingerprint},
                        by=by,
                        at=self._clock(),
                    )
                    for each in added
                ],
            )
            unit.commit()
        return tuple(added)

    def _employer(self, unit: UnitOfWork, reviewer: Reviewer, by: str) -> Interest | None:
        if not reviewer.organisation.strip():
            return None
        body = self._understand(reviewer.organisation, {}).lead
        if body.kind is BodyKind.OTHER:
            return None
        known = any(
            each.person == reviewer.id and each.kind is InterestKind.EMPLOYMENT and each.code == body.code
            for each in unit.interests.all()
        )
        if known:
            return None
        return Interest(
            person=reviewer.id,
            kind=InterestKind.EMPLOYMENT,
            body=body.name,
            code=body.code,
            note="",
            by=by,
            at=self._clock(),
        )


class DeclareInterest:
    """Records a standing interest of a reviewer, or that one has ended."""

    def __init__(self, understand: Understand, clock: Clock) -> None:
        self._understand = understand
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        who: str,
        kind: InterestKind,
        body: str,
        by: str,
        *,
        note: str = "",
        ended: bool = False,
    ) -> Interest:
        """Append the interest.

        Raises:
            UnknownReviewerError: The round has no such reviewer.
            UnknownBodyError: The interest names nobody.
            RoundLockedError: The round is locked.
        """
        if not body.strip():
            raise UnknownBodyError
        with workspace.begin() as unit:
            require_open(unit)
            person = reviewer_named(unit.reviewers(), who).id
            found = self._understand(body, {}).lead
            interest = Interest(
                person=person,
                kind=kind,
                body=found.name,
                code=found.code,
                note=note.strip(),
                by=by,
                at=self._clock(),
                ended=ended,
            )
            unit.interests.add([interest])
            told: dict[str, LogValue] = {
                "kind": kind.value,
                "body": interest.body,
                "code": interest.code,
                "note": interest.note,
            }
            change = Change(
                deed="interest.end" if ended else "interest.declare",
                subject=person,
                before=told if ended else None,
                after=None if ended else told,
                by=by,
                at=interest.at,
            )
            record(unit, [change])
            unit.commit()
        return interest


class AnswerForOffice:
    """Records how an official, the chair or a signatory answered for one application."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        role: Role,
        person: str,
        *,
        kind: InterestKind | None = None,
        reason: str = "",
        deputy: str = "",
    ) -> OfficeAnswer:
        """Append the answer; ``kind`` None says that the person is not disqualified.

        Raises:
            DeputyMissingError: Who is disqualified names no deputy, or oneself.
            ReasonMissingError: No reason was given.
            UnknownApplicationError: The round has no such application.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_application(unit, application)
            conflict = kind is not None
            said = require_reason(reason, application) if conflict else reason.strip()
            if conflict and (not deputy.strip() or deputy.strip() == person):
                raise DeputyMissingError(person=person)
            former = [
                each
                for each in answers_in_force(unit.offices.all())
                if (each.application, each.role, each.person) == (application, role, person)
            ]
            answer = OfficeAnswer(
                application=application,
                role=role,
                person=person,
                conflict=conflict,
                kind=kind,
                reason=said,
                deputy=deputy.strip() if conflict else "",
                at=self._clock(),
            )
            unit.offices.add([answer])
            change = Change(
                deed="office.answer",
                subject=application,
                before=_told(former[0]) if former else None,
                after=_told(answer),
                by=person,
                at=answer.at,
            )
            record(unit, [change])
            unit.commit()
        return answer


def _latest(held: Card | None, brought: Card) -> Card:
    """Give the later of two cards of one person: keys that were given up never come back."""
    if held is None or held.fingerprint in brought.known_as:
        return brought
    if brought.fingerprint in held.known_as:
        return held
    raise TwoSuccessorsError(
        name=held.name, known=spoken(held.fingerprint), brought=spoken(brought.fingerprint)
    )


def reviewer_id(card: Card) -> ReviewerId:
    """Give the id of a card's owner, the same before and after keys are renewed."""
    return ReviewerId(card.known_as[0][:_ID_DIGITS])


def _told(answer: OfficeAnswer) -> dict[str, LogValue]:
    return {
        "role": answer.role.value,
        "person": answer.person,
        "conflict": answer.conflict,
        "kind": None if answer.kind is None else answer.kind.value,
        "reason": answer.reason,
        "deputy": answer.deputy,
    }
