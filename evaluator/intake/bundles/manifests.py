"""Manifests: which file has which checksum, line by line (RFC 8493, 2.1.3 and 2.2.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from evaluator.domain.bundles import Gravity
from evaluator.intake.bundles import checksums
from evaluator.intake.bundles.names import composed, folded, is_unsafe_reference
from evaluator.intake.bundles.tag_files import PAYLOAD, Version, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.intake.bundles.checksums import Algorithm
    from evaluator.intake.bundles.findings import Findings

_NAME: Final = re.compile(r"(tag)?manifest-([A-Za-z0-9_.+-]{1,40})\.txt")
_LINE: Final = re.compile(r"([0-9A-Fa-f]+)[ \t]+(.+)", re.DOTALL)
_ESCAPED: Final = re.compile(r"%(0[ADad]|25)")
_BREAKS: Final = {"%0a": "\n", "%0d": "\r", "%25": "%"}


@dataclass(frozen=True, slots=True)
class ManifestName:
    """What the name of a manifest says.

    Attributes:
        file: The name.
        of_tags: Whether it lists tag files rather than the payload.
        algorithm: Its checksums.
    """

    file: str
    of_tags: bool
    algorithm: Algorithm


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that was read.

    Attributes:
        name: What its name says.
        digests: By the path of a file that is there, the checksum it should have.
    """

    name: ManifestName
    digests: dict[str, bytes] = field(default_factory=dict)


class Files:
    """The files of a bag, to be found by what manifests call them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        self._composed: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        for path in self._paths:
            self._composed.setdefault(composed(path), []).append(path)
            self._folded.setdefault(folded(path), []).append(path)

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def nearest(self, path: str) -> str | None:
        """Give the one file whose name is the same but for Unicode form or case, or None.

        RFC 8493, 6.1: a file system or an archiver may have changed them on the way.
        """
        for known in (self._composed.get(composed(path), ()), self._folded.get(folded(path), ())):
            if len(known) == 1:
                return known[0]
        return None


def names_in(paths: Iterable[str], findings: Findings) -> tuple[ManifestName, ...]:
    """Find the manifests among the files in the bag's base folder."""
    found: dict[tuple[bool, str], ManifestName] = {}
    for path in paths:
        name = _NAME.fullmatch(path)
        if name is None:
            continue
        algorithm = checksums.find(name[2])
        if algorithm is None:
            findings.add("manifest-algorithm", path, algorithm=name[2])
            continue
        if name[2] != algorithm.name:
            findings.add("manifest-name", path, algorithm=algorithm.name)
        key = (bool(name[1]), algorithm.name)
        if key in found:
            findings.add("manifest-algorithm-twice", path, algorithm=algorithm.name)
            continue
        if algorithm.name in checksums.WEAK and not name[1]:
            findings.add("algorithm-weak", path, algorithm=algorithm.name)
        found[key] = ManifestName(path, bool(name[1]), algorithm)
    return tuple(found.values())


class ManifestReader:
    """Reads the manifests of one bag."""

    def __init__(self, files: Files, version: Version, findings: Findings) -> None:
        self._files = files
        self._version = version
        self._findings = findings

    def read(self, name: ManifestName, text: str) -> Manifest:
        """Read one manifest; lines that are wrong are findings and left out."""
        manifest = Manifest(name)
        listed: dict[str, bytes] = {}
        for number, line in enumerate(split_lines(text), start=1):
            if not line.strip(" \t"):
                self._findings.add("manifest-blank-line", name.file, line=number)
                continue
            form = _LINE.fullmatch(line)
            if form is None:
                self._findings.add("manifest-line", name.file, line=number)
                continue
            digest = bytes.fromhex(form[1]) if len(form[1]) % 2 == 0 else b""
            if not name.algorithm.fits(digest):
                self._findings.add("manifest-hash", name.file, line=number, algorithm=name.algorithm.name)
                continue
            self._take(manifest, listed, form[2], digest, number)
        return manifest

    def _take(
        self, manifest: Manifest, listed: dict[str, bytes], written: str, digest: bytes, number: int
    ) -> None:
        name = manifest.name
        path = self._path(name, written, number)
        if path is None:
            return
        if path in listed:
            # Since 1.0 a manifest must list every file exactly once.
            same = listed[path] == digest and self._version is Version.V0_97
            weight = Gravity.WARNING if same and not self._findings.strict else None
            self._findings.add("manifest-repeated", name.file, severity=weight, line=number, name=path)
            return
        listed[path] = digest
        found = self._find(name, path, number)
        if found is None:
            self._findings.add("file-missing", path, manifest=name.file)
        elif manifest.digests.setdefault(found, digest) != digest:
            self._findings.add("manifest-repeated", name.file, line=number, name=path)

    def _path(self, name: ManifestName, written: str, number: int) -> str | None:
        """Give the path that a line means, or None when it may mean no file of the bag."""
        findings = self._findings
        path = written
        if path.startswith("*") and path not in self._files:
            findings.add("manifest-asterisk", name.file)
            path = path[1:]
        if path.startswith("./"):
            findings.add("manifest-dot", name.file)
            path = path[2:]
        path = self.unescaped(name.file, path, number)
        if is_unsafe_reference(path):
            findings.add("manifest-unsafe", name.file, line=number, name=path)
            return None
        if path.startswith(PAYLOAD) == name.of_tags:
            older = name.of_tags and self._version is Version.V0_97
            weight = Gravity.WARNING if older and not findings.strict else None
            findings.add("manifest-outside", name.file, severity=weight, line=number, name=path)
            return path if older else None
        return path

    def unescaped(self, file: str, path: str, number: int) -> str:
        """Undo the escapes of line breaks, and since 1.0 of the percent sign, and of nothing else."""
        if "%" not in path:
            return path
        plain = _ESCAPED.sub(lambda found: _BREAKS[found[0].lower()], path)
        if self._version is Version.V0_97:
            if path in self._files:
                return path
            breaks = re.sub(r"%0[AaDd]", lambda found: _BREAKS[found[0].lower()], path)
            return plain if breaks not in self._files and plain in self._files else breaks
        if "%" in _ESCAPED.sub("", path):
            self._findings.add("manifest-percent", file, line=number, name=path)
        return plain

    def _find(self, name: ManifestName, path: str, number: int) -> str | None:
        if path in self._files:
            return path
        nearest = self._files.nearest(path)
        if nearest is not None:
            self._findings.add("manifest-spelling", name.file, line=number, name=path)
        return nearest


def listed_in(manifests: Iterable[Manifest], path: str) -> Mapping[Algorithm, bytes]:
    """Give the checksums that manifests have of a file."""
    return {each.name.algorithm: each.digests[path] for each in manifests if path in each.digests}
