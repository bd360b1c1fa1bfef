"""Workspace files as files: what lies at a path, and making a new one whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from evaluator.storage.errors import (
    CutOffError,
    DiskFullError,
    EmptyFileError,
    ExistsError,
    FolderMissingError,
    IsFolderError,
    NotFoundError,
    NotReadableError,
    OtherFileError,
    PlainDatabaseError,
    ReadOnlyError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SALT_BYTES: Final = 16
PAGE_BYTES: Final = 16384
"""A page of a workspace; none is shorter."""

_PLAIN: Final = b"SQLite format 3\0"
_OTHERS: Final = (b"PK\x03\x04", b"%PDF-", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"age-encryption.org/")
_NO_SPACE: Final = {28, 122}  # ENOSPC, EDQUOT


# Files that this process has open, by device and number: their salts, once for each opening.
_held: dict[tuple[int, int], list[bytes]] = {}


def hold_salt(path: Path, salt: bytes) -> Callable[[], None]:
    """Note that this process has the file open, until the function given back is called."""
    found = path.stat()
    salts = _held.setdefault((found.st_dev, found.st_ino), [])
    salts.append(salt)

    def let_go() -> None:
        if salt in salts:
            salts.remove(salt)

    return let_go


def _is_in_the_middle(path: Path) -> bool:
    """Tell whether a change was interrupted: SQLite then puts the last page right when it opens the file."""
    return any(path.with_name(f"{path.name}-{each}").exists() for each in ("wal", "journal"))


def read_salt(path: Path) -> bytes:
    """Give the 16 bytes that name a workspace, if the file can be one.

    A file that this process has open is not opened once more: closing it would let
    go of SQLite's locks on it, which under POSIX belong to the process.

    Random bytes cannot be told from a workspace without its key; what shows by
    itself that it is something else is refused here, before anybody is asked for
    a passphrase.

    Raises:
        WorkspaceError: The file is missing, cannot be read, or is something else.
    """
    try:
        found = path.stat()
        held = _held.get((found.st_dev, found.st_ino))
        if held:
            return held[-1]
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise OtherFileError(file=path.name)  # a pipe or a device could be read for ever
        with path.open("rb") as file:
            head = file.read(PAGE_BYTES)
    except FileNotFoundError:
        raise NotFoundError(file=path.name) from None
    except IsADirectoryError:
        raise IsFolderError(file=path.name) from None
    except OSError as error:
        # Windows calls an attempt to read a folder a lack of permission.
        raise (IsFolderError if path.is_dir() else NotReadableError)(file=path.name) from error
    if not head:
        raise EmptyFileError(file=path.name)
    if head.startswith(_PLAIN):
        raise PlainDatabaseError(file=path.name)
    if head.startswith(_OTHERS) or _is_text(head):
        raise OtherFileError(file=path.name)
    if len(head) < PAGE_BYTES or (found.st_size % PAGE_BYTES and not _is_in_the_middle(path)):
        raise CutOffError(file=path.name)
    return head[:SALT_BYTES]


def _is_text(head: bytes) -> bool:
    """Tell whether these bytes are text: a page of random ones never is."""
    for encoding in ("utf-8", "utf-16"):
        try:
            # The last character may be cut in two.
            text = head[: len(head) - 4 if len(head) == PAGE_BYTES else None].decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-16" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        return all(each.isprintable() or each in "\t\r\n\f\ufeff" for each in text)
    return False


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Lend a file beside ``path`` that becomes ``path`` when the block ends well.

    When it does not, neither the file nor what SQLite laid beside it stays. A file
    that has appeared at ``path`` in the meantime is not replaced.

    Raises:
        ExistsError: There is something at ``path`` already.
        FolderMissingError: Its folder does not exist.
        ReadOnlyError: Its folder cannot be written.
        DiskFullError: There is no room.
    """
    if path.exists() or path.is_symlink():
        raise ExistsError(file=path.name)
    with draft_beside(path) as draft:
        yield draft
        publish(draft, path)


@contextmanager
def draft_beside(path: Path) -> Iterator[Path]:
    """Lend an empty file in the folder of ``path``; what is left of it afterwards is removed.

    Raises:
        WorkspaceError: As ``new_file``.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            yield draft
        except FileExistsError:
            raise ExistsError(file=path.name) from None
        except (FileNotFoundError, NotADirectoryError):
            raise FolderMissingError(file=path.name) from None
        except OSError as error:
            raise (DiskFullError if error.errno in _NO_SPACE else ReadOnlyError)(file=path.name) from error
    finally:
        for each in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                draft.with_name(draft.name + each).unlink()


def remove_left_drafts(path: Path) -> None:
    """Remove drafts that a killed process left; only for who holds the right to write ``path``.

    Those of the copy that is kept before a migration are among them.
    """
    name = rf"{re.escape(path.stem)}(\.before-\d{{4}}(-\d+)?)?{re.escape(path.suffix)}"
    draft = re.compile(rf"\.{name}\.[0-9a-f]{{12}}\.part(-wal|-shm|-journal)?")
    with suppress(OSError):
        for each in list(path.parent.iterdir()):
            if draft.fullmatch(each.name):
                each.unlink()


def publish(draft: Path, path: Path) -> None:
    """Give the finished file its name, durably, without replacing anything.

    Raises:
        FileExistsError: There is something already.
    """
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if there is something, unlike a rename on POSIX
    except FileExistsError:
        raise
    except OSError:
        # No hard links here (FAT, some network drives): the check and the rename
        # are two steps, the best that such a drive allows.
        if path.exists():
            raise FileExistsError from None
        draft.rename(path)
    sync_folder(path)


def sync_folder(path: Path) -> None:
    """Make the name of a file last through a power cut, where a folder can be synchronised."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network drives cannot; the name is given all the same
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
