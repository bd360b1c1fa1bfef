from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.intake.toml_lines import Place, TomlLines
from evaluator.resources import resource

TRICKY = '''\
# a comment with = and [brackets]
plain = 1
"quoted key" = "with # no comment"   # but this is one
'literal.key' = 'C:\\path'
a.b . "c.d" = 2020-10-05 16:15:00

[table] # a table
long = """
[not.a.table]
not = "a key" \\""" still inside
ends with two quotes"""""
raw = \'\'\'
[[nor.this]]\'\'\'
list = [
    1, # one
    [2, 3],
    { x = "}", y.z = [] },
]
inline = { text = { fi = "a", sv = "b" }, n = -1.5e3 }

[[items]]
id = "first"
[[items.parts]]
id = "part 1"
[[items.parts]]
id = "part 2"
[items.parts.risk]
steps = 3
[[items]]
id = "second"
[items.sub]
x = nan
[[items.parts]]
id = "part 3"
'''

WHERE: dict[Place, int] = {
    ("plain",): 2,
    ("quoted key",): 3,
    ("literal.key",): 4,
    ("a",): 5,
    ("a", "b", "c.d"): 5,
    ("table",): 7,
    ("table", "long"): 8,
    ("table", "raw"): 12,
    ("table", "list"): 14,
    ("table", "list", 1, 1): 16,
    ("table", "list", 2, "y", "z"): 17,
    ("table", "inline", "text", "sv"): 19,
    ("table", "inline", "n"): 19,
    ("items",): 21,
    ("items", 0, "id"): 22,
    ("items", 0, "parts", 1): 25,
    ("items", 0, "parts", 1, "risk", "steps"): 28,
    ("items", 1): 29,
    ("items", 1, "id"): 30,
    ("items", 1, "sub", "x"): 32,
    ("items", 1, "parts", 0, "id"): 34,
}


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Every place of a value that was read, tables and elements included."""
    if place:
        yield place
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _places(each, (*place, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _places(each, (*place, at))


@pytest.mark.parametrize(("place", "line"), WHERE.items(), ids=str)
def test_every_form_of_toml_has_its_line(place: Place, line: int) -> None:
    assert TomlLines(TRICKY).line(place) == line


def test_windows_line_ends_do_not_move_a_line() -> None:
    assert TomlLines(TRICKY.replace("\n", "\r\n")).line(("items", 1, "id")) == 30


def test_what_is_not_there_has_the_line_of_the_table_around_it() -> None:
    lines = TomlLines(TRICKY)

    assert lines.line(("items", 1, "parts", 0, "missing")) == 33
    assert lines.line(("missing",)) == 1


@pytest.mark.parametrize(
    "text",
    [TRICKY, *(path.read_text(encoding="utf-8") for path in sorted(resource("calls").glob("*.toml")))],
    ids=["tricky", "2019-joint", "2019-knowledge", "2020"],
)
def test_exactly_the_places_that_are_read_are_found(text: str) -> None:
    assert set(TomlLines(text).places()) == set(_places(tomllib.loads(text)))


_TEXTS = st.text(st.sampled_from("ab \"'#[]{}=,.\n\\é"), max_size=12)


def _basic(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _long(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'


_SCALARS = st.one_of(
    st.integers(-99, 99).map(str),
    st.sampled_from(["true", "1979-05-27T07:32:00Z", "07:32:00", "2020-10-05", "1e3", "inf"]),
    _TEXTS.map(_basic),
    _TEXTS.map(_long),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(lambda each: "[ # c\n" + ",\n".join(each) + "\n]"),
    max_leaves=5,
)


@given(st.lists(st.tuples(_VALUES, st.booleans(), _TEXTS), max_size=8))
def test_a_key_has_its_line_whatever_stands_before_it(entries: list[tuple[str, bool, str]]) -> None:
    text, expected = "", {}
    for at, (value, in_table, name) in enumerate(entries):
        key = f"k{at}{name}"
        table = (f"t{at}",) if in_table else (f"t{at}", f"u.{at}")
        text += f"[{table[0]}]\n" if in_table else f'[ {table[0]} . "{table[1]}" ]\n'
        expected[(*table, key)] = text.count("\n") + 1
        text += f"{_basic(key)} = {value}\n"

    lines = TomlLines(text)

    assert {place: lines.line(place) for place in expected} == expected
    assert set(lines.places()) == set(_places(tomllib.loads(text)))
