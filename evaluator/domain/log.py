"""The log: a hash chain of commitments, beside which the values lie.

Each entry names a deed and a moment and commits to four values: what it was about,
how that was before and after, and who did it. A commitment is the digest of a
random salt and the value; while both lie beside the entry anybody with the
workspace can open it, and once they are erased nothing can be learnt from it, not
even by guessing, and the chain still holds. What is exported is the entries alone,
which hold no personal data.

The chain proves that entries up to a known head were neither changed, removed,
inserted nor reordered since that head became known elsewhere. It does not prove
that a deed was logged at all, nor that its time is right; and without a head from
elsewhere it only proves that the entries agree with each other.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from json.encoder import encode_basestring as encode_text
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evaluator.domain.identifiers import RoundId

Digest = NewType("Digest", bytes)
"""32 bytes of SHA-256."""

LogValue = None | bool | int | str | list["LogValue"] | dict[str, "LogValue"]
"""What can be logged: text, whole numbers and structures of them; rationals as text."""

HAND_OVER: Final = "round.hand-over"
"""The deed with which a round is given to somebody else; its value names to whom."""

SALT_BYTES: Final = 16

# Made once: an encoder costs more than most of what it writes here.
_SPELLING: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_VALUE: Final = b"evaluator log value 1\0"
_ENTRY: Final = b"evaluator log entry 1\0"
_START: Final = b"evaluator log start 1\0"


class Field(StrEnum):
    """The four values of an entry, in the order of the alphabet, as the entry lists them."""

    AFTER = "after"
    BEFORE = "before"
    BY = "by"
    SUBJECT = "subject"


# Once: asking an enum for its members, or a member for its value, is dear in a long log.
FIELDS: Final = tuple(Field)
_NAMED: Final = tuple((field.value, field) for field in FIELDS)
_BEFORE_SALT: Final = {field: _VALUE + field.value.encode() + b"\0" for field in Field}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A deed to be logged.

    Attributes:
        deed: Stable dotted name of what was done ("eligibility.decide"); public,
            so it never holds a name or a text of an application.
        subject: What it was about: the id of an application, a reviewer, the round.
        before: How it was, or None when there was nothing.
        after: How it is, or None when there is nothing any more.
        by: Who did it.
        at: When, aware UTC.
    """

    deed: str
    subject: str
    before: LogValue
    after: LogValue
    by: str
    at: datetime

    def value(self, field: Field) -> LogValue:
        """Give one of the four values."""
        found: LogValue = getattr(self, field)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One link of the chain; holds nothing personal.

    Attributes:
        number: 1 and up, without gaps.
        at: When, aware UTC.
        deed: What was done.
        commitments: To each of the four values.
        previous: Digest of the entry before; of the round's id for the first.
    """

    number: int
    at: datetime
    deed: str
    commitments: Mapping[Field, Digest]
    previous: Digest

    @property
    def canonical(self) -> bytes:
        """The one spelling of the entry, a line of JSON; what its digest covers and an export prints."""
        # Spelled by hand: what a JSON encoder would write, at a fifth of its price.
        commitments = ",".join(f'"{field}":"{self.commitments[each].hex()}"' for field, each in _NAMED)
        return (
            f'{{"at":"{_moment(self.at)}","commitments":{{{commitments}}},"deed":{encode_text(self.deed)},'
            f'"number":{self.number},"previous":"{self.previous.hex()}"}}'
        ).encode()

    @property
    def digest(self) -> Digest:
        """What the next entry, or a signature, refers to."""
        return Digest(hashlib.sha256(_ENTRY + self.canonical).digest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A value with the salt of its commitment; erasing is losing both.

    Attributes:
        salt: Random, never used twice.
        text: The value, canonically written.
    """

    salt: bytes
    text: str

    def commitment(self, field: Field) -> Digest:
        """Give the commitment that this opens."""
        return Digest(hashlib.sha256(_BEFORE_SALT[field] + self.salt + self.text.encode()).digest())

    @property
    def value(self) -> LogValue:
        """The value itself."""
        found: LogValue = json.loads(self.text)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEntry:
    """An entry of the workspace's own log, with what is left of its values.

    Attributes:
        entry: The link.
        digest: Its digest as it was stored.
        openings: The values that were not erased.
    """

    entry: LogEntry
    digest: Digest
    openings: Mapping[Field, Opening]


