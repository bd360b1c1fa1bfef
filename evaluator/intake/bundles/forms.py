"""From the bytes of ``application.json`` to the form: suspicious first, then the model.

Everything that could make a parser recurse, guess or run out of memory is refused by
looking at the text; what is left is handed to the model that also made the published
schema (``resources/schemas/application.schema.json``).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pydantic import ValidationError

from evaluator.domain.application_form import FORMAT, ApplicationForm
from evaluator.domain.bundles import ReceivedForm
from evaluator.intake.bundles.findings import FaultError
from evaluator.intake.bundles.limits import DEEPEST_FORM, LONGEST_NUMBER, MOST_FINDINGS
from evaluator.intake.bundles.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.intake.bundles.findings import Findings

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NUMBER: Final = re.compile(rf"[0-9]{{{LONGEST_NUMBER + 1},}}")
_BAD_CHARACTERS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def read_form(content: bytes, path: str, findings: Findings) -> ReceivedForm | None:
    """Read a form; None with findings when it cannot be used.

    Args:
        content: The file, already known to be no larger than allowed.
        path: Its name within the bundle, for the findings.
        findings: Gets what is wrong.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.add("form-encoding", path, line=content.count(b"\n", 0, error.start) + 1)
        return None
    try:
        _refuse_bombs(text)
        value = _parsed(text)
        _refuse_characters(value)
    except FaultError as fault:
        findings.add_fault(fault, path)
        return None
    return _validated(text, value, path, findings)


def _refuse_bombs(text: str) -> None:
    """Refuse what a parser should not even be given: deep nesting and endless numbers."""
    if text.startswith("\ufeff"):
        raise FaultError("form-encoding", line=1)
    outside = _STRING.sub('""', text)
    depth = 0
    for each in re.findall(r"[\[\]{}]", outside):
        depth += 1 if each in "[{" else -1
        if depth > DEEPEST_FORM:
            raise FaultError("form-too-deep", limit=DEEPEST_FORM)
    number = _NUMBER.search(outside)
    if number is not None:
        raise FaultError("form-number", value=number[0][:40])


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FaultError("form-syntax", line=error.lineno, column=error.colno) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FaultError("form-repeated-key", field=name)
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise FaultError("form-number", value=name)


def _refuse_characters(value: Any, field: str = "") -> None:
    """Refuse what no file, screen or paper can show: control characters and half characters."""
    if isinstance(value, str):
        if _BAD_CHARACTERS.search(value):
            raise FaultError("form-characters", field=field)
    elif isinstance(value, dict):
        for name, each in value.items():
            _refuse_characters(name, field)
            _refuse_characters(each, f"{field}.{name}" if field else name)
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            _refuse_characters(each, f"{field}[{number}]")


def _validated(text: str, value: Any, path: str, findings: Findings) -> ReceivedForm | None:
    version = value.get("format") if isinstance(value, dict) else None
    if type(version) is int and version > FORMAT:
        findings.add("form-newer", path, version=version, known=FORMAT)
        return None
    try:
        form = ApplicationForm.model_validate_json(text, strict=True)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False)[:MOST_FINDINGS]:
            _add_model_error(findings, path, each)
        return None
    for number, participant in enumerate((form.lead, *form.partners)):
        if not any(map(str.isalnum, participant.name)):
            field = f"partners[{number}].name" if number else "lead.name"
            findings.add("form-field-value", path, field=field, value=participant.name)
            return None
    repeated = list(_repetitions(form))
    for field, name in repeated:
        findings.add("form-repeated", path, field=field, value=name)
    if any(each.partner is not None and each.partner > len(form.partners) for each in form.attachments):
        findings.add("form-partner", path, partners=len(form.partners))
        return None
    return None if repeated else ReceivedForm(form=form, text=text)


def _add_model_error(findings: Findings, path: str, error: Any) -> None:
    field = _place(error["loc"])
    if error["type"] == "missing":
        findings.add("form-field-missing", path, field=field)
    elif error["type"] == "extra_forbidden":
        findings.add("form-field-unknown", path, field=field)
    else:
        findings.add("form-field-value", path, field=field, value=_shown(error["input"]))


def _place(where: Iterable[str | int]) -> str:
    """Name a field as people count: "partners[2].name"."""
    place = ""
    for step in where:
        place += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if place else step
    return place or "application.json"


def _shown(value: Any) -> str:
    return value[:60] if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:60]


def _repetitions(form: ApplicationForm) -> Iterator[tuple[str, str]]:
    """Give what must be different and is not: questions, budget lines, targets, files."""
    for field, names in (
        ("answers", [each.question for each in form.answers]),
        ("costs", [each.id for each in form.costs]),
        ("targets", list(form.targets)),
        ("attachments", [folded(each.path) for each in form.attachments]),
    ):
        seen: set[str] = set()
        for name in names:
            if name in seen:
                yield field, name
            seen.add(name)
