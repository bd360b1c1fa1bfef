from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from evaluator.domain.language import Language
from evaluator.ui.controller import Controller
from evaluator.ui.desk import Desk as WholeDesk
from evaluator.ui.dialogs import Dialog
from evaluator.ui.operations import wait_for_all
from evaluator.ui.session import Session
from evaluator.ui.settings import Settings
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import THEME, Appearance
from tests.ui.programs import MemoryProgram, contents_2020
from tests.ui.spoken import faults
from tests.ui.storage_guard import watched

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt starts: no test opens a window on a screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.rounds import RoundContents


@pytest.fixture(autouse=True)
def nothing_asks_the_storage_on_the_windows_thread():
    """What waits for a disk is done beside the window, in every test of it."""
    with watched() as found:
        yield
    assert found == [], "the window waits for its storage"


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    monkeypatch.setattr("evaluator.ui.crash.data_folder", lambda: tmp_path)
    monkeypatch.setattr("evaluator.ui.controller.data_folder", lambda: tmp_path)
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture(autouse=True)
def faults_of_dialogs(monkeypatch):
    """Whatever dialog a test opens, a screen reader must be able to read it."""
    found: list[str] = []
    show = Dialog.showEvent

    def look(self, event) -> None:
        show(self, event)
        found.extend(f"{type(self).__name__}: {fault}" for fault in faults(self))

    monkeypatch.setattr(Dialog, "showEvent", look)
    yield found
    assert found == []


@pytest.fixture
def dressed(qapp):
    """Qt with the program's theme, in Finnish; put back afterwards."""
    if THEME._app is None:
        THEME.install(qapp, Appearance.LIGHT)
    THEME.apply(Appearance.LIGHT)
    TEXTS.use(Language.FI, qapp)
    yield qapp
    wait_for_all()
    if TEXTS.language is not Language.FI:
        TEXTS.use(Language.FI, qapp)


class Desk:
    """A window with a program behind it."""

    def __init__(self, qtbot, settings: Settings, program: MemoryProgram) -> None:
        self.qtbot, self.program = qtbot, program
        self.session = Session(settings)
        self.window = WholeDesk(self.session)
        self.asked: list[tuple[str, bool]] = []
        self.passphrases: list[str | None] = []
        self.controller = Controller(self.window, self.session, self._ask, lambda *_: "Nimi")
        self.told: list[Exception] = []
        self.session.refused.connect(self.told.append)
        self.session.crashed.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.controller.start(lambda: program, None)
        qtbot.waitUntil(lambda: self.session.program is not None)

    def _ask(self, _parent, file: str, *, wrong: bool, recover: Callable[[], object]) -> str | None:
        self.recover = recover
        self.asked.append((file, wrong))
        return self.passphrases.pop(0) if self.passphrases else None

    def open(self, path: Path = Path("example.evaluator")) -> None:
        self.session.open(path)
        self.qtbot.waitUntil(lambda: self.session.outcome is not None)

    def trigger(self, action) -> None:
        self.window.actions_[action].trigger()


@pytest.fixture
def desk(dressed, qtbot, settings) -> Callable[..., Desk]:
    def make(
        contents: RoundContents | None = None, *, opened: bool = True, passphrase: str | None = None
    ) -> Desk:
        program = MemoryProgram(
            contents if contents is not None else contents_2020(decided=False), passphrase
        )
        made = Desk(qtbot, settings, program)
        if opened:
            made.open()
        return made

    return make
