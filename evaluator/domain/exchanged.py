"""What travels between machines, as values; how it is sealed is ``evaluator.exchange``'s business.

A package holds what one reviewer may see and nothing else; a review file what that
reviewer said; a round file the whole round. Everything that must not be mixed up is
named by its hash: an application by its content, a revision by what it says and what
it follows, a call by its criteria.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NewType

from evaluator.domain.applications_told import application_told, form_told
from evaluator.domain.canonical import Canonical, Hash, encode, hash_of, hash_of_known, hash_of_spelled
from evaluator.domain.fields import moment_told
from evaluator.domain.last_result import once_for_the_last
from evaluator.domain.score_states import state_told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId, CallId, ReviewerId, RoundId
    from evaluator.domain.log import Digest
    from evaluator.domain.people import Card, Fingerprint
    from evaluator.domain.reviews import Review

_REVISION: Final = "evaluator revision 1"
_LAST_FIELD: Final = b',"submitted":"'

PackageId = NewType("PackageId", str)
"""Made at random when the official makes the package."""

ContentHash = Hash
"""Of an application as it was read: form and attachments."""

RevisionHash = Hash
"""Of one submitted revision together with the hash of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """The last entry of a log, which vouches for all entries before it."""

    number: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaVersion:
    """Which criteria a score answers.

    Attributes:
        call: The call.
        version: Its version, for people.
        hash: Over scale, criteria, weights and duties, for the program.
    """

    call: CallId
    version: int
    hash: Hash


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """An attachment, without its bytes.

    Attributes:
        path: Below the application's folder ("attachments/plan.pdf").
        sha512: Of its bytes, 128 small hexadecimal digits; the name under which they
            are kept.
        size: In bytes.
        media_type: What it is ("application/pdf").
    """

    path: str
    sha512: str
    size: int
    media_type: str


