"""Creating a round, its recovery key, another key, lock and archive, over real workspaces."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from evaluator.composition import compose
from evaluator.domain.language import Language
from evaluator.domain.rounds import Phase
from evaluator.keys.recovery import from_printable, printable
from evaluator.services.errors import DraftMissingError, PhaseNotReadyError
from evaluator.ui.actions import ActionId
from evaluator.ui.controller import Controller
from evaluator.ui.desk import Desk
from evaluator.ui.dialogs import MessageDialog, PassphraseDialog
from evaluator.ui.keeping.creating import CreateDialog
from evaluator.ui.keeping.dialogs import AdvanceDialog, ChangeKeyDialog, LockDialog, ReopenDialog
from evaluator.ui.keeping.recovering import RecoverDialog
from evaluator.ui.keeping.recovery import RecoveryDialog, recovery_pdf
from evaluator.ui.session import Session
from evaluator.ui.settings import Role
from evaluator.ui.texts import TEXTS
from tests.ui.cut_texts import cut_texts
from tests.ui.reviewing.raw_key import SECRET, RawKeyProgram

LIMIT = 20_000


class Office:
    """A window on a machine whose keyring is out of reach."""

    def __init__(self, qtbot, settings, data: Path, program=None) -> None:
        self.qtbot = qtbot
        self.session = Session(settings)
        self.window = Desk(self.session)
        self.typed: list[str] = []
        self.controller = Controller(self.window, self.session, lambda *_, **__: self.typed.pop(0))
        self.keeper = self.controller.keeper
        self.told: list[Exception] = []
        self.session.refused.connect(self.told.append)
        self.session.crashed.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.controller.start(lambda: program or compose(data_dir=data), None)
        qtbot.waitUntil(lambda: self.session.program is not None)

    def trigger(self, action: ActionId) -> None:
        self.window.actions_[action].trigger()

    def dialog(self, kind):
        self.qtbot.waitUntil(lambda: isinstance(self.keeper.dialog, kind), timeout=LIMIT)
        return self.keeper.dialog


@pytest.fixture(scope="session")
def stored(tmp_path_factory) -> Path:
    """A workspace with a key that is not derived, for one call."""
    path = tmp_path_factory.mktemp("kept") / "kierros.evaluator"
    program = compose(data_dir=path.parent)
    call = program.calls.get("2020-joint-projects")
    program.create_round(path, SECRET, call, by="Esimerkkiesittelijä").close()
    return path


@pytest.fixture
def office(dressed, qtbot, settings, stored, tmp_path):
    path = tmp_path / "kierros.evaluator"
    shutil.copy(stored, path)
    made = Office(qtbot, settings, tmp_path, RawKeyProgram(compose(data_dir=tmp_path)))
    made.session.open(path)
    qtbot.waitUntil(lambda: made.session.outcome is not None)
    yield made
    made.session.close()


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_where_a_round_is_created(dressed, qtbot, language):
    TEXTS.use(language)
    try:
        dialog = CreateDialog(None, compose().calls.all(), "Esimerkkiesittelijä")
        qtbot.addWidget(dialog)
        dialog.show()
        assert cut_texts(dialog) == []
        dialog.key.use_passphrase()
        assert cut_texts(dialog) == []
        assert dialog.amount == 10_000_000_00
    finally:
        TEXTS.use(Language.FI)


def test_a_round_is_created_opened_and_its_recovery_key_kept(dressed, qtbot, settings, tmp_path):
    made = Office(qtbot, settings, tmp_path)
    made.trigger(ActionId.FILE_NEW)
    dialog = made.dialog(CreateDialog)
    path = tmp_path / "uusi.evaluator"
    assert dialog.amount == 10_000_000_00
    dialog.accept()
    assert "nimesi" in dialog.complaint.accessibleName()
    dialog.name_field.setText("Esimerkkiesittelijä")
    dialog.where.setText(str(path))
    dialog.envelope.setText("9 500 000")
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.passphrases.isHidden(), timeout=LIMIT)  # there is no keyring here
    assert not path.exists()
    dialog.passphrases.first.setText("neljä sanaa tähän näin")
    dialog.passphrases.again.setText("neljä sanaa tähän näin")
    dialog.accept()
    shown = made.dialog(RecoveryDialog)
    text = tmp_path / "avain.txt"
    made.keeper.ask_file = lambda *_: text
    shown.text_wanted.emit()
    qtbot.waitUntil(text.is_file)

    assert made.session.outcome.contents.round.envelope == 9_500_000_00
    assert settings.name == "Esimerkkiesittelijä"
    assert len(from_printable(shown.key)) == 32
    assert shown.key in text.read_text(encoding="utf-8")
    assert text.stat().st_mode & 0o077 == 0
    made.session.close()
    program = compose(data_dir=tmp_path)
    program.workspaces.open(path, program.recovery_secret(shown.key)).close()
    assert made.told == []


def test_a_recovery_key_is_a_page_to_print(dressed):
    data = recovery_pdf("kierros.evaluator", "-".join(["ABCDE"] * 13), TEXTS.language)

    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1


def test_the_recovery_key_of_an_open_round_is_shown(office):
    office.trigger(ActionId.FILE_RECOVERY)
    shown = office.dialog(RecoveryDialog)

    assert from_printable(shown.key) == bytes(range(32))
    assert office.session.workspace is not None


def test_a_round_without_a_draft_is_not_locked_and_says_so(office, qtbot):
    office.trigger(ActionId.FILE_LOCK)
    office.dialog(LockDialog).accept()
    qtbot.waitUntil(lambda: bool(office.told), timeout=LIMIT)

    assert isinstance(office.told[0], DraftMissingError)
    assert not office.window.actions_[ActionId.FILE_REOPEN].isEnabled()


def test_a_locked_round_is_reopened_only_with_a_reason(office, qtbot):
    from dataclasses import replace

    with office.session.workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.LOCKED))
        unit.commit()
    office.session.reload()
    qtbot.waitUntil(office.window.actions_[ActionId.FILE_REOPEN].isEnabled)
    assert not office.window.actions_[ActionId.FILE_LOCK].isEnabled()
    office.trigger(ActionId.FILE_REOPEN)
    dialog = office.dialog(ReopenDialog)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.complaint.isVisible()
    dialog.reason.setPlainText("Keksitty syy.")
    dialog.accept()
    qtbot.waitUntil(office.window.actions_[ActionId.FILE_LOCK].isEnabled, timeout=LIMIT)

    assert office.session.outcome.contents.round.phase is Phase.ALLOCATION


def test_a_round_goes_on_phase_by_phase_and_what_is_open_stops_it(office, qtbot):
    assert not office.window.actions_[ActionId.ROUND_BACK].isEnabled()
    office.trigger(ActionId.ROUND_ADVANCE)
    dialog = office.dialog(AdvanceDialog)
    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert {"Luonnos", "Vastaanotto"} <= set(words)
    dialog.accept()
    qtbot.waitUntil(lambda: office.session.outcome.contents.round.phase is Phase.INTAKE, timeout=LIMIT)

    office.trigger(ActionId.ROUND_ADVANCE)  # nothing was imported
    qtbot.waitUntil(lambda: office.keeper.dialog is not dialog)
    office.dialog(AdvanceDialog).accept()
    qtbot.waitUntil(lambda: bool(office.told), timeout=LIMIT)
    assert isinstance(office.told[0], PhaseNotReadyError)
    assert office.session.outcome.contents.round.phase is Phase.INTAKE


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_where_a_round_goes_on_or_back(dressed, qtbot, language):
    TEXTS.use(language)
    try:
        phases = tuple(Phase)
        dialogs = [AdvanceDialog(None, now, then) for now, then in pairwise(phases[:7])]
        for dialog in (*dialogs, ReopenDialog(None, "back")):
            qtbot.addWidget(dialog)
            dialog.show()
            assert cut_texts(dialog) == []
    finally:
        TEXTS.use(Language.FI)


def test_an_archive_is_written_and_its_digest_told(office, qtbot, tmp_path):
    path = tmp_path / "arkisto.zip"
    office.keeper.ask_file = lambda *_: path
    office.trigger(ActionId.FILE_ARCHIVE)
    told = office.dialog(MessageDialog)

    assert path.is_file()
    assert "arkisto.zip" in told.accessibleDescription()
    qtbot.waitUntil(lambda: office.session._at_work == 0)


def test_another_key_opens_the_round_and_the_former_does_not(office, qtbot):
    path = office.session.workspace.path
    office.trigger(ActionId.FILE_KEY)
    dialog = office.dialog(ChangeKeyDialog)
    dialog.key.use_passphrase()
    dialog.new_passphrases.first.setText("yksi")
    dialog.new_passphrases.again.setText("toinen")
    dialog.accept()
    assert dialog.complaint.isVisible()
    dialog.new_passphrases.again.setText("yksi")
    inner = compose(data_dir=path.parent)
    office.session.program.secret = lambda *, passphrase=None: (
        SECRET if passphrase is None else inner.secret(passphrase=passphrase)
    )
    office.session.program.open = lambda path, passphrase=None: inner.open(path, passphrase)
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(office.keeper.dialog, MessageDialog), timeout=LIMIT)
    qtbot.waitUntil(lambda: office.session.outcome is not None, timeout=LIMIT)

    office.session.close()
    qtbot.wait(50)
    inner.open(path, "yksi").close()
    assert office.told == []


def test_the_recovery_key_opens_a_round_and_a_new_passphrase_is_offered(
    dressed, qtbot, settings, stored, tmp_path
):
    path = tmp_path / "kierros.evaluator"
    shutil.copy(stored, path)
    program = compose(data_dir=tmp_path)
    made = Office(qtbot, settings, tmp_path, program)
    made.controller._ask_passphrase = lambda *_, recover, **__: recover()  # the link of the dialog
    made.session.open(path)  # this machine has no key for it
    dialog = made.dialog(RecoverDialog)
    dialog.accept()
    assert dialog.complaint.accessibleName() == "Kirjoita palautusavain."
    key = printable(bytes(range(32)))
    dialog.field.setPlainText(key.replace("-", " ").lower()[:-1] + "z")
    dialog.accept()
    qtbot.waitUntil(lambda: "13" in dialog.complaint.accessibleName(), timeout=LIMIT)
    dialog.field.setPlainText(printable(bytes(32)))
    dialog.accept()
    qtbot.waitUntil(lambda: "kierros.evaluator" in dialog.complaint.accessibleName(), timeout=LIMIT)
    dialog.field.setPlainText(key.replace("-", " ").lower())
    dialog.accept()

    offered = made.dialog(ChangeKeyDialog)
    assert made.session.outcome is not None
    assert dialog.field.toPlainText() == ""
    assert cut_texts(offered) == []
    offered.accept()  # by the keyring, which is not there
    qtbot.waitUntil(lambda: not offered.new_passphrases.isHidden(), timeout=LIMIT)
    for each in (offered.new_passphrases.first, offered.new_passphrases.again):
        each.setText("uusi tunnuslause")
    offered.accept()
    qtbot.waitUntil(lambda: isinstance(made.keeper.dialog, MessageDialog), timeout=LIMIT)
    qtbot.waitUntil(lambda: made.session.outcome is not None, timeout=LIMIT)
    made.session.close()
    qtbot.waitUntil(lambda: made.session._at_work == 0, timeout=LIMIT)
    program.open(path, "uusi tunnuslause").close()
    assert made.told == []


def test_a_round_opened_with_its_recovery_key_stays_open_when_no_new_key_is_wanted(
    office, qtbot, monkeypatch
):
    path = office.session.workspace.path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    office.trigger(ActionId.FILE_RECOVER)
    dialog = office.dialog(RecoverDialog)
    dialog.field.setPlainText(printable(bytes(range(32))))
    before = office.session.workspace
    dialog.accept()
    offered = office.dialog(ChangeKeyDialog)
    offered.reject()

    qtbot.waitUntil(lambda: office.session._at_work == 0, timeout=LIMIT)
    assert office.session.workspace is not None
    assert office.session.workspace is not before
    assert office.told == []


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_where_a_round_is_recovered(dressed, qtbot, language):
    TEXTS.use(language)
    try:
        dialogs = (
            RecoverDialog(None, "kierros.evaluator"),
            ChangeKeyDialog(None, "kierros.evaluator", recovered=True),
            PassphraseDialog(None, "kierros.evaluator", wrong=True, recoverable=True),
        )
        for dialog in dialogs:
            qtbot.addWidget(dialog)
            dialog.show()
            assert cut_texts(dialog) == []
        assert dialogs[2].recover.isVisible()
        dialogs[2].recover.click()
        assert dialogs[2].asked_to_recover
        assert not dialogs[2].isVisible()
    finally:
        TEXTS.use(Language.FI)


def test_the_start_leads_each_role_to_its_first_step(dressed, qtbot, settings, tmp_path):
    made = Office(qtbot, settings, tmp_path)
    start = made.window.start
    first = {}
    for at, role in enumerate(Role):
        start.role._segments[at].click()
        first[role] = start._shown[0]
        assert settings.role is role
    start.name.setText("Esimerkkiarvioija 1")
    start.name.editingFinished.emit()

    assert first == {Role.OFFICIAL: "new", Role.CHAIR: "receive", Role.REVIEWER: "package"}
    assert settings.name == "Esimerkkiarvioija 1"
    qtbot.waitUntil(start._steps["package"].isVisible)
    assert not start._steps["new"].isVisible()


def test_the_start_fits_a_small_window_with_files_and_every_step(dressed, qtbot, settings, tmp_path):
    made = Office(qtbot, settings, tmp_path)
    files = [tmp_path / f"kierros-{at}.evaluator" for at in range(6)]
    made.window.start.settle(files, Role.OFFICIAL, "Esimerkkiesittelijä")

    assert made.window.start.minimumSizeHint().height() <= 700
    words = [each.text() for each in made.window.start.findChildren(QLabel)]
    assert "Viimeksi avatut" in words
