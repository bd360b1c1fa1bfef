"""The chair's machine: a round made by the services, its reviewers' files, a window on a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluator.composition import compose
from evaluator.ui.controller import Controller
from evaluator.ui.desk import Desk
from evaluator.ui.session import Session
from scripts.made_up_package import OFFICIAL, PASSPHRASE
from scripts.made_up_reviews import MadeUpReviews
from tests.ui.reviewing.raw_key import RawKeyProgram


class ChairProgram(RawKeyProgram):
    """The program of a machine whose identity opens with the passphrase that is made up."""

    def identity_secret(self, *, passphrase=None):
        return self._program.identity_secret(passphrase=passphrase or PASSPHRASE)


class ChairDesk:
    """A window on a copy of the round."""

    def __init__(
        self, qtbot, settings, made: MadeUpReviews, folder: Path, round_: Path | None = None
    ) -> None:
        self.qtbot, self.made = qtbot, made
        self.path = folder / "kierros.evaluator"
        shutil.copy(round_ or made.round, self.path)
        settings.name = OFFICIAL
        self.program = ChairProgram(compose(data_dir=made.data))
        self.session = Session(settings)
        self.window = Desk(self.session)
        self.controller = Controller(self.window, self.session)
        self.told: list[Exception] = []
        self.said: list[str] = []
        self.session.refused.connect(self.told.append)
        self.session.crashed.connect(self.told.append)
        self.session.done.connect(lambda deed: self.said.append(deed.said))
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.window.activateWindow()
        self.controller.start(lambda: self.program, None)
        qtbot.waitUntil(lambda: self.session.program is not None)
        self.session.open(self.path)
        qtbot.waitUntil(lambda: self.session.outcome is not None)

    def until(self, reached) -> None:
        self.qtbot.waitUntil(reached, timeout=20_000)

    def merging(self):
        view = self.window.place_named("merging")
        self.until(lambda: view.board is not None)
        return view

    def consensus(self):
        view = self.window.place_named("consensus")
        self.until(lambda: view.ready)
        return view

    def preview(self, *files: Path):
        view = self.merging()
        former = view.report
        view.take_files(files)
        self.until(lambda: view.report is not former)
        return view

    def merge(self, *files: Path):
        """Preview, apply, and wait until the round was worked out anew."""
        view = self.preview(*files)
        before = self.session.outcome
        self.trigger("merging.apply")
        self.until(lambda: view.report is None and self.session.outcome is not before)
        self.until(lambda: view.board.outcome is self.session.outcome)
        return view

    def settled(self, view) -> None:
        """Wait until the view shows what was worked out last."""
        self.until(lambda: view.board.outcome is self.session.outcome)

    @property
    def focus(self):
        return QApplication.focusWidget()

    def key(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for each in keys:
            QTest.keyClick(self.focus, each, modifier)

    def trigger(self, action: str) -> None:
        found = next(each for each in self.window.actions_ if each.objectName() == action)
        assert found.isEnabled(), action
        found.trigger()

    def enabled(self, action: str) -> bool:
        return next(each for each in self.window.actions_ if each.objectName() == action).isEnabled()
