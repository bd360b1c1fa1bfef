"""Writing the small files of the data folder whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from evaluator.keys.identity_errors import IdentityFolderError

if TYPE_CHECKING:
    from pathlib import Path


def put_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, in the place of a former one.

    Raises:
        IdentityFolderError: It cannot be written; the former one stays.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise IdentityFolderError from error
    finally:
        with suppress(OSError):
            draft.unlink()
