"""Papers that were changed after they were made, and files that would keep ``verify`` busy for ever."""

from __future__ import annotations

import json
import time
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from evaluator.decision.paper_file_errors import (
    DamagedPaperError,
    DataFormError,
    PaperTooLargeError,
    UnknownDataError,
)
from evaluator.decision.paper_spelling import digest_of
from evaluator.decision.verifying import data_from, verify, verify_file
from evaluator.domain.paper_data import FILE_NAME
from evaluator.errors import InputError
from tests.decision.editions import papers

SOON = 20.0
"""Seconds; each of the files below took minutes, or all memory, before it was refused."""


@pytest.fixture(scope="module")
def decision():
    return papers("public")["decision"].data


@pytest.fixture(scope="module")
def annex():
    return papers("public")["annex"].data


@pytest.fixture
def differences(tmp_path):
    """What a changed paper differs in."""

    def of(content, change) -> list[tuple[str, str]]:
        path = tmp_path / "paperi.pdf"
        with pikepdf.open(BytesIO(content)) as pdf:
            change(pdf)
            pdf.save(path)
        return [(each.what, each.where) for each in verify_file(path).differences]

    return of


def of_data(change):
    """Change the data and leave the file around them."""

    def in_file(pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        told = json.loads(stream.read_bytes())
        change(told)
        stream.write(json.dumps(told).encode())

    return in_file


def nothing(pdf) -> None:
    assert len(pdf.pages)


def overlay(pdf) -> None:
    (font, *_) = pdf.pages[0].Resources.Font.keys()
    pdf.pages[0].contents_add(Stream(pdf, f"/Artifact BMC BT {font} 20 Tf 9 9 Td (1) Tj ET EMC".encode()))


def note(pdf) -> None:
    made = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[9, 9, 99, 99], Contents=String("900 000"))
    pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", ()), pdf.make_indirect(made)])


def other_glyphs(pdf) -> None:
    fonts = [each for each in pdf.objects if isinstance(each, Dictionary) and "/FontFile2" in each]
    fonts[0].FontFile2, fonts[1].FontFile2 = fonts[1].FontFile2, fonts[0].FontFile2


def heard_otherwise(pdf) -> None:
    cell = next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.P)
    cell.ActualText = String("Avustusta ei myönnetä.")


def second_file(pdf) -> None:
    pdf.attachments["muu.json"] = pikepdf.AttachedFileSpec(pdf, b"{}", filename="muu.json")


def _false_data(pdf):
    return pdf.make_indirect(pikepdf.AttachedFileSpec(pdf, b"{}", filename=FILE_NAME).obj)


def same_name_twice(pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    pdf.Root.Names.EmbeddedFiles.Names = Array([String(FILE_NAME), _false_data(pdf), *names])


def two_ways(pdf) -> None:
    pdf.Root.AF = Array([_false_data(pdf)])


def two_streams(pdf) -> None:
    pdf.Root.AF[0].EF.F = pdf.make_indirect(Stream(pdf, b"{}"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (overlay, "page.1"),
        (note, "page.1"),
        (other_glyphs, "page.1"),
        (lambda pdf: setattr(pdf.pages[0], "Rotate", 180), "page.1"),
        (heard_otherwise, "structure"),
        (second_file, "attachment"),
        (same_name_twice, "attachment"),
        (two_ways, "attachment"),
        (two_streams, "attachment"),
        (lambda pdf: setattr(pdf.Root, "Lang", String("sv-FI")), "language"),
        (of_data(lambda told: told.update(dated="2019-01-01")), "digest"),
        (of_data(lambda told: told.update(made_up=not told["made_up"])), "digest"),
        (of_data(lambda told: told.update(call="2019-joint-projects")), "digest"),
        (of_data(lambda told: told["figures"].pop("grants.count")), "digest"),
    ],
)
def test_what_no_figure_tells_is_found(decision, differences, change, found):
    assert found in {what for what, _ in differences(decision, change)}


def test_a_page_too_many_is_found(decision, differences):
    assert [
        what.partition(".")[0] for what, _ in differences(decision, lambda pdf: pdf.add_blank_page())
    ] == ["page"]


def test_a_paper_that_was_only_stored_anew_or_signed_still_follows(decision, differences):
    def sign(pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("1"), Rect=[0, 0, 0, 0])
        )
        pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", ()), field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    assert differences(decision, nothing) == []
    assert differences(decision, sign) == []


@pytest.mark.parametrize("field", ["number", "applicants", "title"])
def test_what_an_annex_says_of_every_application_must_be_in_its_data_and_print(annex, differences, field):
    def unsaid(told) -> None:
        key = f"application.{told['applications'][0]['id']}.{field}"
        told["statements"] = [each for each in told["statements"] if each["about"] != key]

    def gone(told) -> None:
        unsaid(told)
        del told["applications"][0][field]

    told = {where for what, where in differences(annex, of_data(unsaid)) if what.endswith(field)}
    assert told == {"paper"}
    told = {where for what, where in differences(annex, of_data(gone)) if what.endswith(field)}
    assert told == {"data"}


