"""Making packages against the encryption alone, and whether memory grows with their number."""

from __future__ import annotations

import hashlib
import io
import os
import random
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyrage

from evaluator.bench.measure import Result, in_turn, seconds
from evaluator.domain.applicants import Applicants, Body, BodyKind
from evaluator.domain.application_form import (
    Answer,
    ApplicationForm,
    Attachment,
    AttachmentKind,
    CostLine,
    Financing,
    Participant,
)
from evaluator.domain.applications import Application
from evaluator.domain.assignment import Assignment
from evaluator.domain.bundles import ReceivedFile, ReceivedForm, Submission
from evaluator.domain.identifiers import ApplicationId, MunicipalityCode, ReviewerId, RoundId
from evaluator.domain.money import Cents
from evaluator.domain.people import Trust
from evaluator.domain.reviews import Reviewer
from evaluator.domain.rounds import Phase, Round
from evaluator.exchange.packages import read_package, write_package
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import new_identity
from evaluator.keys.secrets import RawSecret
from evaluator.services.packages import MakePackages
from evaluator.storage.workspace import SqlWorkspaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.call import Call
    from evaluator.keys.identity import Identity
    from evaluator.storage.unit_of_work import SqlUnitOfWork
    from evaluator.storage.workspace import SqlWorkspace

PACKAGES: Final = 50
APPLICATIONS: Final = 61
ATTACHED: Final = 5_000_000
GOAL: Final = 1.5
MEMORY_GOAL: Final = 16.0
_RUNS: Final = 5
_NOON: Final = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_PROSE: Final = "Hanke yhtenäistää kuntien asiakasprosessit ja ottaa yhteiset palvelut käyttöön. " * 12


def measure(call: Call, scale: float) -> list[Result]:
    """Measure the making of packages.

    Args:
        call: The call of the round.
        scale: Share of the number of packages.
    """
    count = max(2, round(PACKAGES * scale))
    official = new_identity("Esimerkkiesittelijä", "", _NOON)
    reviewers = [new_identity(f"Esimerkkiarvioija {number}", "", _NOON) for number in range(1, count + 1)]
    with tempfile.TemporaryDirectory() as name, _workspace(Path(name), call, reviewers) as opened:
        folder = Path(name)
        make = MakePackages(write_package, Contacts(folder), lambda: _NOON)
        growth = _growth(make, opened, official, folder)  # first: a peak never falls again
        plain = _plaintext(make, opened, official, reviewers[0], folder)

        def ours() -> float:
            return seconds(lambda: make(opened, official, _fresh(folder)))

        def reference() -> float:
            target = _fresh(folder)
            return seconds(lambda: _encrypt_alone(plain, official, reviewers, target))

        took, alone = in_turn(ours, reference, _RUNS)
    size = f"{count} x {APPLICATIONS} applications, {ATTACHED / 1e6:g} MB"
    return [
        Result(name="packages", ours=took, reference=alone, unit="s", goal=GOAL, n=_RUNS, size=size),
        Result(
            name="packages-memory", ours=growth, reference=None, unit="MB", goal=MEMORY_GOAL, n=1, size=size
        ),
    ]


def _encrypt_alone(plain: bytes, official: Identity, reviewers: list[Identity], folder: Path) -> None:
    """Encrypt as many bytes as often to as many, from memory into files that are on the disk."""
    for number, reviewer in enumerate(reviewers):
        to = [pyrage.x25519.Recipient.from_str(each.card.keys.receiving) for each in (reviewer, official)]
        with (folder / str(number)).open("wb") as file:
            pyrage.encrypt_io(io.BytesIO(plain), file, to)
            file.flush()
            os.fsync(file.fileno())


def _plaintext(
    make: MakePackages, opened: SqlWorkspace, official: Identity, reviewer: Identity, folder: Path
) -> bytes:
    """Give as many bytes as one package holds before it is sealed."""
    made = make(opened, official, _fresh(folder))
    first = next(each for each in made if str(each.reviewer) == reviewer.card.fingerprint)
    found = read_package(first.path, reviewer, Trust())
    return random.Random(1).randbytes(len(found.verified.payload) + ATTACHED)  # noqa: S311 - only a size


