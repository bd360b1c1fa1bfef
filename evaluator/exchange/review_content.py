"""How the content of a review file is written and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from evaluator.domain.canonical import decode_with_parts
from evaluator.domain.exchanged import (
    Declaration,
    Declined,
    PackageId,
    Recommendation,
    ReviewFileContents,
    SubmittedRevision,
    named_as_spelled,
    revision_told,
)
from evaluator.domain.fields import Fields, moment_told
from evaluator.domain.identifiers import ApplicationId, ReviewerId, RoundId
from evaluator.domain.reviews import Review
from evaluator.domain.score_states import states_from
from evaluator.exchange.header import criteria_from, criteria_told, log_head_from, log_head_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.canonical import Canonical
    from evaluator.domain.identifiers import CriterionId, GroupId

_FIELDS: Final = (
    "format",
    "package",
    "round",
    "criteria",
    "reviewer",
    "revision",
    "previous",
    "declarations",
    "declined",
    "revisions",
    "log_head",
    "package_log_head",
)
_REVISION: Final = (
    "application",
    "content",
    "revision",
    "previous",
    "reason",
    "recommendation",
    "scores",
    "comments",
    "recused",
    "recusal_reason",
    "submitted",
)
_RECOMMENDED: Final = tuple(Recommendation)


def review_told(contents: ReviewFileContents) -> Canonical:
    """Write the content of a review file as a canonical value."""
    return {
        "format": 1,
        "package": contents.package,
        "round": contents.round,
        "criteria": criteria_told(contents.criteria),
        "reviewer": contents.reviewer,
        "revision": contents.revision,
        "previous": contents.previous,
        "declarations": [
            {
                "application": each.application,
                "conflict": each.conflict,
                "reason": each.reason,
                "at": moment_told(each.at),
                "number": each.number,
            }
            for each in contents.declarations
        ],
        "declined": [
            {"application": each.application, "reason": each.reason, "at": moment_told(each.at)}
            for each in contents.declined
        ],
        "revisions": [revision_told(each) for each in contents.revisions],
        "log_head": log_head_told(contents.log_head),
        "package_log_head": log_head_told(contents.package_log_head),
    }


def review_from(payload: bytes) -> ReviewFileContents:
    """Read the content of a review file; its reviews bear the fingerprint as the reviewer's id.

    Raises:
        NotCanonicalError: It is not spelled canonically.
        ContentError: It is none, or its revisions do not follow each other.
    """
    value, spelled = decode_with_parts(payload, "revisions")
    fields = Fields(value, *_FIELDS)
    if fields.whole("format") != 1:
        raise fields.fail("format")
    reviewer = ReviewerId(fields.hash("reviewer"))
    told = fields.each("revisions", *_REVISION)
    revisions = tuple(_revision_from(each, reviewer, part) for each, part in zip(told, spelled, strict=True))
    if not _follow_each_other(revisions):
        raise fields.fail("revisions")
    return ReviewFileContents(
        package=PackageId(fields.line("package", most=100)),
        round=RoundId(fields.line("round", most=100)),
        criteria=criteria_from(fields, "criteria"),
        reviewer=fields.hash("reviewer"),
        revision=fields.whole("revision", least=1),
        previous=fields.hash_or_none("previous"),
        declarations=tuple(
            Declaration(
                application=ApplicationId(each.line("application", most=100)),
                conflict=each.flag("conflict"),
                reason=each.text("reason"),
                at=each.moment("at"),
                number=each.whole("number", least=1),
            )
            for each in fields.each("declarations", "application", "conflict", "reason", "at", "number")
        ),
        declined=tuple(
            Declined(
                application=ApplicationId(each.line("application", most=100)),
                reason=each.text("reason"),
                at=each.moment("at"),
            )
            for each in fields.each("declined", "application", "reason", "at")
        ),
        revisions=revisions,
        log_head=log_head_from(fields, "log_head"),
        package_log_head=log_head_from(fields, "package_log_head"),
    )


def _follow_each_other(revisions: Sequence[SubmittedRevision]) -> bool:
    """Tell whether the revisions of each application are a chain from the first one on."""
    last: dict[ApplicationId, SubmittedRevision] = {}
    for each in revisions:
        before = last.get(each.review.application)
        number = 1 if before is None else before.review.revision + 1
        if each.review.revision != number or each.previous != (None if before is None else before.hash):
            return False
        last[each.review.application] = each
    return True


def _revision_from(fields: Fields, reviewer: ReviewerId, spelled: bytes) -> SubmittedRevision:
    recommendation = fields.raw("recommendation")
    if recommendation is not None and recommendation not in _RECOMMENDED:
        raise fields.fail("recommendation")
    review = Review(
        application=ApplicationId(fields.line("application", most=100)),
        reviewer=reviewer,
        revision=fields.whole("revision", least=1),
        scores=states_from(fields.mapping("scores"), fields.path("scores")),
        comments=cast("dict[CriterionId | GroupId, str]", fields.texts_by_name("comments")),
        recused=fields.flag("recused"),
        recusal_reason=fields.text("recusal_reason"),
        submitted=fields.moment("submitted"),
    )
    made = SubmittedRevision(
        review=review,
        content=fields.hash("content"),
        recommendation=None if recommendation is None else Recommendation(str(recommendation)),
        previous=fields.hash_or_none("previous"),
        reason=fields.text("reason"),
    )
    return named_as_spelled(made, spelled)
