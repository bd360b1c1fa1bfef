"""How long papers take: against the same paper from untagged ReportLab, and the draft of 2020 whole."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.bench.measure import Result, in_turn, seconds
from evaluator.bench.untagged import untagged
from evaluator.decision.annex import annex
from evaluator.decision.papers import PdfPapers
from evaluator.decision.pdf.lines import forget
from evaluator.decision.pdf.render import render
from evaluator.decision.scribe import Scribe
from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.applications import Application
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.intake.registers import bodies
from evaluator.scoring.outcome import work_out

if TYPE_CHECKING:
    from evaluator.composition import Program
    from evaluator.decision.content import Document
    from evaluator.scoring.figures import Outcome

MOST_RATIO = 1.4
MOST_SECONDS = 0.5
LARGE = 4_000
_RUNS = 5
_DAY = date(2020, 12, 9)


def measure(program: Program, scale: float) -> list[Result]:
    """Measure the annex at 61 and 4 000 rows, and the decision draft of the 2020 round.

    Args:
        program: The services; the demonstration gives the round.
        scale: Share of the 4 000 rows.
    """
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
        outcome = program.demo(Path(folder)).outcome
    count = max(61, round(LARGE * scale))
    large = _annex(program, _many(program, outcome, count))
    return [
        _against_untagged("render", _annex(program, outcome), _RUNS, "61"),
        _against_untagged("render-large", large, _RUNS, str(count)),
        _draft(program, outcome),
    ]


def _annex(program: Program, outcome: Outcome) -> Document:
    scribe = Scribe(
        outcome=outcome, register=program.register, bodies=bodies(), language=Language.FI, day=_DAY
    )
    return annex(scribe)


def _many(program: Program, outcome: Outcome, count: int) -> Outcome:
    """Give a round of ``count`` made-up applications, with the texts of 2020 in turn."""
    contents = outcome.contents
    real = contents.applications
    register = program.register
    applications = tuple(
        Application(
            id=ApplicationId(f"2020-{number:05d}"),
            number=number,
            title=real[number % len(real)].title,
            applicants=parse_applicants(real[number % len(real)].applicants.as_written, register, bodies()),
            requested=Cents(100_000_00 + number),
        )
        for number in range(1, count + 1)
    )
    many = replace(
        contents, applications=applications, eligibility={}, reviews=(), deviations=(), conditions=()
    )
    return work_out(many, lambda _: ())


def _against_untagged(name: str, document: Document, runs: int, size: str) -> Result:
    def ours_anew() -> float:
        forget()
        return seconds(lambda: render(document))

    render(document)
    untagged(document)
    ours, reference = in_turn(ours_anew, lambda: seconds(lambda: untagged(document)), runs)
    return Result(
        name=name, ours=ours, reference=reference, unit="s", goal=MOST_RATIO, n=runs, size=f"{size} rows"
    )


def _draft(program: Program, outcome: Outcome) -> Result:
    """Time the decision draft of 2020 from the outcome to the file's bytes, checks included."""
    papers = PdfPapers(program.register, lambda: _DAY, bodies())

    def deed() -> None:
        papers.rendered(outcome, language=Language.FI, order="ranked", kinds=["decision"])

    deed()
    taken = []
    for _ in range(_RUNS):
        forget()
        taken.append(seconds(deed))
    return Result(
        name="draft",
        ours=statistics.median(taken),
        reference=None,
        unit="s",
        goal=MOST_SECONDS,
        n=_RUNS,
        size="61",
    )
