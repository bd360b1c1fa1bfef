"""A look at attachments: is a file what its name says, and is it whole? Nothing is opened or run.

Only the first and the last bytes are seen. What is noticed is for the official to look
at; it never makes a bundle invalid, because the applicant may mend it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evaluator.intake.bundles.findings import Findings

KEPT: Final = 4096
"""Bytes of the beginning and of the end that are looked at."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "docm", "xlsm", "odt", "ods", "odp", "zip"), (_ZIP,)),
    **dict.fromkeys(("doc", "xls", "ppt", "msg"), (_OLE,)),
    "png": (b"\x89PNG\r\n\x1a\n",),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "gif": (b"GIF87a", b"GIF89a"),
    **dict.fromkeys(("tif", "tiff"), (b"II*\x00", b"MM\x00*")),
    "rtf": (b"{\\rtf",),
}
_TEXTS: Final = frozenset(("txt", "csv", "md", "json", "xml", "html"))
_PROGRAM_ENDINGS: Final = frozenset(
    (
        *("exe", "com", "scr", "pif", "msi", "app", "jar", "lnk", "iso", "img"),
        *("bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "sh", "py"),
        *("docm", "xlsm", "pptm"),  # documents with macros
    )
)
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_PDF_END: Final = re.compile(rb"startxref\s+(\d{1,15})\s+%%EOF")


@dataclass(slots=True)
class Glimpse:
    """The first and last bytes of a file that passes by."""

    head: bytes = b""
    tail: bytes = b""
    size: int = 0

    def see(self, piece: bytes) -> None:
        """Keep what is needed of the next piece."""
        if len(self.head) < KEPT:
            self.head += piece[: KEPT - len(self.head)]
        self.tail = piece[-KEPT:] if len(piece) >= KEPT else (self.tail + piece)[-KEPT:]
        self.size += len(piece)


def look(path: str, seen: Glimpse, findings: Findings) -> None:
    """Note what does not fit: content against ending, a damaged PDF, a program, an empty file."""
    ending = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    if seen.size == 0:
        findings.add("attachment-empty", path)
    elif ending in _PROGRAM_ENDINGS or seen.head.startswith(_PROGRAMS):
        findings.add("attachment-program", path)
    elif ending == "pdf":
        _look_at_pdf(path, seen, findings)
    elif ending in _BEGINNINGS:
        if not seen.head.startswith(_BEGINNINGS[ending]):
            findings.add("attachment-content", path, ending=ending)
        elif _BEGINNINGS[ending] == (_ZIP,) and b"PK\x05\x06" not in seen.tail:
            findings.add("attachment-damaged", path)
    elif ending in _TEXTS:
        if b"\x00" in seen.head and not seen.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            findings.add("attachment-content", path, ending=ending)
    else:
        findings.add("attachment-content", path, ending=ending or "–")


def _look_at_pdf(path: str, seen: Glimpse, findings: Findings) -> None:
    # Readers accept a header within the first 1024 bytes (ISO 32000-1, annex H, 3.4.1).
    if b"%PDF-" not in seen.head[:1024]:
        findings.add("attachment-content", path, ending="pdf")
        return
    ends = _PDF_END.findall(seen.tail)
    if not ends or int(ends[-1]) >= seen.size:
        findings.add("attachment-damaged", path)
