"""An office's window over a real workspace; everything in it is made up."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluator.composition import Program, compose
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId
from evaluator.ui.controller import Controller
from evaluator.ui.desk import Desk
from evaluator.ui.session import Deed, Session
from scripts.made_up_package import CALL, OFFICIAL, PASSPHRASE, MadeUp
from tests.ui.reviewing.raw_key import SECRET, RawKeyProgram


def raw_round(made: MadeUp, folder: Path) -> tuple[RawKeyProgram, Path]:
    """Give the official's program, and a copy of the made-up round whose key is not derived."""
    program = RawKeyProgram(compose(data_dir=made.official_data))
    path = folder / "round.evaluator"
    shutil.copy(made.round, path)
    program.workspaces.change_key(path, program._program.secret(passphrase=PASSPHRASE), SECRET, _key_change())
    return program, path


def _key_change():
    from datetime import UTC, datetime

    from evaluator.domain.log import Change

    now = datetime(2020, 10, 6, 9, 0, tzinfo=UTC)
    return Change(deed="key.change", subject="key", before=None, after="raw", by=OFFICIAL, at=now)


class Office:
    """A window on a copy of a workspace."""

    def __init__(self, qtbot, settings, program, path: Path) -> None:
        self.qtbot, self.program, self.path = qtbot, program, path
        settings.name = OFFICIAL
        self.session = Session(settings)
        self.window = Desk(self.session)
        self.controller = Controller(self.window, self.session)
        self.told: list[Exception] = []
        self.session.refused.connect(self.told.append)
        self.session.crashed.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.window.activateWindow()
        self.controller.start(lambda: program, None)
        qtbot.waitUntil(lambda: self.session.program is not None)
        self.session.open(path)
        qtbot.waitUntil(lambda: self.session.outcome is not None)

    def trigger(self, action) -> None:
        self.window.actions_[action].trigger()

    @property
    def focus(self):
        return QApplication.focusWidget()

    def key(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)

    def decide(self, application: str, reason: str, *, through_session: bool = False) -> None:
        """Find an application eligible, at once or as the window does it."""

        def do(program, workspace, by) -> None:
            program.decide_eligibility(
                workspace, ApplicationId(application), EligibilityOutcome.YES, reason, by
            )

        if through_session:
            self.session.do(Deed(said="Ratkaistu", do=do))
        else:
            do(self.program, self.session.workspace, OFFICIAL)


__all__ = ["CALL", "Office", "Program", "raw_round"]
