"""A reviewer's machine with a package that the services made; everything in it is made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluator.composition import compose
from evaluator.domain.identifiers import ApplicationId
from evaluator.ui.controller import Controller
from evaluator.ui.desk import Desk
from evaluator.ui.reviewing.presenter import ReviewingPresenter
from evaluator.ui.session import Session
from scripts.made_up_package import PASSPHRASE, REVIEWER, MadeUp, make
from tests.ui.reviewing.raw_key import RawKeyProgram

FIRST = ApplicationId("2020-001")


@pytest.fixture(scope="session")
def made_up(tmp_path_factory) -> MadeUp:
    return make(tmp_path_factory.mktemp("made-up"), count=3)


@pytest.fixture(scope="session")
def program(made_up) -> RawKeyProgram:
    return RawKeyProgram(compose(data_dir=made_up.reviewer_data))


@pytest.fixture(scope="session")
def taken(made_up, program, tmp_path_factory) -> Path:
    """The reviewer's workspace, just after the package was opened."""
    path = tmp_path_factory.mktemp("taken") / "oma.evaluator"
    person = program.identities.open(REVIEWER, program.identity_secret(passphrase=PASSPHRASE))
    program.reviewing.open_package(made_up.package, path, person, program.secret()).workspace.close()
    return path


class ReviewDesk:
    """A window on a copy of that workspace."""

    def __init__(self, qtbot, settings, program, path: Path) -> None:
        self.qtbot, self.program, self.path = qtbot, program, path
        self.session = Session(settings)
        self.window = Desk(self.session)
        self.controller = Controller(self.window, self.session)
        self.told: list[Exception] = []
        self.said: list[str] = []
        self.session.refused.connect(self.told.append)
        self.session.crashed.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.window.activateWindow()
        self.controller.start(lambda: program, None)
        qtbot.waitUntil(lambda: self.session.program is not None)

    def open(self) -> None:
        self.session.open(self.path)
        self.qtbot.waitUntil(lambda: self.session.outcome is not None)
        self.qtbot.waitUntil(lambda: self.view.desk is not None and self.view._task is not None)
        self.view.said.connect(self.said.append)

    @property
    def view(self):
        return self.window.place

    @property
    def focus(self):
        return QApplication.focusWidget()

    def key(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def trigger(self, action) -> None:
        self.window.actions_[action].trigger()

    def free(self) -> None:
        """Declare to be free, by the keyboard."""
        self.key(Qt.Key.Key_Space)
        self.key(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.view.sheet is not None)
        self.qtbot.waitUntil(lambda: self.focus is not None and self.view.scoring.isAncestorOf(self.focus))

    def stored(self, application=FIRST):
        desk = self.program.reviewing.read_desk(self.session.workspace)
        return next(each for each in desk.tasks if each.application.id == application)

    def draft(self, application=FIRST):
        return self.stored(application).draft

    def answer_all(self, step: int = 3) -> None:
        """Answer everything through the services, and read the desk anew."""
        from evaluator.services.reviewing import Entry

        sheet = self.view.sheet
        entries = [
            Entry(
                application=sheet.application,
                about=item.id,
                state=sheet.stepped(step) if item.criterion else None,
                comment="" if item.criterion else "Keksitty perustelu.",
            )
            for item in sheet.items
            if item.criterion is None or item.criterion.risk is None
        ]
        self.program.reviewing.save(self.session.workspace, entries)
        self.trigger_reload()

    def trigger_reload(self) -> None:
        before = self.view.sheet
        self.view.findChild(ReviewingPresenter).reload()
        self.qtbot.waitUntil(lambda: self.view.sheet is not before)


@pytest.fixture
def review(dressed, qtbot, settings, program, taken, tmp_path) -> ReviewDesk:
    path = tmp_path / taken.name
    shutil.copy(taken, path)
    made = ReviewDesk(qtbot, settings, program, path)
    made.open()
    yield made
    made.session.close()
