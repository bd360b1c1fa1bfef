"""Whether a paper follows from the data it carries: figures from figures, print from figures.

That is arithmetic, not authenticity: whoever can change the print can change the data
along with it. Only a signature would say where a paper comes from.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from evaluator.decision.fact_keys import LOG_HEAD, field_of
from evaluator.decision.paper_difference import PaperDifference
from evaluator.decision.paper_file_errors import DataFormError, PaperUnreadableError, UnknownDataError
from evaluator.decision.pdf.reader import LARGEST_FILE, read_paper
from evaluator.decision.purpose import into_project, trimmed
from evaluator.decision.recomputing import in_order, key_of, said, said_of, shares, sums, worked_out
from evaluator.decision.unchanged import changes
from evaluator.domain.language import Language
from evaluator.domain.paper_data import COUNTS, FORMAT, PaperData
from evaluator.domain.variants import Variant
from evaluator.errors import EvaluatorError
from evaluator.messages import formats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from evaluator.decision.recomputing import Value, Values
    from evaluator.domain.paper_data import ApplicationData

_OF_APPLICATION = re.compile(r"^application\..+\.(granted|place|score)$")
"""What must be said of an application for which it follows."""
_STATED = {
    "memo": ("requested.total", "applications.count", "granted.total", "unspent", "envelope"),
    "decision": ("requested.total", "applications.count", "unspent", "envelope"),
    "annex": ("requested.total", "applications.count"),
}
"""What each paper has to state, however its sentences are worded."""
_STATED_OF_EACH = {
    "memo": ("number", "lead", "title"),
    "decision": ("title",),
    "annex": ("number", "applicants", "title"),
}
"""What each paper has to state of every application in it."""
_MOST_SCANNED = 50_000_000
"""Characters of print that are searched; a paper of ten thousand applications has a tenth of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperVerdict:
    """What the check of one paper found.

    Attributes:
        paper, variant, language: Which paper it says it is.
        checked: What could be checked: of a file "file", and "print" always; "totals", "ranking", "scores",
            "allocation" and "order" where the data allow.
        differences: Everything that does not follow, in the order found.
    """

    paper: str
    variant: str
    language: str
    checked: tuple[str, ...]
    differences: tuple[PaperDifference, ...]

    @property
    def follows(self) -> bool:
        """Whether the paper follows from its data."""
        return not self.differences


def verify_file(path: Path) -> PaperVerdict:
    """Check a PDF against the data it carries.

    Raises:
        InputError: It is no PDF of this program with data; see ``paper_file_errors``.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise PaperUnreadableError(file=path.name) from error
    read = read_paper(content, path.name)
    data = data_from(read.data, path.name)
    verdict = verify(data, read.texts)
    differences = (*changes(data, read), *verdict.differences)
    return replace(verdict, checked=("file", *verdict.checked), differences=differences)


def data_from(content: bytes, file: str) -> PaperData:
    """Read embedded data by their schema.

    Raises:
        UnknownDataError: Another version made them.
        DataFormError: They are no JSON, or break the schema.
    """
    try:
        told = json.loads(content.decode(), object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise DataFormError(file=file, where="JSON") from error
    if isinstance(told, dict) and told.get("format") not in (None, FORMAT):
        raise UnknownDataError(file=file, known=FORMAT)
    try:
        return PaperData.model_validate(told)
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise DataFormError(file=file, where=where[:200] or "JSON") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError("not a number")


def verify(data: PaperData, texts: Sequence[str]) -> PaperVerdict:
    """Check data against themselves and against the texts of the paper's elements."""
    language = Language(data.language)
    stated = said(data)
    totals = (sums(data), *shares(data))
    checked = ["print"]
    if any(key in stated for each in totals for key in each):
        checked.append("totals")
    found = [difference for each in totals for difference in _compared(stated, each)]
    found += _unstated(data)
    try:
        derived = worked_out(data, language)
    except (EvaluatorError, ValueError, ArithmeticError, LookupError) as error:
        # Data that break the rules of scoring: a score off the scale, a group named twice.
        derived = {}
        code = error.code if isinstance(error, EvaluatorError) else None
        found.append(PaperDifference(what="method", where="data", stated=code, follows=None))
    if data.method is not None:
        checked += ["ranking"]
        if any(each.score and each.score.reviews for each in data.applications):
            checked.append("scores")
        if data.allocation is not None:
            checked.append("allocation")
        found += _compared(stated, derived, whole=True)
    if ordered := _order(data, derived):
        checked.append("order")
        found += ordered[1]
    found += _printed(data, stated, texts, language)
    return PaperVerdict(
        paper=data.paper,
        variant=data.variant.value,
        language=data.language,
        checked=tuple(checked),
        differences=tuple(dict.fromkeys(found)),
    )


def _compared(stated: Values, derived: Values, *, whole: bool = False) -> Iterator[PaperDifference]:
    """Compare what is said with what follows; ``whole`` also finds what is said and does not follow."""
    for key, value in derived.items():
        if key in stated and stated[key] != value:
            yield PaperDifference(what=key, where="data", stated=stated[key], follows=value)
        elif whole and key not in stated and value and _OF_APPLICATION.search(key):
            yield PaperDifference(what=key, where="data", stated=None, follows=value)
    if whole and derived:
        for key, value in stated.items():
            if key not in derived and re.search(r"\.(place|points|score(\..+)?)$", key):
                yield PaperDifference(what=key, where="data", stated=value, follows=None)


