"""The structure tree of every paper says exactly what its content model says."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest

from evaluator.decision.annex import annex
from evaluator.decision.content import (
    Column,
    Contents,
    Document,
    Heading,
    PaperKind,
    Paragraph,
    Row,
    Run,
    Table,
    plain,
)
from evaluator.decision.draft import draft
from evaluator.decision.extract import extract
from evaluator.decision.memo import memo
from evaluator.decision.minutes import minutes
from evaluator.decision.pdf.render import render
from evaluator.decision.summary import summary
from evaluator.domain.language import Language
from tests.decision.expected import expected, tree_of
from tests.decision.reading import Reading, read
from tests.decision.rounds import DAY, a_scribe, met_outcome

BUILDERS = {
    "memo": memo,
    "draft": draft,
    "annex": annex,
    "summary": summary,
    "minutes": lambda scribe: minutes(replace(scribe, outcome=met_outcome())),
    "extract": lambda scribe: extract(scribe, scribe.outcome.standings[0]),
}


def a_document(*blocks, **changes) -> Document:
    given = {
        "kind": PaperKind.MEMO,
        "language": Language.FI,
        "title": "Esimerkki",
        "name": "Esimerkki",
        "subject": "Esimerkki",
        "authority": "Esimerkkiministeriö",
        "day": DAY,
        "status": "LUONNOS",
        "warning": "Keksittyä esittelyaineistoa",
        "blocks": (Heading(1, "Esimerkki"), *blocks),
    }
    return Document(**{**given, **changes})


def reading_of(document: Document) -> Reading:
    return read(BytesIO(render(document).data))


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
@pytest.mark.parametrize("paper", BUILDERS)
def test_the_tree_is_the_content_model(paper, language):
    document = BUILDERS[paper](a_scribe(language=language))

    found = reading_of(document)

    assert tree_of(found.root) == expected(document)
    assert found.unmarked == []
    assert found.language == {Language.FI: "fi-FI", Language.SV: "sv-FI"}[language]


@pytest.mark.parametrize("paper", BUILDERS)
def test_every_page_says_draft_and_made_up_and_its_number(paper):
    document = BUILDERS[paper](a_scribe())

    found = reading_of(document)

    for page, texts in found.artifacts.items():
        whole = " ".join(texts)
        assert "LUONNOS" in whole
        assert document.warning in whole
        assert f"Sivu {page + 1} ({len(found.artifacts)})" in whole


@pytest.mark.parametrize("paper", BUILDERS)
def test_made_up_content_is_said_once_in_the_text_itself(paper):
    found = reading_of(BUILDERS[paper](a_scribe()))

    assert sum(each.text.startswith("Keksittyä esittelyaineistoa.") for each in found.root.find("P")) == 1


def test_a_swedish_title_in_a_finnish_paper_is_marked_as_swedish():
    found = reading_of(annex(a_scribe()))

    spans = {each.text.strip(): each.language for each in found.root.find("Span")}
    assert spans["E-tjänstehandel och vandel på 2020-talet"] == "sv-FI"
    assert "Open Agenda" not in spans


def test_a_table_header_that_comes_again_is_an_artifact():
    rows = tuple(Row((plain(str(at)), plain("Esimerkki"))) for at in range(120))
    table = Table("Taulukko", (Column("Nro"), Column("Nimi")), rows)

    found = reading_of(a_document(table))

    later = [texts for page, texts in found.artifacts.items() if page]
    assert later
    assert all(texts.count("NroNimi") == 1 for texts in later)
    assert "NroNimi" not in found.artifacts[0]
    assert len(found.root.find("THead")) == 1


def test_a_link_leads_to_its_address_and_keeps_its_words():
    runs = (Run("Katso "), Run("yhteentoimivuusalusta", link="https://yhteentoimiva.suomi.fi/"), Run("."))

    found = reading_of(a_document(Paragraph(runs)))

    (paragraph,) = found.root.find("P")
    (link,) = paragraph.find("Link")
    assert paragraph.text == "Katso yhteentoimivuusalusta."
    assert link.links == ["https://yhteentoimiva.suomi.fi/"]


def test_the_list_of_parts_leads_to_each_and_says_its_page():
    parts = ("1 Alku", "2 Loppu")
    filling = tuple(Paragraph(plain("Kappale.")) for _ in range(60))
    blocks = (Contents("Sisällys", parts), Heading(2, parts[0]), *filling, Heading(2, parts[1]))

    found = reading_of(a_document(*blocks))

    (listed,) = found.root.find("TOC")
    entries = [each for each in listed.kids if each.role == "TOCI"]
    assert [each.role for each in listed.kids] == ["Caption", "TOCI", "TOCI"]
    assert [each.find("Reference")[0].text for each in entries] == ["1 Alku 1", "2 Loppu 2"]
    assert [each.find("Link")[0].links for each in entries] == [["page 1"], ["page 2"]]


def test_a_link_over_two_lines_is_one_link_with_two_areas():
    runs = (Run("Teksti " * 11), Run("pitkä linkki " * 6, link="https://example.org/"), Run(" loppu."))

    found = reading_of(a_document(Paragraph(runs)))

    (link,) = found.root.find("Link")
    assert len(link.links) >= 2


def test_words_stay_apart_where_a_line_ends():
    text = "kuntien digitalisaation kannustinjärjestelmän " * 30

    (paragraph,) = reading_of(a_document(Paragraph(plain(text)))).root.find("P")

    assert paragraph.text.rstrip() == text.rstrip()


def test_a_word_longer_than_the_line_loses_nothing():
    word = "x" * 600

    (paragraph,) = reading_of(a_document(Paragraph(plain(word)))).root.find("P")

    assert paragraph.text == word


def test_an_independent_reader_finds_the_same_text(tmp_path):
    if shutil.which("pdftotext") is None and not os.environ.get("CI"):
        pytest.skip("pdftotext is in the Debian package poppler-utils")
    document = draft(a_scribe())
    file = tmp_path / "draft.pdf"
    file.write_bytes(render(document).data)

    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True)

    item = (
        "Alavuden kaupungille ja muille hakemuksessa mainituille kunnille enintään 68 000 euroa Kunta kuuluu"
    )
    assert item in " ".join(done.stdout.split())


def test_headings_are_bookmarks():
    import pikepdf

    document = draft(a_scribe())
    with pikepdf.open(BytesIO(render(document).data)) as pdf, pdf.open_outline() as outline:
        parts = [each.title for each in outline.root[0].children]

    assert parts == [each.text for each in document.blocks if isinstance(each, Heading) and each.level == 2]
