"""The round as a baton between official and chair: give it away, take it in, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.consensus import consensus_in_force
from evaluator.domain.exchanged import LogHead, RoundFileContents, criteria_version
from evaluator.domain.log import HAND_OVER, Change, Field, start_of, verify_log
from evaluator.domain.people import Trust
from evaluator.services.errors import (
    ForkedRoundError,
    NotGivenError,
    OlderRoundError,
    OwnRoundFileError,
    ReceiverRevokedError,
    ReopenReasonMissingError,
    RoundLogError,
    RoundNotAwayError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.consensus import ConsensusDraft
    from evaluator.domain.identifiers import ApplicationId, RoundId
    from evaluator.domain.log import LoggedEntry, LogValue
    from evaluator.domain.people import Card, Person
    from evaluator.services.baton_ports import (
        Arriving,
        BatonUnit,
        BatonWorkspace,
        BatonWorkspaces,
        ReadRound,
        RevokedCards,
        WriteRound,
    )
    from evaluator.services.exchange_ports import ContactBook, OpenedRound
    from evaluator.services.ports import Clock, Secret

FAILED = "round.hand-over-failed"
RECEIVE = "round.receive"
TAKE_BACK = "round.take-back"


class ExportRound:
    """Gives the round to somebody else."""

    def __init__(self, write: WriteRound, contacts: ContactBook, revoked: RevokedCards, clock: Clock) -> None:
        self._write = write
        self._contacts = contacts
        self._revoked = revoked
        self._clock = clock

    def __call__(
        self, workspace: BatonWorkspace, person: Person, receivers: Sequence[Card], path: Path
    ) -> None:
        """Write the round file; from then on the workspace can only be read.

        Args:
            workspace: The open workspace.
            person: Who gives it away.
            receivers: To whom; a deputy among them survives the loss of a key.
            path: Where the file goes; an existing one is refused.

        Raises:
            ReceiverRevokedError: A receiver's card was revoked.
            StorageError: The round is away already, or the disk does not allow it.
            RefusedError: There is a file already.
        """
        for card in receivers:
            if set(card.known_as) & self._contacts.revoked:
                raise ReceiverRevokedError(name=card.name)
        now = self._clock()
        with workspace.read() as unit:
            round_ = unit.round()
        to: LogValue = [{"name": each.name, "fingerprint": each.fingerprint} for each in receivers]
        given = _change(HAND_OVER, round_.id, {"to": to}, person, now)
        failed = _change(FAILED, round_.id, None, person, now)
        with workspace.hand_over(given, failed) as copy:
            with workspace.read() as unit:
                number, digest = unit.log_head()
            contents = RoundFileContents(
                round=round_.id,
                criteria=criteria_version(round_.call),
                log_head=LogHead(number=number, digest=digest),
                key=copy.key,
                revoked=self._revoked(),
            )
            self._write(path, contents, person, receivers, now, copy)
        for card in receivers:
            self._contacts.meet(card, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRound:
    """A round that was taken in.

    Attributes:
        path: The workspace.
        round: The round's id.
        sender: Who gave it.
        first_contact: This machine had not met the sender before; compare the fingerprint.
    """

    path: Path
    round: RoundId
    sender: Card
    first_contact: bool


class ImportRound:
    """Takes in a round that was given, or that comes back."""

    def __init__(
        self, workspaces: BatonWorkspaces, read: ReadRound, contacts: ContactBook, clock: Clock
    ) -> None:
        self._workspaces = workspaces
        self._read = read
        self._contacts = contacts
        self._clock = clock

    def __call__(self, file: Path, path: Path, person: Person, secret: Secret) -> ReceivedRound:
        """Put the round into its place.

        A workspace that is there already gives up its place only to a round that has
        grown out of it: the log that comes in must hold its own last entry.

        Args:
            file: The round file.
            path: The workspace, new or the one that was given away; absolute.
            person: Who takes it in.
            secret: Gives the key, of the present workspace and of the new one.

        Raises:
            InputError: The file is refused.
            ForkedRoundError: The round went on in two places.
            OlderRoundError: What is here has grown out of what the file holds.
            OwnRoundFileError: It is the file with which the round was given away.
            NotGivenError: It comes from somebody to whom it was not given.
            RoundLogError: The log in it does not hold.
            StorageError: A workspace cannot be used.
        """
        present = self._workspaces.open(path, secret) if path.exists() else None
        try:
            opened = self._open(file, person, present)
            with self._workspaces.arriving(path, opened.contents.key, opened.copy(person)) as copy:
                self._take_in(file, copy, opened, person, present)
                copy.settle(secret, present)
        finally:
            if present is not None:
                present.close()
        now = self._clock()
        for card in opened.contents.revoked:
            self._contacts.revoke(card, now)
        return ReceivedRound(
            path=path,
            round=opened.contents.round,
            sender=opened.sender,
            first_contact=self._contacts.meet(opened.sender, now),
        )

    def _open(self, file: Path, person: Person, present: BatonWorkspace | None) -> OpenedRound:
        trust = Trust(revoked=self._contacts.revoked)
        if present is None:
            return self._read(file, person, trust)
        with present.read() as unit:
            wanted, away, entries = unit.round().id, unit.away(), unit.log_entries()
        opened = self._read(file, person, trust, wanted)
        if set(opened.sender.known_as) & set(person.card.known_as):
            raise OwnRoundFileError(file=file.name)
        given_to = _receivers(entries) if away else None
        if given_to is not None and not given_to & set(opened.sender.known_as):
            raise NotGivenError(file=file.name, name=opened.sender.name)
        return opened

    def _take_in(
        self,
        file: Path,
        copy: Arriving,
        opened: OpenedRound,
        person: Person,
        present: BatonWorkspace | None,
    ) -> None:
        contents, sender = opened.contents, opened.sender
        anchor = None
        typed: Mapping[ApplicationId, ConsensusDraft] = {}
        if present is not None:
            with present.read() as unit:
                anchor, typed = unit.log_head()[1], unit.consensus_drafts.all()
        with copy.begin() as unit:
            if unit.round().id != contents.round:
                raise RoundLogError(file=file.name)
            entries = unit.log_entries()
            verdict = verify_log(entries, start_of(contents.round))
            if not verdict.intact or verdict.head != contents.log_head.digest:
                raise RoundLogError(file=file.name)
            if anchor is not None and anchor not in {each.digest for each in entries}:
                older = present is not None and contents.log_head.digest in _digests(present)
                raise (OlderRoundError if older else ForkedRoundError)(file=file.name)
            told: LogValue = {"from": {"name": sender.name, "fingerprint": sender.fingerprint}}
            unit.log([_change(RECEIVE, contents.round, told, person, self._clock())])
            _keep_drafts(unit, typed)
            unit.commit()


class TakeBackRound:
    """Takes back a round that was given away, without its return."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: BatonWorkspace, reason: str, by: str) -> None:
        """Let the workspace be changed again; what was given away is not accepted any more.

        Raises:
            RoundNotAwayError: It was not given away.
            ReopenReasonMissingError: No reason was given.
            StorageError: The workspace cannot be written.
        """
        with workspace.read() as unit:
            round_id, away = unit.round().id, unit.away()
        if not away:
            raise RoundNotAwayError(file=workspace.path.name)
        if not reason.strip():
            raise ReopenReasonMissingError
        workspace.take_back(
            Change(
                deed=TAKE_BACK,
                subject=round_id,
                before=None,
                after={"reason": reason.strip()},
                by=by,
                at=self._clock(),
            )
        )


