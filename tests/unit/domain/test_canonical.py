"""One value, one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.canonical import (
    DEEPEST,
    LARGEST,
    decode,
    decode_with_parts,
    encode,
    hash_of,
    hash_of_spelled,
)
from evaluator.domain.errors import NotCanonicalError

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_was_written_is_read_back(value):
    assert decode(encode(value)) == value


@given(st.dictionaries(TEXT, VALUES, max_size=3), st.lists(VALUES, max_size=4))
def test_items_of_a_list_are_read_with_their_spelling(others, items):
    value = {**others, "items": items}

    assert decode_with_parts(encode(value), "items") == (value, [encode(each) for each in items])


@given(VALUES)
def test_what_has_no_such_list_is_read_without_parts(value):
    assert decode_with_parts(encode(value), "no such name") == (value, [])


@pytest.mark.parametrize("content", [b'{"b":[],"a":1}', b'{"a":[1.5]}', b'{"a":[],"a":[1]}', b'{"a": [1]}'])
def test_another_spelling_of_a_list_is_refused(content):
    with pytest.raises(NotCanonicalError):
        decode_with_parts(content, "a")


def test_every_character_that_json_escapes_is_spelled_alike_when_read():
    text = "".join(map(chr, [*range(0x100), 0x2028, 0x2029, 0xFEFF, 0xFFFF, 0x10FFFF]))

    assert decode(encode({text: text})) == {text: text}


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_the_order_of_fields_does_not_matter(value):
    assert encode(dict(reversed(value.items()))) == encode(value)


@given(st.binary(max_size=40))
def test_whatever_reads_has_one_spelling(content):
    try:
        value = decode(content)
    except NotCanonicalError:
        return

    assert encode(value) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" {}",
        b"{} ",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b'"\\u00e4"',
        b'"\\ud800"',
        b'"\xff"',
        b"\xef\xbb\xbf{}",
        b'"\\/"',
        b"[" * 100 + b"]" * 100,
        b"[" * 100_000,
    ],
)
def test_any_other_spelling_is_refused(content):
    with pytest.raises(NotCanonicalError):
        decode(content)


@pytest.mark.parametrize("value", [1.0, {"a": 0.5}, b"", {1: 2}, (1,), {"a": {1}}])
def test_what_has_no_spelling_is_a_bug(value):
    with pytest.raises(TypeError):
        encode(value)


def test_too_large_too_deep_and_no_unicode_are_refused():
    deep: object = 0
    for _ in range(DEEPEST + 1):
        deep = [deep]
    for value in (LARGEST + 1, deep, "\ud800", {"\ud800": 1}):
        with pytest.raises(ValueError, match=r"."):
            encode(value)


def test_letters_are_kept_as_they_were_typed():
    assert encode("ä") != encode("a\u0308")


def test_a_hash_belongs_to_its_purpose():
    assert hash_of("evaluator a 1", {}) != hash_of("evaluator b 1", {})
    assert hash_of_spelled("evaluator a 1", b"{}") == hash_of("evaluator a 1", {})
