"""From which applications a person is disqualified, in whatever role it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.conflicts_of_interest import answers_in_force, same_name

if TYPE_CHECKING:
    from evaluator.domain.conflicts_of_interest import InterestKind
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Why somebody may neither handle an application nor be present while it is handled.

    Attributes:
        kind: The rule, where it was said in an office; None for what a reviewer declared.
        deputy: Who acts instead; empty where nobody was named.
    """

    kind: InterestKind | None = None
    deputy: str = ""


def bars_of(unit: UnitOfWork, person: str) -> dict[ApplicationId, Bar]:
    """Give the applications that a person is disqualified from (434/2003, sections 27 and 28).

    Whoever reviews as well is the same person: a conflict that the review file declared,
    or a standing interest, bars every other role too. Where several reviewers have the name,
    it bars only if it holds for each of them.
    """
    found = {
        each.application: Bar(kind=each.kind, deputy=each.deputy)
        for each in answers_in_force(unit.offices.all())
        if each.conflict and same_name(each.person, person)
    }
    own = [each.id for each in unit.reviewers() if same_name(each.name, person)]
    if own:
        barred = {*unit.barred(), *unit.sayings.conflicted()}
        for application in {application for application, who in barred if who in own}:
            if all((application, each) in barred for each in own):
                found.setdefault(application, Bar())
    return found


class BarredFrom:
    """Tells which applications a person may not handle."""

    def __call__(self, workspace: Workspace, person: str) -> dict[ApplicationId, Bar]:
        """Give them with the rule and the deputy."""
        with workspace.read() as unit:
            return bars_of(unit, person)
