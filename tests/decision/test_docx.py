"""The draft as a document to be edited: real styles, numbering, repeated headers, language; nothing lost."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from evaluator.decision.content import (
    Column,
    Document,
    KeyValues,
    NumberedList,
    PaperKind,
    Paragraph,
    Row,
    Run,
    Table,
    bold,
    plain,
)
from evaluator.decision.docx.drafts import DocxDrafts
from evaluator.decision.docx.render import render
from evaluator.decision.docx.styles import TEXT_WIDTH
from evaluator.decision.errors import IncompleteDraftError
from evaluator.decision.papers import PdfPapers
from evaluator.decision.walk import inlines
from evaluator.domain.language import Language
from tests.decision.hostile import hostile_outcome
from tests.decision.rounds import DAY, small_outcome, the_bodies, the_register

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CORE = "{http://purl.org/dc/elements/1.1/}"


def papers() -> PdfPapers:
    return PdfPapers(the_register(), lambda: DAY, the_bodies())


@cache
def drafted(language: Language = Language.FI) -> Document:
    (paper,) = papers().documents(
        small_outcome(), language=language, order="ranked", kinds=(PaperKind.DECISION,)
    )
    return paper


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return ET.fromstring(archive.read(name))


@cache
def written(language: Language = Language.FI) -> bytes:
    return render(drafted(language))


def body(language: Language = Language.FI) -> ET.Element:
    return part(written(language), "word/document.xml")


def text(element: ET.Element) -> str:
    pieces = []
    for each in element.iter():
        if each.tag == f"{W}t":
            pieces.append(each.text or "")
        elif each.tag == f"{W}br":
            pieces.append("\n")
    return "".join(pieces)


def style(paragraph: ET.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def a_document(*blocks, **changes) -> Document:
    paper = drafted()
    given = {name: getattr(paper, name) for name in Document.__dataclass_fields__}
    return Document(**{**given, "blocks": blocks, **changes})


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
def test_every_text_of_the_paper_is_in_the_document_in_reading_order(language):
    said = [
        "".join(run.text for run in inline)
        for block in drafted(language).blocks
        for inline in inlines(block)
        if inline and "".join(run.text for run in inline)
    ]
    read = [text(each) for each in body(language).iter(f"{W}p") if text(each)]

    assert read == said


def test_headings_are_headings_and_every_style_is_described():
    used = {style(each) for each in body().iter(f"{W}p")}
    styles = part(written(), "word/styles.xml")
    described = {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}
    levels = [int(style(each)[-1]) for each in body().iter(f"{W}p") if style(each).startswith("Heading")]

    assert used - {""} <= described
    assert "" not in used
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_formatted_by_hand():
    """A run may say its style and its language, a paragraph its style and its place in a list."""
    runs = {each.tag for found in body().iter(f"{W}rPr") for each in found}
    paragraphs = {each.tag for found in body().iter(f"{W}pPr") for each in found}

    assert runs <= {f"{W}rStyle", f"{W}lang"}
    assert paragraphs <= {f"{W}pStyle", f"{W}numPr", f"{W}keepNext"}


def test_each_numbered_list_is_numbered_by_the_program_and_begins_at_one():
    content = render(
        a_document(
            NumberedList(((plain("Yksi"), plain("Ehto")), (plain("Kaksi"),))),
            Paragraph(plain("Väli")),
            NumberedList(((plain("Taas yksi"),),)),
        )
    )
    document, numbering = part(content, "word/document.xml"), part(content, "word/numbering.xml")
    numbers = [
        (text(each), found.get(f"{W}val"))
        for each in document.iter(f"{W}p")
        if (found := each.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
    ]

    assert [name for name, _ in numbers] == ["Yksi", "Kaksi", "Taas yksi"]
    assert numbers[0][1] == numbers[1][1] != numbers[2][1]
    for _, number in numbers:
        (known,) = [each for each in numbering.iter(f"{W}num") if each.get(f"{W}numId") == number]
        assert known.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_tables_repeat_their_header_and_never_break_a_row():
    tables = list(body().iter(f"{W}tbl"))
    refusals = tables[1]
    rows = refusals.findall(f"{W}tr")

    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])
    assert all(
        row.find(f"{W}trPr/{W}cantSplit") is not None for each in tables for row in each.findall(f"{W}tr")
    )
    assert refusals.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Kielteiset ratkaisut perusteluineen"
    for table in tables:
        grid = [int(each.get(f"{W}w")) for each in table.find(f"{W}tblGrid")]
        assert TEXT_WIDTH - len(grid) <= sum(grid) <= TEXT_WIDTH
        for row in table.findall(f"{W}tr"):
            assert [int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")] == grid


@pytest.mark.parametrize(("language", "tag", "mark"), [("fi", "fi-FI", "LUONNOS"), ("sv", "sv-FI", "UTKAST")])
def test_language_and_status_are_those_of_the_paper(language, tag, mark):
    content = written(Language(language))
    defaults = part(content, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    header = part(content, "word/header1.xml")
    core = part(content, "docProps/core.xml")

    assert defaults.get(f"{W}val") == tag
    assert mark in text(header)
    assert [each.get(f"{W}instr").strip() for each in header.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert core.find(f"{CORE}title").text == drafted(Language(language)).title
    assert core.find(f"{CORE}language").text == tag


def test_a_title_in_the_other_language_says_so():
    runs = {
        text(run): run.find(f"{W}rPr/{W}lang").get(f"{W}val")
        for run in body().iter(f"{W}r")
        if run.find(f"{W}rPr/{W}lang") is not None
    }

    assert runs.get("E-tjänstehandel och vandel på 2020-talet") == "sv-FI" or any(
        "E-tjänstehandel" in each for each in runs
    )


def test_the_document_says_that_its_content_is_made_up_on_every_page():
    footer = text(part(written(), "word/footer1.xml"))

    assert footer == drafted().warning
    assert "eksitty" in footer


def test_links_and_stress_are_kept():
    content = render(
        a_document(Paragraph((*bold("Tärkeä "), Run("sivu", link="https://example.invalid/?a=1&b=2"))))
    )
    document = part(content, "word/document.xml")
    link = document.find(f".//{W}hyperlink")
    relations = part(content, "word/_rels/document.xml.rels")
    targets = {each.get("Id"): (each.get("Target"), each.get("TargetMode")) for each in relations}

    assert text(document) == "Tärkeä sivu"
    assert targets[link.get(f"{R}id")] == ("https://example.invalid/?a=1&b=2", "External")
    assert document.find(f".//{W}r/{W}rPr/{W}rStyle").get(f"{W}val") == "Strong"


def test_tables_that_follow_each_other_stay_two():
    pairs = KeyValues("", (("Nimi", plain("Arvo")),))
    document = part(render(a_document(pairs, pairs)), "word/document.xml")

    assert [each.tag.removeprefix(W) for each in document[0]] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_hostile_texts_come_through_whole():
    nasty = "<b>&amp; \u202eשלום\u202c 🚀\x00\x1f ]]> _x0041_ " + "pitkä " * 100
    content = render(
        a_document(
            Paragraph(plain(nasty)), Table("Taulu", (Column("A"),), (Row((plain(nasty),)),)), title=nasty
        )
    )
    expected = nasty.replace("\x00", "\ufffd").replace("\x1f", "\ufffd")

    read = [text(each) for each in part(content, "word/document.xml").iter(f"{W}p")]
    assert read.count(expected) == 2
    outcome = hostile_outcome()
    (paper,) = papers().documents(outcome, language=Language.FI, order="ranked", kinds=(PaperKind.DECISION,))
    everything = text(part(render(paper), "word/document.xml"))
    assert all(text_ in everything for text_ in ("<b>&amp; Hanke </b>", "Čáhppes giella"))


def test_the_same_paper_gives_the_same_bytes():
    assert render(drafted()) == written()


def test_four_thousand_rows_take_as_long_for_each_row_as_four_hundred():
    def sized(rows: int) -> int:
        table = Table("Taulu", (Column("A"), Column("B")), (Row((plain("x"), plain("y"))),) * rows)
        with zipfile.ZipFile(io.BytesIO(render(a_document(table)))) as archive:
            return archive.getinfo("word/document.xml").file_size

    assert 9.5 < (sized(4_000) - sized(0)) / (sized(400) - sized(0)) < 10.5


def test_a_draft_that_lacks_something_is_not_made():
    with pytest.raises(IncompleteDraftError):
        DocxDrafts(papers())(small_outcome(eligibility=()), language=Language.FI, order="ranked")
