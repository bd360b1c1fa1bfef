"""What services need of people and of the files that cross machines, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.canonical import Hash
    from evaluator.domain.exchanged import (
        Issued,
        PackageContents,
        ReviewFileContents,
        RoundFileContents,
    )
    from evaluator.domain.people import Card, Fingerprint, Person, Trust

IdentityT = TypeVar("IdentityT", bound="Person")
StoredT = TypeVar("StoredT", bound="Stored")
SecretT_contra = TypeVar("SecretT_contra", contravariant=True)


class Stored(Protocol):
    """An identity of this machine, not opened."""

    @property
    def card(self) -> Card:
        """Who it is."""


class IdentityStore(Protocol[IdentityT, StoredT, SecretT_contra]):
    """The identities of this machine's user."""

    def all(self) -> tuple[StoredT, ...]:
        """Give the identities, by name."""

    def damaged(self) -> tuple[str, ...]:
        """Give the names of the files that should be identities and cannot be read."""

    def find(self, name: str | None) -> StoredT:
        """Give the identity with this name; the only one when no name is given."""

    def add(self, identity: IdentityT, secret: SecretT_contra, /) -> None:
        """Keep a new identity."""

    def replace(self, stored: StoredT, identity: IdentityT, secret: SecretT_contra, /) -> None:
        """Put a renewed identity in the place of the former."""

    def open(self, stored: StoredT, secret: SecretT_contra, /) -> IdentityT:
        """Give an identity with its secrets."""


class ContactBook(Protocol):
    """Whom this machine has met."""

    @property
    def revoked(self) -> frozenset[Fingerprint]:
        """The fingerprints that count no more."""

    def cards(self) -> tuple[Card, ...]:
        """Give everybody's card."""

    def meet(self, card: Card, at: datetime) -> bool:
        """Remember a card, and tell whether this is the first contact with the person."""

    def revoke(self, card: Card, at: datetime) -> None:
        """Note that a card counts no more; for good."""


class Enclosed(Protocol):
    """A file that is enclosed in another one."""

    @property
    def sha512(self) -> str:
        """Of its bytes, in small hexadecimal digits."""

    @property
    def size(self) -> int:
        """In bytes."""


class OpenedPackage(Protocol):
    """A package that was verified."""

    @property
    def contents(self) -> PackageContents:
        """What it holds."""

    @property
    def sender(self) -> Card:
        """Who made it."""

    def files(self, person: Person) -> Iterator[tuple[Enclosed, Iterator[bytes]]]:
        """Give each attachment once, with its bytes in pieces."""


class OpenedReview(Protocol):
    """A review file that was verified."""

    @property
    def contents(self) -> ReviewFileContents:
        """What it says."""

    @property
    def sender(self) -> Card:
        """Who signed it."""

    @property
    def hash(self) -> Hash:
        """What the next file of the series calls the previous one."""


class OpenedRound(Protocol):
    """A round file that was verified."""

    @property
    def contents(self) -> RoundFileContents:
        """What it says."""

    @property
    def sender(self) -> Card:
        """Who gave the round away."""

    def copy(self, person: Person) -> Iterator[bytes]:
        """Give the copy of the workspace in pieces."""


class WritePackage(Protocol):
    """Writes a package, sealed to its reviewer and its sender."""

    def __call__(
        self,
        path: Path,
        contents: PackageContents,
        sender: Person,
        reviewer: Card,
        bytes_of: Callable[[str], Iterable[bytes]],
        /,
    ) -> object:
        """Write it; ``bytes_of`` gives an attachment by its SHA-512, in pieces."""


class ReadPackage(Protocol):
    """Opens a package."""

    def __call__(self, path: Path, identity: Person, trust: Trust, /) -> OpenedPackage:
        """Open, verify and read it.

        Raises:
            InputError: It is refused.
        """


class WriteReview(Protocol):
    """Writes a review file, sealed to its receivers and its sender."""

    def __call__(
        self,
        path: Path,
        contents: ReviewFileContents,
        sender: Person,
        receivers: Iterable[Card],
        made: datetime,
        /,
    ) -> Hash:
        """Write it, and give what the next one calls the previous."""


class ReadReview(Protocol):
    """Opens a review file."""

    def __call__(self, path: Path, identity: Person, issued: Issued, /) -> OpenedReview:
        """Open, verify and read it, and see whether it answers what was issued.

        Raises:
            InputError: It is refused.
        """
