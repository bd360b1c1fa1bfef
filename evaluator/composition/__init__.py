"""The composition root: the one place that knows what implements each port.

Dear to import (database, PDF); the window imports it in a worker after its first
paint, the command line once the words are understood.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from evaluator.composition.program import Program
from evaluator.keys.identity_secret import IdentitySecret

if TYPE_CHECKING:
    from evaluator.services.ports import Clock

__all__ = ["IdentitySecret", "Program", "compose"]

_DATA_VARIABLE = "EVALUATOR_DATA_DIR"


def _now() -> datetime:
    return datetime.now(UTC)


def compose(data_dir: Path | None = None, clock: Clock = _now) -> Program:
    """Put the program together.

    Args:
        data_dir: Where the program keeps what is not in a workspace; the environment's
            ``EVALUATOR_DATA_DIR``, else the operating system's place, when None.
        clock: Tells the time, aware UTC.
    """
    chosen = (
        data_dir or os.environ.get(_DATA_VARIABLE) or platformdirs.user_data_dir("evaluator", appauthor=False)
    )
    return Program(clock=clock, data_dir=Path(chosen))
