"""A bundle as a ZIP file: read in place, piece by piece, never unpacked to the disk."""

from __future__ import annotations

import os
import stat
import zlib
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from evaluator.intake.bundles.limits import LARGEST_RATIO, RATIO_FROM
from evaluator.intake.bundles.names import is_unsafe
from evaluator.intake.bundles.sources import PIECE, Entry, FaultyEntryError, parents
from evaluator.intake.bundles.zip_index import ENCRYPTED, DamagedZipError, Listed, data_start, read_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from evaluator.intake.bundles.findings import Findings

_STORED: Final = 0
_DEFLATED: Final = 8


class ZipSource:
    """The files of a ZIP whose index was checked."""

    def __init__(self, file: BinaryIO, findings: Findings) -> None:
        """Check the index; what is wrong with single entries is a finding and left out.

        Args:
            file: The open ZIP; closed by ``close``.
            findings: Gets what is wrong.

        Raises:
            DamagedZipError: The index as a whole cannot be used.
        """
        self._file = file
        self._findings = findings
        self._size = os.fstat(file.fileno()).st_size
        index = read_index(file, self._size)
        if index.extra_bytes:
            findings.add("zip-extra-bytes")
        self._listed = index.listed
        self._starts = self._data_starts(index.start)
        found: list[Entry] = []
        folders: set[str] = set()
        names: set[str] = set()
        for place, each in enumerate(self._listed):
            name = each.name.removesuffix("/")
            if not self._usable(each, name, names):
                continue
            names.add(name)
            folders.update(parents(name))
            if each.name.endswith("/"):
                folders.add(name)
            elif place in self._starts:
                found.append(Entry(path=name, size=each.size, place=place))
        for entry in found:
            if entry.path in folders:
                findings.add("name-both", entry.path)
        self.entries = tuple(sorted(found, key=lambda each: each.path))
        self.folders = frozenset(folders)
        self._refuse_bomb()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _usable(self, each: Listed, name: str, names: set[str]) -> bool:
        add = self._findings.add
        kind = stat.S_IFMT(each.mode)
        if kind == stat.S_IFLNK:
            add("link", each.name)
        elif kind not in {0, stat.S_IFREG, stat.S_IFDIR} or (
            kind and (kind == stat.S_IFDIR) != each.name.endswith("/")
        ):
            add("special-file", each.name)
        elif is_unsafe(name):
            add("name-unsafe", each.name)
        elif name in names:
            add("name-repeated", each.name)
        elif each.flags & ENCRYPTED:
            add("zip-encrypted", each.name)
        elif each.method not in {_STORED, _DEFLATED}:
            add("zip-method", each.name, method=each.method)
        elif (each.method == _STORED and each.size != each.packed) or (each.name.endswith("/") and each.size):
            add("zip-size", each.name)
        else:
            if not each.certain:
                add("zip-name-encoding", each.name)
            return True
        return False

    def _data_starts(self, index_start: int) -> dict[int, int]:
        """Find where each file's bytes begin; none may lie in another's or in the index."""
        starts: dict[int, int] = {}
        free_from = 0
        order = sorted(range(len(self._listed)), key=lambda place: self._listed[place].offset)
        for place in order:
            each = self._listed[place]
            try:
                start = data_start(self._file, each)
            except DamagedZipError as error:
                self._findings.add_fault(error, each.name)
                continue
            if each.offset < free_from or start + each.packed > index_start:
                self._findings.add("zip-overlap", each.name)
                continue
            free_from = start + each.packed
            starts[place] = start
        return starts

    def _refuse_bomb(self) -> None:
        """Refuse what would unpack to many times its size, before anything is unpacked."""
        for each in self.entries:
            if _is_bomb(each.size, self._listed[each.place].packed):
                self._findings.add("zip-ratio", each.path, limit=LARGEST_RATIO)
        if _is_bomb(sum(map(attrgetter("size"), self.entries)), self._size):
            self._findings.add("zip-ratio", limit=LARGEST_RATIO)

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Give the unpacked bytes: as many as the index says and with its checksum, or an error."""
        listed = self._listed[entry.place]
        packed = self._packed(self._starts[entry.place], listed.packed)
        unpacked = packed if listed.method == _STORED else _inflated(packed, listed.size)
        checksum, length = 0, 0
        for piece in unpacked:
            checksum = zlib.crc32(piece, checksum)
            length += len(piece)
            yield piece
        if length != listed.size:
            raise FaultyEntryError("zip-size")
        if checksum != listed.checksum:
            raise FaultyEntryError("zip-checksum")

    def _packed(self, start: int, length: int) -> Iterator[bytes]:
        self._file.seek(start)
        while length:
            try:
                piece = self._file.read(min(PIECE, length))
            except OSError as error:
                raise FaultyEntryError("unreadable") from error
            if not piece:
                raise FaultyEntryError("changed")
            length -= len(piece)
            yield piece


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size > packed * LARGEST_RATIO


def _inflated(packed: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Unpack, at most ``PIECE`` at a time and never more than ``size`` in all.

    Raises:
        FaultyEntryError: The data are damaged, or are longer or shorter than ``size``.
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = size
    try:
        for packed_piece in packed:
            waiting = packed_piece
            while waiting or not inflater.eof:
                piece = inflater.decompress(waiting, PIECE)
                waiting = inflater.unconsumed_tail
                left -= len(piece)
                if left < 0 or inflater.unused_data:
                    raise FaultyEntryError("zip-size")
                if piece:
                    yield piece
                if not waiting and len(piece) < PIECE:
                    break
    except zlib.error as error:
        raise FaultyEntryError("zip-checksum") from error
    if not inflater.eof:
        raise FaultyEntryError("zip-size")
