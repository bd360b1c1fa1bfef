"""An official's round before the window is opened: reviewed and merged, with a bundle that came late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.composition import compose
from evaluator.domain.eligibility import EligibilityOutcome
from scripts.made_up_package import OFFICIAL, PASSPHRASE, REVIEWER, an_application, make
from scripts.made_up_reviews import answers

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class OfficialRound:
    """Where everything lies.

    Attributes:
        round: The round with two applications, found eligible and reviewed.
        data: The data folder of the official's machine.
        late: The bundle with a third application.
    """

    round: Path
    data: Path
    late: Path


def official_round(folder: Path) -> OfficialRound:
    """Make the round by the services, as an official and a reviewer would."""
    made = make(folder, count=2)
    file = _reviewed(folder, made.package, made.reviewer_data)
    official = compose(data_dir=made.official_data)
    person = official.identities.open(OFFICIAL, official.identity_secret(passphrase=PASSPHRASE))
    workspace = official.open(made.round, PASSPHRASE)
    official.reviewing.merge(workspace, [file], person, OFFICIAL)
    with workspace.read() as unit:
        known = [each.id for each in unit.applications()]
    for each in known:
        official.decide_eligibility(workspace, each, EligibilityOutcome.YES, "Keksitty perustelu.", OFFICIAL)
    workspace.close()
    late = folder / "late.zip"
    an_application(3, folder / "late")
    official.make_bundle(folder / "late", late)
    return OfficialRound(made.round, made.official_data, late)


def _reviewed(folder: Path, package: Path, data: Path) -> Path:
    machine = compose(data_dir=data)
    person = machine.identities.open(REVIEWER, machine.identity_secret(passphrase=PASSPHRASE))
    deeds = machine.reviewing
    workspace = deeds.open_package(
        package, folder / "desk.evaluator", person, machine.secret(passphrase=PASSPHRASE)
    ).workspace
    tasks = [each.application for each in deeds.desk(workspace)]
    call = deeds.read_desk(workspace).call
    for each in tasks:
        deeds.declare(workspace, each.id, conflict=False, reason="")
        deeds.save(workspace, answers(call, each.id, each.number, 0))
    deeds.submit(workspace, [each.id for each in tasks])
    file = folder / "review.evreview"
    deeds.export(workspace, file, person)
    workspace.close()
    return file
