"""The rounds that the window is measured on: a large one with scores, and a reviewer's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from evaluator.bench.opening import PASSPHRASE, large_workspace
from evaluator.bench.ranking import made_up_reviews
from evaluator.composition import compose
from evaluator.domain.identifiers import ReviewerId
from evaluator.domain.reviews import Reviewer

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.composition import Program

REVIEWS_EACH: Final = 2
REVIEWERS: Final = 60
_OWN: Final = 61
"""So many applications one reviewer has at most: a whole round of the year 2020."""


def scored_workspace(program: Program, folder: Path, count: int) -> Path:
    """Make a workspace of so many applications, each with two reviews; its evidence is stored."""
    path = large_workspace(program, folder, count)
    workspace = program.open(path, PASSPHRASE)
    try:
        with workspace.begin() as unit:
            ids = [each.id for each in unit.applications()]
            people = [ReviewerId(f"r{at:03d}") for at in range(REVIEWERS)]
            unit.put_reviewers(
                Reviewer(id=each, name=f"Esimerkkiarvioija {at}", made_up=True)
                for at, each in enumerate(people, start=1)
            )
            call = unit.round().call
            made = made_up_reviews(call, count, each=REVIEWS_EACH, reviewers=REVIEWERS)
            unit.add_reviews(
                replace(review, application=ids[at // REVIEWS_EACH]) for at, review in enumerate(made)
            )
            unit.commit()
        program.evidence(workspace, program.outcome(workspace))
    finally:
        workspace.close()
    return path


def reviewer_workspace(program: Program, folder: Path) -> Path:
    """Make a reviewer's workspace from a package of made-up applications, under ``PASSPHRASE``."""
    reviewer = compose(folder / "reviewer")
    for machine, name in ((program, "Esimerkkiesittelijä"), (reviewer, "Esimerkkiarvioija 1")):
        machine.identities.new(name, "", machine.identity_secret(passphrase=PASSPHRASE))
    card = folder / "reviewer.evcard"
    person = reviewer.identity_secret(passphrase=PASSPHRASE)
    reviewer.identities.write_card(None, person, card)
    own = folder / "own"
    own.mkdir()
    round_ = program.open(large_workspace(program, own, _OWN), PASSPHRASE)
    try:
        program.reviewing.add_reviewers(round_, [card], "bench")
        program.reviewing.assign(round_, 1, "bench")
        sender = program.identities.open(None, program.identity_secret(passphrase=PASSPHRASE))
        made = program.make_packages(round_, sender, folder / "packages")
    finally:
        round_.close()
    path = folder / "reviewer.evaluator"
    opener = reviewer.identities.open(None, person)
    secret = reviewer.secret(passphrase=PASSPHRASE)
    reviewer.reviewing.open_package(made[0].path, path, opener, secret).workspace.close()
    return path