def _unstated(data: PaperData) -> Iterator[PaperDifference]:
    """Name what a paper of this kind states and these data do not, or nothing prints."""
    printed = {each.about for each in data.statements}
    named = Counter(each.id for each in data.applications)
    for identity in sorted(each for each, times in named.items() if times > 1):
        yield PaperDifference(what=f"application.{identity}", where="data", stated=None, follows=None)
    for key in _STATED.get(data.paper, ()):
        if key not in data.figures:
            yield PaperDifference(what=key, where="data", stated=None, follows=None)
    for key, value in data.figures.items():
        if key not in printed:
            yield PaperDifference(what=key, where="paper", stated=None, follows=value)
    if data.log_head is not None and LOG_HEAD not in printed:
        yield PaperDifference(what=LOG_HEAD, where="paper", stated=None, follows=data.log_head)
    for each in data.applications:
        key = f"application.{each.id}.granted"
        if each.granted_cents and key not in printed:
            yield PaperDifference(what=key, where="paper", stated=None, follows=each.granted_cents)
        yield from _fields_gone(data, each, printed)


def _fields_gone(
    data: PaperData, each: ApplicationData, printed: Collection[str]
) -> Iterator[PaperDifference]:
    """Name what such a paper says of every application and this one does not, and what only we may see."""
    told = said_of(each, data.language)
    for field in _STATED_OF_EACH.get(data.paper, ()):
        key = key_of(each, field)
        if key not in told:
            yield PaperDifference(what=key, where="data", stated=None, follows=None)
        elif key not in printed:
            yield PaperDifference(what=key, where="paper", stated=None, follows=told[key])
    if data.variant is not Variant.INTERNAL and each.score and (each.score.reviews or each.score.consensus):
        yield PaperDifference(what="variant", where="data", stated=data.variant.value, follows="internal")


def _order(data: PaperData, derived: Values) -> tuple[bool, list[PaperDifference]] | None:
    """Compare the order in which grants or places are printed with the one that follows."""
    placed = {
        each.id: place for each in data.applications if (place := derived.get(f"application.{each.id}.place"))
    }
    wanted = in_order(data, {key: value for key, value in placed.items() if isinstance(value, int)})
    if data.paper not in {"memo", "decision"} or not wanted:
        return None
    field = "place" if data.paper == "memo" else "granted_cents"
    listed = [found[0] for each in data.statements if (found := field_of(each.about)) and found[1] == field]
    # The memo lists the places once more beside its evidence, in the same order.
    wanted *= max(1, len(listed) // len(wanted))
    if listed == wanted:
        return True, []
    at = next((n for n, (one, other) in enumerate(zip(listed, wanted, strict=False)) if one != other), None)
    if at is None:
        at = min(len(listed), len(wanted))
    return True, [
        PaperDifference(
            what="order",
            where="data",
            stated=listed[at] if at < len(listed) else None,
            follows=wanted[at] if at < len(wanted) else None,
        )
    ]


def _printed(
    data: PaperData, stated: Mapping[str, Value], texts: Sequence[str], language: Language
) -> Iterator[PaperDifference]:
    """Look for every statement in the text of its element, one after the other."""
    begin: dict[int, int] = {}
    last, left = -1, _MOST_SCANNED
    at, text = -1, ""
    for each in data.statements:
        value = stated.get(each.about)
        if value is None:
            yield PaperDifference(what=each.about, where="data", stated=None, follows=None)
            continue
        if each.at != at:
            at, text = each.at, _plain(texts[each.at]) if each.at < len(texts) else ""
        left -= len(text)
        if left < 0:
            yield PaperDifference(what="statements", where="data", stated=len(data.statements), follows=None)
            return
        end = _end_of(each.about, value, text, begin.get(each.at, 0), language)
        if end is None or each.at < last:
            yield PaperDifference(what=each.about, where="paper", stated=text[:200], follows=value)
        else:
            begin[each.at] = end
            last = each.at


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _end_of(key: str, value: Value, text: str, begin: int, language: Language) -> int | None:
    """Give where a text has printed a value, from a place on; None where it has not."""
    if isinstance(value, str):
        candidates = (value, trimmed(value), into_project(value))
        ends = [at + len(each) for each in map(_plain, candidates) if (at := text.find(each, begin)) >= 0]
        return max(ends, default=None)
    if key.endswith(COUNTS):
        written = formats.number(value, language)
    else:
        written = formats.money(value, language, cents=None, unit="")  # type: ignore[arg-type]  # cents
    cents = "(?:,00)?" if value % 100 == 0 and not key.endswith(COUNTS) else ""
    # A figure stands alone: no digit goes on before or after it, nor does a range (1–3).
    grouped = r"(?<!\d )" if re.match(r"\d{3}(?!\d)", written) else ""
    # Places and numbers of applications are written without spaces, counts with them.
    either = (
        f"(?:{re.escape(_plain(written))}|{value})" if key.endswith(COUNTS) else re.escape(_plain(written))
    )
    pattern = rf"(?<![\d,\u2212\u2013]){grouped}{either}{cents}(?!\d|,\d|\u2013| \d{{3}}(?!\d))"
    found = re.compile(pattern).search(text, begin)
    return None if found is None else found.end()
