"""The papers of the moment, in memory: nothing of a preview touches the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.variants import WHOLE
from evaluator.ui.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.domain.variants import Edition
    from evaluator.services.paper_ports import RenderedPaper
    from evaluator.services.ports import Missing, PaperOrder, Workspace
    from evaluator.ui.program import Program

KINDS = ("decision", "memo", "annex", "summary", "minutes", "extract")
"""The papers in the order of their choice."""

EXTRACT = KINDS.index("extract")
MINUTES = "minutes"


Told = tuple[str, dict[str, str | int]]
"""A sentence by its key and facts, to be said in the window's language of the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedExtract:
    """The one extract that is looked at.

    Attributes:
        application: Of which application.
    """

    application: ApplicationId


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDraft:
    """The papers of a round, and what still keeps it from being decided.

    Attributes:
        papers: By kind.
        missing: What the law still requires of the decision.
        edition: For whom they were made.
        untranslated: What the draft, or the extract that is looked at, prints in the other language.
        waiting: Whether the extract that is looked at waits for a translation.
        extract: The extract that was looked at, or None.
        answered: The language that an official chose for it; None is the applicant's own.
    """

    papers: dict[str, RenderedPaper]
    missing: tuple[Told, ...]
    edition: Edition = WHOLE
    untranslated: tuple[Told, ...] = ()
    waiting: bool = False
    extract: WantedExtract | None = None
    answered: Language | None = None

    def sentences(self) -> tuple[str, ...]:
        """Say what is missing in the window's language."""
        return tuple(say(key, **facts) for key, facts in self.missing)

    def to_translate(self) -> tuple[str, ...]:
        """Say what is still to be translated, likewise."""
        return tuple(say(key, **facts) for key, facts in self.untranslated)


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
    untranslated, waiting, answered = made.untranslated, False, None
    if extract is not None and not made.missing:
        own = program.extracts.preview(workspace, extract.application)
        if own.paper is not None:
            papers["extract"] = own.paper
        # What another application lacks is no concern of who looks at this one's extract.
        untranslated, waiting, answered = own.waiting, bool(own.waiting), own.chosen
    return PreparedDraft(
        papers=papers,
        missing=_told(made.missing),
        edition=edition,
        untranslated=_told(untranslated),
        waiting=waiting,
        extract=extract if not made.missing else None,
        answered=answered,
    )


def _told(values: Iterable[Missing]) -> tuple[Told, ...]:
    return tuple((each.key, dict(each.facts)) for each in values)
