from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from evaluator.ui.incoming import FileKind, kind_of
from evaluator.ui.places import PLACES


def drop(window, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def told(made, qtbot) -> str:
    qtbot.waitUntil(lambda: made.controller.incoming.dialog is not None)
    return made.controller.incoming.dialog.accessibleDescription()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("kierros.EVALUATOR", FileKind.WORKSPACE),
        ("oma.evpack", FileKind.PACKAGE),
        ("kierros.evround", FileKind.ROUND),
        ("oma.evreview", FileKind.REVIEW),
        ("kortti.evcard", FileKind.CARD),
        ("hakemukset.zip", FileKind.BUNDLE),
        ("hakemukset.xlsx", FileKind.TABLE),
        ("muistio.odt", FileKind.UNKNOWN),
    ],
)
def test_a_file_is_known_by_its_name(name, kind):
    assert kind_of(Path(name)) is kind


def test_a_folder_is_a_bundle(tmp_path):
    assert kind_of(tmp_path) is FileKind.BUNDLE


def test_every_kind_that_a_place_takes_is_a_kind():
    assert {each for place in PLACES for each in place.takes} <= {each.value for each in FileKind}


def test_a_file_of_another_program_is_told_in_a_sentence(desk, qtbot, tmp_path):
    made = desk()
    drop(made.window, tmp_path / "muistio.odt")

    assert "muistio.odt ei ole ohjelman tiedosto" in told(made, qtbot)
    assert made.told == []


def test_what_belongs_to_a_round_says_that_one_is_opened_first(desk, qtbot, tmp_path):
    made = desk(opened=False)
    drop(made.window, tmp_path / "hakemukset.zip")

    assert "Avaa ensin kierros" in told(made, qtbot)


def test_several_files_of_one_kind_reach_their_place_together(desk, qtbot, tmp_path, monkeypatch):
    made = desk()
    view = made.window.place_named("applications")
    seen = []
    monkeypatch.setattr(view, "take_files", seen.append)
    drop(made.window, tmp_path / "b.csv", tmp_path / "a.xlsx")
    qtbot.waitUntil(lambda: bool(seen))

    assert [each.name for each in seen[0]] == ["a.xlsx", "b.csv"]
