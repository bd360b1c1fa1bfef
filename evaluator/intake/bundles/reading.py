"""Opening and checking bundles: what services and the command line get."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

from evaluator.intake.bundles.applications import Applications
from evaluator.intake.bundles.container import Container, check_container
from evaluator.intake.bundles.errors import BundleNotFoundError
from evaluator.intake.bundles.read_ahead import read_ahead
from evaluator.intake.bundles.sources import PIECE

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from evaluator.domain.bundles import BundleFinding, ReceivedForm, StreamEvent

_IDENTITY = b"evaluator bundle folder 1\0"


class OpenedBundle:
    """An application bundle; its structure and its forms are checked, its files not yet."""

    def __init__(self, path: Path) -> None:
        """Open a ZIP file or a folder.

        Raises:
            BundleNotFoundError: There is nothing at ``path``.
        """
        _require(path)
        self._path = path
        self._container = Container(path, strict=True)
        self._applications = Applications(self._container)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    @property
    def name(self) -> str:
        """The bare name of the file or folder."""
        return self._path.absolute().name

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return self._container.size

    @property
    def refused(self) -> bool:
        """Whether an error was found so far."""
        return self._container.findings.fatal

    @property
    def findings(self) -> tuple[BundleFinding, ...]:
        """What was found so far, the gravest first."""
        return self._container.findings.all

    @property
    def forms(self) -> tuple[ReceivedForm, ...]:
        """The forms, by the id of the application."""
        return self._applications.forms

    def stream(self) -> Generator[StreamEvent]:
        """Verify every file, giving each attachment on the way; reads ahead in a thread.

        Only when the stream has ended and ``refused`` is false is the bundle sound.
        """
        return read_ahead(self._applications.stream())

    def identity(self) -> bytes:
        """Give what the bundle is recognised by: SHA-512 of a ZIP file, of a folder's listing.

        The listing is the name and size of every file and the manifests' content; the
        files themselves are not read, because a refused folder may hold anything.
        """
        if not self._path.is_dir():
            whole = hashlib.sha512()
            try:
                with self._path.open("rb") as file:
                    while piece := file.read(PIECE):
                        whole.update(piece)
            except OSError:
                whole.update(b"\0unreadable")
            return whole.digest()
        return self._container.listing_digest(_IDENTITY)


def check_bundle(path: Path, *, container_only: bool = False) -> tuple[BundleFinding, ...]:
    """Check a bundle, every file of it, and give what was found, the gravest first.

    Args:
        path: A ZIP file or a folder.
        container_only: Judge it as a bag by RFC 8493 alone, whatever is in it.

    Raises:
        BundleNotFoundError: There is nothing at ``path``.
    """
    _require(path)
    if container_only:
        return check_container(path).all
    with OpenedBundle(path) as bundle:
        for _ in bundle.stream():
            pass
        return bundle.findings


def looks_like_bundle(path: Path) -> bool:
    """Tell whether a path is to be read as a bundle rather than as a table.

    A folder is; so is a ZIP by its name or beginning, unless its name says that it is a workbook.
    """
    if path.is_dir() or path.suffix.lower() == ".zip":
        return True
    if path.suffix.lower() in {".xlsx", ".xlsm", ".ods", ".csv"}:
        return False
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except (OSError, ValueError):
        return False


def _require(path: Path) -> None:
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise BundleNotFoundError(file=path.name)
