"""Make a round with several reviewers' files, by the services alone, to try merging and the meeting with.

    .venv/bin/python scripts/made_up_reviews.py FOLDER

The folder gets the official's round and the review files: one whole, one with a declared
conflict, two that continue the same review differently, one that lacks reviews, and one
that arrived damaged. Names, texts and scores are made up and say so.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator.composition import Program, compose  # noqa: E402 - the project's folder comes first
from evaluator.domain.reviews import RiskEntry, Scored  # noqa: E402
from evaluator.scoring.risk import risk_value  # noqa: E402
from evaluator.services.reviewing import Entry  # noqa: E402
from scripts.made_up_package import CALL, OFFICIAL, PASSPHRASE, a_person, an_application  # noqa: E402

if TYPE_CHECKING:
    from evaluator.domain.call import Call, Criterion
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Workspace

_LENIENCY = (0, 1, -1, 0, 1, -1)
FORK = "arvioija-3-toinen-kone.evreview"
CHANGED = "Keksitty perustelu: luin liitteen uudelleen."


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpReviews:
    """What was made.

    Attributes:
        round: The official's workspace, with nothing merged.
        data: The data folder of the official's machine.
        files: Good review files, by reviewer.
        fork: The other continuation of the third reviewer's first review.
        damaged: A review file that was cut off.
        revised: The official's applications, one of them changed, as a bundle.
    """

    round: Path
    data: Path
    files: tuple[Path, ...]
    fork: Path
    damaged: Path
    revised: Path


class _Maker:
    """Everybody's machines under one folder."""

    def __init__(self, folder: Path, secret: Any = None) -> None:
        self.folder, self._secret = folder, secret
        self.official = compose(data_dir=folder / "official")

    def secret(self, program: Program) -> Any:
        """Give the key of a workspace."""
        return self._secret or program.secret(passphrase=PASSPHRASE)

    def person(self, program: Program, name: str) -> Any:
        """Open somebody's identity."""
        return program.identities.open(name, program.identity_secret(passphrase=PASSPHRASE))


