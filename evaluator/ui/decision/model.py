"""The papers of the moment, in memory: nothing of a preview touches the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.ui.texts import say

if TYPE_CHECKING:
    from evaluator.domain.language import Language
    from evaluator.services.paper_ports import RenderedPaper
    from evaluator.services.ports import PaperOrder, Workspace
    from evaluator.ui.program import Program

KINDS = ("decision", "memo", "annex")
"""The papers in the order of the choice above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDraft:
    """The papers of a round, and what still keeps it from being decided."""

    papers: dict[str, RenderedPaper]
    missing: tuple[tuple[str, dict[str, str | int]], ...]

    def sentences(self) -> tuple[str, ...]:
        """Say what is missing in the window's language."""
        return tuple(say(key, **facts) for key, facts in self.missing)


def prepare(program: Program, workspace: Workspace, language: Language, order: PaperOrder) -> PreparedDraft:
    """Make the papers in memory."""
    made = program.draft.preview(workspace, language, order)
    return PreparedDraft(
        papers={each.kind: each for each in made.papers},
        missing=tuple((each.key, dict(each.facts)) for each in made.missing),
    )
