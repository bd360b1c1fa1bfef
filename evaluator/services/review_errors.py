"""What assigning, reviewing and merging refuse, and why."""

from __future__ import annotations

from evaluator.errors import InputError, RefusedError, RuleError


class NoReviewersError(RuleError):
    """There is nobody to assign to."""

    code = "rule.assign.no-reviewers"


class PerApplicationError(InputError):
    """The number of reviews per application is not between 1 and the number of reviewers."""

    code = "input.assign.per-application"
    fact_names = ("wanted", "most")


class UnknownReviewerError(InputError):
    """The round has no such reviewer, or several of that name."""

    code = "input.reviewer.unknown"
    fact_names = ("name",)


class CardRevokedError(RefusedError):
    """A card that was revoked brings nobody into the round."""

    code = "refused.reviewer.revoked"
    fact_names = ("name",)


class TwoSuccessorsError(RefusedError):
    """One person's former keys vouch for two different cards; one of them is not the person's.

    Facts:
        name: The person.
        known: The fingerprint of the card that is known, as it is read aloud.
        brought: That of the other one.
    """

    code = "refused.reviewer.two-successors"
    fact_names = ("name", "known", "brought")


class SeveralReviewersError(InputError):
    """Several reviewers have the name.

    Facts:
        name: The name.
        ids: Their ids.
    """

    code = "input.reviewer.several"
    fact_names = ("name", "ids")


class BarredError(RuleError):
    """A hard conflict of interest bars the assignment."""

    code = "rule.assign.barred"
    fact_names = ("application", "reviewer", "body")


class UnknownBodyError(InputError):
    """An interest names no body."""

    code = "input.interest.body"


class DeputyMissingError(RuleError):
    """Who is disqualified has to name the deputy who acts, or that of another person."""

    code = "rule.conflict.deputy"
    fact_names = ("person",)


class DisqualifiedError(RuleError):
    """Somebody who answered to be disqualified acts on the application."""

    code = "rule.conflict.disqualified"
    fact_names = ("person", "application")


class NotAReviewDeskError(InputError):
    """The workspace holds no package, so nothing is reviewed there."""

    code = "input.review.no-package"
    fact_names = ("file",)


class OtherDeskError(RefusedError):
    """The workspace holds packages of another round or for another reviewer."""

    code = "refused.review.other-desk"
    fact_names = ("file",)


class OtherPersonError(RefusedError):
    """Somebody else than the reviewer of the package wants to act."""

    code = "refused.review.other-person"
    fact_names = ("name",)


class NewSenderError(RefusedError):
    """A further package comes from somebody whom none of the former ones named.

    The digits are not told: they are to come over the telephone, not from this very file.

    Facts:
        name: The sender, as the card says.
    """

    code = "refused.review.new-sender"
    fact_names = ("name",)


class UndeclaredError(RuleError):
    """The question of disqualification was not answered."""

    code = "rule.review.undeclared"
    fact_names = ("id",)


class ConflictDeclaredError(RuleError):
    """The reviewer declared to be disqualified; that is not taken back here."""

    code = "rule.review.conflict-declared"
    fact_names = ("id",)


class AlreadySubmittedError(RuleError):
    """The review is submitted; it has to be reopened first."""

    code = "rule.review.submitted"
    fact_names = ("id",)


class DeclinedError(RuleError):
    """The reviewer gave the application back, so it is no longer theirs to score."""

    code = "rule.review.declined"
    fact_names = ("id",)


class NotSubmittedError(RuleError):
    """There is no submitted review to reopen."""

    code = "rule.review.not-submitted"
    fact_names = ("id",)


class IncompleteReviewError(RuleError):
    """The review still lacks something.

    Facts:
        count: How many things.
        first: Number of the first criterion, or the group, at which something is owed.
    """

    code = "rule.review.incomplete"
    fact_names = ("id", "count", "first")


class CalibrationFirstError(RuleError):
    """The calibration set comes first.

    Facts:
        first: An application of it that waits.
    """

    code = "rule.review.calibration-first"
    fact_names = ("id", "first")


class UnknownAttachmentError(InputError):
    """The application has no attachment by that path, or its bytes are gone."""

    code = "input.reading.no-attachment"
    fact_names = ("path",)


class AttachmentTooLargeError(RefusedError):
    """An attachment is too large to be held in memory and shown.

    Facts:
        size, largest: In bytes.
    """

    code = "refused.reading.too-large"
    fact_names = ("path", "size", "largest")


class NothingToExportError(RuleError):
    """Nothing was submitted, declared or given back yet."""

    code = "rule.review.nothing-to-export"


class NothingToSubmitError(RuleError):
    """No review waits to be submitted."""

    code = "rule.review.nothing-to-submit"


class UnknownMergeError(InputError):
    """There is no such merge, or it was undone already."""

    code = "input.merge.unknown"
    fact_names = ("id",)


class NotLatestMergeError(RuleError):
    """Only the latest merge can be undone.

    Facts:
        latest: The latest one.
    """

    code = "rule.merge.not-latest"
    fact_names = ("id", "latest")


class MergeRestedOnError(RuleError):
    """Something that was decided since rests on the merge.

    Facts:
        application: Where.
    """

    code = "rule.merge.rested-on"
    fact_names = ("id", "application")


class UnsettledReviewsError(RuleError):
    """The order would be worked out while reviews wait for the chair's word.

    Facts:
        conflicts: How many reviews have histories that fork.
        stale: How many are of applications that changed after they were read.
        which: The first of them, each as "application / reviewer".
    """

    code = "rule.merge.unsettled"
    fact_names = ("conflicts", "stale", "which")


class NotInAllocationError(RuleError):
    """Only a round in allocation, or one that is drafted, goes back to its reviews."""

    code = "rule.merge.not-in-allocation"
    fact_names = ("phase",)


class MergePhaseError(RuleError):
    """The round has come further than merging and consensus."""

    code = "rule.merge.phase"
    fact_names = ("phase",)


class UnknownConflictError(InputError):
    """There is no open conflict by that name."""

    code = "input.merge.conflict"
    fact_names = ("id",)


class UnknownSettlementError(InputError):
    """A conflict was not settled, or not as the last one of its review."""

    code = "input.merge.settlement"
    fact_names = ("id",)


class SettlementRestedOnError(RuleError):
    """A consensus rests on what was said of a conflict.

    Facts:
        id: The conflict.
        application: The application that was agreed on.
    """

    code = "rule.merge.settlement-rested-on"
    fact_names = ("id", "application")


class UnknownRevisionError(InputError):
    """The revision is none of the conflict's, or the beginning of several."""

    code = "input.merge.revision"
    fact_names = ("revision",)


class NotStaleError(InputError):
    """No revision of this reviewer on this application is stale."""

    code = "input.merge.not-stale"
    fact_names = ("application", "reviewer")


class NoReviewsError(RuleError):
    """No review of the application counts, so there is nothing to agree on."""

    code = "rule.consensus.no-reviews"
    fact_names = ("id",)


class RapporteurMissingError(RuleError):
    """A consensus needs a rapporteur who answers for it."""

    code = "rule.consensus.rapporteur"
    fact_names = ("id",)


class ConsensusRuleError(RuleError):
    """A consensus lacks an answer or a sentence, or holds what the call does not allow."""

    code = "rule.consensus.incomplete"
    fact_names = ("id", "criterion")
