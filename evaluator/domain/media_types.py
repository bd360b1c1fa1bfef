"""What a file is, by the ending of its name; a hint for whoever shows it, never trusted."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "application/octet-stream"

_BY_ENDING: Final = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def media_type(path: str) -> str:
    """Give the media type that a name hints at."""
    _, _, ending = path.rpartition(".")
    return _BY_ENDING.get(ending.casefold(), UNKNOWN)