@lru_cache(maxsize=16)
def _moment(at: datetime) -> str:
    """Write a time; one deed gives its time to thousands of entries."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def start_of(round_id: RoundId) -> Digest:
    """Give what the first entry of a round refers to."""
    return Digest(hashlib.sha256(_START + round_id.encode()).digest())


def canonical_value(value: LogValue) -> str:
    """Write a value in its one spelling: JSON, keys sorted, no spaces.

    Raises:
        TypeError: There is a float in it, or something that is no JSON.
    """
    if isinstance(value, str):  # most values; an encoder costs five times as much
        return encode_text(value)
    if value is None:
        return "null"
    _refuse_floats(value)
    return _SPELLING.encode(value)


def chained(
    changes: Iterable[Change], salts: Iterator[bytes], number: int, previous: Digest
) -> Iterator[LoggedEntry]:
    """Make the links for changes.

    Args:
        changes: In the order in which they happened.
        salts: Fresh random salts, four for each change.
        number: Number of the first new entry.
        previous: Digest of the entry before it.
    """
    for count, change in enumerate(changes, start=number):
        openings = {
            field: Opening(salt=next(salts), text=canonical_value(change.value(field))) for field in FIELDS
        }
        entry = LogEntry(
            number=count,
            at=change.at,
            deed=change.deed,
            commitments={field: opening.commitment(field) for field, opening in openings.items()},
            previous=previous,
        )
        previous = entry.digest
        yield LoggedEntry(entry=entry, digest=previous, openings=openings)


class Proof(StrEnum):
    """What a verification showed; each has a sentence in the messages."""

    CHAIN = "chain"
    ANCHOR = "anchor"
    VALUES = "values"


class Lack(StrEnum):
    """What a verification does not show; each has a sentence in the messages."""

    ANCHOR = "anchor"
    """No head from elsewhere: the whole log may have been made anew, or its end left out."""

    LATER = "later"
    """What came after the entry that the head from elsewhere vouches for."""

    VALUES = "values"
    """No value was there to be compared: the log is an exported one."""

    ERASED = "erased"
    """What the erased values said."""

    LOGGED = "logged"
    """That every deed was logged."""

    PERSON = "person"
    """That who is named did it."""

    TIME = "time"
    """That the clock was right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogVerdict:
    """The result of a verification.

    Attributes:
        entries: How many there are.
        intact: Nothing was found to disagree.
        first_broken: Number of the first entry that its values or its successor do
            not confirm; None when all agree, even if not with the anchor.
        head: Digest of the last entry, or the start for an empty log; what to
            compare with a head that is printed or signed elsewhere.
        anchored: Up to which entry a head known from elsewhere vouches, or None.
        erased: How many values were erased.
        proves: What all of this shows; nothing unless intact.
    """

    entries: int
    intact: bool
    first_broken: int | None
    head: Digest
    anchored: int | None = None
    erased: int = 0
    proves: tuple[Proof, ...] = ()

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What all of this does not show; nothing unless intact, for then it shows nothing."""
        if not self.intact:
            return ()
        there = {
            Lack.ANCHOR: self.anchored is None,
            Lack.LATER: self.anchored is not None and self.anchored < self.entries,
            Lack.VALUES: Proof.VALUES not in self.proves,
            Lack.ERASED: self.erased > 0,
        }
        return (*(lack for lack, is_there in there.items() if is_there), Lack.LOGGED, Lack.PERSON, Lack.TIME)


def verify_chain(
    entries: Sequence[LogEntry], start: Digest, *, head: Digest | None = None, anchor: Digest | None = None
) -> LogVerdict:
    """Check a chain of entries without any value.

    Args:
        entries: All of them, in order.
        start: What the first must refer to.
        head: The digest that the log itself names as its last, if it names one.
        anchor: A head known from elsewhere; it must be one of the chain's.
    """
    previous, broken = start, None
    anchored = 0 if anchor == start else None
    for count, entry in enumerate(entries, start=1):
        if entry.number != count:
            broken = count
            break
        if entry.previous != previous:
            broken = max(1, count - 1)
            break
        previous = entry.digest
        if previous == anchor:
            anchored = count
    if broken is None and head is not None and previous != head:
        broken = max(1, len(entries))
    intact = broken is None and (anchor is None or anchored is not None)
    proofs = (Proof.CHAIN,) if anchored is None else (Proof.CHAIN, Proof.ANCHOR)
    return LogVerdict(
        entries=len(entries),
        intact=intact,
        first_broken=broken,
        head=previous,
        anchored=anchored if intact else None,
        proves=proofs if intact else (),
    )


def verify_log(logged: Sequence[LoggedEntry], start: Digest, *, anchor: Digest | None = None) -> LogVerdict:
    """Check a workspace's own log: the chain, and every value that was not erased.

    Args:
        logged: All of it, in order.
        start: What the first entry must refer to.
        anchor: A head known from elsewhere; it must be one of the chain's.
    """
    verdict = verify_chain([each.entry for each in logged], start, anchor=anchor)
    false = next((each.entry.number for each in logged if not _confirmed(each)), None)
    found = [number for number in (verdict.first_broken, false) if number is not None]
    intact = verdict.intact and false is None
    return replace(
        verdict,
        intact=intact,
        first_broken=min(found, default=None),
        anchored=verdict.anchored if intact else None,
        erased=sum(len(Field) - len(each.openings) for each in logged),
        proves=(*verdict.proves, Proof.VALUES) if intact else (),
    )


def _confirmed(logged: LoggedEntry) -> bool:
    return logged.entry.digest == logged.digest and all(
        opening.commitment(field) == logged.entry.commitments[field]
        for field, opening in logged.openings.items()
    )


def _refuse_floats(value: LogValue) -> None:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            if not isinstance(each, str):
                _refuse_floats(each)
    elif isinstance(value, float):
        raise TypeError("a float has no exact spelling; log a rational as text")
