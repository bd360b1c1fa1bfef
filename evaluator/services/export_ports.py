"""What the export of raw data needs from the outside, as protocols."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evaluator.domain.language import Language
    from evaluator.domain.variants import Edition
    from evaluator.scoring.whole_round import WholeRound


class WriteRawData(Protocol):
    """Writes a round's raw data; both ways give the tables with their numbers of rows."""

    def workbook(
        self, whole: WholeRound, stream: IO[bytes], *, language: Language, edition: Edition
    ) -> Mapping[str, int]:
        """Write a workbook into a stream."""

    def separated(
        self, whole: WholeRound, new: Callable[[str], IO[bytes]], *, language: Language, edition: Edition
    ) -> Mapping[str, int]:
        """Write a file for each table, each into the stream that ``new`` gives for its name."""
