"""The colour behind everything, which the first paint needs before the rest of the theme is there."""

from __future__ import annotations

from typing import Final

LIGHT_CANVAS: Final = "#F7F8FA"
DARK_CANVAS: Final = "#181C22"
