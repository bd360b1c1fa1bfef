"""From a validation's findings to faults that name a line and a kind."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError

from evaluator.domain.call import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from evaluator.domain.call_rules import BrokenRule
    from evaluator.errors import Fact
    from evaluator.intake.toml_lines import Place, TomlLines


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: A key of ``call_errors.FAULTS``.
        line: Where, 1 and up.
        facts: Values for its sentence besides file and line.
    """

    kind: str
    line: int
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def is_cause(self) -> bool:
        """Whether other faults may follow from this one."""
        return self.kind in {"misspelt-key", "unknown-key"}


MOST: Final = 200
"""Nobody corrects more faults at a time; strange keys come first, as they cause others."""

_KINDS: Final = {
    "string_type": "not-text",
    "int_type": "not-whole",
    "exact_type": "not-exact",
    "exact_form": "not-exact",
    "bool_type": "not-flag",
    "day": "not-day",
    "moment": "not-time",
    "timezone_aware": "not-time",
    "tuple_type": "not-list",
    "model_type": "not-table",
    "model_attributes_type": "not-table",
    "empty": "empty-text",
    "too_short": "too-few",
    "scale_falls": "scale-falls",
}
_FAMILIES: Final = {"date_": "not-day", "datetime_": "not-time", "int_": "not-whole"}
_LIMITS: Final = {
    "greater_than": ("not-above", "gt"),
    "greater_than_equal": ("below-least", "ge"),
    "less_than_equal": ("above-most", "le"),
}
_NO_FACTS: Final = frozenset({"scale-falls"})


def faults_of(error: ValidationError, lines: TomlLines) -> tuple[Fault, ...]:
    """Name what a validation of a call found, each with its line; at most ``MOST``."""
    details = sorted(error.errors(), key=lambda each: each["type"] != "extra_forbidden")[:MOST]
    return tuple(_faults(_without_shadows(details), lines))


def _without_shadows(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out a missing key that stands there misspelt: one slip is one fault."""
    meant = {
        (*each["loc"][:-1], _nearest(each["loc"])) for each in details if each["type"] == "extra_forbidden"
    }
    return [each for each in details if each["type"] != "missing" or each["loc"] not in meant]


def _faults(details: Iterable[ErrorDetails], lines: TomlLines) -> Iterator[Fault]:
    for each in details:
        place, kind, context = each["loc"], each["type"], each.get("ctx", {})
        if kind == "call_rules":
            yield from _broken(context["broken"], lines)
        elif kind == "missing":
            yield Fault(kind="missing-key", line=lines.line(place[:-1]), facts={"name": _written(place)})
        elif kind == "extra_forbidden":
            yield _strange_key(place, lines)
        else:
            yield _wrong_value(place, kind, context, lines)


def _broken(rules: Iterable[BrokenRule], lines: TomlLines) -> Iterator[Fault]:
    for each in rules:
        yield Fault(kind=each.rule, line=lines.line(each.at), facts=each.facts)


def _strange_key(place: Place, lines: TomlLines) -> Fault:
    line, key = lines.line(place), str(place[-1])
    if meant := _nearest(place):
        return Fault(kind="misspelt-key", line=line, facts={"name": key, "meant": meant})
    return Fault(kind="unknown-key", line=line, facts={"name": key})


def _wrong_value(place: Place, kind: str, context: Mapping[str, Any], lines: TomlLines) -> Fault:
    line, key = lines.line(place), _written(place)
    if kind == "enum":
        choices = ", ".join(re.findall(r"'([^']+)'", str(context["expected"])))
        return Fault(kind="not-choice", line=line, facts={"name": key, "choices": choices})
    if kind in _LIMITS:
        ours, limit = _LIMITS[kind]
        return Fault(kind=ours, line=line, facts={"name": key, "limit": str(context[limit])})
    family = next((ours for start, ours in _FAMILIES.items() if kind.startswith(start)), "not-usable")
    ours = _KINDS.get(kind, family)
    return Fault(kind=ours, line=line, facts={} if ours in _NO_FACTS else {"name": key})


def _written(place: Place) -> str:
    """A place as its author thinks of it: the line tells which element of a list."""
    return ".".join(step for step in place if isinstance(step, str))


def _nearest(place: Place) -> str:
    """The known key that a strange one resembles, or an empty string."""
    near = difflib.get_close_matches(str(place[-1]), _known_keys(place[:-1]), n=1, cutoff=0.6)
    return near[0] if near else ""


def _known_keys(table: Place) -> list[str]:
    model: type[BaseModel] | None = Call
    for step in table:
        if model is not None and isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation)
    return list(model.model_fields) if model is not None else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)
