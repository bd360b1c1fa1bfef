"""Hostile containers: each trick is a finding with a code of its own, and nothing leaves the container."""

from __future__ import annotations

import os
import stat
import struct
import tracemalloc
import unicodedata
import zlib
from pathlib import Path

import pytest

from evaluator.intake.bundles import limits
from evaluator.intake.bundles.container import check_container
from evaluator.intake.bundles.reading import check_bundle
from tests.unit.intake.bundles.bags import Raw, a_bag, an_application, as_folder, raw_bag, raw_zip

BAG = a_bag()
APPLICATION = a_bag(an_application(), tag_manifest=True)
ZEROS = bytes(8 * limits.MIB)


def codes(path: Path) -> set[str]:
    found = check_bundle(path)
    assert any(each.severity == "error" for each in found)
    return {each.code for each in found}


def written(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "paketti.zip").write_bytes(content)
    return tmp_path / "paketti.zip"


def in_bag(*more: Raw) -> bytes:
    return raw_zip(raw_bag(APPLICATION, *more))


def eocd(**changes: int) -> bytes:
    names = ["disk", "first_disk", "here", "count", "length", "start", "comment"]
    whole = raw_zip(raw_bag(APPLICATION))
    found = dict(zip(names, struct.unpack("<4H2IH", whole[-18:]), strict=True))
    return whole[:-18] + struct.pack("<4H2IH", *(changes.get(name, found[name]) for name in names))


def overlapping() -> bytes:
    kernel = Raw("pussi/data/2020-101/attachments/a.pdf", ZEROS[:1000], method=8)
    again = Raw("pussi/data/2020-101/attachments/a.pdf", ZEROS[:1000], method=8)
    start = len(raw_zip(raw_bag(APPLICATION))) - len(_central(raw_bag(APPLICATION))) - 22
    again.offset = start
    return in_bag(kernel, again)


def quoted_overlap() -> bytes:
    """The inner file lies whole within the bytes of the outer one."""
    inner = raw_zip([Raw("pussi/x", b"x" * 50)])
    local = inner[: 30 + len("pussi/x") + 50]
    outer = Raw("pussi/data/2020-101/attachments/outer.zip", local)
    whole = raw_bag(APPLICATION, outer)
    at = raw_zip(whole).index(local)
    return in_bag(outer, Raw("pussi/x", b"x" * 50, offset=at))


def _central(entries: list[Raw]) -> bytes:
    whole = raw_zip(entries)
    length, start = struct.unpack_from("<2I", whole, len(whole) - 10)
    return whole[start : start + length]


def zip64(**changes: int) -> bytes:
    """The same bag, its end written as ZIP64."""
    whole = raw_zip(raw_bag(APPLICATION))
    count, length, start = struct.unpack_from("<H2I", whole, len(whole) - 12)
    body = whole[:-22]
    fields = {"size": 44, "count": count, "length": length, "start": start, "offset": len(body), "disks": 1}
    fields |= changes
    end = struct.pack(
        "<4sQ2H2I4Q",
        *(b"PK\6\6", fields["size"], 45, 45, 0, 0, fields["count"], count, fields["length"], fields["start"]),
    )
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, fields["offset"], fields["disks"])
    last = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return body + end + locator + last


A = "pussi/data/2020-101/attachments/"
LINK = stat.S_IFLNK | 0o777

