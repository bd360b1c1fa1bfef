"""What versions of the draft, and the draft to be edited, need from the outside, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.canonical import Hash
    from evaluator.domain.draft_versions import DraftContent, DraftVersion
    from evaluator.domain.language import Language
    from evaluator.domain.translations import Translation
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import PaperOrder


class VersionUnit(Protocol):
    """The part of a transaction that keeps versions of the draft, and translations."""

    def draft_versions(self) -> tuple[DraftVersion, ...]:
        """Give every version, oldest first."""

    def add_draft_version(self, value: DraftVersion) -> None:
        """Append a version."""

    def translations(self) -> tuple[Translation, ...]:
        """Give every translation of what officials typed, oldest first."""

    def add_translations(self, values: Iterable[Translation]) -> None:
        """Append translations."""


class ReadDraft(Protocol):
    """Tells what the decision draft of an outcome says, and names the outcome."""

    def __call__(
        self, outcome: Outcome, *, language: Language, order: PaperOrder
    ) -> tuple[DraftContent, Hash] | None:
        """Give content and the outcome's digest; None while the draft lacks something."""


class WriteEditable(Protocol):
    """Makes the decision draft as a document to be edited."""

    def name(self, language: Language) -> str:
        """Give its file name."""

    def __call__(self, outcome: Outcome, *, language: Language, order: PaperOrder) -> bytes:
        """Make it in memory.

        Raises:
            EvaluatorError: The draft lacks something, or the papers contradict each other.
        """
