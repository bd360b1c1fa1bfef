"""Where the program's own data lie: in the checkout, or inside the frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))


def manual() -> Path:
    """Give the folder of the manual's pages; its pictures lie in ``images`` beside it."""
    return ROOT / "docs" / "manual"


def resource(*parts: str) -> Path:
    """Give the path of a file or folder under ``resources/``."""
    return ROOT.joinpath("resources", *parts)
