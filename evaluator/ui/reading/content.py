"""What of an attachment is shown: its pages, its picture, or the text of an office file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.media_types import media_type
from evaluator.errors import InputError

if TYPE_CHECKING:
    from evaluator.ui.program import Program

OFFICE = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
"""Media types whose text is extracted; their layout is never shown."""


def readable(program: Program, path: str, data: bytes) -> bytes | str | None:
    """Give the bytes to show, or the text of an office file; None where that is not safe. In a worker."""
    if media_type(path) not in OFFICE:
        return data
    try:
        return program.office_text(data, path)
    except InputError:
        return None  # the reader says that it cannot be shown, and what to do
