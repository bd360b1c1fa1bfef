from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.domain.applicants import BodyKind
from evaluator.domain.call import Call
from evaluator.domain.language import Language
from evaluator.errors import InputError
from evaluator.intake.call_errors import (
    FAULTS,
    CallFileError,
    CallFolderError,
    CallMissingError,
    CallTooLargeError,
    FaultyCallError,
    UnknownCallError,
)
from evaluator.intake.call_faults import MOST
from evaluator.intake.call_files import ShippedCalls, check_call, load_call
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource

SHIPPED = sorted(resource("calls").glob("*.toml"))
TEXT_2020 = resource("calls", "2020-joint-projects.toml").read_text(encoding="utf-8")


@pytest.fixture
def call_2020() -> Call:
    return ShippedCalls().get("2020-joint-projects")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "call.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _changed(old: str, new: str) -> tuple[str, int]:
    """The 2020 file with its first ``old`` replaced, and the line where that is."""
    assert old in TEXT_2020
    return TEXT_2020.replace(old, new, 1), TEXT_2020[: TEXT_2020.index(old)].count("\n") + 1


# The shipped calls


def test_three_calls_ship_and_are_named_like_their_files() -> None:
    assert [call.id for call in ShippedCalls().all()] == [path.stem for path in SHIPPED]
    assert len(SHIPPED) == 3


def test_an_unknown_call_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownCallError) as caught:
        ShippedCalls().get("2021-joint-projects")

    assert "2020-joint-projects" in Catalogue(Language.FI).error(caught.value)


def test_the_2020_call_has_its_published_figures(call_2020: Call) -> None:
    assert call_2020.budget_item == "28.90.32"
    assert call_2020.envelope_cents == 10_000_000_00
    assert call_2020.max_rate == Fraction(17, 20)
    assert call_2020.unit_cents == 100_00
    assert (call_2020.closes, call_2020.closes_on) == (None, date(2020, 10, 5))
    assert call_2020.decision_date == date(2020, 12, 9)
    assert call_2020.min_municipalities == 2
    assert BodyKind.COMPANY not in call_2020.eligible_applicants
    assert call_2020.appeal is not None
    assert call_2020.appeal.days == 30


def test_the_2020_call_has_sixteen_questions_in_three_groups_of_equal_weight(call_2020: Call) -> None:
    assert [len(group.criteria) for group in call_2020.groups] == [5, 7, 4]
    assert {group.weight for group in call_2020.groups} == {Fraction(1)}
    assert [criterion.id for criterion in call_2020.criteria if criterion.risk] == ["data-protection"]
    assert [each.id for each in call_2020.criteria if each.may_be_not_applicable] == [
        "interoperability",
        "accessibility",
    ]


def test_every_anchor_of_2020_is_worded_for_its_question(call_2020: Call) -> None:
    anchors = [anchor.text for criterion in call_2020.criteria for anchor in criterion.anchors]

    assert len(anchors) == 16 * 6
    assert len({each.fi for each in anchors}) == len({each.sv for each in anchors}) == len(anchors)


def test_every_ground_of_2020_has_a_reason_to_insert(call_2020: Call) -> None:
    reasons = {each.id for each in call_2020.standard_reasons}

    assert len(call_2020.exclusion_grounds) == 4
    assert {f"ground-{ground.id}" for ground in call_2020.exclusion_grounds} <= reasons
    assert {rule.id for rule in call_2020.priority_rules} <= reasons


def test_times_of_2019_are_helsinki_times() -> None:
    call = ShippedCalls().get("2019-joint-projects")

    assert call.closes == datetime(2019, 12, 19, 14, 15, tzinfo=UTC)
    assert len(call.targets) == 6


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_a_call_leaves_out_is_named_as_not_published(path: Path) -> None:
    call = load_call(path)
    open_fields = {each.field.partition(".")[0] for each in call.not_published}

    for name in (
        "opens",
        "closes",
        "envelope_cents",
        "max_rate",
        "vat",
        "groups",
        "retention_years",
        "appeal",
    ):
        assert getattr(call, name) or name in open_fields
    assert open_fields <= set(Call.model_fields)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_translation_is_the_other_language(path: Path) -> None:
    call = load_call(path)
    texts = [call.title, call.authority, *call.background, *call.purpose, *call.conditions]
    for name in (
        "targets",
        "excluded_sectors",
        "exclusion_grounds",
        "eligible_costs",
        "reporting",
        "standard_reasons",
    ):
        texts += [each.text for each in getattr(call, name)]
    texts += [each.note for each in call.not_published]
    for criterion in call.criteria:
        texts += [criterion.title, criterion.question, criterion.guidance]
        texts += [anchor.text for anchor in criterion.anchors]

    assert len(texts) > 20
    assert [each.fi for each in texts if each.fi == each.sv] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_call_survives_being_stored(path: Path) -> None:
    call = load_call(path)

    assert Call.model_validate_json(call.model_dump_json()) == call


