"""Find applications as people type: without caring for case, accents or word order."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evaluator.domain.applications import Application

# The blocks of combining marks; asking for each letter whether it is one is fifty times slower.
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def folded(text: str) -> str:
    """Take case and accents away, so that ``jamsa`` finds ``Jämsä``."""
    if text.isascii():
        return text.casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def searchable(application: Application) -> str:
    """Give everything of an application that a search looks at, folded."""
    bodies = application.applicants.bodies
    return folded(
        "\n".join(
            [
                str(application.number),
                application.id,
                application.title,
                application.applicants.as_written,
                *(each.name for each in bodies),
            ]
        )
    )


class Finder:
    """A search: every word must occur somewhere."""

    def __init__(self, text: str) -> None:
        self._words = tuple(folded(text).split())

    def matches(self, application: Application) -> bool:
        """Tell whether the application has every word; an empty search matches all."""
        return not self._words or self.matches_text(searchable(application))

    def matches_text(self, text: str) -> bool:
        """Tell whether a text that ``searchable`` made has every word."""
        return all(word in text for word in self._words)