def _growth(make: MakePackages, opened: SqlWorkspace, official: Identity, folder: Path) -> float:
    """Give by how many megabytes the peak rises from the first packages to the last; 0 where unknown."""
    peaks: list[float] = []
    make(opened, official, _fresh(folder), progress=lambda _done, _total: peaks.append(_peak()))
    return peaks[-1] - peaks[min(len(peaks) // 5, len(peaks) - 1)]


def _peak() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - not on every system

    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _fresh(folder: Path) -> Path:
    made = folder / f"{time.monotonic_ns()}"
    made.mkdir()
    return made


@contextmanager
def _workspace(folder: Path, call: Call, reviewers: list[Identity]) -> Iterator[SqlWorkspace]:
    first = Round(
        id=RoundId("bench"),
        call=call,
        phase=Phase.REVIEW,
        envelope=Cents(1_000_000_000),
        rule=call.allocation_rule,
        threshold=None,
        created=_NOON,
        made_up=True,
    )
    opened = SqlWorkspaces().create(folder / "bench.evaluator", RawSecret(bytes(32)), first)
    try:
        with opened.begin() as unit:
            _fill(unit, call, reviewers)
            unit.commit()
        yield opened
    finally:
        opened.close()


def _fill(unit: SqlUnitOfWork, call: Call, reviewers: list[Identity]) -> None:
    draw = random.Random(2020)  # noqa: S311 - made-up attachments
    forms = [_form(call, number) for number in range(1, APPLICATIONS + 1)]
    unit.put_applications([_application(each) for each in forms])
    for form in forms:
        content = draw.randbytes(ATTACHED // APPLICATIONS)
        digest = hashlib.sha512(content).digest()
        writer = unit.new_content()
        for at in range(0, len(content), 65536):
            writer.write(content[at : at + 65536])
        writer.keep(digest)
        unit.add_submissions(
            [
                Submission(
                    received=ReceivedForm(form=form, text=form.model_dump_json()),
                    files=(ReceivedFile(path="attachments/plan.pdf", size=len(content), sha512=digest),),
                    source="bench.zip",
                    imported=_NOON,
                )
            ]
        )
    names = [ReviewerId(each.card.fingerprint) for each in reviewers]
    unit.put_reviewers(
        [
            Reviewer(id=name, name=each.card.name, made_up=True)
            for name, each in zip(names, reviewers, strict=True)
        ]
    )
    for name, each in zip(names, reviewers, strict=True):
        unit.cards.put(name, each.card)
    unit.assignments.replace(
        [Assignment(application=form.application_id, reviewer=name) for form in forms for name in names]
    )


def _form(call: Call, number: int) -> ApplicationForm:
    return ApplicationForm(
        format=1,
        id=f"2020-{number:03}",
        call=call.id,
        number=number,
        submitted=_NOON,
        language="fi",
        title=f"Esimerkkihanke {number}",
        lead=Participant(name="Alavuden kaupunki", code="010", share_cents=1_000_000),
        partners=(Participant(name="Ähtärin kaupunki", code="989", share_cents=500_000),),
        targets=(call.targets[0].id,),
        summary=_PROSE,
        answers=tuple(Answer(question=f"q{each}", text=_PROSE) for each in range(1, 9)),
        costs=tuple(
            CostLine(id=str(each), kind="personnel", description="Henkilöstö", amount_cents=1_000_000)
            for each in range(1, 11)
        ),
        financing=Financing(requested_cents=8_500_000, own_cents=1_500_000),
        attachments=(
            Attachment(
                path="attachments/plan.pdf", kind=AttachmentKind.PROJECT_PLAN, title="Hankesuunnitelma"
            ),
        ),
    )


def _application(form: ApplicationForm) -> Application:
    lead = Body(
        name="Alavus",
        kind=BodyKind.MUNICIPALITY,
        code=MunicipalityCode("010"),
        as_written="Alavuden kaupunki",
    )
    return Application(
        id=ApplicationId(form.id),
        number=form.number or 0,
        title=form.title,
        applicants=Applicants(as_written="Alavuden kaupunki", lead=lead, partners=()),
        requested=Cents(form.financing.requested_cents),
    )
