"""Every finding of a bundle has its sentence, and no sentence is left over."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import evaluator
from evaluator.domain.language import Language
from evaluator.intake.bundles.findings import CODES
from evaluator.resources import resource

PACKAGE = Path(evaluator.__file__).parent


@pytest.mark.parametrize("language", list(Language))
def test_the_sentences_are_those_of_the_codes(language):
    text = resource("messages", language.value, "bundles.toml").read_text(encoding="utf-8")

    assert set(tomllib.loads(text)["finding"]) == CODES


def test_every_code_is_used_somewhere():
    sources = [*(PACKAGE / "intake" / "bundles").glob("*.py"), PACKAGE / "services" / "import_bundle.py"]
    used = {
        node.value
        for file in sources
        if file.name != "findings.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert CODES - used == {"more-findings"}
