"""How large a spreadsheet may be; what is larger is refused before it is unpacked."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MOST_ROWS = 50_000
"""Applications in one file."""

MOST_COLUMNS = 400

LONGEST_CELL = 10_000
"""Characters."""

MOST_PROBLEMS = 200
"""So many errors are listed; somebody who has more has chosen the wrong file."""

LARGEST_WORKBOOK = 32 * MEGABYTE
"""Bytes of the file itself."""

MOST_PARTS = 2_000
"""Files inside a workbook."""

LARGEST_PART = 256 * MEGABYTE
"""Bytes of one unpacked file inside a workbook."""

LARGEST_UNPACKED = 400 * MEGABYTE
"""Bytes of all of them."""

LARGEST_RATIO = 250
"""Unpacked bytes for each packed one, where a part has more than a megabyte."""

LAST_ROW = MOST_ROWS + 1_000
"""Nothing may stand below this row: titles, headers and applications fit above it."""
