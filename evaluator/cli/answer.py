"""What a command answers: an object for programs and lines for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result of one command.

    Attributes:
        json: What ``--json`` prints, one object with stable keys.
        lines: What is printed for people otherwise.
        exit_code: 0 done; 1 something asked for was not done, as the object says.
    """

    json: Mapping[str, object]
    lines: Sequence[str] = field(default=())
    exit_code: int = 0
