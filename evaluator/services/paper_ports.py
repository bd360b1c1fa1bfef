"""What a paper is while it is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.language import Language


class RenderedPaper(Protocol):
    """A paper in memory."""

    @property
    def kind(self) -> str:
        """memo, decision or annex."""

    @property
    def name(self) -> str:
        """The file name that it would have."""

    @property
    def language(self) -> Language:
        """The language it is in."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def conforms(self) -> Sequence[str]:
        """The standards it is made to conform to."""

    @property
    def data(self) -> bytes:
        """The PDF."""
