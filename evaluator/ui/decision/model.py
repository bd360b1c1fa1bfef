"""The papers of the moment, in memory: nothing of a preview touches the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.variants import WHOLE
from evaluator.ui.texts import say

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.domain.variants import Edition
    from evaluator.services.paper_ports import RenderedPaper
    from evaluator.services.ports import PaperOrder, Workspace
    from evaluator.ui.program import Program

KINDS = ("decision", "memo", "annex", "summary", "minutes", "extract")
"""The papers in the order of their choice."""

EXTRACT = KINDS.index("extract")
MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedExtract:
    """The one extract that is looked at.

    Attributes:
        application: Of which application.
        language: The official's choice; None is the applicant's own language.
    """

    application: ApplicationId
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDraft:
    """The papers of a round, and what still keeps it from being decided."""

    papers: dict[str, RenderedPaper]
    missing: tuple[tuple[str, dict[str, str | int]], ...]
    edition: Edition = WHOLE

    def sentences(self) -> tuple[str, ...]:
        """Say what is missing in the window's language."""
        return tuple(say(key, **facts) for key, facts in self.missing)


def prepare(
    program: Program,
    workspace: Workspace,
    language: Language,
    order: PaperOrder,
    extract: WantedExtract | None = None,
    edition: Edition = WHOLE,
) -> PreparedDraft:
    """Make the papers in memory, and the extract if one is looked at and the decision lacks nothing.

    An extract has no versions: it is for the party in any case.
    """
    made = program.draft.preview(workspace, language, order, edition)
    papers = {each.kind: each for each in made.papers}
    if extract is not None and not made.missing:
        papers["extract"] = program.extracts.preview(workspace, extract.application, extract.language)
    return PreparedDraft(
        papers=papers,
        missing=tuple((each.key, dict(each.facts)) for each in made.missing),
        edition=edition,
    )
