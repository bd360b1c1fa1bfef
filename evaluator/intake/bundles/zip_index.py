"""The index of a ZIP file, read by ourselves: nothing in it is believed before it agrees.

A ZIP says everything twice, in its central directory and before each file, and old
readers trust now one, now the other. Here both must agree, nothing may overlap, and
what is not understood is refused. Format: PKWARE APPNOTE 6.3.10.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evaluator.intake.bundles.findings import FaultError
from evaluator.intake.bundles.limits import LARGEST_INDEX, MOST_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LOCAL_MAGIC: Final = b"PK\x03\x04"
_END_MAGIC: Final = b"PK\x05\x06"
_END: Final = struct.Struct("<4s4H2IH")
_LOCATOR: Final = struct.Struct("<4sIQI")
_END_64: Final = struct.Struct("<4sQ2H2I4Q")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_LONGEST_COMMENT: Final = 0xFFFF
_FULL_16: Final = 0xFFFF
_FULL_32: Final = 0xFFFFFFFF

_EXTRA_64: Final = 0x0001
_EXTRA_UNICODE_NAME: Final = 0x7075
_UTF8: Final = 0x0800
ENCRYPTED: Final = 0x0001 | 0x0040 | 0x2000
"""Flags of encryption: of the old kind, strong, and of the directory itself."""


class DamagedZipError(FaultError):
    """The index cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file or folder as the central directory lists it.

    Attributes:
        raw: Its name as bytes.
        name: Its name as text.
        certain: Whether the encoding of the name is stated.
        flags, method, checksum, packed, size, offset: As the format has them.
        mode: Type and rights as Unix has them, 0 where they are not given.
    """

    raw: bytes
    name: str
    certain: bool
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int
    mode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The whole central directory.

    Attributes:
        listed: Its entries in its own order.
        start: Where it begins, so where the files end.
        extra_bytes: Whether the file holds bytes that belong to nothing.
    """

    listed: tuple[Listed, ...]
    start: int
    extra_bytes: bool


def read_index(file: BinaryIO, size: int) -> Index:
    """Read the central directory of a ZIP file of ``size`` bytes.

    Raises:
        DamagedZipError: It is cut off, contradicts itself, or is too large.
    """
    count, length, start, end, trailing = _ends(file, size)
    if count > MOST_FILES:
        raise DamagedZipError("too-many-files", limit=MOST_FILES)
    if length > LARGEST_INDEX or start + length > end:
        raise DamagedZipError("zip-damaged")
    file.seek(start)
    data = file.read(length)
    if len(data) != length:
        raise DamagedZipError("zip-truncated")
    listed = tuple(_entries(data, count))
    extra = trailing or start + length != end or (bool(listed) and min(each.offset for each in listed) != 0)
    return Index(listed=listed, start=start, extra_bytes=extra)


def _ends(file: BinaryIO, size: int) -> tuple[int, int, int, int, bool]:
    """Give count, length and start of the central directory, where it must end, and what follows."""
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END_MAGIC)
    while at >= 0 and at + _END.size > len(tail):
        at = tail.rfind(_END_MAGIC, 0, at)
    if at < 0:
        raise DamagedZipError("zip-truncated")
    _, disk, first_disk, here, count, length, start, comment = _END.unpack_from(tail, at)
    if at + _END.size + comment > len(tail):
        raise DamagedZipError("zip-truncated")
    trailing = at + _END.size + comment != len(tail)
    position = size - len(tail) + at
    if _FULL_16 in (here, count) or _FULL_32 in (length, start):
        count, length, start, position = _ends_64(file, position)
    elif disk or first_disk or here != count:
        raise DamagedZipError("zip-damaged")
    return count, length, start, position, trailing


def _ends_64(file: BinaryIO, position: int) -> tuple[int, int, int, int]:
    if position < _LOCATOR.size + _END_64.size:
        raise DamagedZipError("zip-damaged")
    file.seek(position - _LOCATOR.size)
    magic, disk, offset, disks = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if magic != b"PK\x06\x07" or disk or disks > 1 or offset > position - _LOCATOR.size - _END_64.size:
        raise DamagedZipError("zip-damaged")
    file.seek(offset)
    magic, rest, _, _, disk, first_disk, here, count, length, start = _END_64.unpack(file.read(_END_64.size))
    # Twelve bytes, magic and the length itself, are not counted in the length.
    if (
        magic != b"PK\x06\x06"
        or disk
        or first_disk
        or here != count
        or offset + 12 + rest != position - _LOCATOR.size
    ):
        raise DamagedZipError("zip-damaged")
    return count, length, start, offset


