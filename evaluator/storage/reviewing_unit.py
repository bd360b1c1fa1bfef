"""The part of a unit of work that keeps assigning, reviewing and merging."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from evaluator.domain.conflicts_of_interest import (
    ConflictSeverity,
    barred_by_office,
    conflicts_between,
    interests_in_force,
)
from evaluator.domain.exchanged import AttachedFile, content_hash
from evaluator.domain.histories import accepted_stale, by_review, counting
from evaluator.domain.identifiers import ApplicationId, ReviewerId
from evaluator.domain.media_types import media_type
from evaluator.domain.reviews import Review
from evaluator.storage.repositories.assignments import (
    AssignmentRepository,
    CardRepository,
    InterestRepository,
    PackageRepository,
)
from evaluator.storage.repositories.drafts import DraftRepository, ExportRepository, remove_content
from evaluator.storage.repositories.handlings import HandlingRepository
from evaluator.storage.repositories.sayings import MergeRepository, SayingRepository
from evaluator.storage.repositories.words import ConsensusRepository, OfficeRepository, WordRepository
from evaluator.storage.submission_unit import SubmissionUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.applications import Application
    from evaluator.domain.bundles import ReceivedFile, SubmissionHead
    from evaluator.domain.exchanged import ContentHash
    from evaluator.storage.repositories.applications import ApplicationRepository
    from evaluator.storage.repositories.reviews import ReviewerRepository, ReviewLink, ReviewRepository

Pair = tuple[ApplicationId, ReviewerId]


class ReviewingUnit(SubmissionUnit):
    """Assignments, reviews from elsewhere and merges on the connection of a unit of work.

    The methods and repositories are those of the services' port.
    """

    _applications: ApplicationRepository
    _reviewers: ReviewerRepository
    _reviews: ReviewRepository

    @cached_property
    def assignments(self) -> AssignmentRepository:
        """Who reads what."""
        return AssignmentRepository(self._connection)

    @cached_property
    def cards(self) -> CardRepository:
        """The reviewers' identity cards."""
        return CardRepository(self._connection)

    @cached_property
    def interests(self) -> InterestRepository:
        """Standing interests of reviewers."""
        return InterestRepository(self._connection)

    @cached_property
    def packages(self) -> PackageRepository:
        """Packages that were issued or opened."""
        return PackageRepository(self._connection)

    @cached_property
    def sayings(self) -> SayingRepository:
        """What reviewers said."""
        return SayingRepository(self._connection, self._reviews)

    @cached_property
    def merges(self) -> MergeRepository:
        """The merges."""
        return MergeRepository(self._connection)

    @cached_property
    def words(self) -> WordRepository:
        """What the chair said of forked histories and stale revisions."""
        return WordRepository(self._connection)

    @cached_property
    def consensus(self) -> ConsensusRepository:
        """Consensus records."""
        return ConsensusRepository(self._connection)

    @cached_property
    def handlings(self) -> HandlingRepository:
        """How the meeting handled each application."""
        return HandlingRepository(self._connection)

    @cached_property
    def offices(self) -> OfficeRepository:
        """How officials, the chair and signatories answered."""
        return OfficeRepository(self._connection)

    @cached_property
    def drafts(self) -> DraftRepository:
        """What was answered and not submitted."""
        return DraftRepository(self._connection)

    @cached_property
    def exports(self) -> ExportRepository:
        """Review files that were exported."""
        return ExportRepository(self._connection)

    def remove_content(self, applications: Iterable[ApplicationId]) -> None:
        """Delete form and attachments of applications from the file."""
        remove_content(self._connection, applications)

    def reviews(self) -> tuple[Review, ...]:
        """Give the reviews that stand, by application and reviewer.

        Of each review the revision that counts (``histories.counting``); of a reviewer
        who is disqualified, by declaration or by a hard interest, a recused one without
        scores.
        """
        links = self._reviews.links()
        recused = self._recused()
        by_pair: defaultdict[Pair, list[ReviewLink]] = defaultdict(list)
        for each in links:
            by_pair[ApplicationId(each.application), ReviewerId(each.reviewer)].append(each)
        standing = self._standing({pair: of for pair, of in by_pair.items() if pair not in recused})
        found = {(each.application, each.reviewer): each for each in self._reviews.of(standing)}
        for pair, reason in recused.items():
            found[pair] = Review(application=pair[0], reviewer=pair[1], recused=True, recusal_reason=reason)
        return tuple(found[pair] for pair in sorted(found))

    def barred(self) -> frozenset[Pair]:
        """Give the pairs that hard interests, or the reviewer's own answer in an office, bar."""
        return frozenset(self._barred())

    def contents_now(self, wanted: Iterable[ApplicationId] | None = None) -> dict[ApplicationId, ContentHash]:
        """Give the hash of what applications say now; of all of them when None."""
        only = None if wanted is None else set(wanted)
        heads = {each.application: each for each in self.submissions()}
        return {
            each.id: self._content(each, heads.get(each.id))
            for each in self._applications.all()
            if only is None or each.id in only
        }

    def _standing(self, by_pair: Mapping[Pair, list[ReviewLink]]) -> list[ReviewLink]:
        plain = all(len(links) == 1 and links[0].content is None for links in by_pair.values())
        if plain:
            return [links[0] for links in by_pair.values()]
        aside = by_review(self.words.settlements())
        words = accepted_stale(self.words.stale())
        dated = {pair[0] for pair, links in by_pair.items() if any(each.content for each in links)}
        now = self.contents_now(dated) if dated else {}
        found = []
        for pair, links in by_pair.items():
            if links[-1].name is None:
                found.append(links[-1])  # never left this machine: the highest number counts
                continue
            head = counting(links, aside.get(pair, frozenset()), now.get(pair[0]), words)
            if head is not None:
                found.append(head)
        return found

    def _recused(self) -> dict[Pair, str]:
        return {**self._barred(), **self.sayings.conflicted()}

    def _barred(self) -> dict[Pair, str]:
        answers, interests = self.offices.all(), interests_in_force(self.interests.all())
        found = barred_by_office(answers, self._reviewers.all()) if answers else {}
        if interests:
            found |= {
                (each.application, each.person): each.body
                for each in conflicts_between(self._applications.all(), interests)
                if each.severity is ConflictSeverity.HARD
            }
        return found

    def _content(self, application: Application, head: SubmissionHead | None) -> ContentHash:
        if head is None:
            return _content_of_row(application)
        form, files = self.form(application.id), self.files(application.id)
        return content_hash(application, form, attached(files))


def attached(files: Iterable[ReceivedFile]) -> tuple[AttachedFile, ...]:
    """Give files as a package lists them."""
    return tuple(
        AttachedFile(
            path=each.path, sha512=each.sha512.hex(), size=each.size, media_type=media_type(each.path)
        )
        for each in files
    )


@lru_cache(maxsize=65_536)
def _content_of_row(application: Application) -> ContentHash:
    return content_hash(application, None)