TRICKS = {
    "path traversal": (in_bag(Raw("pussi/../../../evil.txt", b"x")), "name-unsafe"),
    "path traversal with backslashes": (in_bag(Raw("pussi\\..\\..\\evil.txt", b"x")), "name-unsafe"),
    "absolute path": (in_bag(Raw("/etc/cron.d/evil", b"x")), "name-unsafe"),
    "drive letter": (in_bag(Raw("C:/Windows/evil.dll", b"x")), "name-unsafe"),
    "network path": (in_bag(Raw("//server/share/evil", b"x")), "name-unsafe"),
    "empty name": (in_bag(Raw("", b"x")), "name-unsafe"),
    "zero byte in a name": (in_bag(Raw("pussi/data/hei.txt\x00.exe", b"x")), "name-unsafe"),
    "link": (in_bag(Raw(f"{A}linkki.pdf", b"/etc/passwd", mode=LINK)), "link"),
    "link out of the top folder": (in_bag(Raw("pussi", b"/", mode=LINK)), "link"),
    "device": (in_bag(Raw(f"{A}laite", b"", mode=stat.S_IFCHR | 0o666)), "special-file"),
    "pipe": (in_bag(Raw(f"{A}putki", b"", mode=stat.S_IFIFO | 0o666)), "special-file"),
    "folder that is a file": (in_bag(Raw(f"{A}kansio/", b"", mode=stat.S_IFREG | 0o644)), "special-file"),
    "folder with content": (in_bag(Raw(f"{A}kansio/", b"x")), "zip-size"),
    "duplicate name": (in_bag(Raw("pussi/bagit.txt", b"toinen")), "name-repeated"),
    "file and folder of one name": (in_bag(Raw("pussi/data/2020-101/application.json/x", b"")), "name-both"),
    "names that differ in case": (in_bag(Raw(f"{A}PLAN.PDF", b"x")), "name-collides"),
    "names that differ in form": (
        in_bag(*(Raw(A + unicodedata.normalize(form, "ä.pdf"), b"x") for form in ("NFC", "NFD"))),
        "name-collides",
    ),
    "name of a device on Windows": (in_bag(Raw(f"{A}CON.pdf", b"x")), "name-reserved"),
    "name that ends with a dot": (in_bag(Raw(f"{A}a.pdf.", b"x")), "name-reserved"),
    "alternate stream": (in_bag(Raw(f"{A}a.pdf:piilo", b"x")), "name-reserved"),
    "control characters": (in_bag(Raw(f"{A}a\x1b[2Jb.pdf", b"x")), "name-control"),
    "direction of writing": (in_bag(Raw(f"{A}a\u202efdp.exe", b"x")), "name-control"),
    "name too long": (in_bag(Raw(f"{A}{'x' * 300}.pdf", b"x")), "name-too-long"),
    "name too deep": (in_bag(Raw(f"{A}{'a/' * 12}x.pdf", b"x")), "name-too-deep"),
    "name in no encoding": (in_bag(Raw(b"pussi/\xff\xfe.txt", b"x")), "name-encoding"),
    "size bomb": (in_bag(Raw(f"{A}a.txt", ZEROS, method=8)), "zip-ratio"),
    "bomb of many small files": (
        in_bag(*(Raw(f"{A}{n}.txt", ZEROS[: 3 * limits.MIB], method=8) for n in range(5))),
        "zip-ratio",
    ),
    "one content under two names": (overlapping(), "zip-overlap"),
    "a file inside another": (quoted_overlap(), "zip-overlap"),
    "size that lies downwards": (in_bag(Raw(f"{A}a.txt", ZEROS[:100000], method=8, size=10)), "zip-size"),
    "size that lies upwards": (in_bag(Raw(f"{A}a.txt", b"x" * 10, method=8, size=1000)), "zip-size"),
    "stored size that lies": (in_bag(Raw(f"{A}a.txt", b"x" * 10, size=1000)), "zip-size"),
    "wrong checksum in the ZIP": (in_bag(Raw(f"{A}a.txt", b"x", crc=1)), "zip-checksum"),
    "deflate that is no deflate": (
        in_bag(Raw(f"{A}a.txt", b"x" * 9, method=8, packed=b"\xff" * 9)),
        "zip-checksum",
    ),
    "deflate cut short": (
        in_bag(Raw(f"{A}a.txt", b"abc" * 99, method=8, packed=zlib.compress(b"abc" * 99, wbits=-15)[:-4])),
        "zip-size",
    ),
    "bytes after deflate": (
        in_bag(Raw(f"{A}a.txt", b"abc", method=8, packed=zlib.compress(b"abc", wbits=-15) + b"lisaa")),
        "zip-size",
    ),
    "encrypted": (in_bag(Raw(f"{A}a.txt", b"x", flags=1)), "zip-encrypted"),
    "strongly encrypted": (in_bag(Raw(f"{A}a.txt", b"x", flags=0x41)), "zip-encrypted"),
    "packed by an unknown method": (in_bag(Raw(f"{A}a.txt", b"x", method=99)), "zip-method"),
    "two names for one file": (in_bag(Raw(f"{A}a.txt", b"x", local_name=b"pussi/../x")), "zip-header"),
    "offset into nothing": (in_bag(Raw(f"{A}a.txt", b"x", offset=10**6)), "zip-truncated"),
    "offset into another file": (in_bag(Raw(f"{A}a.txt", b"x", offset=5)), "zip-header"),
    "cut off": (raw_zip(raw_bag(APPLICATION))[:-30], "zip-truncated"),
    "cut in half": (raw_zip(raw_bag(APPLICATION))[:900], "zip-truncated"),
    "beginning cut away": (raw_zip(raw_bag(APPLICATION))[100:], "not-a-bundle"),
    "nothing but the magic": (b"PK\3\4", "zip-truncated"),
    "empty file": (b"", "not-a-bundle"),
    "empty ZIP": (raw_zip([]), "bagit-missing"),
    "several disks": (eocd(disk=1), "zip-damaged"),
    "more entries than there are": (eocd(here=999, count=999), "zip-damaged"),
    "fewer entries than there are": (eocd(here=1, count=1), "zip-damaged"),
    "index beyond the end": (eocd(start=0xFFFFFF0), "zip-damaged"),
    "index of an absurd length": (eocd(length=0xFFFFFF0), "zip-damaged"),
    "comment longer than the file": (eocd(comment=500), "zip-truncated"),
    "ZIP64 announced and not there": (eocd(start=0xFFFFFFFF), "zip-damaged"),
    "ZIP64 record elsewhere": (zip64(offset=2**60), "zip-damaged"),
    "ZIP64 record of another length": (zip64(size=2**50), "zip-damaged"),
    "ZIP64 with counts that differ": (zip64(count=2**40), "zip-damaged"),
    "ZIP64 index beyond the end": (zip64(start=2**63), "zip-damaged"),
    "ZIP64 on several disks": (zip64(disks=7), "zip-damaged"),
    "ZIP64 size without its field": (in_bag(Raw(f"{A}a.txt", b"x", size=0xFFFFFFFF)), "zip-damaged"),
    "extra field cut off": (in_bag(Raw(f"{A}a.txt", b"x", extra=b"\x01\x00\xff\xff")), "zip-damaged"),
    "file beside the bag": (in_bag(Raw("muu/x.txt", b"x")), "several-folders"),
    "unlisted file": (in_bag(Raw(f"{A}salaa.pdf", b"x")), "file-unlisted"),
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_a_hostile_zip_is_refused_by_the_code_of_its_trick(trick, tmp_path):
    content, code = TRICKS[trick]
    path = written(tmp_path, content)

    assert code in codes(path)
    assert [each.name for each in tmp_path.iterdir()] == ["paketti.zip"]


def test_a_right_zip64_is_read(tmp_path):
    assert check_bundle(written(tmp_path, zip64())) == ()


def test_bytes_before_and_behind_a_zip_are_said_and_not_read(tmp_path):
    found = check_bundle(written(tmp_path, raw_zip(raw_bag(APPLICATION), tail=b"perassa")))

    assert [each.code for each in found] == ["zip-extra-bytes"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = Raw(f"{A}a.txt", bytes(64 * limits.MIB), method=8)
    path = written(tmp_path, in_bag(bomb))
    tracemalloc.start()

    codes(path)

    assert tracemalloc.get_traced_memory()[1] < 16 * limits.MIB
    tracemalloc.stop()


def test_too_many_files_are_refused_by_the_index_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("evaluator.intake.bundles.zip_index.MOST_FILES", 20)
    monkeypatch.setattr("evaluator.intake.bundles.folder_source.MOST_FILES", 20)
    many = a_bag({f"data/2020-101/attachments/{n}.txt": b"" for n in range(30)})

    assert "too-many-files" in codes(written(tmp_path, raw_zip(raw_bag(many))))
    assert "too-many-files" in codes(as_folder(tmp_path, many))


def test_an_attachment_and_a_bundle_can_be_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 50)
    monkeypatch.setattr(limits, "LARGEST_BUNDLE", 100)

    assert {"file-too-large", "bundle-too-large"} <= codes(as_folder(tmp_path, APPLICATION))


def test_manifests_are_not_read_when_they_are_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TAG_FILES", 100)

    assert "tag-files-too-large" in codes(as_folder(tmp_path, APPLICATION))


needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


@needs_posix
@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside.txt", "plan.pdf", "nowhere"])
def test_a_link_in_a_folder_is_neither_followed_nor_accepted(tmp_path, target):
    (tmp_path / "outside.txt").write_text("salaisuus")
    path = as_folder(tmp_path, APPLICATION)
    (path / "data/2020-101/attachments/linkki.pdf").symlink_to(target)

    assert "link" in codes(path)


@needs_posix
def test_a_linked_folder_is_not_walked(tmp_path):
    path = as_folder(tmp_path, APPLICATION)
    (path / "data/kehä").symlink_to(path / "data", target_is_directory=True)

    found = codes(path)

    assert "link" in found
    assert "name-too-deep" not in found


@needs_posix
def test_a_pipe_in_a_folder_does_not_make_the_check_wait(tmp_path):
    path = as_folder(tmp_path, APPLICATION)
    os.mkfifo(path / "data/2020-101/attachments/putki.pdf")

    assert "special-file" in codes(path)


@needs_posix
def test_a_name_of_bytes_that_are_no_text_is_a_finding_that_can_be_printed(tmp_path):
    path = as_folder(tmp_path, APPLICATION)
    with Path(os.fsdecode(os.fsencode(path) + b"/data/\xff.txt")).open("wb"):
        pass

    found = check_bundle(path)

    assert "name-encoding" in {each.code for each in found}
    assert all(each.path.isprintable() for each in found)


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path):
    from evaluator.intake.bundles.container import Container, Ended

    path = as_folder(tmp_path, BAG)
    with Container(path, strict=False) as container:
        (path / "data/hei.txt").write_bytes(b"hej\nhej\n")

        ended = {each.path: each.sha512 for each in container.stream() if isinstance(each, Ended)}

    assert ended["data/hei.txt"] is None
    assert {each.code for each in container.findings.all} == {"changed"}


def test_a_zip_of_old_windows_is_read_by_its_code_page_and_said(tmp_path):
    files = a_bag({"data/ä.txt": b"x"})
    entries = [Raw(b"pussi/" + path.encode("cp437"), content, flags=0) for path, content in files.items()]

    found = check_container(written(tmp_path, raw_zip(entries)))

    assert {each.code for each in found.all} == {"zip-name-encoding"}


def test_the_unicode_name_of_info_zip_is_believed_when_it_fits_the_plain_one(tmp_path):
    plain = b"pussi/data/?.txt"
    field = b"\x01" + zlib.crc32(plain).to_bytes(4, "little") + "pussi/data/ä.txt".encode()
    plain = plain.replace(b"?", b"\x84")
    field = b"\x01" + zlib.crc32(plain).to_bytes(4, "little") + "pussi/data/ä.txt".encode()
    files = a_bag({"data/ä.txt": b"x"})
    entries = [Raw(f"pussi/{path}", content) for path, content in files.items() if path.isascii()]
    extra = struct.pack("<2H", 0x7075, len(field)) + field
    entries.append(Raw(plain, b"x", flags=0, extra=extra))

    assert check_container(written(tmp_path, raw_zip(entries))).all == ()
