"""The papers of the moment, in memory: they lie on the disk only while they are being made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evaluator.ui.texts import say

if TYPE_CHECKING:
    from evaluator.domain.language import Language
    from evaluator.services.ports import PaperOrder, Workspace
    from evaluator.ui.program import Program

KINDS = ("decision", "memo", "annex")
"""The papers in the order of the choice above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPaper:
    """One paper, ready to be shown.

    Attributes:
        kind: decision, memo or annex.
        name: The file name it would have.
        content: The PDF.
        pages: How many pages it has.
        conforms: The standards it is made to conform to.
    """

    kind: str
    name: str
    content: bytes
    pages: int
    conforms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDraft:
    """The papers of a round, and what still keeps it from being decided."""

    papers: dict[str, PreparedPaper]
    missing: tuple[tuple[str, dict[str, str | int]], ...]

    def sentences(self) -> tuple[str, ...]:
        """Say what is missing in the window's language."""
        return tuple(say(key, **facts) for key, facts in self.missing)


def prepare(program: Program, workspace: Workspace, language: Language, order: PaperOrder) -> PreparedDraft:
    """Make the papers and take them into memory; nothing of them stays on the disk."""
    with TemporaryDirectory(prefix="evaluator-draft-") as folder:
        report = program.draft(workspace, Path(folder), language, order)
        papers = {
            each.kind: PreparedPaper(
                kind=each.kind,
                name=each.path.name,
                content=each.path.read_bytes(),
                pages=each.pages,
                conforms=tuple(each.conforms),
            )
            for each in report.papers
        }
    return PreparedDraft(
        papers=papers, missing=tuple((each.key, dict(each.facts)) for each in report.missing)
    )
