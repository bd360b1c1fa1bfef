"""Merging in memory: the same fold over files as the program's, without a workspace."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from evaluator.domain.histories import by_review
from evaluator.domain.merging import Sayings, count_cells, decide_file

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping

    from evaluator.domain.histories import Settlement
    from evaluator.domain.identifiers import ReviewerId
    from evaluator.domain.merging import CellVerdict, FileDecision, ReviewerFile, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeState:
    """A round in memory, as far as merging touches it.

    Attributes:
        terms: What files are measured by, but for what was settled.
        sayings: What is known of each reviewer.
        settlements: The chair's words on forked histories, oldest first.
    """

    terms: Terms
    sayings: Mapping[ReviewerId, Sayings] = field(default_factory=dict)
    settlements: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """A decided merge: what is shown, and what applying it does.

    Attributes:
        files: What becomes of each file, in the order in which they were given.
    """

    files: tuple[FileDecision, ...]

    @property
    def cells(self) -> Counter[CellVerdict]:
        """The verdicts of all cells of the accepted files."""
        return count_cells(review for file in self.files for review in file.reviews)


def decide_merge(state: MergeState, files: Iterable[ReviewerFile]) -> MergePlan:
    """Decide what becomes of files in one merge; each sees what those before it bring."""
    sayings = dict(state.sayings)
    terms = replace(state.terms, aside=by_review(state.settlements))
    decisions = []
    for file in files:
        known = sayings.get(file.reviewer, Sayings())
        decision = decide_file(terms, known, file)
        sayings[file.reviewer] = together(known, decision.additions)
        decisions.append(decision)
    return MergePlan(files=tuple(decisions))


def apply_merge(state: MergeState, plan: MergePlan) -> MergeState:
    """Give the state after a plan."""
    sayings = dict(state.sayings)
    for decision in plan.files:
        if decision.reviewer is not None and not decision.changes_nothing:
            known = sayings.get(decision.reviewer, Sayings())
            sayings[decision.reviewer] = together(known, decision.additions)
    return replace(state, sayings=sayings)


def together(known: Sayings, more: Sayings) -> Sayings:
    """Add what another file says."""
    return Sayings(
        revisions={**more.revisions, **known.revisions},
        declarations=known.declarations | more.declarations,
        declined=known.declined | more.declined,
    )
