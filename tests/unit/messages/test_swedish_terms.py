"""The Swedish of the glossary is the Swedish of every sentence."""

from __future__ import annotations

import re

import pytest

from evaluator.resources import resource

FORBIDDEN = {
    "obehörig": "inte stödberättigad",
    "behörighet": "stödberättigande",
    "projektadministratör": "projektförvaltare",
    "tröskel": "poänggräns",
    "stryk": "lämna utan",
    "struken": "utan understöd",
    "släpp": "lämna utan",
    "minska understöd": "sätt ned understöd",
    "minska belopp": "sätt ned belopp",
    "granskning": "bedömning",
}
FILES = sorted(
    [*resource("messages", "sv").glob("*.toml"), resource("papers", "sv.toml")], key=lambda each: each.name
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_swedish_sentences_use_the_words_of_the_glossary(path):
    said = re.findall(r'"([^"]*)"', path.read_text(encoding="utf-8").lower())

    assert [(word, text) for word in FORBIDDEN for text in said if re.search(rf"\b{word}", text)] == []


def test_finnish_calls_the_least_score_pisteraja():
    for path in [*resource("messages", "fi").glob("*.toml"), resource("papers", "fi.toml")]:
        assert "kynny" not in path.read_text(encoding="utf-8").lower(), path.name
