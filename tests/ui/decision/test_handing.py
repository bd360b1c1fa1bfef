"""Everybody's extracts and the pack for a claim, from the window."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluator.domain.disclosures import Receiver
from evaluator.domain.identifiers import ApplicationId
from evaluator.ui.actions import ActionId
from evaluator.ui.decision.handing import HandingPresenter, PackDialog, WritingDialog
from evaluator.ui.dialogs import MessageDialog
from tests.ui.decision.test_versions import words
from tests.ui.programs import contents_2020

FOLDER = Path("kansio/otteet")
PAPERS = tuple(SimpleNamespace(kind="extract") for _ in range(3))


def waits(number: int) -> SimpleNamespace:
    facts = {"application": f"2020-{number:03d}", "number": number, "text": "Ehto.", "id": "condition"}
    return SimpleNamespace(key="papers.untranslated.sv", facts=facts)


class MemoryExtracts:
    """Writes nothing; tells how far it has come, and waits where a test wants to stop it."""

    def __init__(self) -> None:
        self.waiting: tuple[SimpleNamespace, ...] = ()
        self.folders: list[Path] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.stopped = False

    def write_ready(self, _workspace, folder, *, by, progress):
        self.folders.append(folder)
        progress(1, 3)
        self.may_go_on.wait(20)
        try:
            progress(2, 3)
        except Exception:
            self.stopped = True
            raise
        return PAPERS, self.waiting


@pytest.fixture
def ready(desk, qtbot):
    made = desk(contents_2020())
    made.view = made.window.place_named("decision")
    qtbot.waitUntil(lambda: made.view._draft is not None)
    made.extracts = made.program.extracts = MemoryExtracts()
    made.handing = made.view.findChild(HandingPresenter)
    made.handing._ask_folder = lambda *_: FOLDER
    made.said = []
    made.view.said.connect(made.said.append)
    yield made
    made.extracts.may_go_on.set()


def test_every_extract_is_written_into_one_folder(ready, qtbot):
    ready.window.actions_[ActionId.FILE_EXTRACTS].trigger()
    dialog = ready.handing.dialog
    qtbot.waitUntil(lambda: bool(ready.said))

    assert ready.extracts.folders == [FOLDER]
    assert ready.said == ["Kirjoitettiin 3 tiedostoa kansioon otteet."]
    assert not dialog.isVisible()


def test_what_waits_for_a_translation_is_named_and_much_of_it_is_counted(ready, qtbot):
    ready.extracts.waiting = tuple(map(waits, range(1, 9)))
    ready.window.actions_[ActionId.FILE_EXTRACTS].trigger()
    qtbot.waitUntil(lambda: isinstance(ready.handing.dialog, MessageDialog))
    told = "\n".join(words(ready.handing.dialog))
    ready.handing.dialog.accept()

    assert "Kirjoitettiin 3 tiedostoa" in told
    assert told.count("Ehto.") == 5
    assert "Lisäksi 3 tekstiä odottaa" in told


def test_writing_extracts_is_stopped_by_its_button(ready, qtbot):
    ready.extracts.may_go_on.clear()
    ready.window.actions_[ActionId.FILE_EXTRACTS].trigger()
    dialog = ready.handing.dialog
    assert isinstance(dialog, WritingDialog)
    qtbot.waitUntil(lambda: dialog.progress.value() == 1)
    dialog.accept_button.click()
    assert dialog.isVisible()
    ready.extracts.may_go_on.set()
    qtbot.waitUntil(lambda: not dialog.isVisible())

    assert ready.extracts.stopped
    assert ready.said == []


def test_the_pack_is_for_the_application_chosen_and_suggested_to_its_applicant(ready, qtbot):
    given: list[tuple] = []

    def write(_workspace, application, folder, *, by, receiver):
        given.append((application, folder, by, receiver))
        return PAPERS

    ready.program.appeal_pack = write
    ready.window.actions_[ActionId.FILE_APPEAL].trigger()
    dialog = ready.handing.dialog
    assert isinstance(dialog, PackDialog)
    at = dialog.applicant.applications.findData(ApplicationId("2020-006"))
    dialog.applicant.applications.setCurrentIndex(at)
    dialog.applicant.applications.activated.emit(at)
    dialog.fields.ground.setText("621/1999 § 11")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(ready.said))

    receiver = Receiver(name="Helsingin kaupunki", ground="621/1999 § 11")
    assert given == [(ApplicationId("2020-006"), FOLDER, ready.session.by, receiver)]
