"""The table of ``rank`` parts what the order parts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evaluator.cli.commands.rank import _table
from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from tests.decision.rounds import small_outcome


def test_two_places_never_print_the_same_score():
    first, second = small_outcome().ranked[:2]
    assert first.score is not None
    assert second.score is not None
    close = [
        (first, replace(first.score, total=Fraction(76_754, 1000))),
        (second, replace(second.score, total=Fraction(76_753, 1000))),
    ]

    table = "\n".join(_table(close, {}, {}, Catalogue(Language.FI)))

    assert "76,754" in table
    assert "76,753" in table
