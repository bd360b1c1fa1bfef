"""The package of an office file: a ZIP of XML parts, the same bytes for the same content.

ECMA-376 part 2 (Open Packaging Conventions). Parts are written straight into the stream that
becomes the file: nothing of a round lies in a temporary file on the way.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import IO, TYPE_CHECKING, Final

from evaluator.domain.helsinki import HELSINKI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_UNIX: Final = 3
_REGULAR_FILE: Final = 0o100644 << 16
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def escaped(text: str) -> str:
    """Write a text for XML; a character that XML cannot hold becomes U+FFFD, so that it is seen."""
    return _NO_XML.sub("\ufffd", text).translate(_ESCAPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says of itself.

    Attributes:
        title: Its title.
        subject: A sentence.
        creator: Who gives it out.
        language: As BCP 47 ("fi-FI").
        day: The date it bears; the file says it was made at that day's first moment in Helsinki.
    """

    title: str
    subject: str
    creator: str
    language: str
    day: date

    @property
    def moment(self) -> str:
        """When it was made, as the file says it."""
        local = datetime.combine(self.day, time(), tzinfo=HELSINKI)
        return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Package:
    """Writes parts into a stream; ``close`` adds what every package has."""

    def __init__(self, stream: IO[bytes], main: str, properties: Properties) -> None:
        """Begin a package.

        Args:
            stream: Takes the bytes.
            main: Path of the part that is the document.
            properties: What the file says of itself.
        """
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._main = main
        self._properties = properties
        self._types: list[tuple[str, str]] = []

    @contextmanager
    def part(self, path: str, content_type: str) -> Iterator[IO[bytes]]:
        """Lend a stream for a part."""
        self._types.append((path, content_type))
        with self._member(path) as stream:
            yield stream

    def add(self, path: str, content_type: str, xml: str) -> None:
        """Add a whole part."""
        with self.part(path, content_type) as stream:
            stream.write((DECLARATION + xml).encode())

    def relations(self, of: str, targets: Iterable[tuple[str, str, bool]]) -> None:
        """Add what a part refers to, numbered rId1 and up.

        Args:
            of: Path of the part; empty for the package.
            targets: Type, target, and whether the target lies outside.
        """
        mode = {True: ' TargetMode="External"', False: ""}
        entries = "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{escaped(target)}"{mode[outside]}/>'
            for number, (kind, target, outside) in enumerate(targets, start=1)
        )
        folder, _, name = of.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        with self._member(path) as stream:
            xml = f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'
            stream.write((DECLARATION + xml).encode())

    def close(self) -> None:
        """Add properties, relations and content types, and end the file."""
        self.add(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            _core(self._properties),
        )
        self.relations(
            "",
            (
                (f"{RELATIONS}/officeDocument", self._main, False),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
            ),
        )
        overrides = "".join(
            f'<Override PartName="/{escaped(path)}" ContentType="{kind}"/>' for path, kind in self._types
        )
        with self._member("[Content_Types].xml") as stream:
            xml = (
                f'<Types xmlns="{_PACKAGE}/content-types">'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
            )
            stream.write((DECLARATION + xml).encode())
        self._zip.close()

    def _member(self, path: str) -> IO[bytes]:
        info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = _UNIX
        info.external_attr = _REGULAR_FILE
        return self._zip.open(info, "w", force_zip64=False)


def _core(properties: Properties) -> str:
    made = properties.moment
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(properties.title)}</dc:title>"
        f"<dc:subject>{escaped(properties.subject)}</dc:subject>"
        f"<dc:creator>{escaped(properties.creator)}</dc:creator>"
        f"<dc:language>{properties.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "</cp:coreProperties>"
    )
