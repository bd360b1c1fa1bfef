"""What a deed refuses, and why."""

from __future__ import annotations

from evaluator.errors import InputError, RefusedError, RuleError


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


class FolderOccupiedError(RefusedError):
    """The demonstration's folder holds a workspace that no demonstration made."""

    code = "refused.demo.folder-occupied"
    fact_names = ("file",)