def _keep_drafts(unit: BatonUnit, typed: Mapping[ApplicationId, ConsensusDraft]) -> None:
    """Keep what was typed on this machine, unless a consensus was recorded after it elsewhere."""
    recorded = consensus_in_force(unit.consensus.all())
    for application, draft in typed.items():
        record = recorded.get(application)
        if record is None or record.at < draft.at:
            unit.consensus_drafts.put(draft)


def _digests(present: BatonWorkspace) -> frozenset[bytes]:
    with present.read() as unit:
        return frozenset(each.digest for each in unit.log_entries())


def _change(deed: str, round_id: RoundId, after: LogValue, person: Person, at: datetime) -> Change:
    return Change(deed=deed, subject=round_id, before=None, after=after, by=person.card.name, at=at)


def _receivers(entries: Sequence[LoggedEntry]) -> frozenset[str] | None:
    """Give the fingerprints to which the round was last given, unless that was erased."""
    last = next((each for each in reversed(entries) if each.entry.deed == HAND_OVER), None)
    opening = None if last is None else last.openings.get(Field.AFTER)
    value: object = None if opening is None else opening.value
    if not isinstance(value, dict) or not isinstance(value.get("to"), list):
        return None
    listed: list[Mapping[str, str]] = value["to"]
    return frozenset(each["fingerprint"] for each in listed)