def make_reviews(
    folder: Path, *, applications: int = 12, reviewers: int = 4, per_application: int = 3, secret: Any = None
) -> MadeUpReviews:
    """Make the round and the review files.

    Args:
        folder: Where everything goes.
        applications: How many applications the round has.
        reviewers: How many reviewers it has; four or more.
        per_application: How many of them read each application.
        secret: The key of the workspaces; None derives it from the passphrase.
    """
    maker = _Maker(folder, secret)
    official = maker.official
    names = [f"Esimerkkiarvioija {each}" for each in range(1, reviewers + 1)]
    machines = [compose(data_dir=folder / f"machine {each}") for each in range(1, reviewers + 1)]
    cards = []
    for machine, name in zip(machines, names, strict=True):
        a_person(machine, name, "Esimerkkivirasto")
        cards.append(folder / f"{name}.evcard")
        machine.identities.write_card(name, machine.identity_secret(passphrase=PASSPHRASE), cards[-1])
    a_person(official, OFFICIAL, "Esimerkkiministeriö")
    source = folder / "applications"
    ids = [an_application(each, source) for each in range(1, applications + 1)]
    bundle, revised = folder / "applications.zip", folder / "revised.zip"
    official.make_bundle(source, bundle)
    changed = source / ids[1] / "application.json"
    told = changed.read_text(encoding="utf-8").replace("2020-10-02T", "2020-10-03T")
    changed.write_text(told.replace("kuusi", "seitsemän"), encoding="utf-8")
    official.make_bundle(source, revised)
    path = folder / "round.evaluator"
    workspace = official.create_round(
        path, maker.secret(official), official.calls.get(CALL), by=OFFICIAL, made_up=True
    )
    official.import_bundle(workspace, bundle, by=OFFICIAL)
    official.reviewing.add_reviewers(workspace, cards, OFFICIAL)
    official.reviewing.assign(workspace, per_application, OFFICIAL, calibration=ids[:1], seed=7)  # type: ignore[arg-type]
    made = official.make_packages(workspace, maker.person(official, OFFICIAL), folder / "packages")
    with workspace.read() as unit:
        known = {each.name: each.id for each in unit.reviewers()}
    workspace.close()
    files = []
    for at, (machine, name) in enumerate(zip(machines, names, strict=True)):
        package = next(each.path for each in made if each.reviewer == known[name])
        files.append(_review(maker, machine, package, at))
    damaged = folder / "katkennut.evreview"
    content = files[0].read_bytes()
    damaged.write_bytes(content[: len(content) // 2])
    return MadeUpReviews(
        round=path,
        data=folder / "official",
        files=tuple(files),
        fork=folder / FORK,
        damaged=damaged,
        revised=revised,
    )


def _review(maker: _Maker, machine: Program, package: Path, at: int) -> Path:
    """Let one reviewer open the package, score, submit and export; give the review file."""
    folder = maker.folder
    desk, out = folder / f"desk {at + 1}.evaluator", folder / f"arvioija-{at + 1}.evreview"
    person = maker.person(machine, f"Esimerkkiarvioija {at + 1}")
    deeds = machine.reviewing
    workspace = deeds.open_package(package, desk, person, maker.secret(machine)).workspace
    call = deeds.read_desk(workspace).call
    tasks = [each.application for each in deeds.desk(workspace)]
    todo = [each.id for each in tasks]
    last = max(tasks, key=lambda each: each.number).id
    conflicted = at == 1
    left_out = {last} if at in {1, 3} else set()
    for each in tasks:
        conflict = conflicted and each.id == last
        if each.id in left_out and not conflict:
            continue
        deeds.declare(workspace, each.id, conflict=conflict, reason="Keksitty syy." * conflict)
        if not conflict:
            deeds.save(workspace, answers(call, each.id, each.number, at))
    deeds.submit(workspace, [each for each in todo if each not in left_out])
    if at == 2:  # noqa: PLR2004 - the third reviewer has two machines
        workspace.close()
        other = desk.with_name("desk of the other machine.evaluator")
        shutil.copy(desk, other)
        for path, file, score in ((desk, out, 1), (other, folder / FORK, 5)):
            opened = machine.workspaces.open(path, maker.secret(machine))
            _change(machine, opened, call, tasks[0].id, score)
            deeds.export(opened, file, person)
            opened.close()
        return out
    deeds.export(workspace, out, person)
    workspace.close()
    return out


def _change(machine: Program, opened: Workspace, call: Call, application: ApplicationId, score: int) -> None:
    plain = next(each for each in call.criteria if each.risk is None)
    entry = Entry(application=application, about=plain.id, state=Scored(Fraction(score)), comment=CHANGED)
    machine.reviewing.reopen(opened, application, "Keksitty syy: luin uudelleen.")
    machine.reviewing.save(opened, [entry])
    machine.reviewing.submit(opened, [application])


def answers(call: Call, application: ApplicationId, number: int, at: int) -> list[Entry]:
    """Give made-up answers to every question; ``at`` is the reviewer, from 0."""
    entries = [
        Entry(
            application=application,
            about=each.id,
            state=_score(call, each, number * 5 + place * 3 + at * (1 + number % 3), at),
            comment=f"Keksitty perustelu {at + 1}: {each.title.fi.lower()}.",
        )
        for place, each in enumerate(call.criteria)
    ]
    groups = [
        Entry(application=application, about=each.id, state=None, comment="Keksitty perustelu ryhmälle.")
        for each in call.groups
    ]
    return entries + groups


def _score(call: Call, criterion: Criterion, draw: int, at: int) -> Scored:
    if criterion.risk is not None:
        entry = RiskEntry(likelihood=2, severity=1 + draw % 3, preparedness=1)
        return Scored(risk_value(entry, criterion.risk, call.scale), entry)
    merit = 2 + draw % 3 - draw % 2
    return Scored(Fraction(min(5, max(0, merit + _LENIENCY[at % len(_LENIENCY)]))))


if __name__ == "__main__":
    for file in make_reviews(Path(sys.argv[1])).files:
        print(file)
