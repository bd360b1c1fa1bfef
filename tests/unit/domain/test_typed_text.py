"""What somebody typed, as it is seen."""

from __future__ import annotations

import pytest

from evaluator.domain.typed_text import beyond_papers, seen


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u200b", "\u2060\ufeff \u00ad", "\x07", "\u00a0", "\u202e\u202c"]
)
def test_what_nobody_sees_is_nothing(text):
    assert seen(text) == ""


def test_what_is_seen_stays_with_its_lines():
    assert (
        seen(" Ensimmäinen\u200b rivi,\n\ttoinen\x07 \u202erivi\u202c. ")
        == "Ensimmäinen rivi,\n\ttoinen rivi."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hyvä hanke 🎉🎉", ("🎉",)),
        ("valmis ✔, avoin ☐", ("✔", "☐")),
        ("שלום 中", ("ש", "ל", "ו", "ם", "中")),
        ("kattavuus ≥ 60 %, vaihe 1 → 2 ✓ – ”lainaus”\n\t§ 7 €", ()),
        ("åäö Sámi čđŋŧ Ελλάδα Кириллица", ()),
    ],
)
def test_what_no_paper_prints_is_found(text, found):
    assert beyond_papers(text) == found
