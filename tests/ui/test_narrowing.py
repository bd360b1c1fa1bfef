from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from evaluator.ui.shared.finding import folded, words
from evaluator.ui.shared.narrowing import Narrowing


@dataclass(frozen=True)
class Line:
    key: int
    name: str

    @property
    def search(self) -> str:
        return folded(self.name)


NAMES = st.lists(st.text("aäb ", max_size=5), max_size=12)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("find"), st.text("äab ", max_size=4)),
        st.tuples(st.just("also"), st.sets(st.integers(0, 14), max_size=3)),
        st.tuples(st.just("filter"), st.sampled_from([None, 1, 2])),
        st.tuples(st.just("order"), st.sampled_from([None, False, True])),
        st.tuples(st.just("rows"), NAMES),
    ),
    max_size=12,
)
FILTERS = {None: None, 1: lambda row: row.key % 2 == 0, 2: lambda row: len(row.name) > 2}


def by_name(row):
    return row.name


def plainly(rows, query, also, wanted, order):
    """Filter, find and sort with nothing kept from before."""
    found = words(query)
    passed = [each for each in rows if wanted is None or wanted(each)]
    held = [
        each for each in passed if not found or each.key in also or all(word in each.search for word in found)
    ]
    return held if order is None else sorted(held, key=by_name, reverse=order)


@given(NAMES, STEPS)
def test_whatever_was_asked_before_the_rows_are_those_of_the_present_question(names, steps):
    rows = [Line(at, name) for at, name in enumerate(names)]
    query, also, wanted, order = "", frozenset(), None, None
    narrowing = Narrowing()
    narrowing.set_rows(rows)
    for what, value in steps:
        if what == "find":
            query, also = value, frozenset()
        elif what == "also":
            also = frozenset(value)
        elif what == "filter":
            wanted = FILTERS[value]
        elif what == "order":
            order = value
        else:
            rows = [Line(at, name) for at, name in enumerate(value)]
            narrowing.set_rows(rows)
        narrowing.find(words(query), also)
        narrowing.set_filter(wanted)
        narrowing.order(None if order is None else by_name, descending=bool(order))

        shown = [rows[at] for at in narrowing.shown()]

        assert shown == plainly(rows, query, also, wanted, order)


def test_a_longer_word_is_looked_for_only_where_its_beginning_was_found():
    class Searched(str):
        __slots__ = ()
        times = 0

        def __contains__(self, word):
            Searched.times += 1
            return super().__contains__(word)

    @dataclass
    class Row:
        key: int
        search: str

    narrowing = Narrowing()
    narrowing.set_rows([Row(at, Searched("ab" if at < 3 else "x")) for at in range(100)])
    asked = []
    for query in ("a", "ab", "a", "b a"):
        before = Searched.times
        narrowing.find(words(query))
        assert narrowing.shown() == [0, 1, 2]
        asked.append(Searched.times - before)

    assert asked == [100, 3, 0, 6]


def test_a_filter_asks_each_row_once_until_what_it_looks_at_has_changed():
    asked = []
    narrowing = Narrowing()
    narrowing.set_rows([Line(at, "a") for at in range(5)])

    def wanted(row):
        asked.append(row.key)
        return row.key > 2

    narrowing.set_filter(wanted)
    narrowing.shown()
    narrowing.find(("a",))
    narrowing.shown()
    once = len(asked)
    narrowing.forget()
    narrowing.shown()

    assert (once, len(asked)) == (5, 10)
