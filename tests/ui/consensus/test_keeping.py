"""What the meeting typed and has not recorded: on the disk within a second, and nowhere else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evaluator.composition import compose
from evaluator.storage.errors import DiskFullError
from evaluator.ui.dialogs import MessageDialog
from tests.ui.chair_world import ChairProgram

LETTERS = 40
SECOND = 1.0


def _drafts(met) -> dict:
    with met.session.workspace.read() as unit:
        return unit.consensus_drafts.all()


def _log_head(met) -> object:
    with met.session.workspace.read() as unit:
        return unit.log_head()


def _type(met, text: str):
    view = met.consensus()
    view.form.reason.setFocus()
    QTest.keyClicks(view.form.reason, text)
    return view


def test_scores_reason_rapporteur_and_who_left_are_there_when_the_round_is_opened_again_and_in_no_log(met):
    before = _log_head(met)
    view = _type(met, "Ehdotus.")
    view.form.rapporteur.setEditText("Esimerkkiarvioija 1")
    view.people.boxes["Esimerkkiarvioija 3"].setChecked(False)
    view.grid.setFocus()
    met.key(Qt.Key.Key_4)

    met.trigger("file.close")
    met.until(lambda: met.session.workspace is None)
    met.session.open(met.path)
    met.until(lambda: met.session.outcome is not None)

    view = met.consensus()
    met.until(lambda: view.form.reason.toPlainText() == "Ehdotus.")
    assert _log_head(met) == before
    assert view.form.rapporteur.currentText() == "Esimerkkiarvioija 1"
    assert "Esimerkkiarvioija 3" in view.people.left
    assert view.grid.rows_model.rows[0].agreed.value == 4
    assert view.form.discard.isVisible()


def test_recording_takes_the_draft_away_and_undoing_it_brings_the_draft_back(met):
    view = met.consensus()
    view.fill.click()
    view.form.rapporteur.setEditText("Esimerkkiarvioija 1")
    view.form.reason.setPlainText("Sovittiin.")
    met.until(lambda: bool(_drafts(met)))

    met.trigger("consensus.record")
    met.until(lambda: bool(met.session.outcome.contents.consensus))
    assert _drafts(met) == {}
    met.until(lambda: not view.form.discard.isVisible())

    met.trigger("edit.undo")
    met.until(lambda: not met.session.outcome.contents.consensus)
    met.until(lambda: view.form.reason.toPlainText() == "Sovittiin." and view.form.discard.isVisible())
    assert met.told == []


def test_a_draft_is_thrown_away_and_that_is_undone(met):
    view = _type(met, "Turha.")
    met.until(lambda: bool(_drafts(met)))

    met.trigger("consensus.discard")
    met.until(lambda: _drafts(met) == {} and view.form.reason.toPlainText() == "")
    met.trigger("edit.undo")

    met.until(lambda: view.form.reason.toPlainText() == "Turha.")
    assert [each.reason for each in _drafts(met).values()] == ["Turha."]


def test_scores_that_were_agreed_on_outlive_a_discussion_that_is_recorded_without_them(met):
    view = _type(met, "Keskusteltiin.")
    view.grid.setFocus()
    met.key(Qt.Key.Key_4)

    met.trigger("consensus.discussed")
    met.until(lambda: bool(met.session.outcome.contents.handlings))

    met.until(lambda: bool(_drafts(met)))
    assert view.grid.rows_model.rows[0].agreed.value == 4


def test_what_cannot_be_stored_stays_in_sight_and_goes_along_the_next_time(met, monkeypatch):
    met.consensus()
    real = met.program.reviewing.save_consensus_drafts

    def full(*_):
        raise DiskFullError(file="kierros.evaluator")

    monkeypatch.setitem(met.program.reviewing.__dict__, "save_consensus_drafts", full)
    view = _type(met, "Ei mahdu")
    met.until(lambda: bool(met.told))
    assert view.form.reason.toPlainText() == "Ei mahdu"

    monkeypatch.setitem(met.program.reviewing.__dict__, "save_consensus_drafts", real)
    met.window.findChild(MessageDialog).accept()
    QTest.keyClicks(view.form.reason, ".")
    met.until(lambda: [each.reason for each in _drafts(met).values()] == ["Ei mahdu."])


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a POSIX signal")
def test_a_kill_in_the_meeting_loses_at_most_a_second(made_reviews, merged_round, tmp_path):
    path = tmp_path / "kierros.evaluator"
    shutil.copy(merged_round, path)
    typist = Path(__file__).with_name("typist.py")
    process = subprocess.Popen(
        [sys.executable, str(typist), str(path), str(made_reviews.data)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    typed: list[float] = []
    for line in process.stdout:
        typed.append(float(line))
        if len(typed) == LETTERS:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait()
    process.stdout.close()

    workspace = ChairProgram(compose(data_dir=made_reviews.data)).open(path)
    with workspace.read() as unit:
        (draft,) = unit.consensus_drafts.all().values()
    workspace.close()
    assert len(draft.reason) >= sum(at <= typed[-1] - SECOND for at in typed) > 0
