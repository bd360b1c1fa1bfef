"""Make up the reviews of the demonstration: ``resources/demo/reviewers_2020.csv`` and ``reviews_2020.csv``.

The ministry published its selection of 2020 and no scores. So that the demonstration can
go the whole way from scores to the published grants, this script invents reviewers and
scores under which exactly the published grants reach the demonstration's threshold. The
outcome itself is written nowhere: the program computes it from the reviews.

How a score comes about: every application gets an invented quality, above the line if the
ministry funded it and below it if not; a reviewer adds a severity, a question a difficulty,
and each answer its own noise; the sum is rounded to a step of the scale. Where noise
carries an application over the line, single answers are moved by one step until it lies
on its side again. The design is mixed and connected: two to four reviewers for each
application, chosen by load. One reviewer is disqualified once.

Run from the checkout: ``python scripts/make_demo_reviews.py``. The same inputs give the
same bytes: only ``random.Random(SEED).random()`` is used, which Python keeps stable.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId  # noqa: E402
from evaluator.domain.reviews import NotApplicable, Review, Scored  # noqa: E402
from evaluator.intake.call_files import ShippedCalls  # noqa: E402
from evaluator.intake.demo_reviews import REVIEW_COLUMNS, REVIEWER_COLUMNS  # noqa: E402
from evaluator.intake.demo_settings import read_demo_settings  # noqa: E402
from evaluator.scoring.transparent import score_applications  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from evaluator.domain.call import Call

SEED = 20201209
CALL = "2020-joint-projects"
DEMO = ROOT / "resources" / "demo"
ROUND = ROOT / "resources" / "rounds" / "2020"
SENTENCES = ROOT / "scripts" / "demo_sentences.toml"

SEVERITIES = (0.35, -0.30, 0.10, -0.15, 0.25, -0.40, 0.00, 0.15)
"""What each reviewer adds to every answer, in steps; their number is that of reviewers."""

ABOVE, BELOW = (3.0, 4.35), (1.45, 2.95)
"""Invented qualities of funded and other applications, in steps of the scale."""

NOISE = 1.6
NOT_APPLICABLE_SHARE = 0.06
MARGIN = Fraction(1, 4)
"""How far from the threshold a total is at least: no tie at the line by accident."""

RECUSED = (13, 2)
"""Row of the annex and number of the reviewer who is made up to be disqualified."""

REMARK = (
    "# Keksittyä aineistoa esittelyä varten: arvioijia ei ole, eikä ministeriö ole julkaissut pisteitä.\n"
    "# Påhittat material för demonstrationen. Made up for the demonstration: scripts/make_demo_reviews.py.\n"
)


@dataclass(frozen=True, slots=True)
class Material:
    """What the reviews are made from."""

    call: Call
    threshold: Fraction
    moment: datetime
    rows: tuple[int, ...]
    funded: frozenset[int]
    sentences: dict[str, Any]


def load() -> Material:
    """Read call, annex, grants, settings and sentences."""

    def column(file: str) -> tuple[int, ...]:
        with (ROUND / file).open(encoding="utf-8", newline="") as lines:
            return tuple(int(row["annex_row"]) for row in csv.DictReader(lines))

    settings = read_demo_settings(DEMO / "settings_2020.toml")
    return Material(
        call=ShippedCalls().get(CALL),
        threshold=settings.threshold,
        moment=settings.moment,
        rows=column("applications.csv"),
        funded=frozenset(column("grants.csv")),
        sentences=tomllib.loads(SENTENCES.read_text(encoding="utf-8")),
    )


def assign(rows: Sequence[int], draw: random.Random) -> dict[int, list[int]]:
    """Give each row two to four reviewers, those with the least to do first."""
    load_of = [0.0] * len(SEVERITIES)
    assigned: dict[int, list[int]] = {}
    for row in rows:
        count = 2 + int(draw.random() * 3)
        by_load = sorted(range(len(SEVERITIES)), key=lambda each: load_of[each] + 4 * draw.random())
        assigned[row] = sorted(by_load[:count])
        for each in assigned[row]:
            load_of[each] += 1
    return assigned


def between(ends: tuple[float, float], draw: random.Random) -> float:
    """Draw evenly between two ends."""
    return ends[0] + (ends[1] - ends[0]) * draw.random()


def answers(material: Material, row: int, reviewers: Sequence[int], draw: random.Random) -> list[Review]:
    """Make up the answers of one application's reviewers, without sentences."""
    scale = material.call.scale
    quality = between(ABOVE if row in material.funded else BELOW, draw)
    reviews = []
    for reviewer in reviewers:
        scores: dict[CriterionId, Scored | NotApplicable] = {}
        for at, criterion in enumerate(material.call.criteria):
            difficulty = (0.25, -0.1, -0.2, 0.1)[at % 4]
            noise = NOISE * (draw.random() + draw.random() - 1)
            raw = quality + SEVERITIES[reviewer] + difficulty + noise
            value = min(max(int(raw + 0.5), scale.lowest), scale.highest)
            scores[criterion.id] = Scored(Fraction(value))
            if draw.random() < NOT_APPLICABLE_SHARE and criterion.may_be_not_applicable:
                reason = material.sentences["criteria"][criterion.id]["na"]
                scores[criterion.id] = NotApplicable(reason)
        review = Review(
            application=ApplicationId(f"2020-{row:03d}"),
            reviewer=ReviewerId(f"r{reviewer + 1}"),
            scores=scores,
            submitted=material.moment,
        )
        reviews.append(review)
    return reviews