def _entries(data: bytes, count: int) -> Iterator[Listed]:
    at = 0
    for _ in range(count):
        if at + _CENTRAL.size > len(data):
            raise DamagedZipError("zip-damaged")
        found = _CENTRAL.unpack_from(data, at)
        name_at = at + _CENTRAL.size
        extra_at = name_at + found[10]
        at = extra_at + found[11] + found[12]
        if found[0] != b"PK\x01\x02" or at > len(data):
            raise DamagedZipError("zip-damaged")
        yield _listed(found, data[name_at:extra_at], data[extra_at : extra_at + found[11]])
    if at != len(data):
        raise DamagedZipError("zip-damaged")


def _listed(found: tuple[int, ...], raw: bytes, extra: bytes) -> Listed:
    _, made_by, _, flags, method, _, _, checksum, packed, size, _, _, _, disk, _, outer, offset = found
    fields = _extra_fields(extra)
    sizes = [size, packed, offset]
    wide = fields.get(_EXTRA_64, b"")
    for index, value in enumerate(sizes):
        if value == _FULL_32:
            if len(wide) < 8:  # noqa: PLR2004 - a 64-bit number
                raise DamagedZipError("zip-damaged")
            sizes[index] = int.from_bytes(wide[:8], "little")
            wide = wide[8:]
    if disk not in {0, _FULL_16}:
        raise DamagedZipError("zip-damaged")
    name, certain = _name(raw, flags, fields.get(_EXTRA_UNICODE_NAME, b""))
    # Only Unix and macOS write a mode there; other systems leave it empty.
    mode = outer >> 16 if made_by >> 8 in {3, 19} or outer >> 16 else 0
    return Listed(
        raw=raw,
        name=name,
        certain=certain,
        flags=flags,
        method=method,
        checksum=checksum,
        packed=sizes[1],
        size=sizes[0],
        offset=sizes[2],
        mode=mode,
    )


def _extra_fields(extra: bytes) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    while len(extra) >= 4:  # noqa: PLR2004 - kind and length
        kind, length = struct.unpack_from("<2H", extra)
        if 4 + length > len(extra):
            raise DamagedZipError("zip-damaged")
        if kind in {_EXTRA_64, _EXTRA_UNICODE_NAME} and kind in fields:
            raise DamagedZipError("zip-damaged")
        fields[kind] = extra[4 : 4 + length]
        extra = extra[4 + length :]
    return fields


def _name(raw: bytes, flags: int, unicode_name: bytes) -> tuple[str, bool]:
    """Give a name as text, and whether its encoding is stated.

    Raises:
        DamagedZipError: It states an encoding that it is not in.
    """
    if raw.isascii():
        return raw.decode("ascii"), True
    # Info-ZIP's field: version 1, the checksum of the plain name, the name in UTF-8.
    if unicode_name[:1] == b"\x01" and unicode_name[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
        raw, flags = unicode_name[5:], flags | _UTF8
    try:
        return raw.decode("utf-8"), bool(flags & _UTF8)
    except UnicodeDecodeError:
        if flags & _UTF8:
            shown = raw.decode("utf-8", "backslashreplace")
            raise DamagedZipError("name-encoding", path=shown) from None
    return raw.decode("cp437"), False


def data_start(file: BinaryIO, listed: Listed) -> int:
    """Give where the bytes of a file begin, once what stands before them agrees with the index.

    Raises:
        DamagedZipError: It does not agree.
    """
    file.seek(listed.offset)
    head = file.read(_LOCAL.size)
    if len(head) != _LOCAL.size:
        raise DamagedZipError("zip-truncated")
    magic, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    name = file.read(name_length)
    later = bool(flags & 0x0008)  # sizes and checksum stand behind the data
    agrees = (
        magic == LOCAL_MAGIC
        and name == listed.raw
        and method == listed.method
        and (flags ^ listed.flags) & (ENCRYPTED | _UTF8) == 0
        and (later or checksum == listed.checksum)
        and (packed in {listed.packed, _FULL_32} or (later and packed == 0))
        and (size in {listed.size, _FULL_32} or (later and size == 0))
    )
    if not agrees:
        raise DamagedZipError("zip-header", path=listed.name)
    return listed.offset + _LOCAL.size + int(name_length) + int(extra_length)
