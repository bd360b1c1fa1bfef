"""People, a small package and an answer to it; everybody is made up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from evaluator.domain.applicants import Applicants, Body, BodyKind
from evaluator.domain.applications import Application
from evaluator.domain.exchanged import (
    AssignedApplication,
    AttachedFile,
    Declaration,
    Issued,
    IssuedPackage,
    LogHead,
    PackageContents,
    Recommendation,
    ReviewFileContents,
    SubmittedRevision,
    criteria_version,
)
from evaluator.domain.log import Digest
from evaluator.domain.reviews import NotApplicable, Review, RiskEntry, Scored
from evaluator.exchange.packages import write_package
from evaluator.exchange.review_files import write_review
from evaluator.intake.call_files import ShippedCalls
from evaluator.keys.identity import Identity, new_identity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLAN = b"%PDF-1.7 a plan that nobody wrote\n" * 20_000
PLAN_SHA512 = hashlib.sha512(PLAN).hexdigest()
HEAD = LogHead(number=7, digest=Digest(bytes(range(32))))


@cache
def call():
    return ShippedCalls().get("2020-joint-projects")


def chunks_of_plan(sha512: str):
    assert sha512 == PLAN_SHA512
    return (PLAN[at : at + 50_000] for at in range(0, len(PLAN), 50_000))


@dataclass(frozen=True)
class People:
    official: Identity
    chair: Identity
    reviewer: Identity
    other: Identity


@pytest.fixture(scope="session")
def people() -> People:
    names = ("Esimerkkiesittelijä", "Esimerkkipuheenjohtaja", "Esimerkkiarvioija 1", "Esimerkkiarvioija 2")
    return People(*(new_identity(name, "Esimerkkivirasto", NOON) for name in names))


def application(number: int) -> Application:
    body = Body(name="Alavus", kind=BodyKind.MUNICIPALITY, code="010", as_written="Alavuden kaupunki")
    return Application(
        id=f"2020-{number:03}",
        number=number,
        title='Hanke "A & B" < ä',
        applicants=Applicants(as_written="Alavuden kaupunki", lead=body, partners=()),
        requested=6_800_000,
    )


def package_for(people: People) -> PackageContents:
    plan = AttachedFile(
        path="attachments/plan.pdf", sha512=PLAN_SHA512, size=len(PLAN), media_type="application/pdf"
    )
    return PackageContents(
        id="package-1",
        round="round-1",
        call=call(),
        reviewer=people.reviewer.card.fingerprint,
        receivers=(people.chair.card, people.official.card),
        applications=(
            AssignedApplication(application=application(2), form=None, attachments=(plan,), calibration=True),
            AssignedApplication(application=application(1), form=None, attachments=(plan,)),
        ),
        log_head=HEAD,
        made=NOON,
        made_up=True,
    )


def answer_to(package: PackageContents) -> ReviewFileContents:
    first = SubmittedRevision(
        review=Review(
            application=package.applications[0].application.id,
            reviewer=package.reviewer,
            scores={
                "change-needs": Scored(Fraction(7, 2)),
                "change-effects": NotApplicable("Ei koske hanketta."),
                "services-risks": Scored(Fraction(5, 3), RiskEntry(likelihood=2, severity=3, preparedness=1)),
            },
            comments={"change": "Selvä muutos."},
            submitted=NOON,
        ),
        content=package.applications[0].content,
        recommendation=Recommendation.FUND,
    )
    second = replace(
        first, review=replace(first.review, revision=2), previous=first.hash, reason="Kirjoitusvirhe."
    )
    return ReviewFileContents(
        package=package.id,
        round=package.round,
        criteria=criteria_version(package.call),
        reviewer=package.reviewer,
        revision=2,
        previous=None,
        declarations=(Declaration(application=first.review.application, conflict=False, reason="", at=NOON),),
        declined=(),
        revisions=(first, second),
        log_head=HEAD,
        package_log_head=package.log_head,
    )


def issued(package: PackageContents, **changes) -> Issued:
    one = IssuedPackage(
        id=package.id,
        reviewer=package.reviewer,
        applications={each.application.id: each.content for each in package.applications},
        log_head=package.log_head,
    )
    values = {
        "round": package.round,
        "criteria": criteria_version(package.call),
        "packages": {one.id: one},
    }
    return Issued(**(values | changes))


@pytest.fixture
def package(people) -> PackageContents:
    return package_for(people)


@pytest.fixture
def packed(tmp_path, people, package) -> Path:
    path = tmp_path / "paketti.evpack"
    write_package(path, package, people.official, people.reviewer.card, chunks_of_plan)
    return path


@pytest.fixture
def review_file(tmp_path, people, package) -> Callable[..., Path]:
    def make(name="arvio.evreview", sender=None, receivers=None, **changes) -> Path:
        path = tmp_path / name
        contents = replace(answer_to(package), **changes)
        write_review(path, contents, sender or people.reviewer, receivers or [people.chair.card], NOON)
        return path

    return make
