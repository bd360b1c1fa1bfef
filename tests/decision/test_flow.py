"""Where pages end: what keeps together, and what never is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.decision.content import (
    BulletList,
    Column,
    ColumnKind,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Run,
    Table,
    plain,
)
from evaluator.decision.pdf.blocks import atoms_of
from evaluator.decision.pdf.flow import ROOM, Atom, kept, kept_rows, paginate
from evaluator.decision.pdf.fonts import Face, stretches, unprintable, width
from evaluator.decision.pdf.lines import break_lines
from evaluator.decision.pdf.painter import Painter
from evaluator.decision.pdf.structure import Element
from evaluator.decision.pdf.styles import BODY, BOTTOM, COLUMN, ITEM, TOP
from evaluator.decision.pdf.tables import column_widths, table_atoms
from evaluator.domain.typed_text import beyond_papers


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


def test_a_table_neither_begins_nor_ends_with_a_single_row():
    head = an_atom(20, keep=True)
    rows = [an_atom(18, head=head) for _ in range(4)]

    begun = paginate([an_atom(ROOM - 45), head, *kept_rows(rows)])
    ended = paginate([an_atom(ROOM - 80), head, *kept_rows([an_atom(18, head=head) for _ in range(4)])])

    assert [len(page) for page in begun] == [1, 5]
    assert [len(page) for page in ended] == [1 + 1 + 2, 1 + 2]


def test_no_item_of_a_list_stands_alone_at_its_beginning_or_end():
    blocks = (Paragraph(plain("Johdanto:")), BulletList(tuple(plain(f"Kohta {at}") for at in range(5))))

    def shared_between_pages(room: float) -> list[int]:
        atoms = atoms_of(blocks, Element("Document", placed=True))
        return [len(page) for page in paginate([an_atom(ROOM - room), *atoms])]

    height = ITEM.leading + ITEM.before
    assert shared_between_pages(BODY.leading + BODY.before + 1.5 * height) == [1, 6]
    assert shared_between_pages(BODY.leading + BODY.before + 4.5 * height) == [1 + 4, 2]


def a_table(text: str) -> Table:
    columns = (Column("Nro", ColumnKind.NUMBER), Column("Perustelu", share=1))
    return Table("", columns, (Row((plain("1"), plain(text))),))


@pytest.mark.parametrize("filled", [0.0, ROOM * 0.5, ROOM - 90])
@pytest.mark.parametrize("count", [30, 120])
def test_a_tall_row_is_divided_over_pages_and_no_line_of_it_is_lost(filled, count):
    root = Element("Table")
    text = "\n".join(f"rivi {number}" for number in range(count))
    painted = []

    class Recorder(Painter):
        def text(self, element, at, text, style, face):
            painted.append((text.strip(), at[1]))

    pages = paginate([an_atom(max(filled, 1.0)), *table_atoms(a_table(text), root)])
    painter = Recorder()
    for page in pages:
        for each in page:
            each.atom.paint(painter, each.top, each.again)

    assert [each for each, _ in painted if each.startswith("rivi")] == text.split("\n")
    assert all(BOTTOM < height < TOP for _, height in painted)
    assert all(len(page) > 1 for page in pages), "the header comes again above the rest of the row"
    assert not filled or len(pages[0]) == 3, "it begins on the page where there is room"


def test_a_heading_and_its_sentence_go_along_with_their_table():
    blocks = (Heading(2, "Nimet"), Paragraph(plain("Lause.")), a_table("Hakemus"))
    root = Element("Document", placed=True)
    alone = atoms_of(blocks, root)

    pages = paginate([an_atom(ROOM - 70), *alone])

    assert [len(page) for page in pages] == [1, len(alone)]


def test_a_few_names_with_their_values_stay_on_one_page():
    pairs = tuple((f"Nimi {at}", plain("Arvo")) for at in range(5))
    atoms = atoms_of((KeyValues("Tiedot", pairs),), Element("Document", placed=True))

    pages = paginate([an_atom(ROOM - 70), *atoms])

    assert [len(page) for page in pages] == [1, len(atoms)]


def test_a_last_page_with_next_to_nothing_is_won_back_by_setting_the_paper_tighter():
    paragraphs = [an_atom(ROOM / 40 - 4, before=4.4) for _ in range(81)]

    assert len(paginate(paragraphs)) == 2
    loose = paginate([*paragraphs, *(an_atom(20, before=4.4) for _ in range(20))])
    assert len(loose) == 3
    assert loose[0][0].top - loose[0][1].top == pytest.approx(ROOM / 40 + 0.4)


def test_a_header_that_may_break_stands_on_one_line_where_there_is_room():
    columns = (Column("Arvioija"), Column("Ryhmä 1", ColumnKind.NUMBER))

    roomy = column_widths(Table("", columns, (Row((plain("Esimerkki"), plain("40,00"))),)))
    full = column_widths(Table("", columns, (Row((plain("Esimerkki " * 20), plain("40,00"))),)))

    assert roomy[1] > width("Ryhmä 1", Face.BOLD, 8.6) > full[1] - 8
    assert sum(roomy) == pytest.approx(COLUMN)


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


def test_one_letter_before_a_hyphen_does_not_stand_at_a_lines_end():
    text = "projektet E-tjänstehandel"

    assert lines(text, width("E-tjänstehandel", BODY.face, BODY.size) + 8) == [
        "projektet ",
        "E-tjänstehandel",
    ]


def test_a_very_short_last_word_takes_another_word_along():
    text = "Kokonaispisteet ovat 56,54, kun pisteraja on 60."

    assert lines(text, width("Kokonaispisteet ovat 56,54, kun pisteraja on", BODY.face, BODY.size) + 1) == [
        "Kokonaispisteet ovat 56,54, kun pisteraja ",
        "on 60.",
    ]


def test_a_line_feed_begins_a_line_and_is_read_as_a_space():
    inline = (Run("Alavus\n", bold=True), Run("Hanke"))
    broken = break_lines(inline, [None, None], BODY, 400)

    assert ["".join(piece.text for piece in line.pieces) for line in broken] == ["Alavus ", "Hanke"]


def test_finnish_swedish_and_sami_letters_can_be_printed():
    assert unprintable("åäöÅÄÖšžŠŽáčđŋŧǥǧǩʒǯëïâõ€–−”’§½\u2011\u202f\u00a0") == ()


def test_a_text_is_parted_where_the_typeface_lacks_a_sign():
    assert stretches("tavoite ≥ 60", Face.BOLD) == (
        ("tavoite ", Face.BOLD),
        ("≥", Face.SIGNS_BOLD),
        (" 60", Face.BOLD),
    )
    assert unprintable("≥ ≤ → ← ≈ ≠ √ ∞ ✓ ★") == ()
    parts = width("a", Face.REGULAR, 10) + width("→", Face.SIGNS, 10) + width("b", Face.REGULAR, 10)
    assert width("a→b", Face.REGULAR, 10) == pytest.approx(parts)


def test_a_picture_is_refused_where_it_is_typed_just_if_no_face_has_it():
    pictures = [chr(each) for each in range(0x2600, 0x27C0) if unicodedata.category(chr(each)) == "So"]

    assert [each for each in pictures if beyond_papers(each)] == [
        each for each in pictures if unprintable(each)
    ]
    letters = [chr(each) for each in range(0x20, 0x2600) if not unprintable(chr(each))]
    assert [each for each in letters if beyond_papers(each)] == []


def test_what_cannot_be_shown_is_given_once_each():
    assert unprintable("a🎉b🎉\u200fש") == ("🎉", "\u200f", "ש")