def to_its_side(material: Material, row: int, reviews: list[Review], draw: random.Random) -> list[Review]:
    """Move single answers by one step until the total lies on the row's side of the line."""
    step = 1 if row in material.funded else -1
    scale = material.call.scale
    while True:
        (score,) = score_applications(material.call, reviews).values()
        if step * (score.total - material.threshold) >= MARGIN:
            return reviews
        at = int(draw.random() * len(reviews))
        criterion = material.call.criteria[int(draw.random() * len(material.call.criteria))].id
        state = reviews[at].scores[criterion]
        if isinstance(state, Scored) and scale.lowest <= state.value + step <= scale.highest:
            moved = {**reviews[at].scores, criterion: Scored(state.value + step)}
            reviews[at] = replace(reviews[at], scores=moved)


def chosen(sentences: Sequence[str], draw: random.Random) -> str:
    """Draw a sentence."""
    return sentences[int(draw.random() * len(sentences))]


def lines_of(material: Material, review: Review, draw: random.Random) -> Iterable[tuple[str, ...]]:
    """Write a review as rows, with the sentences the call asks for: groups and ends of the scale."""
    (score,) = score_applications(material.call, [review]).values()
    ends = {material.call.scale.lowest: "low", material.call.scale.highest: "high"}
    whose = (review.reviewer, review.application)
    for group in material.call.groups:
        total = score.groups[group.id]
        level = "low" if total < 45 else "middle" if total < 68 else "high"  # noqa: PLR2004 - thirds by eye
        yield (*whose, group.id, "", chosen(material.sentences["groups"][group.id][level], draw))
        for criterion in group.criteria:
            state = review.scores[criterion.id]
            if isinstance(state, NotApplicable):
                yield (*whose, criterion.id, "na", state.reason)
            elif isinstance(state, Scored):
                end = ends.get(int(state.value))
                of_criterion = material.sentences["criteria"][criterion.id]
                said = chosen(of_criterion[end], draw) if end else ""
                yield (*whose, criterion.id, str(state.value), said)


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a file with the remark that it is made up."""
    text = io.StringIO(newline="")
    text.write(REMARK)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def main() -> None:
    """Write both files."""
    material = load()
    draw = random.Random(SEED)
    assigned = assign(material.rows, draw)
    recused_row, recused_reviewer = RECUSED
    lines: list[tuple[str, ...]] = []
    for row in material.rows:
        reviewers = assigned[row]
        if row == recused_row:
            reviewers = [each for each in reviewers if each != recused_reviewer - 1]
            recused = (f"r{recused_reviewer}", f"2020-{row:03d}", "", "recused")
            lines.append((*recused, material.sentences["recused"]))
        reviews = to_its_side(material, row, answers(material, row, reviewers, draw), draw)
        for review in reviews:
            lines += lines_of(material, review, draw)
    write(
        DEMO / "reviewers_2020.csv",
        REVIEWER_COLUMNS,
        [(f"r{at}", f"Esimerkkiarvioija {at}", "keksitty") for at in range(1, len(SEVERITIES) + 1)],
    )
    write(DEMO / "reviews_2020.csv", REVIEW_COLUMNS, lines)
    print(f"{len(lines)} rows")


if __name__ == "__main__":
    main()
