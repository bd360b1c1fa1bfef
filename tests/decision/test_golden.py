"""The whole text of the papers of a small round, as a person reads it in the file.

After an intended change: ``pytest tests/decision --update-golden``, then read the diff.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from evaluator.decision.annex import annex
from evaluator.decision.draft import draft
from evaluator.decision.extract import extract
from evaluator.decision.memo import memo
from evaluator.decision.minutes import minutes
from evaluator.decision.pdf.render import render
from evaluator.decision.summary import summary
from evaluator.domain.language import Language
from tests.decision.reading import Node, read
from tests.decision.rounds import a_scribe, met_outcome

GOLDEN = Path(__file__).parent / "golden"
PAPERS = {
    "memo": memo,
    "draft": draft,
    "annex": annex,
    "summary": summary,
    "minutes": minutes,
    "extract-granted": lambda scribe: extract(scribe, of_number(scribe, 4)),
    "extract-refused": lambda scribe: extract(scribe, of_number(scribe, 7)),
    "minutes-of-a-meeting": lambda scribe: minutes(replace(scribe, outcome=met_outcome())),
}


def of_number(scribe, number):
    return next(each for each in scribe.outcome.standings if each.application.number == number)


def lines_of(node: Node) -> list[str]:
    if node.role == "Figure":
        return [f"  ({node.alternative})"]
    blocks = [each for each in node.kids if each.role not in {"Span", "Link"}]
    if node.role == "TR":
        return ["  " + " | ".join(each.text.strip() for each in blocks)]
    if node.role == "LI":
        label, body = blocks
        return ["  " + " ".join([label.text.strip(), *(line.strip() for line in lines_of(body))])]
    if blocks:
        return [line for each in blocks for line in lines_of(each)]
    mark = {"H1": "# ", "H2": "\n## ", "H3": "\n### ", "Caption": "["}.get(node.role, "")
    return [f"{mark}{node.text.strip()}{']' if mark == '[' else ''}"]


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_reads_as_it_did(paper, language, update_golden):
    document = PAPERS[paper](a_scribe(language=language, alphabetical=True))
    text = "\n".join(lines_of(read(BytesIO(render(document).data)).root)) + "\n"
    golden = GOLDEN / f"{paper}.{language.value}.txt"

    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")
