"""The record of merges: who merged which files when, and what was undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.canonical import Hash
    from evaluator.domain.identifiers import ReviewerId


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedFile:
    """A review file that was taken in.

    Attributes:
        hash: Of its content; the same file again has the same.
        reviewer: Whose.
        revision: Of the file.
    """

    hash: Hash
    reviewer: ReviewerId
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One merge.

    Attributes:
        id: 1 and up.
        by: Who merged.
        at: When, aware UTC.
        files: The files that were accepted.
        undone: When it was undone, or None while it counts.
    """

    id: int
    by: str
    at: datetime
    files: tuple[MergedFile, ...]
    undone: datetime | None = None