# Faulty files


def _only(path: Path) -> tuple[str, int]:
    (finding,) = check_call(path)
    return finding.code.removeprefix("input.call."), finding.line


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("unit_cents = 100_00", "unit_cent = 100_00", "misspelt-key"),
        ('vat = "excluded"', 'vat = "exempt"', "not-choice"),
        ("version = 1\n", 'version = "one"\n', "not-whole"),
        ("version = 1\n", "version = true\n", "not-whole"),
        ("version = 1\n", "version = 0\n", "below-least"),
        ("max_rate = 0.85", "max_rate = 1.2", "above-most"),
        ("max_rate = 0.85", "max_rate = nan", "not-exact"),
        ("max_rate = 0.85", "max_rate = inf", "not-exact"),
        ("max_rate = 0.85", "max_rate = 1e999999999", "not-exact"),
        ("max_rate = 0.85", "max_rate = 1e9999999999999999999999", "not-exact"),
        ("max_rate = 0.85", 'max_rate = "1/0"', "not-exact"),
        ("max_rate = 0.85", "max_rate = true", "not-exact"),
        ("max_rate = 0.85", "max_rate = 2020-10-05", "not-exact"),
        ("weight = 1\n", 'weight = "na"\n', "not-exact"),
        ("weight = 1\n", "weight = -1\n", "not-above"),
        ("envelope_cents = 1_000_000_000", "envelope_cents = 10_000_000.00", "not-whole"),
        ("envelope_cents = 1_000_000_000", "envelope_cents = 1_000_000_000_000_000_000", "above-most"),
        ("closes_on = 2020-10-05", 'closes_on = "5.10.2020"', "not-day"),
        ("closes_on = 2020-10-05", "closes_on = 20201005", "not-day"),
        ("closes_on = 2020-10-05", "closes_on = 2020-10-05T16:15:00", "not-day"),
        ("closes_on = 2020-10-05", "closes_on = 2020-10-05\ncloses = 2020-10-05", "not-time"),
        ("may_be_not_applicable = true", 'may_be_not_applicable = "yes"', "not-flag"),
        ('text.sv = "distansarbete och arbete på flera platser"', 'text.sv = " "', "empty-text"),
        ('text.sv = "distansarbete och arbete på flera platser"', "text.sv = 7", "not-text"),
        (
            'eligible_applicants = ["municipality", "municipal_unit", "joint_authority"]',
            "eligible_applicants = []",
            "too-few",
        ),
        (
            'eligible_applicants = ["municipality", "municipal_unit", "joint_authority"]',
            'eligible_applicants = "municipality"',
            "not-list",
        ),
        ("scale = { lowest = 0, highest = 5 }", "scale = 5", "not-table"),
        ("scale = { lowest = 0, highest = 5 }", "scale = { lowest = 5, highest = 5 }", "scale-falls"),
        ('id = "measures"', 'id = "change-effects"', "twice"),
        ('id = "e-meetings"', 'id = "e-decisions"', "twice"),
    ],
)
def test_a_faulty_value_is_named_with_its_line(
    written: Callable[[str], Path], old: str, new: str, kind: str
) -> None:
    text, line = _changed(old, new)
    found, at = _only(written(text))

    assert found == kind
    assert at == line + (new.count("\n") if "closes = " in new else 0)


def test_a_missing_key_is_named_with_the_line_of_its_table(written: Callable[[str], Path]) -> None:
    text, line = _changed('id = "measures"\n', "")

    assert _only(written(text)) == ("missing-key", line - 1)


def test_an_anchor_too_few_is_named_with_the_question(written: Callable[[str], Path]) -> None:
    cut = TEXT_2020.index("\n[[groups.criteria.anchors]]\nvalue = 3")
    end = TEXT_2020.index("\n[[groups.criteria.anchors]]\nvalue = 4")
    (finding,) = check_call(written(TEXT_2020[:cut] + TEXT_2020[end:]))

    assert finding.code.endswith("anchors")
    assert (finding.facts["id"], finding.facts["steps"]) == ("change-effects", "0–5")


def test_a_threshold_outside_the_scale_is_refused(written: Callable[[str], Path]) -> None:
    text, line = _changed('number = "1.1"\n', 'threshold = 60\nnumber = "1.1"\n')

    assert _only(written(text)) == ("threshold", line)


