"""Tag files: the bag declaration, the metadata, the list of files to fetch, and lines in general."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from evaluator.domain.bundles import Gravity
from evaluator.intake.bundles.names import is_unsafe_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.intake.bundles.findings import Findings

DECLARATION: Final = "bagit.txt"
METADATA: Final = "bag-info.txt"
FETCH: Final = "fetch.txt"
PAYLOAD: Final = "data/"

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_VERSION: Final = re.compile(r"BagIt-Version: ([0-9]{1,3})\.([0-9]{1,3})")
_ENCODING: Final = re.compile(r"Tag-File-Character-Encoding: ([A-Za-z0-9][A-Za-z0-9._:+()-]{0,60})")
_OXUM: Final = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
_FETCH_LINE: Final = re.compile(r"([^ \t]+)[ \t]+([0-9]{1,18}|-)[ \t]+(.+)")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")

# Names of the registry that Python does not know.
_OTHER_NAMES: Final = {"iso-10646-ucs-2": "utf-16", "iso-10646-ucs-4": "utf-32"}
# Encodings of text that stand for something else than characters, or take forever.
_NO_TEXT: Final = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"))


class Version(Enum):
    """Versions of BagIt whose rules are known."""

    V0_97 = (0, 97)
    V1_0 = (1, 0)


_OLD: Final = frozenset((0, minor) for minor in (93, 94, 95, 96))
"""Read by the rules of 0.97, which took them over."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What ``bagit.txt`` says.

    Attributes:
        version: The rules that the bag follows.
        encoding: Python's name of the encoding of all other tag files.
    """

    version: Version
    encoding: str


@dataclass(frozen=True, slots=True)
class FetchLine:
    """One line of ``fetch.txt``.

    Attributes:
        number: The line's, from 1.
        size: Of the file in bytes, None where it is not given.
        path: As written.
    """

    number: int
    size: int | None
    path: str


def read_declaration(content: bytes, findings: Findings) -> Declaration | None:
    """Read ``bagit.txt``, which must be exactly two lines in UTF-8 (RFC 8493, 2.1.1)."""
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        findings.add("bagit-mark", DECLARATION)
        return None
    try:
        lines = split_lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        lines = []
    version = _VERSION.fullmatch(lines[0]) if len(lines) == 2 else None  # noqa: PLR2004 - version, encoding
    encoding = _ENCODING.fullmatch(lines[1]) if version else None
    if version is None or encoding is None:
        findings.add("bagit-form", DECLARATION)
        return None
    numbers = int(version[1]), int(version[2])
    if numbers in _OLD:
        findings.add("bagit-old", DECLARATION, version=f"{version[1]}.{version[2]}")
        numbers = Version.V0_97.value
    known = _known_encoding(encoding[1])
    if numbers not in {each.value for each in Version}:
        findings.add("bagit-version", DECLARATION, version=f"{version[1]}.{version[2]}")
    elif known is None:
        findings.add("bagit-encoding", DECLARATION, encoding=encoding[1])
    else:
        return Declaration(Version(numbers), known)
    return None


def _known_encoding(name: str) -> str | None:
    try:
        found = codecs.lookup(_OTHER_NAMES.get(name.lower(), name))
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name.replace("-", "_") not in _NO_TEXT else None


def decode(content: bytes, encoding: str, path: str, findings: Findings) -> str | None:
    """Give the text of a tag file, or None when it is not in the encoding that was declared."""
    if encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        # RFC 2781, 4.3: without a mark it is big-endian; some programs write little-endian.
        encoding = "utf-16-le" if content[1:2] == b"\x00" and content[:1] != b"\x00" else "utf-16-be"
    try:
        text = codecs.decode(content, encoding, "strict")
    except (UnicodeError, ValueError):
        findings.add("tag-file-encoding", path, encoding=encoding)
        return None
    if text.startswith("\ufeff"):
        if encoding == "utf-8":
            findings.add("tag-file-mark", path)
        text = text[1:]
    return text


def split_lines(text: str) -> list[str]:
    """Part a tag file into lines, which end with LF, CR or CRLF and nothing else."""
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return lines


def read_metadata(text: str, version: Version, findings: Findings) -> tuple[int, int] | None:
    """Check the form of ``bag-info.txt`` and give the size and count of its Payload-Oxum."""
    oxum: tuple[int, int] | None = None
    seen = 0
    for label, value, number in _elements(split_lines(text), version, findings):
        if label.casefold() != "payload-oxum":
            continue
        seen += 1
        form = _OXUM.fullmatch(value)
        if form is None:
            findings.add("oxum-form", METADATA, line=number)
        else:
            oxum = int(form[1]), int(form[2])
        if seen == 2:  # noqa: PLR2004 - once is right
            findings.add("oxum-repeated", METADATA, line=number)
    return oxum if seen == 1 else None


def _elements(lines: Sequence[str], version: Version, findings: Findings) -> Iterator[tuple[str, str, int]]:
    """Give label, value and line number of each element, continued lines put together."""
    current: tuple[str, list[str], int] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t"):
            continue
        if line[0] in " \t":
            if current is None:
                findings.add("bag-info-line", METADATA, line=number)
            else:
                current[1].append(line.strip(" \t"))
            continue
        if current is not None:
            yield current[0], " ".join(current[1]), current[2]
            current = None
        label, colon, value = line.partition(":")
        if not colon or not label.strip(" \t"):
            findings.add("bag-info-line", METADATA, line=number)
            continue
        if version is Version.V1_0 and (label != label.rstrip(" \t") or value[:1] not in {" ", "\t"}):
            # An empty value without the space before it is what many programs write.
            harmless = not value and label == label.rstrip(" \t")
            weight = Gravity.WARNING if harmless else Gravity.ERROR
            findings.add("bag-info-space", METADATA, severity=weight, line=number)
        current = label.strip(" \t"), [value.strip(" \t")], number
    if current is not None:
        yield current[0], " ".join(current[1]), current[2]


def read_fetch(text: str, findings: Findings) -> Iterator[FetchLine]:
    """Give the lines of ``fetch.txt`` whose form and path can be trusted."""
    for number, line in enumerate(split_lines(text), start=1):
        if not line.strip(" \t"):
            continue
        found = _FETCH_LINE.fullmatch(line)
        if found is None or not _URI.fullmatch(found[1]):
            findings.add("fetch-line", FETCH, line=number)
        elif is_unsafe_reference(found[3].removeprefix("./")):
            findings.add("fetch-unsafe", FETCH, line=number, name=found[3])
        else:
            size = None if found[2] == "-" else int(found[2])
            yield FetchLine(number, size, found[3].removeprefix("./"))