def test_answers_of_reviewers_in_a_version_for_outside_are_found():
    with pikepdf.open(BytesIO(papers("internal")["memo"].data)) as pdf:
        told = json.loads(pdf.Root.AF[0].EF.F.read_bytes())

    found = verify(data_from(json.dumps({**told, "variant": "public"}).encode(), "x"), ())

    assert "variant" in {each.what for each in found.differences}


def test_a_group_named_twice_does_not_follow_and_does_not_crash():
    with pikepdf.open(BytesIO(papers("internal")["memo"].data)) as pdf:
        told = json.loads(pdf.Root.AF[0].EF.F.read_bytes())
    told["method"]["groups"] *= 2

    found = verify(data_from(json.dumps(told).encode(), "x"), ())

    assert "method" in {each.what for each in found.differences}


def test_a_form_that_is_no_text_is_refused():
    with pytest.raises(UnknownDataError):
        data_from(b'{"format": []}', "x")


def test_the_digest_is_that_of_the_published_spelling():
    with pikepdf.open(BytesIO(papers("public")["annex"].data)) as pdf:
        data = data_from(bytes(pdf.Root.AF[0].EF.F.read_bytes()), "x")

    assert data.digest == digest_of(data)


# Files that keep a reader busy

_FONT = b"<</Type/Font/Subtype/TrueType/ToUnicode 10 0 R>>"
_CMAP = b"1 beginbfchar <41> <0041> endbfchar"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 8 0 R/Resources<</Font<</F 9 0 R>>>>>>"


def _stream(content: bytes, fields: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (fields, len(content), content)


def _shown(text: bytes) -> bytes:
    return _stream(b"BT /F 9 Tf /P <</MCID 0>>BDC " + text + b" EMC ET")


def _file(kids: bytes, content: bytes, cmap: bytes = _CMAP, pages: int = 1, data: bytes = b"{}") -> bytes:
    """Write a PDF object by object: one structure element with these kids, one content for all its pages."""
    more = [b"%d 0 R" % at for at in (3, *range(11, 10 + pages))]
    listed = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 7 0 R>>/StructTreeRoot 6 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(more), pages),
        _PAGE,
        b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F 5 0 R>>>>" % ((FILE_NAME.encode(),) * 2),
        _stream(data),
        b"<</Type/StructTreeRoot/K<</S/P/Pg 3 0 R/K[%s]>>>>" % kids,
        b"<</Names[(%s) 4 0 R]>>" % FILE_NAME.encode(),
        content,
        _FONT,
        _stream(cmap),
        *([_PAGE] * (pages - 1)),
    ]
    parts, places = [b"%PDF-1.7\n"], []
    for number, each in enumerate(listed, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    begin = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(listed) + 1))
    parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(listed) + 1, begin))
    return b"".join(parts)


_LONG = _shown(b"(%s) Tj" % (b"A" * 500_000))
_BUSY = {
    "one text a million times": lambda: _file(b"0 " * 1_000_000, _LONG),
    "a table of beginnings": lambda: _file(b"0", _shown(b"(A) Tj"), b"beginbfchar" * 90_000),
    "a character of many letters": lambda: _file(
        b"0", _LONG, b"beginbfchar <41> <" + b"0041" * 100_000 + b"> endbfchar"
    ),
    "one content on many pages": lambda: _file(
        b" ".join(b"<</Type/MCR/MCID 0/Pg %d 0 R>>" % at for at in (3, *range(11, 1_010))),
        _shown(b"[]TJ" + b" " * 500_000),
        pages=1_000,
    ),
    "packed in another way": lambda: _file(
        b"0", _stream(b"80" * 1_000, b"/Filter[/ASCIIHexDecode/#46lateDecode]")
    ),
}


@pytest.mark.parametrize("name", _BUSY)
def test_a_file_that_would_keep_a_reader_busy_is_done_with_soon(name, tmp_path):
    path = tmp_path / "paperi.pdf"
    path.write_bytes(_BUSY[name]())
    began = time.monotonic()

    with pytest.raises(InputError) as refused:
        verify_file(path)

    assert isinstance(refused.value, DamagedPaperError | PaperTooLargeError | DataFormError)
    assert time.monotonic() - began < SOON


def test_statements_are_not_searched_for_ever():
    with pikepdf.open(BytesIO(papers("public")["annex"].data)) as pdf:
        told = json.loads(pdf.Root.AF[0].EF.F.read_bytes())
    told["statements"] = [{"about": "applications.count", "at": 0}] * 100_000
    began = time.monotonic()

    found = verify(data_from(json.dumps(told).encode(), "x"), ["x" * 1_000_000])

    assert "statements" in {each.what for each in found.differences}
    assert time.monotonic() - began < SOON
