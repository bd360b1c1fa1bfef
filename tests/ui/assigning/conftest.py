"""An office with three made-up applications and two reviewers, one of them employed by an applicant."""

from __future__ import annotations

import shutil

import pytest

from evaluator.composition import compose
from scripts.made_up_package import PASSPHRASE, make
from tests.ui.offices import Office, raw_round

SECOND, THIRD = "Esimerkkiarvioija 2", "Esimerkkiarvioija 3"


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    return *raw_round(make(folder / "made-up", count=3), folder), folder


@pytest.fixture(scope="module")
def cards(raw):
    """Cards of two more reviewers; the second works for the lead of the first application."""
    _, _, folder = raw
    other = compose(data_dir=folder / "others")
    files = []
    for name, organisation in ((SECOND, "Kajaanin kaupunki"), (THIRD, "Esimerkkivirasto")):
        secret = other.identity_secret(passphrase=PASSPHRASE)
        other.identities.new(name, organisation, secret)
        files.append(folder / f"{name}.evcard")
        other.identities.write_card(name, secret, files[-1])
    return tuple(files)


@pytest.fixture
def office(dressed, qtbot, settings, raw, tmp_path) -> Office:
    program, path, _ = raw
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    made = Office(qtbot, settings, program, copy)
    yield made
    made.session.close()


@pytest.fixture
def board(office):
    view = office.window.place_named("assigning")
    office.qtbot.waitUntil(lambda: view.board is not None)
    return view


@pytest.fixture
def full(office, cards):
    """The board with all three reviewers."""
    office.program.reviewing.add_reviewers(office.session.workspace, cards, "Esimerkkiesittelijä")
    view = office.window.place_named("assigning")
    office.qtbot.waitUntil(lambda: view.board is not None and len(view.board.reviewers) == 3)
    return view
