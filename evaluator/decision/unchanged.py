"""Whether a paper is still as it was made: data, pages, structure and attachment.

Figures and names are looked for one by one elsewhere; this finds what no figure tells, such
as another sentence, a note over a sum or a page too many. Whoever changes a paper can renew
the digests along with it: that it is authentic they cannot say.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from evaluator.decision.paper_difference import PaperDifference
from evaluator.decision.paper_spelling import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.pdf.reader import PaperFile
    from evaluator.domain.paper_data import PaperData


def changes(data: PaperData, read: PaperFile) -> Iterator[PaperDifference]:
    """Give everything in which a file is not as it was when its data were put in."""
    if data.digest != digest_of(data):
        yield _changed("digest", "data")
    if not read.attached:
        yield _changed("attachment")
    if read.language.partition("-")[0] != data.language:
        yield _changed("language")
    pages, structure = (data.seen.pages, data.seen.structure) if data.seen is not None else ((), "")
    for number, (made, found) in enumerate(zip_longest(pages, read.pages), 1):
        if made != found:
            yield _changed(f"page.{number}")
    if structure != read.structure:
        yield _changed("structure")


def _changed(what: str, where: str = "paper") -> PaperDifference:
    return PaperDifference(what=what, where=where, stated=None, follows=None)
