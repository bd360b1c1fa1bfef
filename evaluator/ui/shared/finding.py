"""Finding as one types, whatever the accents: ``jamsa`` finds Jämsä."""

from __future__ import annotations

from functools import lru_cache

from evaluator.domain.search import folded as _folded


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Give a text without accents and without capitals, to compare with another."""
    return _folded(text)


def words(query: str) -> tuple[str, ...]:
    """Give the words of a query as they are looked for; a text is found that has them all."""
    return tuple(folded(query).split())
