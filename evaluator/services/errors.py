"""What a deed refuses, and why."""

from __future__ import annotations

from evaluator.errors import InputError, RefusedError, RuleError, StorageError


class UnknownApplicationError(InputError):
    """The round has no application by that id."""

    code = "input.application.unknown"
    fact_names = ("id",)


class EnvelopeMissingError(InputError):
    """Neither the call nor the user says how much can be granted."""

    code = "input.round.envelope-missing"
    fact_names = ("call",)


class AmountOutOfRangeError(InputError):
    """An amount is not positive, or more than was asked."""

    code = "input.amount.out-of-range"
    fact_names = ("amount", "largest")


class ThresholdOutOfRangeError(InputError):
    """A threshold is not between 0 and 100."""

    code = "input.threshold.out-of-range"
    fact_names = ("value",)


class ReasonMissingError(RuleError):
    """A change that counts was given no reason."""

    code = "rule.reason-missing"
    fact_names = ("id",)


class RoundLockedError(RuleError):
    """The round is locked; nothing changes before it is reopened."""

    code = "rule.round-locked"
    fact_names = ("phase",)


class NoFurtherPhaseError(RuleError):
    """The round has come as far as it can by advancing."""

    code = "rule.no-further-phase"
    fact_names = ("phase",)


class PhaseNotReadyError(RuleError):
    """Something must be done before the round may advance."""

    code = "rule.phase-not-ready"
    fact_names = ("phase", "next", "open")


class DemoFolderError(StorageError):
    """The demonstration's folder cannot be made or written to."""

    code = "storage.demo-folder"
    fact_names = ("folder",)


class FolderOccupiedError(RefusedError):
    """The demonstration's folder holds a file that no demonstration made."""

    code = "refused.demo.folder-occupied"
    fact_names = ("file",)


class DemoBusyError(RefusedError):
    """Another demonstration is being made in the folder, or its workspace is open."""

    code = "refused.demo.busy"
    fact_names = ("folder",)


class NotSavedError(StorageError):
    """A file that the program makes cannot be written; what was there is as it was."""

    code = "storage.file-not-saved"
    fact_names = ("file",)


class LogFileUnreadableError(InputError):
    """The exported log cannot be read from the disk."""

    code = "input.log-file.unreadable"
    fact_names = ("file",)


class UnknownMunicipalityError(InputError):
    """No municipality has that code or name."""

    code = "input.municipality.unknown"
    fact_names = ("text",)


class DraftMissingError(RuleError):
    """No complete decision draft was made of the round, so it cannot be locked."""

    code = "rule.lock.draft-missing"


class DraftOutdatedError(RuleError):
    """The round was changed after its decision was drafted, so it cannot be locked."""

    code = "rule.lock.draft-outdated"


class NotDraftedError(RuleError):
    """Only a round whose decision was drafted in allocation can be locked.

    Facts:
        phase: The phase that it is in.
    """

    code = "rule.lock.not-drafted"
    fact_names = ("phase",)


class NotLockedError(RuleError):
    """Only a locked round can be reopened."""

    code = "rule.reopen.not-locked"
    fact_names = ("phase",)


class ReopenReasonMissingError(RuleError):
    """A locked round is reopened for a reason only."""

    code = "rule.reopen.reason-missing"


class ErasedRoundError(RuleError):
    """What the round held was erased by the records plan; there is nothing to reopen."""

    code = "rule.reopen.erased"


class NotArchivedError(RuleError):
    """Nothing is erased before the locked round was archived."""

    code = "rule.retention.not-archived"
    fact_names = ("phase",)


class ArchiveOutdatedError(RuleError):
    """The round holds something that its archive does not."""

    code = "rule.retention.archive-outdated"


class NotDueError(RuleError):
    """The records plan keeps the round longer.

    Facts:
        until: The first day on which it may be erased, ISO 8601.
    """

    code = "rule.retention.not-due"
    fact_names = ("until",)


class TermUnknownError(RuleError):
    """The call publishes no term of keeping, and nobody has said one."""

    code = "rule.retention.term-unknown"


class OtherArchiveError(RefusedError):
    """The file is not the archive that was made of this round, or not any more."""

    code = "refused.archive.different"
    fact_names = ("file",)


class ArchiveNotConfirmedError(StorageError):
    """What was read back is not what was written: the disk or the drive fails."""

    code = "storage.archive-not-confirmed"
    fact_names = ("file",)


class IdentityNameError(InputError):
    """A name is empty, too long, or holds characters that nobody sees."""

    code = "keys.identity.name"


class IdentityRevokedError(RefusedError):
    """The identity was revoked; its keys sign nothing more."""

    code = "keys.identity.revoked"
    fact_names = ("name",)


