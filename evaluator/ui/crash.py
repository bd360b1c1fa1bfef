"""Where a crash happened, in a file for whoever mends it."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from evaluator.ui.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def note_crash(error: BaseException) -> Path:
    """Write the kind of error and the lines of code into a file; no value of a round is in it."""
    lines = [f"{type(error).__name__}\n", *traceback.format_tb(error.__traceback__)]
    file = data_folder() / "crash.txt"
    file.write_text("".join(lines), encoding="utf-8")
    return file
