"""Every refusal of scoring has a sentence in every language."""

from __future__ import annotations

import pytest

from evaluator.domain.language import Language
from evaluator.errors import RuleError
from evaluator.messages.catalogue import Catalogue
from evaluator.scoring import errors

REFUSALS = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, RuleError) and each is not RuleError
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda each: each.code)
@pytest.mark.parametrize("language", Language)
def test_every_refusal_has_a_sentence_with_its_facts(refusal: type[RuleError], language: Language) -> None:
    facts = {name: f"<{name}>" for name in refusal.fact_names}

    sentence = Catalogue(language).error(refusal(**facts))

    assert all(value in sentence for value in facts.values())
