"""The archive's form: a BagIt bag (RFC 8493) in a ZIP, which any tool for bags can check.

Under one folder lie ``data/round.json`` (what it is, and the rows of each table),
``data/tables/<name>.jsonl`` (one row a line, values as the database holds them, bytes as
Base64), ``data/attachments/<sha512>`` (each content once, under the name of its digest),
``data/log.txt`` (the log without personal data, which verifies without a key) and
``data/README.txt``. The same round gives the same bytes, but for the moment in ``round.json``.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FORMAT: Final = "evaluator-archive"
VERSION: Final = 1
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""ZIP's first; when the archive was made stands in ``round.json``."""

_BLOCK: Final = 1 << 20
_README: Final = """\
Avustuskierroksen arkisto. Ei salattu: sisältää henkilötietoja ja salassa pidettävää.
Arkiv över en bidragsomgång. Inte krypterat: innehåller personuppgifter och sekretessbelagt.
Archive of a round of grants. Not encrypted: holds personal data and confidential matter.

round.json            round, format, tables and their rows
tables/NAME.jsonl     one row of the table a line; money in cents, times in UTC, bytes in Base64
attachments/SHA512    attachments under the SHA-512 of their content
log.txt               the log, without personal data; its values are in tables/log_value.jsonl
"""


class BagWriter:
    """Writes the members of a bag one after the other, hashing as it goes."""

    def __init__(self, stream: IO[bytes], folder: str) -> None:
        """Begin a bag.

        Args:
            stream: Where it goes.
            folder: Name of its one top folder.
        """
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._folder = folder
        self._digests: dict[str, str] = {}

    def member(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add ``data/<name>``."""
        self._digests[f"data/{name}"] = self._write(f"data/{name}", pieces)

    def rows(self, name: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Add a table as lines of JSON."""
        self.member(f"tables/{name}.jsonl", (line(row) for row in rows))

    def close(self) -> None:
        """Add the README and what makes a bag of it, and end it."""
        self.member("README.txt", [_README.encode()])
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": f"Bag-Software-Agent: evaluator\nExternal-Identifier: {self._folder}\n",
            "manifest-sha256.txt": _manifest(self._digests),
        }
        digests = {name: self._write(name, [text.encode()]) for name, text in tags.items()}
        self._write("tagmanifest-sha256.txt", [_manifest(digests).encode()])
        self._zip.close()

    def _write(self, name: str, pieces: Iterable[bytes]) -> str:
        info = zipfile.ZipInfo(f"{self._folder}/{name}", _MOMENT)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o100600 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        return digest.hexdigest()


def line(row: Mapping[str, object]) -> bytes:
    """Write one row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def is_whole(stream: IO[bytes]) -> bool:
    """Read a bag back and tell whether every member is what its manifests say."""
    stream.seek(0)
    with zipfile.ZipFile(stream) as bag:
        found = {name.partition("/")[2]: name for name in bag.namelist()}
        listed: dict[str, str] = {}
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            for entry in bag.read(found[manifest]).decode().splitlines():
                digest, _, name = entry.partition("  ")
                listed[name] = digest
        return set(found) == {*listed, "tagmanifest-sha256.txt"} and all(
            _digest(bag, found[name]) == digest for name, digest in listed.items()
        )


def digest_of(stream: IO[bytes]) -> str:
    """Give the SHA-256 of a whole stream."""
    stream.seek(0)
    digest = hashlib.sha256()
    for block in _blocks(stream):
        digest.update(block)
    return digest.hexdigest()


def _digest(bag: zipfile.ZipFile, name: str) -> str:
    with bag.open(name) as member:
        return digest_of(member)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block


def _manifest(digests: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
