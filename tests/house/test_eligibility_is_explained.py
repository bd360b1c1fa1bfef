"""The table of rules in the documents is that of the program."""

import ast
import re
from pathlib import Path

import evaluator
from evaluator.domain.eligibility_rules.listed import LISTED
from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue

ROOT = Path(evaluator.__file__).parent.parent
LOOKS_AT = {"row": "every application", "form": "the form", "round": "the other applications"}


def explained() -> dict[str, list[str]]:
    text = (ROOT / "docs" / "eligibility.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", text, re.MULTILINE)
    return {rule: rest.split(" | ") for rule, rest in rows}


def test_every_rule_is_explained_with_its_severity_and_source():
    found = explained()

    assert list(found) == [each.rule for each in LISTED]
    for each in LISTED:
        severity, looks_at, notices, source = found[each.rule]
        assert severity == ", ".join(one.value for one in each.severities)
        assert looks_at == LOOKS_AT[each.looks_at]
        assert len(notices) > 20
        call = {f"call_{language.value}": "the call" for language in Language}
        assert source == Catalogue(Language.EN).say(f"findings.{each.rule}.source", **call)


def test_the_program_finds_nothing_that_is_not_listed_and_lists_nothing_it_never_finds():
    folder = ROOT / "evaluator" / "domain" / "eligibility_rules"
    named = set()
    for file in folder.glob("*.py"):
        if file.name != "listed.py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    named.add(node.value)

    assert {each.rule for each in LISTED} <= named


def test_every_rule_has_its_sentences_and_there_are_no_others():
    catalogue = Catalogue(Language.FI)

    for each in LISTED:
        assert all(catalogue.has(f"findings.{each.rule}.{part}") for part in ("title", "text", "source"))