@dataclass(frozen=True, kw_only=True)
class AssignedApplication:
    """One application, as the reviewer gets it.

    Without slots, because hash and spelling are worked out once, however many packages
    it goes into.

    Attributes:
        application: As the round knows it.
        form: What the applicant filled in; None when it came as a row of a table.
        attachments: The files that came along, by path.
        calibration: Everybody scores it first, and may revise after it was discussed.
    """

    application: Application
    form: ApplicationForm | None
    attachments: tuple[AttachedFile, ...] = ()
    calibration: bool = False

    @cached_property
    def content(self) -> ContentHash:
        """The hash that a score of this application refers to."""
        return content_hash(self.application, self.form, self.attachments)

    @cached_property
    def spelling(self) -> bytes:
        """The one spelling in which it travels."""
        return encode(
            {
                **application_told(self.application),
                "form": form_told(self.form),
                "attachments": [
                    {
                        "path": each.path,
                        "sha512": each.sha512,
                        "size": each.size,
                        "media_type": each.media_type,
                    }
                    for each in self.attachments
                ],
                "calibration": self.calibration,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContents:
    """An assignment package: what the official gives one reviewer.

    Attributes:
        id: The package's.
        round: The round's.
        call: The call definition with its criteria.
        reviewer: Fingerprint of the reviewer's card.
        receivers: Cards to which the reviewer seals the answer: chair, deputy,
            official; under the official's signature.
        applications: In the order in which this reviewer reads them.
        log_head: The head of the round's log when the package was made.
        made: When, aware UTC.
        made_up: Whether anything in the round is invented for a demonstration.
    """

    id: PackageId
    round: RoundId
    call: Call
    reviewer: Fingerprint
    receivers: tuple[Card, ...]
    applications: tuple[AssignedApplication, ...]
    log_head: LogHead
    made: datetime
    made_up: bool = False


class Recommendation(StrEnum):
    """What the reviewer would do with the application, beside the score."""

    FUND = "fund"
    WITH_RESERVATIONS = "with_reservations"
    DO_NOT_FUND = "do_not_fund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The reviewer's answer to the question of disqualification (434/2003, sections 27-28).

    Attributes:
        application: Which one.
        conflict: Whether the reviewer is disqualified.
        reason: Why, when disqualified; may be empty otherwise.
        at: When, aware UTC.
        number: 1 and up; the highest counts.
    """

    application: ApplicationId
    conflict: bool
    reason: str
    at: datetime
    number: int = 1


@dataclass(frozen=True, kw_only=True)
class SubmittedRevision:
    """One submitted revision of a review, never a draft.

    Without slots, because its name is worked out once.

    Attributes:
        review: What was said; ``submitted`` is set.
        content: Hash of the application as it was read.
        recommendation: Beside the score, where one was given.
        previous: Hash of the revision before, None for the first one; two revisions
            of one number that differ, or that follow different ones, are a conflict.
        reason: Why the former revision was reopened; empty for the first one.
    """

    review: Review
    content: ContentHash
    recommendation: Recommendation | None = None
    previous: RevisionHash | None = None
    reason: str = ""

    @cached_property
    def hash(self) -> RevisionHash:
        """The name of this revision; what it says, and all that came before it."""
        return revision_hash(self)

    def by(self, reviewer: ReviewerId) -> SubmittedRevision:
        """Give the same under another id of its reviewer, of which its name says nothing."""
        made = replace(self, review=self.review.by(reviewer))
        vars(made)["hash"] = self.hash
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The reviewer gives an application back unread or unscored, with a reason."""

    application: ApplicationId
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFileContents:
    """A review file: what one reviewer says of one package.

    Attributes:
        package: The package it answers.
        round: The round's id.
        criteria: The criteria that were scored.
        reviewer: Fingerprint of the card under which the package was issued.
        revision: 1 and up; grows with each export.
        previous: Hash of the contents of the export before, None for the first.
        declarations: By application, the answers to the question of disqualification.
        declined: Applications given back.
        revisions: Submitted revisions, by application and number; all of them, so
            that any single file tells the whole history.
        log_head: Head of the reviewer's own log.
        package_log_head: The head that came with the package, given back.
    """

    package: PackageId
    round: RoundId
    criteria: CriteriaVersion
    reviewer: Fingerprint
    revision: int
    previous: Hash | None
    declarations: tuple[Declaration, ...]
    declined: tuple[Declined, ...]
    revisions: tuple[SubmittedRevision, ...]
    log_head: LogHead
    package_log_head: LogHead


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFileContents:
    """A round file: the whole round as a copy of its workspace, which travels beside this.

    Attributes:
        round: The round's id.
        criteria: Its criteria, so that a mix-up shows before anything is opened.
        log_head: Head of the log, the handing-over itself included; a return must
            have grown out of it.
        key: The key of the copy, made for this file only, 32 bytes.
        revoked: Cards that were revoked, so that nobody trusts them again.
    """

    round: RoundId
    criteria: CriteriaVersion
    log_head: LogHead
    key: bytes = field(repr=False)
    revoked: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPackage:
    """What the round remembers of a package that it gave away.

    Attributes:
        id: The package's.
        reviewer: Fingerprint of the card that it was sealed to.
        applications: The content of each, as it was then.
        log_head: The head of the round's log that went along.
    """

    id: PackageId
    reviewer: Fingerprint
    applications: Mapping[ApplicationId, ContentHash]
    log_head: LogHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What a review file must answer to be accepted.

    Attributes:
        round: The round's id.
        criteria: Its criteria.
        packages: What was issued, by id.
        revoked: Fingerprints that nobody may sign with any more.
    """

    round: RoundId
    criteria: CriteriaVersion
    packages: Mapping[PackageId, IssuedPackage]
    revoked: frozenset[Fingerprint] = frozenset()


@once_for_the_last
def criteria_version(call: Call) -> CriteriaVersion:
    """Name the criteria of a call; texts and dates that no score rests on do not matter."""
    told = call.model_dump(
        mode="json", include={"scale", "groups", "threshold", "sentence_duty", "exclusion_grounds"}
    )
    found = hash_of("evaluator criteria 1", {"call": call.id, "version": call.version, **told})
    return CriteriaVersion(call=call.id, version=call.version, hash=found)


def content_hash(
    application: Application, form: ApplicationForm | None, attachments: tuple[AttachedFile, ...] = ()
) -> ContentHash:
    """Name the content of an application, as a score refers to it.

    With a form it is the form and the files; a row of a table is number, title,
    applicants as written and the sum asked.
    """
    told: dict[str, Canonical] = {
        "id": application.id,
        "attachments": [
            {"path": each.path, "sha512": each.sha512, "size": each.size}
            for each in sorted(attachments, key=lambda each: each.path)
        ],
    }
    if form is None:
        told["row"] = {
            "number": application.number,
            "title": application.title,
            "applicants": application.applicants.as_written,
            "requested_cents": application.requested,
        }
    else:
        told["form"] = form_told(form)
    return hash_of("evaluator application 1", told)


def revision_hash(revision: SubmittedRevision) -> RevisionHash:
    """Name a submitted revision by what it says and what it follows; when it was said does not matter."""
    # Versions decide, never times.
    timeless = {name: value for name, value in revision_told(revision).items() if name != "submitted"}
    return hash_of_known(_REVISION, timeless)


def named_as_spelled(revision: SubmittedRevision, spelled: bytes) -> SubmittedRevision:
    """Name a revision by the canonical bytes it was just read from, which need not be written again.

    Args:
        revision: What was read.
        spelled: From what; all that ``revision_told`` writes and nothing besides.
    """
    # The time is the last field by name, and holds no quotation mark; it is cut off.
    timeless = spelled[: spelled.rindex(_LAST_FIELD)] + b"}"
    vars(revision)["hash"] = hash_of_spelled(_REVISION, timeless)
    return revision


def revision_told(revision: SubmittedRevision) -> dict[str, Canonical]:
    """Write a submitted revision as a canonical value.

    Raises:
        ValueError: It was not submitted.
    """
    review = revision.review
    if review.submitted is None:
        raise ValueError("a draft never leaves the machine")
    return {
        "application": review.application,
        "content": revision.content,
        "revision": review.revision,
        "previous": revision.previous,
        "reason": revision.reason,
        "recommendation": None if revision.recommendation is None else revision.recommendation.value,
        "scores": {criterion: state_told(state) for criterion, state in review.scores.items()},
        "comments": {about: text for about, text in review.comments.items()},  # noqa: C416
        "recused": review.recused,
        "recusal_reason": review.recusal_reason,
        "submitted": moment_told(review.submitted),
    }
