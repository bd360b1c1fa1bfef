"""The figures that scoring gives: values that screens, papers and commands show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.money import Cents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from evaluator.domain.applications import Application
    from evaluator.domain.deviations import Condition, Deviation
    from evaluator.domain.eligibility import EligibilityDecision, Finding
    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
    from evaluator.domain.rounds import RoundContents


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScore:
    """One reviewer's figures for one application, 0-100, exact.

    Attributes:
        reviewer: Whose.
        groups: Score of each group that has an answer.
        total: Weighted mean of those groups.
    """

    reviewer: ReviewerId
    groups: Mapping[GroupId, Fraction]
    total: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The figures of a consensus, which replace the means of the reviewers.

    Attributes:
        score: Its own figures.
        mean: What the mean of the reviewers' totals would be; None where no review counts.
    """

    score: ReviewScore
    mean: Fraction | None

    def difference(self, review: ReviewScore) -> Fraction:
        """Give by how much the consensus lies above a reviewer's total."""
        return self.score.total - review.total


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationScore:
    """The transparent score of one application, 0-100, exact.

    Attributes:
        application: Which one.
        total: Mean of the reviewers' totals, or that of a consensus: what decides.
        groups: For each group the mean over the reviewers who have it. With
            not-applicable criteria these need not recombine to the total.
        criteria: For each criterion the mean on the call's scale over the
            reviewers who scored it.
        reviews: The reviewers' own figures, by reviewer id.
        recused: Reviewers who are disqualified from it.
        consensus: Set where a consensus replaces the means: total, groups and criteria
            are then its own, and whoever shows them says so.
    """

    application: ApplicationId
    total: Fraction
    groups: Mapping[GroupId, Fraction]
    criteria: Mapping[CriterionId, Fraction]
    reviews: tuple[ReviewScore, ...]
    recused: tuple[ReviewerId, ...] = ()
    consensus: Agreed | None = None


class Shortfall(StrEnum):
    """Which threshold an application misses."""

    CRITERION = "criterion"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """One application's place in the order.

    Attributes:
        place: 1 is best; equals share a place and the next is skipped (1, 2, 2, 4).
        score: Its figures.
        shared: Another application has the same place.
        shortfalls: Thresholds it misses, with the id of criterion or group, or an
            empty one for the total.
    """

    place: int
    score: ApplicationScore
    shared: bool
    shortfalls: tuple[tuple[Shortfall, str], ...] = ()


class Verdict(StrEnum):
    """What becomes of an application, and which step said so."""

    GRANTED = "granted"
    GRANTED_LIFTED = "granted_lifted"
    GRANTED_REDUCED = "granted_reduced"
    NOT_ELIGIBLE = "not_eligible"
    NOT_REVIEWED = "not_reviewed"
    BELOW_THRESHOLD = "below_threshold"
    OUTSIDE_ENVELOPE = "outside_envelope"
    TIE_AT_LINE = "tie_at_line"
    DROPPED = "dropped"
    HELD = "held"

    @property
    def granted(self) -> bool:
        """Whether money goes to it."""
        return self in {Verdict.GRANTED, Verdict.GRANTED_LIFTED, Verdict.GRANTED_REDUCED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """The allocation's word on one application.

    Attributes:
        application: Which one.
        verdict: What becomes of it.
        by_rule: What the rule alone would have said.
        bound: The most it could get: min(requested, rate x accepted costs) rounded
            down, in cents; costs that are not known do not bind.
        bound_verified: Whether the accepted costs and the rate were known, so that the
            bound was worked out from them.
        amount: What it gets, in cents; 0 when nothing.
        by_rule_amount: What the rule alone would have given, in cents.
        deviation: The official's deviation in force, or None.
        lift: The lift that this deviation reduces, which stays in force beside it, or None.
    """

    application: ApplicationId
    verdict: Verdict
    by_rule: Verdict
    bound: Cents
    amount: Cents
    by_rule_amount: Cents
    bound_verified: bool = False
    deviation: Deviation | None = None
    lift: Deviation | None = None

    @property
    def entries(self) -> tuple[Deviation, ...]:
        """The entries of the register that are in force, oldest first; each has its reason."""
        return tuple(each for each in (self.lift, self.deviation) if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The envelope divided.

    Attributes:
        envelope: What there was, in cents.
        awards: One for each application: the ranked ones in the order of their
            places, then the unranked by number.
        granted: Sum of the awards.
        held: What the rule gave applications that are on hold, kept for them.
        unspent: Envelope - granted; held money is still unspent. May be negative
            when deviations exceed the envelope, which blocks the draft.
        last_funded_place: The line: the lowest place that the rule funds, or None;
            no deviation moves it.
        tie_at_line: Equals of which not all fit, by the rule alone; what the official
            has not settled yet still has the verdict TIE_AT_LINE.
    """

    envelope: Cents
    awards: tuple[Award, ...]
    granted: Cents
    held: Cents
    unspent: Cents
    last_funded_place: int | None
    tie_at_line: tuple[ApplicationId, ...] = ()

    @property
    def rule_count(self) -> int:
        """How many the rule alone funds."""
        return sum(each.by_rule.granted for each in self.awards)

    @property
    def rule_granted(self) -> Cents:
        """What the rule alone shares out, in cents."""
        return Cents(sum(each.by_rule_amount for each in self.awards))

    @property
    def rule_left(self) -> Cents:
        """What the rule alone leaves of the envelope, in cents."""
        return Cents(self.envelope - self.rule_granted)

    @property
    def deviates(self) -> bool:
        """Whether any application gets another sum than the rule alone would give it."""
        return any(each.amount != each.by_rule_amount for each in self.awards)

    @property
    def verified(self) -> int:
        """Of how many the bound was worked out from accepted costs and the call's rate."""
        return sum(each.bound_verified for each in self.awards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything known of one application after the round was worked out.

    Attributes:
        application: The application itself.
        findings: What the eligibility rules noticed.
        eligibility: The official's decision, or None while there is none.
        score: Its figures, or None without a counted review. An application that
            is not eligible keeps its figures but has no place.
        placing: Its place, or None.
        award: The money.
        conditions: Conditions of this grant alone.
    """

    application: Application
    findings: tuple[Finding, ...]
    eligibility: EligibilityDecision | None
    score: ApplicationScore | None
    placing: Placing | None
    award: Award
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A round worked out: the one value that every screen, paper and command shows.

    Attributes:
        contents: What it was worked out from.
        standings: One for each application, ranked ones first in the order of their
            places (equals by number), then the others by number.
        allocation: The money.
        requested: Sum asked by all applications, in cents.
        compared: Whether the findings hold what applications notice of each other. Only
            the first look at a large round comes without; figures never depend on it.
    """

    contents: RoundContents
    standings: tuple[Standing, ...]
    allocation: Allocation
    requested: Cents
    compared: bool = True

    @property
    def grants(self) -> tuple[Standing, ...]:
        """The standings that get money, in ranking order."""
        return tuple(each for each in self.standings if each.award.verdict.granted)

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """The standings that have a place, best first."""
        return tuple(each for each in self.standings if each.placing is not None)
