"""Find applications as people type: without caring for case, accents or word order."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.applications import Application


def folded(text: str) -> str:
    """Take case and accents away, so that ``jamsa`` finds ``Jämsä``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


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
