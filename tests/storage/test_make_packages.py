"""Packages from a real workspace: each reviewer gets what was assigned, and nothing else."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from evaluator.domain.application_form import (
    ApplicationForm,
    Attachment,
    AttachmentKind,
    Financing,
    Participant,
)
from evaluator.domain.assignment import Assignment, AssignmentPlan
from evaluator.domain.bundles import ReceivedFile, ReceivedForm, Submission
from evaluator.domain.people import Trust
from evaluator.domain.reviews import Reviewer
from evaluator.errors import EvaluatorError
from evaluator.exchange.packages import read_package, write_package
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import new_identity
from evaluator.services.errors import NothingAssignedError, NotSavedError, ReceiverRevokedError
from evaluator.services.packages import MakePackages
from tests.builders import an_application

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLANS = {number: f"Plan {number}\n".encode() * 20_000 for number in (1, 2, 3)}


def person(name):
    return new_identity(name, "Esimerkkivirasto", NOON)


@pytest.fixture
def official():
    return person("Esimerkkiesittelijä")


@pytest.fixture
def reviewers():
    return {f"r{number}": person(f"Esimerkkiarvioija {number}") for number in (1, 2)}


@pytest.fixture
def make(tmp_path):
    return MakePackages(write_package, Contacts(tmp_path), lambda: NOON)


def form(number):
    return ApplicationForm(
        format=1,
        id=an_application(number).id,
        call="example-call",
        submitted=NOON,
        language="fi",
        title=f"Hanke {number}",
        lead=Participant(name="Alavuden kaupunki"),
        financing=Financing(requested_cents=100, own_cents=20),
        attachments=(Attachment(path="attachments/p.pdf", kind=AttachmentKind.PROJECT_PLAN, title="S"),),
    )


@pytest.fixture
def assigned(workspace, reviewers):
    """Reviewer 1 reads 1 and 2, reviewer 2 reads 2 and 3; 3 came as a row without a form."""
    with workspace.begin() as unit:
        unit.put_applications([an_application(number) for number in (1, 2, 3)])
        for number in (1, 2):
            writer = unit.new_content()
            writer.write(PLANS[number])
            digest = hashlib.sha512(PLANS[number]).digest()
            writer.keep(digest)
            received = ReceivedForm(form=form(number), text=form(number).model_dump_json())
            files = (ReceivedFile(path="attachments/p.pdf", size=len(PLANS[number]), sha512=digest),)
            unit.add_submissions([Submission(received=received, files=files, source="b.zip", imported=NOON)])
        unit.put_reviewers([Reviewer(id=name, name=each.card.name) for name, each in reviewers.items()])
        for name, each in reviewers.items():
            unit.cards.put(name, each.card)
        pairs = [("r1", 1), ("r1", 2), ("r2", 2), ("r2", 3)]
        unit.assignments.replace(
            [Assignment(application=an_application(number).id, reviewer=name) for name, number in pairs]
        )
        unit.assignments.add_plan(
            AssignmentPlan(per_application=1, seed=7, calibration=(an_application(2).id,), by="E", at=NOON)
        )
        unit.commit()
    return workspace


def test_each_reviewer_gets_what_was_assigned_and_no_more(tmp_path, assigned, official, reviewers, make):
    made = make(assigned, official, tmp_path / "out")

    assert [(each.reviewer, each.applications) for each in made] == [("r1", 2), ("r2", 2)]
    opened = read_package(made[0].path, reviewers["r1"], Trust())
    ids = [each.application.id for each in opened.contents.applications]
    assert ids == [an_application(2).id, an_application(1).id]  # the calibration set comes first
    assert [each.calibration for each in opened.contents.applications] == [True, False]
    assert {b"".join(chunks) for _, chunks in opened.files(reviewers["r1"])} == {PLANS[1], PLANS[2]}
    with pytest.raises(EvaluatorError):
        read_package(made[0].path, reviewers["r2"], Trust())


def test_a_row_of_a_table_travels_without_a_form(tmp_path, assigned, official, reviewers, make):
    made = make(assigned, official, tmp_path / "out")

    contents = read_package(made[1].path, reviewers["r2"], Trust()).contents

    forms = {each.application.id: each.form for each in contents.applications}
    assert forms == {an_application(2).id: form(2), an_application(3).id: None}


def test_the_round_knows_what_it_gave_away_and_the_package_its_log(
    tmp_path, assigned, official, reviewers, make
):
    made = make(assigned, official, tmp_path / "out")

    contents = read_package(made[0].path, reviewers["r1"], Trust()).contents
    with assigned.read() as unit:
        known = {each.id: each for each in unit.packages.all()}
        number, digest = unit.log_head()
        deeds = [each.entry.deed for each in unit.log_entries()]
        now = unit.contents_now()
    issued = known[contents.id].issued
    assert issued.applications == {each.application.id: each.content for each in contents.applications}
    assert all(now[each] == content for each, content in issued.applications.items())
    assert (contents.log_head.number, contents.log_head.digest) == (number, digest)
    assert deeds[-2:] == ["package.issue", "package.issue"]


def test_names_of_files_tell_nobody_whose_they_are(tmp_path, assigned, official, make):
    for each in make(assigned, official, tmp_path / "out"):
        assert each.path.name == f"{each.id}.evpack"


def test_answers_go_to_chair_and_deputy_as_well(tmp_path, assigned, official, reviewers, make):
    chair, deputy = person("Esimerkkipuheenjohtaja"), person("Esimerkkivara")

    made = make(assigned, official, tmp_path / "out", [chair.card, deputy.card])

    contents = read_package(made[0].path, reviewers["r1"], Trust()).contents
    assert contents.receivers == (chair.card, deputy.card, official.card)


def test_nothing_is_made_without_assignments(tmp_path, workspace, official, make):
    with pytest.raises(NothingAssignedError):
        make(workspace, official, tmp_path / "out")


@pytest.mark.parametrize("below", [".", "paketit"])
def test_a_file_in_the_place_of_the_folder_is_refused_and_nothing_is_recorded(
    tmp_path, assigned, official, make, below
):
    taken = tmp_path / "tiedosto"
    taken.write_text("jotain muuta")

    with pytest.raises(NotSavedError):
        make(assigned, official, taken / below)

    with assigned.read() as unit:
        assert not unit.packages.all()


def test_nothing_is_sealed_to_a_revoked_card(tmp_path, assigned, official, reviewers, make):
    Contacts(tmp_path).revoke(reviewers["r2"].card, NOON)

    with pytest.raises(ReceiverRevokedError):
        make(assigned, official, tmp_path / "out")

    with assigned.read() as unit:
        assert unit.packages.all() == ()


def test_it_tells_how_far_it_has_come(tmp_path, assigned, official, make):
    heard = []

    make(assigned, official, tmp_path / "out", progress=lambda *step: heard.append(step))

    assert heard == [(1, 2), (2, 2)]


def test_what_stops_it_is_told_and_leaves_whole_packages_only(tmp_path, assigned, official, reviewers, make):
    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(assigned, official, tmp_path / "out", progress=stop)

    left = list((tmp_path / "out").iterdir())
    assert left
    for path in left:
        assert read_package(path, official, Trust()).contents.applications


def test_a_package_that_cannot_be_written_is_told(tmp_path, assigned, official):
    def refuse(path, *_rest):
        raise NotSavedError(file=path.name)

    with pytest.raises(NotSavedError):
        MakePackages(refuse, Contacts(tmp_path), lambda: NOON)(assigned, official, tmp_path / "out")
