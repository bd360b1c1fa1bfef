"""Give the canonical form of a stored round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.canonical_round import RoundContent, canonical_round

if TYPE_CHECKING:
    from evaluator.services.ports import Workspace


class CanonicalForm:
    """Writes a round as bytes that depend on nothing but its content."""

    def __call__(self, workspace: Workspace) -> bytes:
        """Give the canonical form of the round as it is stored now."""
        with workspace.read() as unit:
            links = unit.sayings.links()
            dated = {pair[0] for pair, of in links.items() if any(each.content for each in of)}
            return canonical_round(
                RoundContent(
                    contents=unit.contents(),
                    sayings=unit.sayings.all(),
                    barred=unit.barred(),
                    content=unit.contents_now(dated) if dated else {},
                    assignments=unit.assignments.all(),
                    settlements=unit.words.settlements(),
                    stale=unit.words.stale(),
                )
            )