def test_a_call_that_opens_after_it_closes_is_refused(written: Callable[[str], Path]) -> None:
    text, line = _changed(
        "closes_on = ", "closes = 2020-10-05T16:15:00\nopens = 2020-10-06T08:00:00\ncloses_on = "
    )

    assert _only(written(text)) == ("opens-late", line + 1)


def test_a_closing_time_on_another_day_is_refused(written: Callable[[str], Path]) -> None:
    text, line = _changed("closes_on = ", "closes = 2020-10-04T23:30:00\ncloses_on = ")

    assert _only(written(text)) == ("closing-day", line + 1)


def test_a_time_without_offset_is_helsinki_time(written: Callable[[str], Path]) -> None:
    text, _ = _changed("closes_on = ", "closes = 2020-10-05T16:15:00\ncloses_on = ")

    assert load_call(written(text)).closes == datetime(2020, 10, 5, 13, 15, tzinfo=UTC)


def test_decimals_are_exact(written: Callable[[str], Path]) -> None:
    text, _ = _changed("weight = 1\n", "weight = 0.1\n")

    assert load_call(written(text)).groups[0].weight == Fraction(1, 10)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('vat = "excluded"', 'vat = "excluded', "syntax"),
        ('vat = "excluded"', "vat : excluded", "syntax"),
        ('vat = "excluded"', 'vat = "excluded"\nvat = "included"', "key-twice"),
        ("closes_on = 2020-10-05", "closes_on = 2020-13-05", "syntax"),
    ],
)
def test_text_that_is_no_toml_is_named_with_its_line(
    written: Callable[[str], Path], old: str, new: str, kind: str
) -> None:
    text, line = _changed(old, new)

    assert _only(written(text)) == (kind, line + new.count("\n"))


def test_a_text_that_never_ends_names_the_last_line(written: Callable[[str], Path]) -> None:
    assert _only(written('id = "x"\nbackground = [\n')) == ("syntax", 2)


@pytest.mark.parametrize(
    ("raw", "kind", "line"),
    [
        (b"", "empty", 1),
        (b" \n\n", "empty", 1),
        (b'id = "x"\ntitle.fi = "P\xe4\xe4t\xf6s"\n', "not-utf8", 2),
        ('id = "x"\n'.encode("utf-16"), "not-utf8", 1),
        (b"x = " + b"[" * 5000, "too-deep", 1),
        (b"x = " + b"9" * 5000, "syntax", 1),
        (b"\n" + b"a." * 200_000 + b"a = 1", "too-deep", 2),
        (b"[" + b'"a" . ' * 80_000 + b"a]", "too-deep", 1),
        (b"\x00" * 100, "syntax", 1),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "deep", "digits", "dotted", "dotted-table", "nul"],
)
def test_hostile_bytes_are_one_finding(tmp_path: Path, raw: bytes, kind: str, line: int) -> None:
    path = tmp_path / "call.toml"
    path.write_bytes(raw)

    assert _only(path) == (kind, line)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "call.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT_2020.replace("\n", "\r\n").encode())

    assert load_call(path).id == "2020-joint-projects"


def test_what_is_no_call_file_at_all_is_one_sentence(tmp_path: Path) -> None:
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * 20_000_000)

    for path, expected in (
        (tmp_path / "none.toml", CallMissingError),
        (tmp_path, CallFolderError),
        (Path("/dev/zero"), CallFolderError),
        (huge, CallTooLargeError),
        (tmp_path / ("x" * 400), CallFileError),
    ):
        with pytest.raises(expected) as caught:
            check_call(path)
        assert str(tmp_path.parent) not in Catalogue(Language.FI).error(caught.value)


def test_one_slip_is_one_finding_and_several_are_listed_by_line(written: Callable[[str], Path]) -> None:
    text, first = _changed("unit_cents", "unit_cent")
    text = text.replace('vat = "excluded"', 'vat = "exempt"', 1)
    findings = check_call(written(text))

    assert [each.line for each in findings] == [first, first + 1]
    assert findings[0].facts["meant"] == "unit_cents"


def test_a_file_of_nothing_but_strange_keys_is_answered_at_once(written: Callable[[str], Path]) -> None:
    findings = check_call(written("".join(f"k{at} = 1\n" for at in range(20_000))))

    assert len(findings) == MOST
    assert findings[0].line == 1


