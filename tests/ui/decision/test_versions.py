from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.domain.language import Language
from evaluator.ui.decision.presenter import DecisionPresenter
from evaluator.ui.decision.versions import ComparisonDialog, VersionsPanel, VersionsPresenter
from evaluator.ui.shared.buttons import Button
from evaluator.ui.texts import TEXTS
from tests.ui.programs import contents_2020
from tests.ui.version_doubles import MemoryVersions, a_version, with_amount


def words(widget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [each.text() for each in widget.findChildren(QLabel)]


@pytest.fixture
def ready(desk, qtbot):
    made = desk(contents_2020())
    made.view = made.window.place_named("decision")
    qtbot.waitUntil(lambda: made.view._draft is not None)
    return made


def test_versions_are_listed_newest_first_with_their_sums(qtbot):
    panel = VersionsPanel()
    qtbot.addWidget(panel)
    panel.show_versions([a_version(1), a_version(2, with_amount(5_000_000))])
    shown = words(panel)

    assert shown[:2] == ["Versiot", "2"]
    assert shown[2].startswith("Versio 2 · suomi · 50\u00a0000")
    assert any(each.startswith("Versio 1 ·") for each in shown[3:])


def test_only_a_version_with_one_before_it_in_its_language_offers_a_comparison(qtbot):
    from dataclasses import replace

    panel = VersionsPanel()
    qtbot.addWidget(panel)
    swedish = a_version(2, replace(with_amount(1), language=Language.SV))
    panel.show_versions([a_version(1), swedish, a_version(3)])
    links = [each for each in panel.findChildren(Button) if each is not panel.editable]

    with qtbot.waitSignal(panel.compare_wanted) as wanted:
        links[0].click()

    assert len(links) == 1
    assert wanted.args == [1, 3]
    assert links[0].accessibleName() == "Muutokset versiosta 1 versioon 3"


def test_a_comparison_says_each_difference_on_a_line(qtbot):
    versions = MemoryVersions([a_version(1), a_version(2, with_amount(5_000_000))])
    dialog = ComparisonDialog(None, versions.compare(None, 1, 2))
    qtbot.addWidget(dialog)

    assert dialog.windowTitle() == "Versio 1 ja versio 2"
    assert len(dialog.lines) == 2
    assert all(each in words(dialog) for each in dialog.lines)


def test_versions_that_say_the_same_are_said_to_be_the_same(qtbot):
    versions = MemoryVersions([a_version(1), a_version(2)])
    dialog = ComparisonDialog(None, versions.compare(None, 1, 2))
    qtbot.addWidget(dialog)

    assert "Versiot 1 ja 2 ovat samat." in words(dialog)


def test_saving_the_decision_keeps_a_version_and_saving_the_memo_does_not(ready, qtbot, tmp_path):
    presenter = ready.view.findChild(DecisionPresenter)
    presenter._ask_file = lambda *_: tmp_path / "x.pdf"
    with qtbot.waitSignal(ready.session.done):
        ready.view.save_wanted.emit(ready.view._draft.papers["memo"])
    after_memo = len(ready.program.draft_versions.versions)
    with qtbot.waitSignal(ready.session.done):
        ready.view.save_wanted.emit(ready.view._draft.papers["decision"])

    assert (after_memo, len(ready.program.draft_versions.versions)) == (0, 1)
    qtbot.waitUntil(lambda: any(each.startswith("Versio 1 ·") for each in words(ready.view.versions)))


def test_the_draft_is_saved_to_be_edited_in_the_papers_language(ready, qtbot):
    presenter = ready.view.findChild(VersionsPresenter)
    presenter._ask = lambda _, name: Path("kansio") / name
    ready.view.language_choice._segments[1].click()
    with qtbot.waitSignal(ready.session.done):
        ready.view.versions.editable.click()

    assert ready.program.editable_draft.saved == [(Path("kansio") / "paatosluonnos.docx", Language.SV)]
    assert len(ready.program.draft_versions.versions) == 1


def test_a_draft_that_lacks_something_cannot_be_saved_to_be_edited(desk, qtbot):
    made = desk(contents_2020(decided=False))
    view = made.window.place_named("decision")
    qtbot.waitUntil(lambda: view._draft is not None)

    assert not view.versions.editable.isEnabled()
    assert TEXTS.language is Language.FI
