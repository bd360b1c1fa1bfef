"""Which columns a person wants to see, in which order, how wide, and sorted by what."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.ui.shared.table_model import Column

_WIDEST = 2_000
"""No column is wider than a screen, whatever a file of settings says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """How a table stands. It knows columns by their stable names, never by their words.

    Attributes:
        columns: The names of the columns in sight, in their order; none for the usual ones.
        widths: Widths in pixels that were dragged, by the column's name.
        sorted_by: The name of the column sorted by, or empty.
        descending: Largest first.
    """

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    sorted_by: str = ""
    descending: bool = False

    def arranged(self, available: Sequence[Column], usual: Sequence[str]) -> tuple[Column, ...]:
        """Give the columns in sight; where none of them is known any more, the usual ones."""
        known = {each.name: each for each in available}
        wanted = [name for name in self.columns if name in known]
        return tuple(known[name] for name in wanted or usual if name in known)

    def moved(self, name: str, by: int, usual: Sequence[str]) -> TableLayout:
        """Give the layout with a column moved left (-1) or right (+1)."""
        names = list(self.columns or usual)
        at = names.index(name)
        to = min(max(0, at + by), len(names) - 1)
        names.insert(to, names.pop(at))
        return replace(self, columns=tuple(names))

    def switched(self, name: str, usual: Sequence[str], every: Sequence[str]) -> TableLayout:
        """Give the layout with a column taken out of sight, or put back after its usual neighbour.

        The last column stays.
        """
        names = list(self.columns or usual)
        if name in names:
            if len(names) > 1:
                names.remove(name)
        else:
            before = [each for each in every[: every.index(name)] if each in names]
            names.insert(names.index(before[-1]) + 1 if before else 0, name)
        return replace(self, columns=tuple(names))

    def dumped(self) -> dict[str, object]:
        """Give it as values for a file."""
        return {
            "columns": list(self.columns),
            "widths": dict(self.widths),
            "sorted_by": self.sorted_by,
            "descending": self.descending,
        }


def loaded(value: object) -> TableLayout:
    """Read a layout from a file's values; what makes no sense is left out."""
    if not isinstance(value, dict):
        return TableLayout()
    columns, widths = value.get("columns"), value.get("widths")
    return TableLayout(
        columns=tuple(dict.fromkeys(each for each in columns if isinstance(each, str)))
        if isinstance(columns, list)
        else (),
        widths={
            str(name): width
            for name, width in (widths.items() if isinstance(widths, dict) else ())
            if isinstance(width, int) and not isinstance(width, bool) and 0 < width <= _WIDEST
        },
        sorted_by=str(value.get("sorted_by") or ""),
        descending=value.get("descending") is True,
    )


def read_json(text: str) -> object:
    """Read values from a text of the settings; None where it is damaged or empty."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None