class NoBudgetError(InputError):
    """The application came without a budget, so there is no line to accept."""

    code = "input.cost.no-budget"
    fact_names = ("id",)


class UnknownCostLineError(InputError):
    """The budget has no line by that id."""

    code = "input.cost.unknown-line"
    fact_names = ("id", "line", "known")


class CompleteByMissingError(InputError):
    """An applicant is asked to complete, but not by when."""

    code = "input.eligibility.complete-by-missing"
    fact_names = ("id",)


class NotDecidedError(RuleError):
    """An eligibility decision is taken back, and none is in force."""

    code = "rule.eligibility.not-decided"
    fact_names = ("id",)


class CompleteByPastError(InputError):
    """The day by which to complete has passed already."""

    code = "input.eligibility.complete-by-past"
    fact_names = ("id", "day")


class ForkedRoundError(RefusedError):
    """The round went on in two places; what comes in does not grow out of what is here."""

    code = "refused.baton.forked"
    fact_names = ("file",)


class OlderRoundError(RefusedError):
    """The file holds the round as it was before; what is here has grown out of it."""

    code = "refused.baton.older"
    fact_names = ("file",)


class OwnRoundFileError(RefusedError):
    """The file is the one with which the round was given away; it does not bring it back."""

    code = "refused.baton.own-file"
    fact_names = ("file",)


class RoundNotAwayError(RefusedError):
    """The round was not given away, so it cannot be taken back."""

    code = "refused.baton.not-away"
    fact_names = ("file",)


class NotGivenError(RefusedError):
    """The file comes from somebody to whom the round was not given."""

    code = "refused.baton.not-given"
    fact_names = ("file", "name")


class RoundLogError(InputError):
    """The log in a round file does not hold, or is not the one that its sender signed for."""

    code = "input.exchange.log"
    fact_names = ("file",)


class ReceiverRevokedError(RefusedError):
    """A receiver's card was revoked; nothing more is sealed to it."""

    code = "refused.exchange.receiver-revoked"
    fact_names = ("name",)


class NothingAssignedError(RuleError):
    """Nobody whose card is known has anything to read."""

    code = "rule.package.nothing-assigned"


class ScenarioNameError(InputError):
    """The name of a scenario is empty, too long, or more than a line of text."""

    code = "input.scenario.name"
    fact_names = ("longest",)


class UnknownScenarioError(InputError):
    """No scenario was saved by that name."""

    code = "input.scenario.unknown"
    fact_names = ("name",)


class ScenarioReasonMissingError(RuleError):
    """A scenario is taken into use for a reason only."""

    code = "rule.scenario.reason-missing"
    fact_names = ("name",)


class ScenarioInUseError(RuleError):
    """The envelope is divided as the scenario has it already."""

    code = "rule.scenario.in-use"
    fact_names = ("name",)


class UnknownFingerprintError(InputError):
    """Nobody whom this machine has met has this fingerprint."""

    code = "input.exchange.unknown-fingerprint"
    fact_names = ("fingerprint",)


class AmountBelowUnitError(InputError):
    """An amount rounds down to nothing."""

    code = "input.amount.below-unit"
    fact_names = ("amount", "unit")


class AmountNotLessError(InputError):
    """A reduction takes nothing off what the application gets without it."""

    code = "input.amount.not-less"
    fact_names = ("id", "amount", "full")


class EnvelopeOutOfRangeError(InputError):
    """An envelope is not positive, or larger than any state grant."""

    code = "input.round.envelope-out-of-range"
    fact_names = ("amount", "largest")


class WithoutPlaceError(RuleError):
    """The application has no place in the ranking, so no deviation can fund it."""

    code = "rule.deviation.without-place"
    fact_names = ("id",)


class LiftWithoutEffectError(RuleError):
    """The rule funds the application already, or what it could get rounds down to nothing."""

    code = "rule.deviation.lift"
    fact_names = ("id",)


class DropWithoutEffectError(RuleError):
    """The rule gives the application nothing that could be taken."""

    code = "rule.deviation.drop"
    fact_names = ("id",)


class NothingToTakeBackError(RuleError):
    """The application follows the rule already: no deviation is in force that could go."""

    code = "rule.deviation.by-rule"
    fact_names = ("id",)


class NothingToReduceError(RuleError):
    """Neither the rule nor a lift gives the application a sum."""

    code = "rule.deviation.reduce"
    fact_names = ("id",)


class ConditionMissingError(RuleError):
    """No condition of the grant is in force, so none can be taken back."""

    code = "rule.condition.none-in-force"
    fact_names = ("id",)


class NoGrantForConditionError(RuleError):
    """The application gets no money that a condition could be set for."""

    code = "rule.condition.no-grant"
    fact_names = ("id",)
