"""Applications as rows: everything that is shown, written out once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, partial
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome, Severity
from evaluator.ui.shared.finding import folded
from evaluator.ui.texts import TEXTS, money, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.domain.eligibility import Finding
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.ui.shared.badges import Tone

TONE_OF: dict[Severity, Tone] = {Severity.BLOCK: "bad", Severity.WARN: "warn", Severity.LOOK: "info"}
STATE_OF: dict[EligibilityOutcome | None, tuple[str, Tone]] = {
    EligibilityOutcome.YES: ("yes", "ok"),
    EligibilityOutcome.NO: ("no", "bad"),
    EligibilityOutcome.COMPLETE: ("complete", "neutral"),
    None: ("open", "warn"),
}
_STATE_ORDER: tuple[EligibilityOutcome | None, ...] = (
    None,
    EligibilityOutcome.COMPLETE,
    EligibilityOutcome.NO,
    EligibilityOutcome.YES,
)


@dataclass(frozen=True, kw_only=True)
class ApplicationRow:
    """One application, ready to be painted, read out, found and sorted.

    What is only painted is worked out when it comes into sight: of ten thousand rows
    few ever do.

    Attributes:
        key: Its number.
        search: Number, applicants and title, folded.
        standing: Where it comes from.
        lead: The lead as written.
        title: The project.
        municipalities: How many take part.
        too_few: Fewer than the call wants.
        state: Key of the eligibility's word.
        tone: Its tone.
    """

    key: int
    search: str
    standing: Standing
    lead: str
    title: str
    municipalities: int
    too_few: bool
    state: str
    tone: Tone

    @cached_property
    def partners(self) -> str:
        """How many partners ("+ 2 kumppania"), or empty."""
        count = len(self.standing.application.applicants.partners)
        return tr("applications.partners", count=count) if count else ""

    @cached_property
    def requested(self) -> str:
        """The sum, without the unit."""
        return money(self.standing.application.requested, cents=True, unit="")

    @cached_property
    def badges(self) -> tuple[tuple[str, Tone], ...]:
        """Short words and tones of its findings, the heaviest first."""
        return tuple((short_word(each), TONE_OF[each.severity]) for each in self.standing.findings)

    @cached_property
    def state_word(self) -> str:
        """The eligibility's word."""
        return tr(f"applications.state.{self.state}")

    @property
    def outcome(self) -> EligibilityOutcome | None:
        """What the official decided, or None."""
        return self.standing.eligibility.outcome if self.standing.eligibility else None

    @property
    def state_order(self) -> int:
        """Undecided ones first."""
        return _STATE_ORDER.index(self.outcome)


def rows_of(outcome: Outcome) -> tuple[ApplicationRow, ...]:
    """Give the applications of a round by number."""
    least = outcome.contents.round.call.min_municipalities
    standings = sorted(outcome.standings, key=lambda each: each.application.number)
    return tuple(_row(each, least) for each in standings)


def _row(standing: Standing, least: int) -> ApplicationRow:
    application = standing.application
    applicants = application.applicants
    municipalities = len(applicants.municipality_codes)
    decision = standing.eligibility.outcome if standing.eligibility else None
    state, tone = STATE_OF[decision]
    names = " ".join(each.name for each in applicants.bodies)
    return ApplicationRow(
        key=application.number,
        search=folded(f"{application.number} {applicants.as_written} {names} {application.title}"),
        standing=standing,
        lead=applicants.lead.as_written,
        title=application.title,
        municipalities=municipalities,
        too_few=municipalities < least and any(each.severity is Severity.BLOCK for each in standing.findings),
        state=state,
        tone=tone,
    )


def short_word(finding: Finding) -> str:
    """Give the one or two words of a finding's badge."""
    key = f"applications.short.{finding.rule}"
    return tr(key) if TEXTS.catalogue.has(f"ui.{key}") else say(f"findings.{finding.rule}.title")


class Filter(Enum):
    """The segments over the list."""

    ALL = auto()
    OPEN = auto()
    NOTICED = auto()
    REFUSED = auto()


def _passes(row: ApplicationRow, wanted: Filter) -> bool:
    if wanted is Filter.OPEN:
        return row.outcome in {None, EligibilityOutcome.COMPLETE}
    if wanted is Filter.NOTICED:
        return bool(row.standing.findings)
    return row.outcome is EligibilityOutcome.NO


def predicate(wanted: Filter) -> Callable[[ApplicationRow], bool] | None:
    """Give what a filter lets through; None lets everything through."""
    return None if wanted is Filter.ALL else partial(_passes, wanted=wanted)


def counts(rows: Sequence[ApplicationRow]) -> tuple[int, ...]:
    """Count the rows of each filter, in the filters' order."""
    return tuple(
        sum(_passes(row, each) for row in rows) if each is not Filter.ALL else len(rows) for each in Filter
    )
