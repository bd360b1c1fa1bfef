"""The container against RFC 8493 and version 0.97: every kind of bag that is right, odd or wrong."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest

from evaluator.domain.bundles import Gravity
from evaluator.intake.bundles.container import check_container
from evaluator.intake.bundles.findings import Findings
from tests.unit.intake.bundles.bags import a_bag, as_folder, as_zip, declaration, digest, manifest

HEI = {"data/hei.txt": b"hei\n"}
LINE = digest(b"hei\n").encode()
NFC = "data/" + unicodedata.normalize("NFC", "Núñez")
NFD = "data/" + unicodedata.normalize("NFD", "Núñez")


def codes(findings: Findings, severity: Gravity | None = None) -> list[str]:
    return sorted({each.code for each in findings.all if severity in {None, each.severity}})


def old(payload: dict[str, bytes] | None = None, **more) -> dict[str, bytes]:
    """A bag of version 0.97 with MD5, as most of them are."""
    return a_bag(payload, version="0.97", algorithms=("md5",), **more)


def md5(content: bytes) -> str:
    return digest(content, "md5")


BAG_IN_A_BAG = {f"data/inner/{path}": content for path, content in old().items()}
MANY = {"data/a": b"1", "data/b/c": b"2"}

VALID = {
    "basic 1.0": a_bag(),
    "basic with tag manifest": a_bag(tag_manifest=True),
    "empty payload": a_bag({}) | {"data/.keep": b""} | {"manifest-sha512.txt": manifest({"data/.keep": b""})},
    "crlf everywhere": {path: c.replace(b"\n", b"\r\n") for path, c in a_bag({"data/a": b"x"}).items()},
    "cr everywhere": {path: c.replace(b"\n", b"\r") for path, c in a_bag({"data/a": b"x"}).items()},
    "no newline at the end": a_bag(
        tags={"bagit.txt": declaration().rstrip(b"\n"), "manifest-sha512.txt": manifest(HEI).rstrip(b"\n")}
    ),
    "capital hash": a_bag(tags={"manifest-sha512.txt": manifest(HEI).replace(LINE, LINE.upper())}),
    "one space": a_bag(tags={"manifest-sha512.txt": LINE + b" data/hei.txt\n"}),
    "tab and spaces": a_bag(tags={"manifest-sha512.txt": LINE + b" \t  data/hei.txt\n"}),
    "two manifests": a_bag(algorithms=("sha512", "sha256")),
    "percent-encoded": a_bag(
        {"data/a%b\nc\rd": b"x"},
        tags={"manifest-sha512.txt": f"{digest(b'x')}  data/a%25b%0Ac%0dd\n".encode()},
    ),
    "space in name": old({"data/test file with spaces.txt": b"x"}),
    "folded metadata": a_bag(
        tags={"bag-info.txt": b"External-Description: pitka\n  jatkuu\n\tyha\nPayload-Oxum: 4.1\n"}
    ),
    "repeated metadata": old(tags={"bag-info.txt": b"Contact-Name: A\nContact-Name: B\n"}),
    "uncommon separators in 0.97": old(tags={"bag-info.txt": b"A:b\nB :c\nC\t:\td\nD:   e\nE:\n"}),
    "fetched": a_bag(
        tags={"fetch.txt": b"https://example.org/a%20b 4 data/hei.txt\nfile:///x - data/hei.txt"}
    ),
    "bag in a bag": old(BAG_IN_A_BAG),
    "names with percent in 0.97": old(
        {"data/%7Etest1.txt": b"1", "data/%test2.txt": b"2", "data/dir1/~test3.txt": b"3"}
    ),
    "leading dot slash": old(tags={"manifest-md5.txt": (md5(b"hei\n") + "  ./data/hei.txt\n").encode()}),
    "latin-1 tag files": old(
        {"data/ä.txt": b"x"},
        tags={
            "bagit.txt": declaration("0.97", "ISO-8859-1"),
            "manifest-md5.txt": (md5(b"x") + "  data/ä.txt\n").encode("latin-1"),
        },
    ),
    "utf-16 with mark": a_bag(
        tags={
            "bagit.txt": declaration("1.0", "UTF-16"),
            "manifest-sha512.txt": manifest(HEI).decode().encode("utf-16"),
        }
    ),
    "utf-16be": old(
        tags={
            "bagit.txt": declaration("0.97", "UTF-16BE"),
            "manifest-md5.txt": manifest(HEI, "md5").decode().encode("utf-16-be"),
        }
    ),
    "utf-16be with mark": old(
        tags={
            "bagit.txt": declaration("0.97", "UTF-16BE"),
            "manifest-md5.txt": ("\ufeff" + manifest(HEI, "md5").decode()).encode("utf-16-be"),
        }
    ),
    "utf-16 without mark, big": a_bag(
        tags={
            "bagit.txt": declaration("1.0", "UTF-16"),
            "manifest-sha512.txt": manifest(HEI).decode().encode("utf-16-be"),
        }
    ),
    "utf-16 without mark, little": a_bag(
        tags={
            "bagit.txt": declaration("1.0", "UTF-16"),
            "manifest-sha512.txt": manifest(HEI).decode().encode("utf-16-le"),
        }
    ),
    "windows-1252": a_bag(
        {"data/”.txt": b"x"},
        tags={
            "bagit.txt": declaration("1.0", "windows-1252"),
            "manifest-sha512.txt": f"{digest(b'x')}  data/”.txt\n".encode("cp1252"),
        },
    ),
    "0.97 payload spread over manifests": a_bag(
        MANY,
        version="0.97",
        algorithms=(),
        tags={
            "manifest-md5.txt": manifest({"data/a": b"1"}, "md5"),
            "manifest-sha1.txt": manifest({"data/b/c": b"2"}, "sha1"),
        },
    ),
    "other tag files, unlisted": a_bag() | {"notes/readme.bin": b"\xff\xfe\x00"},
    "minimal bag": old({"data/x": b""}),
    # warnings, which leave a bag valid
    "old version": a_bag(version="0.96"),
    "blank lines": a_bag(tags={"manifest-sha512.txt": b"\n" + manifest(HEI) + b"\n"}),
    "made with md5sum": old(tags={"manifest-md5.txt": (md5(b"hei\n") + " *data/hei.txt\n").encode()}),
    "same file twice with the same hash": old(tags={"manifest-md5.txt": manifest(HEI, "md5") * 2}),
    "name in another normal form": a_bag(
        {NFC: b""}, version="0.97", tags={"manifest-sha512.txt": manifest({NFD: b""})}
    ),
    "listed in two normal forms": a_bag(
        {NFC: b""}, version="0.97", tags={"manifest-sha512.txt": manifest({NFD: b"", NFC: b""})}
    ),
    "both normal forms there": a_bag({NFC: b"", NFD: b""}, version="0.97"),
    "differing in case": old({"data/hello.txt": b"x", "data/HELLO.txt": b"x"}),
    "listed in two cases": old(
        {"data/hello.txt": b"x"},
        tags={"manifest-md5.txt": manifest({"data/hello.txt": b"x", "data/HELLO.txt": b"x"}, "md5")},
    ),
    "system files": old({"data/.DS_Store": b"x", "data/Thumbs.db": b"y"}),
    "fetch outside the payload in 0.97": old(
        tags={"fetch.txt": b"file:///somewhere/kuva.png 42000 kuva.png\n"}
    ),
    "mark in utf-8": a_bag(tags={"manifest-sha512.txt": b"\xef\xbb\xbf" + manifest(HEI)}),
    "tag manifest lists too little in 0.97": old(
        tags={"tagmanifest-md5.txt": manifest({"bagit.txt": declaration("0.97")}, "md5")}
    ),
    "reserved and odd names": a_bag(
        {"data/CON.txt": b"1", "data/a?.txt": b"2", "data/" + "x" * 230: b"3", "data/a\u202etxt": b"4"}
    ),
    "empty metadata value without space": a_bag(tags={"bag-info.txt": b"Contact-Name:\n"}),
}


@pytest.mark.parametrize("serialised", ["folder", "zip"])
@pytest.mark.parametrize("kind", VALID)
def test_what_the_format_allows_is_valid(kind, serialised, tmp_path):
    path = (as_folder if serialised == "folder" else as_zip)(tmp_path, VALID[kind])

    findings = check_container(path)

    assert codes(findings, Gravity.ERROR) == []


WARNED = {
    "basic 1.0": [],
    "basic with tag manifest": [],
    "two manifests": [],
    "percent-encoded": ["name-control"],
    "old version": ["bagit-old"],
    "blank lines": ["manifest-blank-line"],
    "made with md5sum": ["algorithm-weak", "manifest-asterisk"],
    "same file twice with the same hash": ["algorithm-weak", "manifest-repeated"],
    "name in another normal form": ["manifest-spelling"],
    "listed in two normal forms": ["manifest-spelling"],
    "both normal forms there": ["name-collides"],
    "differing in case": ["algorithm-weak", "name-collides"],
    "system files": ["algorithm-weak", "system-file"],
    "leading dot slash": ["algorithm-weak", "manifest-dot"],
    "fetch outside the payload in 0.97": ["algorithm-weak", "fetch-outside"],
    "mark in utf-8": ["tag-file-mark"],
    "reserved and odd names": ["name-control", "name-reserved", "name-too-long"],
}


@pytest.mark.parametrize("kind", WARNED)
def test_what_is_odd_is_said_without_making_it_invalid(kind, tmp_path):
    findings = check_container(as_zip(tmp_path, VALID[kind]))

    assert codes(findings, Gravity.WARNING) == WARNED[kind]


def line(content: bytes, path: str, algorithm: str = "sha512") -> bytes:
    return f"{digest(content, algorithm)}  {path}\n".encode()


def with_line(path: str, **more) -> dict[str, bytes]:
    return a_bag(tags={"manifest-sha512.txt": manifest(HEI) + line(b"x", path)}, **more)


def with_fetch(text: str, **more) -> dict[str, bytes]:
    return a_bag(tags={"fetch.txt": text.encode()}, **more)


UNSAFE = [
    *("../../../README.md", "data/../../x", "/etc/foo", "~/foo", "~root/foo", "data/./../../x"),
    *(
        "C:\\Windows\\setx.exe",
        "C:/Windows/setx.exe",
        "%HomeDrive%\\x",
        "\\\\?\\UNC\\server\\x",
        "data\\x",
        "data//x",
        "data/../hei.txt",
    ),
]

INVALID = {
    "no bagit.txt": (a_bag(tags={"bagit.txt": None}), "bagit-missing"),
    "mark in bagit.txt": (a_bag(tags={"bagit.txt": b"\xef\xbb\xbf" + declaration()}), "bagit-mark"),
    "no encoding line": (a_bag(tags={"bagit.txt": b"BagIt-Version: 0.97\n"}), "bagit-form"),
    "a third line": (a_bag(tags={"bagit.txt": declaration() + b"x: y\n"}), "bagit-form"),
    "a third, empty line": (a_bag(tags={"bagit.txt": declaration() + b"\n"}), "bagit-form"),
    "lines swapped": (
        a_bag(tags={"bagit.txt": b"".join(reversed(declaration().splitlines(keepends=True)))}),
        "bagit-form",
    ),
    "space before the colon": (a_bag(tags={"bagit.txt": declaration().replace(b"n:", b"n :")}), "bagit-form"),
    "two spaces": (a_bag(tags={"bagit.txt": declaration().replace(b": ", b":  ")}), "bagit-form"),
    "space at the end": (a_bag(tags={"bagit.txt": declaration().replace(b"1.0", b"1.0 ")}), "bagit-form"),
    "space at the end in 0.97": (
        old(tags={"bagit.txt": declaration("0.97").replace(b"8\n", b"8 \n")}),
        "bagit-form",
    ),
    "small letters": (a_bag(tags={"bagit.txt": declaration().replace(b"Version", b"version")}), "bagit-form"),
    "half a version": (a_bag(version=".97"), "bagit-form"),
    "bagit.txt in utf-16": (a_bag(tags={"bagit.txt": declaration().decode().encode("utf-16")}), "bagit-mark"),
    "bagit.txt is binary": (a_bag(tags={"bagit.txt": b"\xff" * 60}), "bagit-form"),
    "unknown version": (a_bag(version="2.0"), "bagit-version"),
    "unknown encoding": (a_bag(tags={"bagit.txt": declaration("1.0", "klingon")}), "bagit-encoding"),
    "an encoding of bytes": (a_bag(tags={"bagit.txt": declaration("1.0", "hex")}), "bagit-encoding"),
    "an encoding that is slow": (a_bag(tags={"bagit.txt": declaration("1.0", "idna")}), "bagit-encoding"),
    "no data folder": ({"bagit.txt": declaration(), "manifest-sha512.txt": b""}, "data-missing"),
    "no manifest": (a_bag(algorithms=()), "manifest-missing"),
    "tag manifest only": (
        a_bag(algorithms=(), tags={"tagmanifest-sha512.txt": line(declaration(), "bagit.txt")}),
        "manifest-missing",
    ),
    "unknown algorithm": (a_bag(tags={"manifest-crc99.txt": b"00  data/hei.txt\n"}), "manifest-algorithm"),
    "one algorithm twice": (a_bag(tags={"manifest-SHA-512.txt": manifest(HEI)}), "manifest-algorithm-twice"),
    "corrupt data file": (a_bag() | {"data/hei.txt": b"hej\n"}, "checksum"),
    "corrupt tag file": (
        a_bag(tag_manifest=True) | {"bagit.txt": declaration().replace(b"\n", b"\r\n")},
        "checksum",
    ),
    "second manifest wrong": (
        a_bag(algorithms=("sha512",), tags={"manifest-md5.txt": line(b"x", "data/hei.txt", "md5")}),
        "checksum",
    ),
    "extra file": (a_bag() | {"data/bar": b""}, "file-unlisted"),
    "not in every manifest (1.0)": (
        a_bag(MANY, tags={"manifest-sha256.txt": manifest({"data/a": b"1"}, "sha256")}),
        "file-unlisted",
    ),
    "missing file": (with_line("data/ei-ole.txt"), "file-missing"),
    "missing tag file": (
        a_bag(
            tags={
                "tagmanifest-sha512.txt": manifest(
                    {"bagit.txt": declaration(), "manifest-sha512.txt": manifest(HEI), "bag-info.txt": b""}
                )
            }
        ),
        "file-missing",
    ),
    "twice with different hashes": (
        a_bag(tags={"manifest-sha512.txt": manifest(HEI) + line(b"x", "data/hei.txt")}),
        "manifest-repeated",
    ),
    "twice with different hashes (0.97)": (
        old(tags={"manifest-md5.txt": manifest(HEI, "md5") + line(b"x", "data/hei.txt", "md5")}),
        "manifest-repeated",
    ),
    "twice with the same hash (1.0)": (
        a_bag(tags={"manifest-sha512.txt": manifest(HEI) * 2}),
        "manifest-repeated",
    ),
    "twice, once as ./": (
        a_bag(tags={"manifest-sha512.txt": manifest(HEI) + line(b"hei\n", "./data/hei.txt")}),
        "manifest-repeated",
    ),
    "no hash": (a_bag(tags={"manifest-sha512.txt": b"data/hei.txt\n"}), "manifest-line"),
    "no path": (a_bag(tags={"manifest-sha512.txt": LINE + b"\n"}), "manifest-line"),
    "white space before": (a_bag(tags={"manifest-sha512.txt": b" " + manifest(HEI)}), "manifest-line"),
    "a comment": (a_bag(tags={"manifest-sha512.txt": b"# sisalto\n" + manifest(HEI)}), "manifest-line"),
    "hash cut short": (a_bag(tags={"manifest-sha512.txt": LINE[:-2] + b"  data/hei.txt\n"}), "manifest-hash"),
    "odd hash": (a_bag(tags={"manifest-sha512.txt": LINE[:-1] + b"  data/hei.txt\n"}), "manifest-hash"),
    "hash of another algorithm": (a_bag(tags={"manifest-sha512.txt": manifest(HEI, "md5")}), "manifest-hash"),
    "raw percent in 1.0": (a_bag({"data/100%.txt": b"x"}), "manifest-percent"),
    "escaped too much": (
        a_bag({"data/a b": b"x"}, tags={"manifest-sha512.txt": line(b"x", "data/a%20b")}),
        "manifest-percent",
    ),
    "tag file in the payload manifest": (with_line("bagit.txt"), "manifest-outside"),
    "payload in the tag manifest": (
        a_bag(
            tags={"tagmanifest-sha512.txt": manifest({"manifest-sha512.txt": manifest(HEI)}) + manifest(HEI)}
        ),
        "manifest-outside",
    ),
    "tag manifest without payload manifest": (
        a_bag(tags={"tagmanifest-sha512.txt": line(declaration(), "bagit.txt")}),
        "tag-manifest-incomplete",
    ),
    "tag manifest lists another": (
        a_bag(
            tags={
                "tagmanifest-md5.txt": b"",
                "tagmanifest-sha512.txt": manifest(
                    {"manifest-sha512.txt": manifest(HEI), "tagmanifest-md5.txt": b""}
                ),
            }
        ),
        "tag-manifest-of-itself",
    ),
    "manifest in another encoding": (
        a_bag(
            {"data/ä": b"x"}, tags={"manifest-sha512.txt": line(b"x", "data/ä").decode().encode("latin-1")}
        ),
        "tag-file-encoding",
    ),
    "trailing space in a path": (
        a_bag(tags={"manifest-sha512.txt": manifest(HEI).replace(b"\n", b" \n")}),
        "file-missing",
    ),
    "directory in a manifest": (
        a_bag(
            {"data/a/b": b"x"},
            tags={"manifest-sha512.txt": manifest({"data/a/b": b"x"}) + line(b"", "data/a")},
        ),
        "file-missing",
    ),
    "metadata without a colon": (a_bag(tags={"bag-info.txt": b"Contact-Name Maija\n"}), "bag-info-line"),
    "metadata begins with an indent": (a_bag(tags={"bag-info.txt": b"  jatko\n"}), "bag-info-line"),
    "space before a colon (1.0)": (a_bag(tags={"bag-info.txt": b"Contact-Name : M\n"}), "bag-info-space"),
    "no space after a colon (1.0)": (a_bag(tags={"bag-info.txt": b"Contact-Name:M\n"}), "bag-info-space"),
    "wrong oxum": (a_bag(tags={"bag-info.txt": b"Payload-Oxum: 5.1\n"}), "oxum-wrong"),
    "wrong oxum in small letters": (a_bag(tags={"bag-info.txt": b"payload-oxum: 4.2\n"}), "oxum-wrong"),
    "no oxum at all": (a_bag(tags={"bag-info.txt": b"Payload-Oxum: paljon\n"}), "oxum-form"),
    "two oxums": (a_bag(tags={"bag-info.txt": b"Payload-Oxum: 4.1\nPayload-Oxum: 4.1\n"}), "oxum-repeated"),
    "fetch unmet": (with_fetch("https://example.org/x 1 data/x\n"), "fetch-unmet"),
    "fetch unlisted": (
        with_fetch("https://example.org/x 1 data/y\n", version="1.0") | {"data/y": b"z"},
        "fetch-unlisted",
    ),
    "fetch of a tag file": (with_fetch("https://example.org/x 1 bagit.txt\n"), "fetch-outside"),
    "fetch without a length": (with_fetch("https://example.org/x data/hei.txt\n"), "fetch-line"),
    "fetch from a relative address": (with_fetch("x.txt 4 data/hei.txt\n"), "fetch-line"),
    "fetch of an absurd length": (
        with_fetch(f"https://example.org/x {'9' * 400} data/hei.txt\n"),
        "fetch-line",
    ),
    **{f"unsafe {each}": (with_line(each), "manifest-unsafe") for each in UNSAFE},
    **{f"unsafe {each} in 0.97": (with_line(each, version="0.97"), "manifest-unsafe") for each in UNSAFE},
    **{
        f"unsafe fetch {each}": (with_fetch(f"https://example.org/x 1 {each}\n"), "fetch-unsafe")
        for each in UNSAFE
    },
}


@pytest.mark.parametrize("serialised", ["folder", "zip"])
@pytest.mark.parametrize("kind", INVALID)
def test_what_the_format_forbids_is_an_error_with_its_own_code(kind, serialised, tmp_path):
    files, code = INVALID[kind]
    path = (as_folder if serialised == "folder" else as_zip)(tmp_path, files)

    findings = check_container(path)

    assert code in codes(findings, Gravity.ERROR)


@pytest.mark.parametrize("algorithm", sorted(hashlib.algorithms_available))
def test_every_algorithm_of_this_machine_is_read_under_its_normal_name(algorithm, tmp_path):
    try:
        hashlib.new(algorithm, usedforsecurity=False)
    except ValueError:
        pytest.skip("this system's OpenSSL has it switched off")
    normal = "".join(each for each in algorithm.lower() if each.isalnum())
    right = a_bag(algorithms=(), tags={f"manifest-{normal}.txt": manifest(HEI, algorithm)})

    assert codes(check_container(as_zip(tmp_path, right)), Gravity.ERROR) == []

    wrong = right | {"data/hei.txt": b"hej\n"}
    assert codes(check_container(as_zip(tmp_path, wrong)), Gravity.ERROR) == ["checksum"]


@pytest.mark.parametrize(
    ("name", "computed"),
    [
        ("blake2b256", hashlib.blake2b(b"hei\n", digest_size=32).hexdigest()),
        ("blake2b512", hashlib.blake2b(b"hei\n").hexdigest()),
        ("blake2s256", hashlib.blake2s(b"hei\n").hexdigest()),
        ("sha256128", hashlib.sha256(b"hei\n").hexdigest()[:32]),
        ("sha3-256", hashlib.sha3_256(b"hei\n").hexdigest()),
        ("SHA_512", hashlib.sha512(b"hei\n").hexdigest()),
        ("shake128", hashlib.shake_128(b"hei\n").hexdigest(16)),
        ("shake256", hashlib.shake_256(b"hei\n").hexdigest(64)),
    ],
)
def test_algorithms_of_the_registry_are_read_by_their_names(name, computed, tmp_path):
    files = a_bag(algorithms=(), tags={f"manifest-{name}.txt": f"{computed}  data/hei.txt\n".encode()})

    assert codes(check_container(as_folder(tmp_path, files)), Gravity.ERROR) == []


def test_a_shake_digest_too_short_to_vouch_for_anything_is_refused(tmp_path):
    short = hashlib.shake_128(b"hei\n").hexdigest(1)
    files = a_bag(algorithms=(), tags={"manifest-shake128.txt": f"{short}  data/hei.txt\n".encode()})

    assert "manifest-hash" in codes(check_container(as_folder(tmp_path, files)))


def test_a_zip_without_a_topmost_folder_is_a_bag_with_a_warning(tmp_path):
    findings = check_container(as_zip(tmp_path, a_bag(), base=""))

    assert not findings.fatal
    assert codes(findings) == ["no-folder"]


def test_a_zip_with_two_topmost_folders_is_no_single_bag(tmp_path):
    two = {f"a/{name}": content for name, content in a_bag().items()} | {"__MACOSX/._x": b""}
    path = as_zip(tmp_path, two, base="")

    assert "several-folders" in codes(check_container(path))


def test_an_empty_folder_data_needs_no_file(tmp_path):
    path = as_folder(tmp_path, {"bagit.txt": declaration(), "manifest-sha512.txt": b""})
    (path / "data").mkdir()

    assert not check_container(path).fatal


def test_a_file_that_is_no_container_says_so(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"hei")

    assert codes(check_container(tmp_path / "x.zip")) == ["not-a-bundle"]


def test_a_bag_that_is_broken_everywhere_gives_a_readable_number_of_findings(tmp_path):
    files = a_bag({f"data/{number}": b"" for number in range(1000)}, tags={"manifest-sha512.txt": b""})

    findings = check_container(as_zip(tmp_path, files))

    assert findings.fatal
    assert len(findings.all) == 201
    assert findings.all[-1].code == "more-findings"
    assert findings.all[-1].facts == {"count": 800}


def test_reading_a_bag_writes_nothing(tmp_path):
    path = as_folder(tmp_path, a_bag(tag_manifest=True))
    before = sorted((each, each.stat().st_mtime_ns) for each in Path(tmp_path).rglob("*"))

    check_container(path)

    assert sorted((each, each.stat().st_mtime_ns) for each in Path(tmp_path).rglob("*")) == before
