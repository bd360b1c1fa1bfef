"""How long extracts take: one of thousands against one of sixty, so that their number costs nothing more."""

from __future__ import annotations

import gc
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.bench.measure import Result
from evaluator.decision.extracts import PdfExtracts
from evaluator.decision.papers import PdfPapers
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import Cents
from evaluator.intake.registers import bodies
from evaluator.scoring.outcome import work_out

if TYPE_CHECKING:
    from evaluator.composition import Program
    from evaluator.scoring.figures import Outcome

LARGE = 4_000
MOST_RATIO = 1.25
_DAY = date(2020, 12, 9)


def measure(program: Program, scale: float) -> list[Result]:
    """Write the extracts of the 2020 round, of one of 4 000 applications, and of the first again.

    Args:
        program: The services; the demonstration gives the round.
        scale: Share of the 4 000 applications.
    """
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
        outcome = program.demo(Path(folder)).outcome
    few = len(outcome.standings)
    write = PdfExtracts(PdfPapers(program.register, lambda: _DAY, bodies()))
    many = max(few, round(LARGE * scale))
    _each(write, outcome)
    before = _each(write, outcome)
    ours = _each(write, _many(outcome, many))
    reference = (before + _each(write, outcome)) / 2
    return [
        Result(
            name="extracts",
            ours=ours,
            reference=reference,
            unit="s",
            goal=MOST_RATIO,
            n=1,
            size=f"{many} applications",
        )
    ]


def _each(write: PdfExtracts, outcome: Outcome) -> float:
    """Time one extract among all of a round, checks, files and the count of them included.

    In seconds of the processor: the runs are minutes apart, and what else the machine does is no part of it.
    """
    heard: list[int] = []
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
        gc.collect()
        started = time.process_time()
        write(outcome, Path(folder), progress=lambda done, _: heard.append(done))
        taken = time.process_time() - started
        written = len(list(Path(folder).iterdir()))
    if not written == len(outcome.standings) == heard[-1]:
        raise AssertionError((written, heard[-1:]))
    return taken / written


def _many(outcome: Outcome, count: int) -> Outcome:
    """Give a round of ``count`` applications: those of 2020 in turn, each with its reviews and decisions.

    The envelope holds them all, since equal scores would leave a tie at its end.
    """
    contents = outcome.contents
    real = contents.applications

    def renamed(at: int) -> ApplicationId:
        return ApplicationId(f"2020-{at:05d}")

    turns = [(renamed(at), at, real[(at - 1) % len(real)]) for at in range(1, count + 1)]
    reviews = {each.id: [one for one in contents.reviews if one.application == each.id] for each in real}
    return work_out(
        replace(
            contents,
            round=replace(contents.round, envelope=Cents(sum(each.requested for *_, each in turns))),
            applications=tuple(replace(each, id=id_, number=number) for id_, number, each in turns),
            reviews=tuple(
                replace(review, application=id_) for id_, _, each in turns for review in reviews[each.id]
            ),
            eligibility={
                id_: replace(contents.eligibility[each.id], application=id_) for id_, _, each in turns
            },
            deviations=(),
            conditions=(),
        ),
        lambda _: (),
    )
