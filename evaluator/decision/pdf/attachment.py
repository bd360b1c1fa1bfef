"""The data of a paper as a file inside its PDF (ISO 19005-3, associated files)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream, String

from evaluator.decision.wording import Wording
from evaluator.domain.paper_data import FILE_NAME

if TYPE_CHECKING:
    from pikepdf import Pdf

    from evaluator.decision.content import Document


def attach(pdf: Pdf, data: bytes, document: Document) -> None:
    """Put the data into a file, as what its tables and sums were made from."""
    content = Stream(pdf, data)
    content.Type, content.Subtype = Name.EmbeddedFile, Name("/application/json")
    content.Params = Dictionary(
        Size=len(data),
        ModDate=String(f"D:{document.day:%Y%m%d}000000Z"),
        # The format asks for MD5; it guards against nothing but accidents.
        CheckSum=String(hashlib.md5(data, usedforsecurity=False).digest()),
    )
    stream = pdf.make_indirect(content)
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(FILE_NAME),
            UF=String(FILE_NAME),
            Desc=String(Wording(document.language).say("embedded.description")),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(FILE_NAME), specification])))
    pdf.Root.Names = pdf.make_indirect(names)
    pdf.Root.AF = Array([specification])