def test_the_refusal_says_file_line_and_what_was_meant(written: Callable[[str], Path]) -> None:
    text, line = _changed("unit_cents", "unit_cent")
    with pytest.raises(FaultyCallError) as caught:
        load_call(written(text))

    assert caught.value.exit_code == 2
    said = Catalogue(Language.FI).error(caught.value)
    assert said == f"call.toml, rivi {line}: avainta unit_cent ei tunneta. Tarkoititko avainta unit_cents?"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "error", [*FAULTS.values(), FaultyCallError, CallMissingError, UnknownCallError], ids=str
)
def test_every_fault_has_a_sentence(language: Language, error: type[InputError]) -> None:
    said = Catalogue(language).error(error(**{name: f"<{name}>" for name in error.fact_names}))

    assert all(f"<{name}>" in said for name in error.fact_names)


# Properties: any slip in any shipped file


LINES = {path.name: path.read_text(encoding="utf-8").splitlines(keepends=True) for path in SHIPPED}
_KEY_LINE = re.compile(r"^((?:\w+\.)*)(\w+) = ")
_slips = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def _line_of(draw: st.DrawFn, pattern: str) -> tuple[str, int]:
    """A shipped file's name and the index of a line that matches."""
    name = draw(st.sampled_from(sorted(LINES)))
    return name, draw(st.sampled_from([at for at, line in enumerate(LINES[name]) if re.match(pattern, line)]))


@_slips
@given(slip=_line_of(_KEY_LINE.pattern), at=st.integers(0, 30), letter=st.sampled_from("xq_7"))
def test_any_misspelt_key_is_refused_in_its_line(
    written: Callable[[str], Path], slip: tuple[str, int], at: int, letter: str
) -> None:
    name, index = slip
    lines = list(LINES[name])
    found = _KEY_LINE.match(lines[index])
    assert found is not None
    key = found[2]
    cut = at % (len(key) + 1)
    lines[index] = f"{found[1]}{key[:cut]}{letter}{key[cut:]} = {lines[index][found.end() :]}"

    with pytest.raises(FaultyCallError) as caught:
        load_call(written("".join(lines)))

    assert caught.value.facts["line"] == index + 1
    assert caught.value.code in {"input.call.misspelt-key", "input.call.unknown-key"}


@_slips
@given(slip=_line_of(r"^\[\[?\w"), letter=st.sampled_from("xq_7"))
def test_any_misspelt_table_is_refused_there_or_where_it_clashes(
    written: Callable[[str], Path], slip: tuple[str, int], letter: str
) -> None:
    name, index = slip
    lines = list(LINES[name])
    lines[index] = re.sub(r"(\w)(\]+)$", rf"\g<1>{letter}\g<2>", lines[index].rstrip("\n")) + "\n"

    findings = check_call(written("".join(lines)))

    # Where the next table then opens what exists already, TOML itself stops there.
    stopped = findings[0].code.endswith("key-twice") and findings[0].line > index + 1
    assert stopped or index + 1 in [each.line for each in findings]


_REQUIRED = r"^(id|version|title\.|authority\.|closes_on|unit_cents|min_municipalities|scale|sentence_duty|tie_rule|allocation_rule|eligible_applicants|number|question\.|guidance\.|value|text\.(fi|sv)|steps|role|days|field|note\.|fi|sv) ?"  # noqa: E501


@_slips
@given(slip=_line_of(_REQUIRED))
def test_any_required_line_that_is_gone_is_noticed_at_its_table(
    written: Callable[[str], Path], slip: tuple[str, int]
) -> None:
    name, index = slip
    lines = list(LINES[name])
    gone = lines.pop(index)
    if re.match(r"(title|authority)\.en", gone):
        return
    table = next((at for at in range(index - 1, -1, -1) if lines[at].startswith("[")), 0)

    finding = check_call(written("".join(lines)))[0]

    # A text that keeps its other language is named where that stands, next to the gap.
    assert finding.line in {table + 1, index, index + 1, index + 2}
    assert str(finding.facts["name"]).split(".")[-1] in gone


@_slips
@given(slip=_line_of(r""))
def test_no_single_line_that_is_gone_ends_in_a_traceback(
    written: Callable[[str], Path], slip: tuple[str, int]
) -> None:
    name, index = slip
    lines = list(LINES[name])
    del lines[index]

    for finding in check_call(written("".join(lines))):
        assert Catalogue(Language.SV).say(f"errors.{finding.code}", **finding.facts)


@_slips
@given(st.binary(max_size=60), st.integers(0, 40_000), st.sampled_from(SHIPPED))
def test_no_bytes_thrown_into_a_file_end_in_a_traceback(
    tmp_path: Path, noise: bytes, at: int, source: Path
) -> None:
    raw = source.read_bytes()
    path = tmp_path / "call.toml"
    path.write_bytes(raw[:at] + noise + raw[at:])

    for finding in check_call(path):
        assert 1 <= finding.line <= path.read_bytes().count(b"\n") + 1
