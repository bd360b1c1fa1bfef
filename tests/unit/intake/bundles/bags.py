"""Bags for tests, as folders and as ZIP files, right in every way unless a test says otherwise."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
CALL = "2020-joint-projects"


def digest(content: bytes, algorithm: str = "sha512") -> str:
    computed = hashlib.new(algorithm, content, usedforsecurity=False)
    return computed.hexdigest(32) if algorithm.startswith("shake") else computed.hexdigest()


def manifest(files: dict[str, bytes], algorithm: str = "sha512") -> bytes:
    return "".join(f"{digest(files[path], algorithm)}  {path}\n" for path in sorted(files)).encode()


def declaration(version: str = "1.0", encoding: str = "UTF-8") -> bytes:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()


def a_bag(
    payload: dict[str, bytes] | None = None,
    *,
    version: str = "1.0",
    algorithms: tuple[str, ...] = ("sha512",),
    tags: dict[str, bytes | None] | None = None,
    tag_manifest: bool = False,
) -> dict[str, bytes]:
    """Give the files of a bag; ``tags`` replaces tag files, or with None leaves them out."""
    payload = {"data/hei.txt": b"hei\n"} if payload is None else payload
    files: dict[str, bytes | None] = {"bagit.txt": declaration(version)}
    files |= {f"manifest-{each}.txt": manifest(payload, each) for each in algorithms}
    files |= tags or {}
    kept = {path: content for path, content in files.items() if content is not None}
    if tag_manifest:
        kept |= {f"tagmanifest-{algorithms[0]}.txt": manifest(kept, algorithms[0])}
    return {**kept, **payload}


def a_form(id: str = "2020-101", **changes: Any) -> dict[str, Any]:  # noqa: A002
    """Give a form that declares one attachment; made up."""
    return {
        "format": 1,
        "id": id,
        "call": CALL,
        "submitted": "2020-10-01T12:00:00+03:00",
        "language": "fi",
        "title": "Esimerkkihanke",
        "lead": {"name": "Alavuden kaupunki", "code": "010"},
        "partners": [{"name": "Akaan kaupunki", "code": "020", "decided_on": "2020-09-15"}],
        "summary": "Keksitty esimerkki.",
        "answers": [{"question": "change", "text": "Toiminta muuttuu."}],
        "costs": [{"id": "1", "kind": "personnel", "description": "Työ", "amount_cents": 8_000_000}],
        "financing": {"requested_cents": 6_800_000, "own_cents": 1_200_000},
        "attachments": [{"path": "attachments/plan.pdf", "kind": "project_plan", "title": "Suunnitelma"}],
        **changes,
    }


def an_application(
    id: str = "2020-101",  # noqa: A002
    *,
    files: dict[str, bytes] | None = None,
    **changes: Any,
) -> dict[str, bytes]:
    """Give the payload of one application."""
    form = a_form(id, **changes)
    if files is not None:
        form["attachments"] = [
            {"path": f"attachments/{name}", "kind": "other", "title": name} for name in files
        ]
    files = {"plan.pdf": PDF} if files is None else files
    content = json.dumps(form, ensure_ascii=False).encode()
    return {
        f"data/{id}/application.json": content,
        **{f"data/{id}/attachments/{name}": each for name, each in files.items()},
    }


def as_folder(root: Path, files: dict[str, bytes], name: str = "pussi") -> Path:
    for path, content in files.items():
        (root / name / path).parent.mkdir(parents=True, exist_ok=True)
        (root / name / path).write_bytes(content)
    return root / name


def as_zip(
    root: Path, files: dict[str, bytes], name: str = "pussi.zip", *, base: str = "pussi/", packed: bool = True
) -> Path:
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(root / name, "w", method) as archive:
        for path, content in files.items():
            archive.writestr(base + path, content)
    return root / name


@dataclass
class Raw:
    """An entry of a ZIP written by hand, with whatever lies a test wants to tell."""

    name: str | bytes
    content: bytes = b""
    method: int = 0
    flags: int = 0x0800
    mode: int = 0
    crc: int | None = None
    size: int | None = None
    packed: bytes | None = None
    local_name: bytes | None = None
    offset: int | None = None
    extra: bytes = b""

    @property
    def raw(self) -> bytes:
        return self.name.encode() if isinstance(self.name, str) else self.name

    @property
    def data(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method == 8:
            deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
            return deflater.compress(self.content) + deflater.flush()
        return self.content


def raw_zip(entries: list[Raw], *, tail: bytes = b"", count: int | None = None, prefix: bytes = b"") -> bytes:
    """Write a ZIP byte by byte."""
    body, central = bytearray(prefix), bytearray()
    for each in entries:
        crc = zlib.crc32(each.content) if each.crc is None else each.crc
        size = len(each.content) if each.size is None else each.size
        packed, name = each.data, each.raw
        local = each.local_name if each.local_name is not None else name
        offset = len(body) if each.offset is None else each.offset
        if each.offset is None:
            body += struct.pack(
                "<4s5H3I2H",
                b"PK\3\4",
                20,
                each.flags,
                each.method,
                0,
                33,
                crc,
                len(packed),
                size,
                len(local),
                0,
            )
            body += local + packed
        central += struct.pack(
            "<4s6H3I5H2I",
            *(b"PK\1\2", 0x031E, 20, each.flags, each.method, 0, 33, crc, len(packed), size),
            *(len(name), len(each.extra), 0, 0, 0, each.mode << 16, offset),
        )
        central += name + each.extra
    number = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, number, number, len(central), len(body), 0)
    return bytes(body + central + end + tail)


def raw_bag(files: dict[str, bytes], *more: Raw, base: str = "pussi/") -> list[Raw]:
    return [*(Raw(base + path, content) for path, content in files.items()), *more]
