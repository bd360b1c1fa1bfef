"""Finding as one types, whatever the accents: ``jamsa`` finds Jämsä."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Give a text without accents and without capitals, to compare with another."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def words(query: str) -> tuple[str, ...]:
    """Give the words of a query as they are looked for; a text is found that has them all."""
    return tuple(folded(query).split())
