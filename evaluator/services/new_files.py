"""Files that the program makes for people: whole under their name, or not there at all."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from evaluator.services.errors import NotSavedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Lend a stream whose content becomes ``path`` when the block ends well, in place of what was there.

    It is readable by nobody else from the first byte on.

    Raises:
        NotSavedError: It cannot be written; what was at ``path`` is as it was.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        number = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(number, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise NotSavedError(file=path.name) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
