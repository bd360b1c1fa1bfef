"""Where pages end: what keeps together, and what never is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.decision.content import Run, plain
from evaluator.decision.pdf.flow import ROOM, Atom, kept, paginate
from evaluator.decision.pdf.fonts import unprintable, width
from evaluator.decision.pdf.lines import break_lines
from evaluator.decision.pdf.styles import BODY, BOTTOM, TOP


def an_atom(height=14.0, **changes) -> Atom:
    return Atom(height, lambda *_: None, **changes)


def lines(text: str, room: float) -> list[str]:
    inline = plain(text)
    broken = break_lines(inline, [None] * len(inline), BODY, room)
    return ["".join(piece.text for piece in line.pieces) for line in broken]


def test_a_heading_goes_to_the_next_page_with_what_follows():
    filler = an_atom(ROOM - 30)
    heading, text = an_atom(18, keep=True), an_atom(14)

    pages = paginate([filler, heading, text])

    assert [[each.atom for each in page] for page in pages] == [[filler], [heading, text]]


def test_a_paragraph_leaves_and_takes_at_least_two_lines():
    paragraph = [an_atom() for _ in range(5)]
    kept(paragraph)
    filler = an_atom(ROOM - 14 * 4.5)

    pages = paginate([filler, *paragraph])

    assert [len(page) for page in pages] == [1 + 3, 2]


def test_room_above_is_dropped_at_the_top_of_a_page():
    pages = paginate([an_atom(ROOM), an_atom(14, before=20)])

    assert pages[1][0].top == TOP


def test_a_header_comes_again_on_each_page_of_its_table():
    head = an_atom(20, keep=True)
    rows = [an_atom(100, head=head) for _ in range(20)]

    pages = paginate([head, *rows])

    assert len(pages) > 2
    assert [[each.again for each in page].count(True) for page in pages] == [0] + [1] * (len(pages) - 1)


@given(st.lists(st.tuples(st.floats(5, ROOM * 0.9), st.booleans()), max_size=40))
def test_every_atom_stands_once_inside_a_page(sizes):
    atoms = [an_atom(height, keep=keep) for height, keep in sizes]

    placed = [each for page in paginate(atoms) for each in page]

    assert [each.atom for each in placed] == atoms
    assert all(each.top <= TOP and each.top - each.atom.height >= BOTTOM - 0.001 for each in placed)


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=200), st.floats(30, 400))
def test_broken_lines_keep_every_character_and_fit(text, room):
    broken = lines(text, room)

    assert "".join(broken) == text
    for line in broken:
        assert width(line.rstrip(" "), BODY.face, BODY.size) <= room + 0.01 or len(line.strip(" ")) == 1


@pytest.mark.parametrize(
    ("text", "unbroken"),
    [
        ("hanke -hankkeeseen", "-hankkeeseen"),
        ("lain 31 §", "31 §"),
        ("enintään 68\u00a0000\u00a0euroa", "68\u00a0000\u00a0euroa"),
    ],
)
def test_some_things_never_break(text, unbroken):
    assert any(unbroken in line for line in lines(text, width(unbroken, BODY.face, BODY.size) + 1))


def test_a_hyphen_inside_a_word_may_end_a_line():
    assert lines("kulttuuri-palvelut", width("kulttuuri-", BODY.face, BODY.size) + 1) == [
        "kulttuuri-",
        "palvelut",
    ]


def test_a_line_feed_begins_a_line_and_is_read_as_a_space():
    inline = (Run("Alavus\n", bold=True), Run("Hanke"))
    broken = break_lines(inline, [None, None], BODY, 400)

    assert ["".join(piece.text for piece in line.pieces) for line in broken] == ["Alavus ", "Hanke"]


def test_finnish_swedish_and_sami_letters_can_be_printed():
    assert unprintable("åäöÅÄÖšžŠŽáčđŋŧǥǧǩʒǯëïâõ€–−”’§½\u2011\u202f\u00a0") == ()


def test_what_cannot_be_shown_is_given_once_each():
    assert unprintable("a🎉b🎉\u200fש") == ("🎉", "\u200f", "ש")
