from __future__ import annotations

import io
import zipfile

import pytest

from evaluator.errors import EvaluatorError
from evaluator.intake.office_text import office_text
from tests.ui.applications.test_page import docx


def archive(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return out.getvalue()


BOMB = b"""<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""


def test_a_document_gives_its_paragraphs():
    assert office_text(docx("Ensimm\u00e4inen"), "attachments/a.docx") == "Ensimm\u00e4inen"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 keksitty",
        archive("word/document.xml", BOMB),
        archive("word/document.xml", b"<a>" + b" " * (33 << 20) + b"</a>"),
        archive("word/document.xml", b"<a><b></a>"),
        archive("muu.xml", b"<a/>"),
    ],
    ids=["empty", "damaged", "entities", "large", "not-xml", "no-document"],
)
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_what_is_damaged_or_hostile_is_refused_in_a_sentence(data, ending):
    with pytest.raises(EvaluatorError) as caught:
        office_text(data, f"liite.{ending}")

    assert caught.value.code.startswith("input.")
