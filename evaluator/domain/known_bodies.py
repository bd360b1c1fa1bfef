"""Bodies that are no municipalities and yet known by name: joint authorities, companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.names import Names, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.domain.applicants import BodyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBody:
    """One body of the register.

    Attributes:
        kind: What it is.
        name_fi: Official Finnish name.
        name_sv: Official Swedish name, or empty where none is known.
        also_written: Other ways in which texts write it: short names, former
            ones, and misprints of a source that are known to mean it.
    """

    kind: BodyKind
    name_fi: str
    name_sv: str = ""
    also_written: tuple[str, ...] = ()


class KnownBodies:
    """The register of such bodies; a name leads to at most one."""

    def __init__(self, bodies: Iterable[KnownBody] = ()) -> None:
        self._by_name = {each.name_fi: each for each in bodies}
        self._names = Names(
            (name, each.name_fi)
            for each in self
            for name in (each.name_fi, each.name_sv, *each.also_written)
            if name
        )

    def __iter__(self) -> Iterator[KnownBody]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, written: str) -> KnownBody | None:
        """Give the body that a written name means, or None."""
        found = self._names.find(key(written))
        return None if found is None else self._by_name[found.owner]
