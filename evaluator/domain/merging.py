"""Merging review files: decide first, by pure functions; what is shown and applied is the decision.

A review file tells the whole history of its reviewer's submitted revisions. What a round
knows of a reviewer is a union of such histories, so neither order, repetition nor split of
files can matter: which revision stands follows from the union (``histories``), and versions
decide, never times.

Deciding looks at one file and at what is known of its reviewer alone. A merge of many files
is a fold, and needs no more memory than the largest file and the verdicts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from evaluator.domain.histories import tip_in
from evaluator.domain.merge_errors import FaultyReviewError
from evaluator.domain.review_rules import FaultFinder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.domain.call import Call
    from evaluator.domain.exchanged import (
        ContentHash,
        Declaration,
        Declined,
        ReviewFileContents,
        RevisionHash,
        SubmittedRevision,
    )
    from evaluator.domain.histories import Tip
    from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId
    from evaluator.errors import EvaluatorError


class CellVerdict(StrEnum):
    """What a merge does with one criterion of one review, or with the review as a whole."""

    NEW = "new"
    UNCHANGED = "unchanged"
    NEWER = "newer"
    OLDER = "older"
    CONFLICTING = "conflicting"
    STALE = "stale"
    RECUSED = "recused"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What is known of one reviewer; every part of it is a set that only grows.

    Attributes:
        revisions: Submitted revisions by name; those of applications from which the
            reviewer is disqualified are not taken in.
        declarations: Answers to the question of disqualification.
        declined: Applications given back.
    """

    revisions: Mapping[RevisionHash, SubmittedRevision] = field(default_factory=dict)
    declarations: frozenset[Declaration] = frozenset()
    declined: frozenset[Declined] = frozenset()

    @property
    def conflicted(self) -> frozenset[ApplicationId]:
        """The applications from which the reviewer declared to be disqualified; for good."""
        return frozenset(each.application for each in self.declarations if each.conflict)

    def of(self, application: ApplicationId) -> dict[RevisionHash, SubmittedRevision]:
        """Give the known revisions on one application."""
        return {name: each for name, each in self.revisions.items() if each.review.application == application}

    @classmethod
    def of_file(cls, contents: ReviewFileContents, reviewer: ReviewerId) -> Sayings:
        """Give what a file says, under the workspace's own id of its reviewer."""
        return cls(
            # The name of a revision says nothing of the reviewer's id.
            revisions={each.hash: each.by(reviewer) for each in contents.revisions},
            declarations=frozenset(contents.declarations),
            declined=frozenset(contents.declined),
        )

    def without(self, known: Sayings) -> Sayings:
        """Give what is not known yet."""
        return Sayings(
            revisions={name: each for name, each in self.revisions.items() if name not in known.revisions},
            declarations=self.declarations - known.declarations,
            declined=self.declined - known.declined,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a round holds that its reviews are measured by.

    Attributes:
        call: Its criteria.
        content: What each application says now.
        barred: Pairs that the official or a hard interest bars, whatever was declared.
        aside: What settlements put aside, of each review.
    """

    call: Call
    content: Mapping[ApplicationId, ContentHash]
    barred: frozenset[tuple[ApplicationId, ReviewerId]] = frozenset()
    aside: Mapping[tuple[ApplicationId, ReviewerId], frozenset[RevisionHash]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewVerdict:
    """What a file brings to one review.

    Attributes:
        application: Which one.
        verdict: Of the review as a whole.
        cells: The verdicts of its criteria, counted.
        fork: The last revisions of histories that fork, while they do.
    """

    application: ApplicationId
    verdict: CellVerdict
    cells: tuple[tuple[CellVerdict, int], ...]
    fork: tuple[RevisionHash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDecision:
    """What becomes of one file.

    Attributes:
        file: Its name, for people.
        reviewer: Whose, by the round's own id; empty when nobody could tell.
        revision: Of the file; 0 when nobody could tell.
        refusal: Why it is refused, or None when it is accepted.
        reviews: What it brings, by application.
        additions: What is to be stored; empty when refused or when nothing is new.
    """

    file: str
    reviewer: ReviewerId | None = None
    revision: int = 0
    refusal: EvaluatorError | None = None
    reviews: tuple[ReviewVerdict, ...] = ()
    additions: Sayings = field(default_factory=Sayings)

    @property
    def accepted(self) -> bool:
        """Whether the file is accepted, even if nothing of it is new."""
        return self.refusal is None

    @property
    def cells(self) -> Counter[CellVerdict]:
        """The verdicts of all its cells, counted."""
        return count_cells(self.reviews)

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave the round as it is."""
        return not (self.additions.revisions or self.additions.declarations or self.additions.declined)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerFile:
    """A verified file, with the round's own id of its reviewer.

    Attributes:
        name: The file's name, for people.
        reviewer: To whom its package was issued.
        contents: What it says.
    """

    name: str
    reviewer: ReviewerId
    contents: ReviewFileContents


def decide_file(terms: Terms, known: Sayings, file: ReviewerFile) -> FileDecision:
    """Decide what becomes of one verified file, changing nothing.

    Args:
        terms: What the round holds.
        known: What is known of the file's reviewer.
        file: The file.
    """
    contents, reviewer = file.contents, file.reviewer
    said = Sayings.of_file(contents, reviewer)
    conflicted = known.conflicted | said.conflicted
    barred = {application for application, who in terms.barred if who == reviewer}
    by_application: defaultdict[ApplicationId, dict[RevisionHash, SubmittedRevision]] = defaultdict(dict)
    for name, each in said.revisions.items():
        by_application[each.review.application][name] = each
    refusal = _refusal(terms.call, said, file.name)
    if refusal is not None:
        return FileDecision(file=file.name, reviewer=reviewer, revision=contents.revision, refusal=refusal)
    reviews: list[ReviewVerdict] = []
    fresh: dict[RevisionHash, SubmittedRevision] = {}
    for application, brought in sorted(by_application.items()):
        if application in conflicted or application in barred:
            reviews.append(_whole(terms.call, application, CellVerdict.RECUSED))
            continue
        fresh |= {name: each for name, each in brought.items() if name not in known.revisions}
        aside = terms.aside.get((application, reviewer), frozenset())
        reviews.append(_verdict(terms, known.of(application), brought, aside))
    return FileDecision(
        file=file.name,
        reviewer=reviewer,
        revision=contents.revision,
        reviews=tuple(reviews),
        additions=Sayings(
            revisions=fresh,
            declarations=said.declarations - known.declarations,
            declined=said.declined - known.declined,
        ),
    )


def count_cells(reviews: Iterable[ReviewVerdict]) -> Counter[CellVerdict]:
    """Count the verdicts of all cells."""
    counts: Counter[CellVerdict] = Counter()
    for review in reviews:
        counts.update(dict(review.cells))
    return counts


def _refusal(call: Call, said: Sayings, file: str) -> FaultyReviewError | None:
    """Check every revision, whatever becomes of it: whether a file is refused depends on it alone."""
    find = FaultFinder(call)
    for each in said.revisions.values():
        fault = find(each.review)
        if fault is not None:
            return FaultyReviewError(file=file, application=each.review.application, criterion=fault)
    return None


def _whole(call: Call, application: ApplicationId, verdict: CellVerdict) -> ReviewVerdict:
    return ReviewVerdict(
        application=application, verdict=verdict, cells=_all_alike(verdict, len(call.criteria))
    )


@cache
def _all_alike(verdict: CellVerdict, count: int) -> tuple[tuple[CellVerdict, int], ...]:
    """Make such a count once: the verdicts of all files are kept until they are shown."""
    return ((verdict, count),)


def _verdict(
    terms: Terms,
    known: Mapping[RevisionHash, SubmittedRevision],
    brought: Mapping[RevisionHash, SubmittedRevision],
    aside: frozenset[RevisionHash],
) -> ReviewVerdict:
    first = next(iter(brought.values()))
    application = first.review.application
    if not known and not aside and len(brought) == 1:  # the most common: one review that is new
        new = first.content == terms.content.get(application)
        return _whole(terms.call, application, CellVerdict.NEW if new else CellVerdict.STALE)
    together = {**brought, **known}
    before = _tip(known, aside).head
    after = _tip(together, aside)
    if after.forked:
        sides = [together[name] for name in after.forked]
        cells = _compared(terms.call, sides, CellVerdict.CONFLICTING)
        verdict = CellVerdict.CONFLICTING
        return ReviewVerdict(application=application, verdict=verdict, cells=cells, fork=after.forked)
    if brought.keys() <= known.keys():
        same = _tip(brought).head == before
        return _whole(terms.call, application, CellVerdict.UNCHANGED if same else CellVerdict.OLDER)
    return _ahead(terms, known, together, (before, after.head))


def _ahead(
    terms: Terms,
    known: Mapping[RevisionHash, SubmittedRevision],
    together: Mapping[RevisionHash, SubmittedRevision],
    heads: tuple[RevisionHash | None, RevisionHash | None],
) -> ReviewVerdict:
    """Tell what revisions bring that nobody knew and that fork from nothing; heads before and after."""
    application = next(iter(together.values())).review.application
    before, head = heads
    if head is None or head in known:  # what is new was put aside before it came
        return _whole(terms.call, application, CellVerdict.OLDER)
    if together[head].content != terms.content.get(application):
        return _whole(terms.call, application, CellVerdict.STALE)
    if before is None:
        return _whole(terms.call, application, CellVerdict.NEW)
    cells = _compared(terms.call, [together[before], together[head]], CellVerdict.NEWER)
    return ReviewVerdict(application=application, verdict=CellVerdict.NEWER, cells=cells)


def _tip(
    named: Mapping[RevisionHash, SubmittedRevision], aside: frozenset[RevisionHash] = frozenset()
) -> Tip:
    """Tell where a history stands; by the names that are known, which are dear to work out."""
    return tip_in({name: each.previous for name, each in named.items()}, aside)


def _compared(
    call: Call, sides: Sequence[SubmittedRevision], different: CellVerdict
) -> tuple[tuple[CellVerdict, int], ...]:
    """Count the criteria in which revisions differ, by state or sentence, and the others."""
    criteria: list[CriterionId] = [each.id for each in call.criteria]
    apart = sum(len({_cell(side, criterion) for side in sides}) > 1 for criterion in criteria)
    counts = ((different, apart), (CellVerdict.UNCHANGED, len(criteria) - apart))
    return tuple((verdict, count) for verdict, count in counts if count)


def _cell(revision: SubmittedRevision, criterion: CriterionId) -> object:
    return revision.review.scores.get(criterion), revision.review.comments.get(criterion, "")
