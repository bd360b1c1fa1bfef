"""Makes a bundle from a folder of applications: the same content gives the same bytes.

Nothing in it comes from a clock, a machine or the order of a folder: times are fixed,
names sorted, files stored as they are (another version of zlib would deflate them
otherwise), and the bagging date is the day of the latest submission.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
import zipfile
from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING, Final

from evaluator.intake.bundles import limits
from evaluator.intake.bundles.applications import FORM
from evaluator.intake.bundles.errors import BundleFolderError, BundleNotWrittenError
from evaluator.intake.bundles.findings import Findings
from evaluator.intake.bundles.folder_source import FolderSource
from evaluator.intake.bundles.forms import read_form
from evaluator.intake.bundles.names import composed
from evaluator.intake.bundles.reading import check_bundle
from evaluator.intake.bundles.sources import FaultyEntryError
from evaluator.intake.bundles.tag_files import DECLARATION, METADATA, PAYLOAD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.bundles import BundleFinding
    from evaluator.intake.bundles.sources import Entry

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can hold; none is needed."""

_UNIX: Final = 3
_RIGHTS: Final = (stat.S_IFREG | 0o644) << 16
_DECLARATION_TEXT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ESCAPES: Final = {"%": "%25", "\n": "%0A", "\r": "%0D"}


def make_bundle(folder: Path, out: Path) -> tuple[BundleFinding, ...]:
    """Make a bundle and check it; ``out`` appears, or is replaced, only when it is valid.

    Args:
        folder: Holds a folder for each application, or is one application's folder,
            each with ``application.json`` and ``attachments/``.
        out: The ZIP file.

    Returns:
        What the check found, the gravest first.

    Raises:
        BundleFolderError: ``folder`` is none, or cannot be read.
        BundleNotWrittenError: ``out`` cannot be written.
    """
    if not folder.is_dir():
        raise BundleFolderError(folder=folder.name)
    findings = Findings(strict=True)
    source = FolderSource(folder, findings)
    forms = _forms(source, findings)
    if findings.fatal or not forms:
        if not forms:
            findings.add("no-application")
        return findings.all
    draft = out.with_name(f".{out.name}.{secrets.token_hex(6)}.part")
    try:
        _write(draft, source, forms)
        found = check_bundle(draft)
        if all(each.severity != "error" for each in found):
            draft.replace(out)
    except FaultyEntryError as error:
        findings.add_fault(error)
        return findings.all
    except OSError as error:
        raise BundleNotWrittenError(file=out.name) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return found


def _forms(source: FolderSource, findings: Findings) -> dict[str, ApplicationForm]:
    """Read the forms, by the path of their folder: "" or "2020-017/"."""
    forms = {}
    for entry in source.entries:
        folder, _, name = entry.path.rpartition("/")
        if name != FORM or "/" in folder:
            continue
        if entry.size > limits.LARGEST_FORM:
            findings.add("form-too-large", entry.path, limit_mib=limits.LARGEST_FORM // limits.MIB)
            continue
        try:
            received = read_form(b"".join(source.pieces(entry)), entry.path, findings)
        except FaultyEntryError as error:
            findings.add_fault(error, entry.path)
            continue
        if received is not None:
            forms[f"{folder}/" if folder else ""] = received.form
    return forms


def _write(draft: Path, source: FolderSource, forms: dict[str, ApplicationForm]) -> None:
    ids = sorted(form.id for form in forms.values())
    base = f"{ids[0]}/" if len(ids) == 1 else f"{min(form.call for form in forms.values())}/"
    lone = f"{forms[''].id}/" if set(forms) == {""} else ""
    payload = sorted((f"{PAYLOAD}{lone}{composed(each.path)}", each) for each in source.entries)
    manifest: dict[str, str] = {}
    tags: dict[str, bytes] = {
        DECLARATION: _DECLARATION_TEXT,
        METADATA: _metadata(ids, forms.values(), [each for _, each in payload]),
    }
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for path, entry in payload:
                manifest[path] = _copy(archive, f"{base}{path}", source, entry)
            tags["manifest-sha512.txt"] = _lines(manifest)
            digests = {path: hashlib.sha512(content).hexdigest() for path, content in tags.items()}
            tags["tagmanifest-sha512.txt"] = _lines(digests)
            for path, content in sorted(tags.items()):
                archive.writestr(_info(f"{base}{path}", len(content)), content)
        file.flush()
        os.fsync(file.fileno())


def _copy(archive: zipfile.ZipFile, name: str, source: FolderSource, entry: Entry) -> str:
    """Copy a file into the archive and give its SHA-512."""
    digest = hashlib.sha512()
    with archive.open(_info(name, entry.size), "w") as target:
        for piece in source.pieces(entry):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _info(name: str, size: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.create_system = _UNIX  # else the system that makes it would show
    info.external_attr = _RIGHTS
    info.file_size = size
    return info


def _metadata(ids: list[str], forms: Iterable[ApplicationForm], payload: list[Entry]) -> bytes:
    latest = max(form.submitted for form in forms).astimezone(UTC)
    elements = [
        "Bag-Software-Agent: evaluator bundle make",
        f"Bagging-Date: {latest:%Y-%m-%d}",
        *(f"External-Identifier: {each}" for each in ids),
        f"Payload-Oxum: {sum(each.size for each in payload)}.{len(payload)}",
    ]
    return "".join(f"{each}\n" for each in elements).encode()


def _lines(digests: dict[str, str]) -> bytes:
    return "".join(f"{digests[path]}  {_escaped(path)}\n" for path in sorted(digests)).encode()


def _escaped(path: str) -> str:
    return re.sub("[%\r\n]", lambda found: _ESCAPES[found[0]], path)
