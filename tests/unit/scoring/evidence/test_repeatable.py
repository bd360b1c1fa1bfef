"""The same input prints the same figures, again and with another number of BLAS threads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

PROGRAM = """
import random
from fractions import Fraction
from evaluator.scoring.evidence.analysis import Options, analyse
from evaluator.scoring.evidence.funded import FirstPlaces
from evaluator.scoring.evidence.ratings import Rating, RatingScale

draw = random.Random(4)
ratings = [
    Rating(application=f"a{a:03d}", reviewer=f"r{r:03d}", score=Fraction(draw.randint(0, 20), 4))
    for a in range(300)
    for r in draw.sample(range(%d), 4)
]
found = analyse(ratings, Options(scale=RatingScale(Fraction(0), Fraction(5)), draws=500), FirstPlaces(90))
print(found)
"""


def printed(threads: str, reviewers: int) -> str:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM % reviewers],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


@pytest.mark.parametrize("reviewers", [14, 250])
def test_figures_do_not_depend_on_the_number_of_threads_or_the_run(reviewers):
    once = printed("1", reviewers)

    assert once == printed("1", reviewers)
    assert once == printed("2", reviewers)
    assert "adjusted=" in once
