"""The ranking as rows, with the line between funded and not funded as a row of its own."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.call import AllocationRule
from evaluator.domain.money import Cents
from evaluator.scoring.explanation import decimals_needed
from evaluator.scoring.figures import Verdict
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.table_model import LineRow, RowsModel
from evaluator.ui.shared.verdicts import verdict_word
from evaluator.ui.texts import money, number, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.ui.shared.table_model import Column

NO_FIGURE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRow:
    """One application in the order, ready to be painted, read out, found and sorted.

    Attributes:
        key: Its number.
        order: Where it stands in the ranking, from 0; the unranked come last.
        search: Number, applicants and title, folded.
        standing: Where it comes from.
        place: "31", or a dash without a place.
        shared: Another one has the same place.
        lead: The lead as written.
        title: The project.
        score: The total with as many decimals as tell it from its neighbours.
        decimals: How many those are.
        groups: For each group of the call the mean in points as a figure and as a share of
            one to draw; a dash and None where nobody applied it.
        verdict_word: What becomes of it.
        granted: Whether it gets money.
        funded: Whether the rule funds it.
        requested: The sum asked, in whole cents where there are any.
        award: What it gets, or a dash.
    """

    key: int
    order: int
    search: str
    standing: Standing
    place: str
    shared: bool
    lead: str
    title: str
    score: str
    decimals: int
    groups: tuple[tuple[str, float | None], ...]
    verdict_word: str
    granted: bool
    funded: bool
    requested: str
    award: str

    @property
    def ranked(self) -> bool:
        """Whether it has a place."""
        return self.standing.placing is not None

    @property
    def verdict(self) -> Verdict:
        """What becomes of it."""
        return self.standing.award.verdict


def ranked_rows(outcome: Outcome) -> tuple[RankedRow, ...]:
    """Give the ranked applications, best first, then those without a place by number."""
    decimals = decimals_needed(each.score for each in outcome.standings if each.score is not None)
    groups = tuple(each.id for each in outcome.contents.round.call.groups)
    rows = []
    for order, standing in enumerate(outcome.standings):
        application, score, placing = standing.application, standing.score, standing.placing
        names = " ".join(each.name for each in application.applicants.bodies)
        needed = decimals.get(application.id, 2)
        of_groups = tuple(_group(score.groups.get(group) if score else None) for group in groups)
        rows.append(
            RankedRow(
                key=application.number,
                order=order,
                search=folded(
                    f"{application.number} {application.applicants.as_written} {names} {application.title}"
                ),
                standing=standing,
                place=str(placing.place) if placing else NO_FIGURE,
                shared=placing is not None and placing.shared,
                lead=application.applicants.lead.as_written,
                title=application.title,
                score=number(score.total, needed) if score else NO_FIGURE,
                decimals=needed,
                groups=of_groups,
                verdict_word=verdict_word(standing.award.verdict),
                granted=standing.award.verdict.granted,
                funded=standing.award.by_rule.granted,
                requested=money(application.requested, unit=""),
                award=money(standing.award.amount, unit="") if standing.award.amount else NO_FIGURE,
            )
        )
    return tuple(rows)


def _group(value: Fraction | None) -> tuple[str, float | None]:
    return (NO_FIGURE, None) if value is None else (number(value), float(value) / 100)


class RankedModel(RowsModel):
    """Ranked rows; in ranking order the rule's line stands between them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._line: tuple[int, LineRow] | None = None
        super().__init__(columns)

    def set_ranking(self, rows: Sequence[RankedRow], line: tuple[int, LineRow] | None) -> None:
        """Take other rows and the line, which stands before the row of that order."""
        self._line = line
        self.set_rows(rows)

    def figures_changed(self) -> None:
        """Show figures beside the rows anew; the rows are as they were."""
        self._narrowing.forget()
        if self.sorted_by >= 0 or self.filtered:
            self._show()
        elif self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def line_before(self, rows: Sequence[RankedRow]) -> tuple[int, LineRow] | None:
        in_order = self.sorted_by < 0 or (self.sorted_by == 0 and not self.descending)
        if self._line is None or not rows or not in_order:
            return None
        before, shown = self._line
        return bisect_left(rows, before, key=lambda each: each.order), shown


def line_of(outcome: Outcome, word: str) -> tuple[int, LineRow] | None:
    """Give the rule's line and the order of the row it stands before; None without a ranking.

    Args:
        outcome: The round worked out.
        word: What the line is called in this place.
    """
    ranked = outcome.ranked
    if not ranked:
        return None
    last = outcome.allocation.last_funded_place
    before = sum(
        each.placing is not None and last is not None and each.placing.place <= last for each in ranked
    )
    return before, LineRow(word=word, rest=_line_words(outcome, ranked[before:]))


def _line_words(outcome: Outcome, below: Sequence[Standing]) -> str:
    of, divided = outcome.contents.round, outcome.allocation
    facts: dict[str, object] = {"granted": money(divided.rule_granted), "left": money(divided.rule_left)}
    verdicts = {each.award.by_rule for each in below}
    next_one = next((each for each in below if each.award.by_rule is not Verdict.BELOW_THRESHOLD), None)
    if next_one is not None and next_one.placing is not None and of.rule is not AllocationRule.CUT:
        tied = next_one.award.by_rule is Verdict.TIE_AT_LINE
        return say(f"ui_ranking.line.{'tied' if tied else 'full'}", place=next_one.placing.place, **facts)
    if of.rule is AllocationRule.CUT and divided.rule_granted < _wanted(outcome):
        return say("ui_ranking.line.cut", **facts)
    if of.threshold is not None and Verdict.BELOW_THRESHOLD in verdicts:
        return say("ui_ranking.line.threshold", threshold=plain(of.threshold), **facts)
    if Verdict.BELOW_THRESHOLD in verdicts:
        return say("ui_ranking.line.part_threshold", **facts)
    return say("ui_ranking.line.all", **facts)


def _wanted(outcome: Outcome) -> Cents:
    return Cents(sum(each.bound for each in outcome.allocation.awards if each.by_rule.granted))


def plain(value: Fraction) -> str:
    """Write a threshold or a weight: as few decimals as say it, at most four."""
    decimals = next((d for d in range(4) if (value * 10**d).denominator == 1), 4)
    return number(value, decimals)
