"""What scoring refuses: reviews and entries that the rules of the call do not allow."""

from __future__ import annotations

from evaluator.errors import RefusedError, RuleError


class UnansweredCriterionError(RuleError):
    """A submitted review lacks an answer; it should never have been submitted."""

    code = "rule.scoring.unanswered"
    fact_names = ("application", "reviewer", "criterion")


class NotApplicableNotAllowedError(RuleError):
    """A criterion is marked as not applicable although the call does not allow it."""

    code = "rule.scoring.not-applicable"
    fact_names = ("application", "reviewer", "criterion")


class ScoreOutsideScaleError(RuleError):
    """A score lies outside the call's scale."""

    code = "rule.scoring.outside-scale"
    fact_names = ("application", "reviewer", "criterion", "value", "lowest", "highest")


class ConflictingRevisionsError(RuleError):
    """Two reviews with the same revision say different things; only a person can choose."""

    code = "rule.scoring.conflicting-revisions"
    fact_names = ("application", "reviewer", "revision")


class RiskOutsideStepsError(RuleError):
    """A risk entry is not on the steps that the call gives it."""

    code = "rule.scoring.risk-outside-steps"
    fact_names = ("entry", "value", "lowest", "highest")


class NoOptimumError(RefusedError):
    """No knapsack optimum was found in time."""

    code = "refused.what-if.no-optimum"
    fact_names = ("count",)
