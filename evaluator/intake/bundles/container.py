"""The container: is this a complete and valid bag by RFC 8493 (1.0) or version 0.97?"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512
from typing import TYPE_CHECKING, Final, Self

from evaluator.domain.bundles import Gravity
from evaluator.intake.bundles import limits
from evaluator.intake.bundles.findings import Findings
from evaluator.intake.bundles.folder_source import FolderSource
from evaluator.intake.bundles.manifests import Files, Manifest, ManifestReader, listed_in, names_in
from evaluator.intake.bundles.names import folded, troubles
from evaluator.intake.bundles.sources import FaultyEntryError
from evaluator.intake.bundles.tag_files import (
    DECLARATION,
    FETCH,
    METADATA,
    PAYLOAD,
    Version,
    decode,
    read_declaration,
    read_fetch,
    read_metadata,
)
from evaluator.intake.bundles.zip_index import LOCAL_MAGIC, DamagedZipError
from evaluator.intake.bundles.zip_source import ZipSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from evaluator.intake.bundles.checksums import Algorithm
    from evaluator.intake.bundles.sources import Entry, Source
    from evaluator.intake.bundles.tag_files import Declaration

_EMPTY_ZIP: Final = b"PK\x05\x06"
_SHA512: Final = "sha512"


@dataclass(frozen=True, slots=True)
class Begun:
    """A file begins in the stream; ``claimed`` is its SHA-512 by a manifest, not yet verified."""

    path: str
    size: int
    claimed: bytes | None


@dataclass(frozen=True, slots=True)
class Ended:
    """The file ends; its SHA-512, or None when it is faulty."""

    path: str
    sha512: bytes | None


class Container:
    """A bag that was opened: structure and manifests are checked, the files not yet."""

    def __init__(self, path: Path, *, strict: bool) -> None:
        """Open and check everything but the checksums.

        Args:
            path: A ZIP file or a folder. What is wrong with it is in ``findings``.
            strict: By the rules for import rather than those of RFC 8493.
        """
        self.findings = Findings(strict=strict)
        self.manifests: tuple[Manifest, ...] = ()
        self._files: dict[str, Entry] = {}
        self._folders: frozenset[str] = frozenset()
        self._tag_bytes = 0
        self._source = _open(path, self.findings)
        if self._source is not None:
            self._find_base(self._source)
            self._check_names()
            self._read_tags()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._source is not None:
            self._source.close()

    @property
    def payload(self) -> tuple[Entry, ...]:
        """The files below ``data/``; their paths are those within the bag."""
        return tuple(each for path, each in self._files.items() if path.startswith(PAYLOAD))

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.size for each in self._files.values())

    def size_of(self, path: str) -> int:
        """Give the size of a file in bytes, as the source says."""
        return self._files[path].size

    def listing_digest(self, purpose: bytes) -> bytes:
        """Give SHA-512 over the names and sizes of all files and the digests of the manifests."""
        whole = sha512(purpose)
        for path, entry in sorted(self._files.items()):
            whole.update(f"{entry.size} {path}\0".encode("utf-8", "surrogatepass"))
        for manifest in self.manifests:
            for path, digest in sorted(manifest.digests.items()):
                whole.update(digest + path.encode("utf-8", "surrogatepass"))
        return whole.digest()

    def read(self, path: str, limit: int) -> bytes | None:
        """Give the content of a small file; None with a finding when it cannot be had.

        Nothing of it is verified yet.
        """
        entry = self._files[path]
        if entry.size > limit or self._source is None:
            return None
        try:
            return b"".join(self._source.pieces(entry))
        except FaultyEntryError as error:
            self.findings.add_fault(error, path)
            return None

    def stream(self) -> Iterator[Begun | bytes | Ended]:
        """Give every file, by path, and verify the checksums that manifests have of it on the way.

        What does not agree is a finding, and its ``Ended`` carries no digest.
        """
        for path, entry in self._files.items():
            if self._source is None:
                return
            wanted = listed_in(self.manifests, path)
            claimed = next((digest for each, digest in wanted.items() if each.name == _SHA512), None)
            yield Begun(path, entry.size, claimed)
            running = {each: each.new() for each in wanted}
            # The digest that names the content is computed once, whoever asks for it.
            ours = next((running[each] for each in running if each.name == _SHA512), None) or sha512()
            others = [each for each in running.values() if each is not ours]
            faulty = False
            try:
                for piece in self._source.pieces(entry):
                    ours.update(piece)
                    for each in others:
                        each.update(piece)
                    yield piece
            except FaultyEntryError as error:
                self.findings.add_fault(error, path)
                faulty = True
            faulty = faulty or self._disagrees(path, wanted, running)
            yield Ended(path, None if faulty else ours.digest())

    def _disagrees(self, path: str, wanted: Any, running: dict[Algorithm, Any]) -> bool:
        wrong = [
            each.name for each, digest in wanted.items() if each.digest(running[each], len(digest)) != digest
        ]
        for name in wrong:
            self.findings.add("checksum", path, algorithm=name)
        return bool(wrong)

    def _find_base(self, source: Source) -> None:
        """Find the base folder of the bag and name everything from there."""
        base = "" if isinstance(source, FolderSource) else self._top(source)
        self._files = {
            each.path.removeprefix(base): type(each)(
                path=each.path.removeprefix(base), size=each.size, place=each.place
            )
            for each in source.entries
            if each.path.startswith(base)
        }
        self._folders = frozenset(each.removeprefix(base) for each in source.folders if each.startswith(base))
        # The source finds a file by its place, so it may be called by the shorter name.

    def _top(self, source: Source) -> str:
        paths = {each.path for each in source.entries}
        tops = sorted({path.partition("/")[0] for path in (*paths, *source.folders)})
        if DECLARATION in paths:
            self.findings.add("no-folder")
            return ""
        if len(tops) > 1:
            self.findings.add("several-folders", names=", ".join(tops[:5]))
        bags = [top for top in tops if f"{top}/{DECLARATION}" in paths]
        return f"{(bags or tops or [''])[0]}/"

    def _check_names(self) -> None:
        add = self.findings.add
        seen: dict[str, str] = {}
        for path in self._files:
            for code in troubles(path):
                add(code, path)
            other = seen.setdefault(folded(path), path)
            if other != path:
                add("name-collides", path, other=other)
        if not self.findings.strict:
            return
        for path, entry in self._files.items():
            if entry.size > limits.LARGEST_FILE:
                add("file-too-large", path, limit_mib=limits.LARGEST_FILE // limits.MIB)
        if self.size > limits.LARGEST_BUNDLE:
            add("bundle-too-large", limit_mib=limits.LARGEST_BUNDLE // limits.MIB)

    def _read_tags(self) -> None:
        add = self.findings.add
        if DECLARATION not in self._files:
            add("bagit-missing")
            return
        content = self._tag_content(DECLARATION)
        declaration = None if content is None else read_declaration(content, self.findings)
        if "data" not in self._folders and not self.payload:
            add("data-missing")
        if declaration is None:
            return
        self._read_manifests(declaration)
        if METADATA in self._files:
            self._check_metadata(declaration)
        if FETCH in self._files:
            self._check_fetch(declaration)
        self._check_complete(declaration.version)

    def _tag_content(self, path: str) -> bytes | None:
        self._tag_bytes += self._files[path].size
        if self._tag_bytes > limits.LARGEST_TAG_FILES:
            self.findings.add("tag-files-too-large", path, limit_mib=limits.LARGEST_TAG_FILES // limits.MIB)
            return None
        return self.read(path, limits.LARGEST_TAG_FILES)

    def _tag_text(self, path: str, declaration: Declaration) -> str | None:
        content = self._tag_content(path)
        return None if content is None else decode(content, declaration.encoding, path, self.findings)

    def _read_manifests(self, declaration: Declaration) -> None:
        reader = ManifestReader(Files(self._files), declaration.version, self.findings)
        names = names_in(self._files, self.findings)
        if not any(not each.of_tags for each in names):
            self.findings.add("manifest-missing")
        texts = ((name, self._tag_text(name.file, declaration)) for name in names)
        self.manifests = tuple(reader.read(name, text) for name, text in texts if text is not None)

    def _check_metadata(self, declaration: Declaration) -> None:
        text = self._tag_text(METADATA, declaration)
        oxum = None if text is None else read_metadata(text, declaration.version, self.findings)
        if oxum is None:
            return
        size, count = sum(each.size for each in self.payload), len(self.payload)
        if oxum != (size, count):
            self.findings.add("oxum-wrong", METADATA, said=f"{oxum[0]}.{oxum[1]}", found=f"{size}.{count}")

    def _check_fetch(self, declaration: Declaration) -> None:
        """Hold ``fetch.txt`` to naming payload files that have all been fetched already."""
        text = self._tag_text(FETCH, declaration)
        old = declaration.version is Version.V0_97
        weight = Gravity.WARNING if old and not self.findings.strict else None
        reader = ManifestReader(Files(self._files), declaration.version, self.findings)
        seen: set[str] = set()
        for line in read_fetch(text or "", self.findings):
            path = reader.unescaped(FETCH, line.path, line.number)
            if path in seen:
                self.findings.add("fetch-repeated", FETCH, line=line.number, name=path)
            seen.add(path)
            if not path.startswith(PAYLOAD):
                self.findings.add("fetch-outside", FETCH, severity=weight, line=line.number, name=path)
            elif path not in self._files:
                self.findings.add("fetch-unmet", path)
            elif line.size not in {None, self._files[path].size}:
                self.findings.add("fetch-size", path)
            if path in self._files and any(
                path not in each.digests for each in self.manifests if not each.name.of_tags
            ):
                self.findings.add("fetch-unlisted", FETCH, severity=weight, line=line.number, name=path)

    def _check_complete(self, version: Version) -> None:
        """Hold every file to being listed as the version wants it."""
        payload = [each for each in self.manifests if not each.name.of_tags]
        for entry in self.payload:
            lacking = [each.name.file for each in payload if entry.path not in each.digests]
            if version is Version.V0_97 and len(lacking) < len(payload):
                continue
            for file in lacking:
                self.findings.add("file-unlisted", entry.path, manifest=file)
        weight = Gravity.WARNING if version is Version.V0_97 and not self.findings.strict else None
        tags = [each for each in self.manifests if each.name.of_tags]
        for each in tags:
            if any(known.name.file not in each.digests for known in payload):
                self.findings.add("tag-manifest-incomplete", each.name.file, severity=weight)
            if any(known.name.file in each.digests for known in tags):
                self.findings.add("tag-manifest-of-itself", each.name.file, severity=weight)


def check_container(path: Path) -> Findings:
    """Judge a container by RFC 8493 alone: open it, read every file, verify every checksum."""
    with Container(path, strict=False) as container:
        for _ in container.stream():
            pass
        return container.findings


def _open(path: Path, findings: Findings) -> Source | None:
    if path.is_dir():
        return FolderSource(path, findings)
    try:
        file = path.open("rb")
    except (OSError, ValueError):
        findings.add("unreadable")
        return None
    try:
        head = file.read(4)
        if head not in {LOCAL_MAGIC, _EMPTY_ZIP}:
            findings.add("not-a-bundle")
        else:
            return ZipSource(file, findings)
    except DamagedZipError as error:
        findings.add_fault(error)
    except OSError:
        findings.add("unreadable")
    file.close()
    return None
