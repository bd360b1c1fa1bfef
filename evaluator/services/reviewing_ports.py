"""What assigning, reviewing and merging need of a workspace, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from evaluator.domain.histories import ContentLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from evaluator.domain.assignment import Assignment, AssignmentPlan
    from evaluator.domain.canonical import Hash
    from evaluator.domain.conflicts_of_interest import Interest, OfficeAnswer
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.exchanged import ContentHash
    from evaluator.domain.handlings import Handling
    from evaluator.domain.histories import Settlement, StaleWord
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.merges import Merge, MergedFile
    from evaluator.domain.merging import Sayings
    from evaluator.domain.packages import KnownPackage
    from evaluator.domain.people import Card
    from evaluator.domain.review_rules import Draft


class Assignments(Protocol):
    """Who reads what."""

    def all(self) -> tuple[Assignment, ...]:
        """Give them all, by application and reviewer."""

    def replace(self, values: Iterable[Assignment], /) -> None:
        """Store assignments in place of all former ones."""

    def plan(self) -> AssignmentPlan | None:
        """Give the last plan, or None before the first."""

    def add_plan(self, value: AssignmentPlan, /) -> None:
        """Append a plan."""


class Cards(Protocol):
    """The reviewers' identity cards."""

    def all(self) -> Mapping[ReviewerId, Card]:
        """Give the cards, by reviewer."""

    def put(self, reviewer: ReviewerId, card: Card, /) -> None:
        """Store a card in place of the former."""


class Interests(Protocol):
    """Standing interests of reviewers."""

    def all(self) -> tuple[Interest, ...]:
        """Give the whole history, oldest first."""

    def add(self, values: Iterable[Interest], /) -> None:
        """Append interests."""


class Offices(Protocol):
    """How officials, the chair and signatories answered."""

    def all(self) -> tuple[OfficeAnswer, ...]:
        """Give the whole history, oldest first."""

    def add(self, values: Iterable[OfficeAnswer], /) -> None:
        """Append answers."""


class Packages(Protocol):
    """Packages that were issued, or opened."""

    def all(self) -> tuple[KnownPackage, ...]:
        """Give them all, oldest first."""

    def add(self, value: KnownPackage, /) -> None:
        """Append a package."""


class Drafts(Protocol):
    """What was answered and not submitted."""

    def all(self) -> Mapping[ApplicationId, Draft]:
        """Give the drafts, by application."""

    def put(self, value: Draft, /) -> None:
        """Store a draft in place of the former."""

    def drop(self, application: ApplicationId, /) -> None:
        """Let go of a draft, if there is one."""


class Exports(Protocol):
    """Review files that were exported."""

    def last(self) -> tuple[int, Hash | None]:
        """Give number and hash of the last one; 0 and None before the first."""

    def add(self, revision: int, name: Hash, at: datetime, /) -> None:
        """Append a file."""


class MergedLink(ContentLink, Protocol):
    """A revision without its scores, and where it came from."""

    @property
    def merge(self) -> int | None:
        """The merge that brought it; None for what was made in this workspace."""


class SayingsOf(Protocol):
    """What reviewers said; an undone merge counts no more."""

    def all(self) -> Mapping[ReviewerId, Sayings]:
        """Give everything that is known, by reviewer."""

    def of(self, reviewer: ReviewerId, /) -> Sayings:
        """Give what is known of one reviewer."""

    def links(self) -> Mapping[tuple[ApplicationId, ReviewerId], Sequence[MergedLink]]:
        """Give the submitted revisions of each review without their scores."""

    def histories(self) -> Iterator[tuple[tuple[ApplicationId, ReviewerId], Sequence[MergedLink]]]:
        """Give the same one review after the other, by application and reviewer."""

    def reviewed(self) -> frozenset[ApplicationId]:
        """Give the applications of which some revision is known."""

    def declined(self) -> Mapping[tuple[ApplicationId, ReviewerId], str]:
        """Give what was given back, with the reason."""

    def conflicted(self) -> Mapping[tuple[ApplicationId, ReviewerId], str]:
        """Give the declared conflicts, with the reason."""

    def add(self, reviewer: ReviewerId, said: Sayings, merge: int | None, /) -> None:
        """Append what a reviewer said, and by which merge it came, if by one."""


class Merges(Protocol):
    """The merges of the round."""

    def all(self) -> tuple[Merge, ...]:
        """Give them all, oldest first, the undone ones too."""

    def new(self, by: str, at: datetime, /) -> int:
        """Begin a merge and give its number."""

    def add_file(self, merge: int, file: MergedFile, /) -> None:
        """Note that a merge took a file in; twice is once."""

    def undo(self, merge: int, by: str, at: datetime, /) -> None:
        """Note that a merge counts no more."""


class Words(Protocol):
    """What the chair said of forked histories and stale revisions."""

    def settlements(self) -> tuple[Settlement, ...]:
        """Give the settlements, oldest first."""

    def add_settlement(self, value: Settlement, /) -> None:
        """Append a settlement."""

    def stale(self) -> tuple[StaleWord, ...]:
        """Give the words on stale revisions, oldest first."""

    def add_stale(self, value: StaleWord, /) -> None:
        """Append a word."""


class ConsensusRecords(Protocol):
    """Consensus records."""

    def all(self) -> tuple[Consensus, ...]:
        """Give the whole history, oldest first."""

    def add(self, value: Consensus, /) -> None:
        """Append a record."""


class Handlings(Protocol):
    """How the consensus meeting handled each application."""

    def all(self) -> tuple[Handling, ...]:
        """Give the whole history, oldest first."""

    def add(self, value: Handling, /) -> None:
        """Append a record."""


class ReviewingUnit(Protocol):
    """The part of a unit of work that keeps assigning, reviewing and merging."""

    @property
    def assignments(self) -> Assignments:
        """Who reads what."""

    @property
    def cards(self) -> Cards:
        """The reviewers' identity cards."""

    @property
    def interests(self) -> Interests:
        """Standing interests of reviewers."""

    @property
    def offices(self) -> Offices:
        """How officials, the chair and signatories answered."""

    @property
    def packages(self) -> Packages:
        """Packages that were issued or opened."""

    @property
    def drafts(self) -> Drafts:
        """What was answered and not submitted."""

    @property
    def exports(self) -> Exports:
        """Review files that were exported."""

    @property
    def sayings(self) -> SayingsOf:
        """What reviewers said."""

    @property
    def merges(self) -> Merges:
        """The merges."""

    @property
    def words(self) -> Words:
        """What the chair said of forked histories and stale revisions."""

    @property
    def consensus(self) -> ConsensusRecords:
        """Consensus records."""

    @property
    def handlings(self) -> Handlings:
        """How the meeting handled each application."""

    def barred(self) -> frozenset[tuple[ApplicationId, ReviewerId]]:
        """Give the pairs that hard interests, or the reviewer's own answer in an office, bar."""

    def contents_now(
        self, wanted: Iterable[ApplicationId] | None = None
    ) -> Mapping[ApplicationId, ContentHash]:
        """Give the hash of what applications say now; of all of them when None."""

    def remove_content(self, applications: Iterable[ApplicationId]) -> None:
        """Delete form and attachments of applications from the file."""
