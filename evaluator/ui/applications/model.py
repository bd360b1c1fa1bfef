"""Applications as rows: everything that is shown, written out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome, Severity
from evaluator.ui.shared.finding import folded
from evaluator.ui.texts import TEXTS, moment, money, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
        standing: Where it comes from.
        least: How many municipalities the call wants.
        compared: Whether it was compared with the others; there may be findings still to come.
        state: Key of the eligibility's word.
        tone: Its tone.
    """

    key: int
    standing: Standing
    least: int
    compared: bool
    state: str
    tone: Tone

    @property
    def lead(self) -> str:
        """The lead as written."""
        return self.standing.application.applicants.lead.as_written

    @property
    def title(self) -> str:
        """The project."""
        return self.standing.application.title

    @cached_property
    def search(self) -> str:
        """Number, applicants and title, folded."""
        application = self.standing.application
        names = " ".join(each.name for each in application.applicants.bodies)
        written = application.applicants.as_written
        return folded(f"{application.number} {written} {names} {application.title}")

    @cached_property
    def municipalities(self) -> int:
        """How many take part."""
        return len(self.standing.application.applicants.municipality_codes)

    @property
    def too_few(self) -> bool:
        """Fewer take part than the call wants, and a rule says so."""
        blocked = any(each.severity is Severity.BLOCK for each in self.standing.findings)
        return blocked and self.municipalities < self.least

    @cached_property
    def partner_names(self) -> str:
        """The partners as written, in their order."""
        return ", ".join(each.as_written for each in self.standing.application.applicants.partners)

    @property
    def kind(self) -> str:
        """What the lead is, as a word."""
        return tr(f"kinds.{self.standing.application.applicants.lead.kind.value}")

    @cached_property
    def received(self) -> str:
        """When it arrived, or empty."""
        at = self.standing.application.received
        return moment(at) if at is not None else ""

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
    return tuple(_row(each, least, outcome.compared) for each in standings)


def make_findable(rows: Iterable[ApplicationRow]) -> None:
    """Fold the texts that are searched, before anybody types; any thread may do it."""
    for each in rows:
        each.search  # noqa: B018 - kept by the row


def _row(standing: Standing, least: int, compared: bool) -> ApplicationRow:
    decision = standing.eligibility.outcome if standing.eligibility else None
    state, tone = STATE_OF[decision]
    return ApplicationRow(
        key=standing.application.number,
        standing=standing,
        least=least,
        compared=compared,
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


# By the word's key: asking ten thousand rows for a member of an enumeration takes two frames.
_UNDECIDED = frozenset({"open", "complete"})
_PREDICATES: dict[Filter, Callable[[ApplicationRow], bool] | None] = {
    Filter.ALL: None,
    Filter.OPEN: lambda row: row.state in _UNDECIDED,
    Filter.NOTICED: lambda row: bool(row.standing.findings),
    Filter.REFUSED: lambda row: row.state == "no",
}


def lets_through(wanted: Filter) -> Callable[[ApplicationRow], bool] | None:
    """Give what a filter lets through; None lets everything through."""
    return _PREDICATES[wanted]


def counts(rows: Sequence[ApplicationRow]) -> tuple[int, ...]:
    """Count the rows of each filter, in the filters' order."""
    decided = Counter(each.state for each in rows)
    count = {
        Filter.ALL: len(rows),
        Filter.OPEN: sum(decided[each] for each in _UNDECIDED),
        Filter.NOTICED: sum(1 for each in rows if each.standing.findings),
        Filter.REFUSED: decided["no"],
    }
    return tuple(count[each] for each in Filter)
