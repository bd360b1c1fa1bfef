"""The list of applications: filters, columns and saved views, and what is remembered of them."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication

from evaluator.domain.form_facts import FormFacts
from evaluator.domain.language import Language
from evaluator.ui.actions import ActionId
from evaluator.ui.applications.saved_views import SavedViews
from evaluator.ui.applications.wanted import Wanted
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.table_layout import TableLayout, loaded
from evaluator.ui.texts import TEXTS
from tests.ui.cut_texts import cut_texts

USUAL = ["number", "lead", "municipalities", "requested", "findings", "eligibility"]


@pytest.fixture
def office(desk):
    made = desk()
    made.view = made.window.place_named("applications")
    return made


def shown(view):
    return [row.key for row in view.model.rows]


def names(view):
    return [each.name for each in view.model.columns]


def choose(view, field: str, value: str) -> None:
    combo = view.bar.panel.lists[field]
    at = combo.findData(value)
    assert at > 0, [combo.itemData(at) for at in range(combo.count())]
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def partner_of(view, code: str) -> list[int]:
    rows = (row for row in view.model.rows)
    return [row.key for row in rows if code in row.standing.application.applicants.municipality_codes]


def test_one_narrows_by_a_municipality_that_leads_or_takes_part(office, qtbot):
    view = office.view
    applicants = [each.standing.application.applicants for each in view.model.rows]
    led = {each.lead.code for each in applicants}
    code = next(body.code for each in applicants for body in each.partners if body.code not in {*led, None})
    name = office.program.register.get(code).name_fi
    expected = partner_of(view, code)
    office.trigger(ActionId.LIST_FILTER)
    towns = view.bar.panel.lists["municipality"]
    assert towns.hasFocus()
    qtbot.waitUntil(lambda: towns.lineEdit().selectedText() == "Kaikki kunnat")
    towns.lineEdit().setText(folded(name)[:-1])
    qtbot.keyClick(towns.lineEdit(), Qt.Key.Key_Return)

    assert shown(view) == expected
    assert 0 < len(expected) < 61
    assert view.list.wanted == Wanted(municipality=code)
    assert "1 rajaus" in view.bar.filter.accessibleName()
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)  # closes the inspector first
    view.leave()
    assert len(shown(view)) == 61
    assert towns.currentIndex() == 0


def test_municipalities_are_in_the_order_of_the_alphabet(office):
    office.trigger(ActionId.LIST_FILTER)
    towns = office.view.bar.panel.lists["municipality"]
    words = [towns.itemText(at).split(" (")[0] for at in range(towns.count())]

    assert words[0] == "Kaikki kunnat"
    assert words[1] == "Akaa"
    assert words[-1].startswith("Ä")


def test_filters_hold_together_and_each_says_how_many_there_are(office):
    view = office.view
    office.trigger(ActionId.LIST_FILTER)
    rule = view.bar.panel.lists["finding"].itemData(1)
    with_rule = [row.key for row in view.model.rows if rule in {each.rule for each in row.standing.findings}]
    assert f"({len(with_rule)})" in view.bar.panel.lists["finding"].itemText(1)

    choose(view, "finding", rule)
    assert shown(view) == with_rule
    choose(view, "state", "no")
    refused = [row.key for row in view.model.rows]
    assert set(refused) <= set(with_rule)
    assert all(row.state == "no" for row in view.model.rows)
    view.filters._segments[1].click()  # undecided: nothing is both
    assert view._lists.currentWidget() is view._none
    view.bar.panel.clear.click()
    assert shown(view) == [59, 60, 61]


def test_what_the_forms_name_is_read_when_it_is_asked_for_and_narrows(office, qtbot):
    view = office.view
    row = view.model.rows[16]
    targets = office.session.outcome.contents.round.call.targets
    asked = []
    office.program.form_facts = lambda _: (
        asked.append(1)
        or {row.standing.application.id: FormFacts(language=Language.FI, targets=(targets[0].id,))}
    )
    assert not asked
    office.trigger(ActionId.LIST_FILTER)
    qtbot.waitUntil(lambda: view.bar.panel.lists["target"].count() == 2)
    choose(view, "target", targets[0].id)

    assert shown(view) == [17]
    next(each for each in view.commands() if each.text == "Näytä sarake Haun kohde").run()
    column = next(each for each in view.model.columns if each.name == "target")
    assert column.speak(view.model.rows[0]) == targets[0].text.fi


def test_columns_are_chosen_and_ordered_by_keys_and_remembered(office, qtbot, settings):
    view = office.view
    assert names(view) == USUAL
    office.trigger(ActionId.LIST_COLUMNS)
    dialog = view.list.columns.dialog
    dialog.list.setCurrentRow(2)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.move_by(-1)
    dialog.accept()
    assert names(view) == ["number", "lead", "requested", "findings", "eligibility"]

    hidden = view.list.columns.menu("requested")
    words = [each.text() for each in hidden.actions()]
    assert words[:3] == ["Siirrä vasemmalle", "Siirrä oikealle", "Piilota tämä sarake"]
    hidden.actions()[0].trigger()
    assert names(view) == ["number", "requested", "lead", "findings", "eligibility"]
    view.model.order(1, descending=True)

    kept = SavedViews(settings).layout
    assert kept.columns == ("number", "requested", "lead", "findings", "eligibility")
    assert (kept.sorted_by, kept.descending) == ("requested", True)
    TEXTS.use(Language.SV)  # everything is built anew
    anew = office.window.place_named("applications")
    assert names(anew) == ["number", "requested", "lead", "findings", "eligibility"]
    assert (anew.model.sorted_by, anew.model.descending) == (1, True)


def test_a_choice_without_a_column_is_not_taken(office):
    office.trigger(ActionId.LIST_COLUMNS)
    dialog = office.view.list.columns.dialog
    for at in range(dialog.list.count()):
        dialog.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()

    assert dialog.complaint.accessibleName() == "Jätä näkyviin ainakin yksi sarake."
    assert names(office.view) == USUAL
    for _ in USUAL:
        for each in list(office.view.list.columns._names()):
            office.view.list.columns._switch(each)
    assert len(names(office.view)) == 1


def test_a_column_is_dragged_to_another_width_and_place_and_stays_there(office, qtbot, settings):
    view = office.view
    head = view.table.horizontalHeader()
    edge = head.sectionViewportPosition(3) + head.sectionSize(3) - 1
    before = head.sectionSize(3)
    qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, 10))
    qtbot.mouseMove(head.viewport(), QPoint(edge + 40, 10))
    qtbot.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 40, 10))
    assert head.sectionSize(3) == before + 40
    head.moveSection(3, 1)
    qtbot.waitUntil(lambda: names(view)[1] == "requested")
    assert [head.visualIndex(at) for at in range(head.count())] == list(range(head.count()))
    assert head.sectionSize(1) == before + 40

    view.choose_density(dense=True)  # a line of its own has its own widths
    assert head.sectionSize(names(view).index("requested")) != before + 40
    view.choose_density(dense=False)
    assert head.sectionSize(1) == before + 40
    assert SavedViews(settings).layout.widths == {"requested/2": before + 40}


def test_a_view_is_saved_used_renamed_and_removed_and_holds_no_words(office, qtbot, settings):
    view = office.view
    office.trigger(ActionId.LIST_FILTER)
    choose(view, "state", "no")
    view.model.order(3, descending=True)
    qtbot.keyClicks(view.search, "Esimerkkinimi")
    office.trigger(ActionId.LIST_SAVE_VIEW)
    dialog = view.list.dialog
    dialog.accept()
    assert "nimi" in dialog.complaint.accessibleName()
    dialog.field.setText("  Hylätyt \n suurimmat ")
    dialog.accept()
    view.search.clear()
    expected = shown(view)
    stored = settings.text("applications/views")
    assert "Esimerkkinimi" not in stored
    assert json.loads(stored)[0]["name"] == "Hylätyt suurimmat"

    next(each for each in view.commands() if each.text == "Tavallinen näkymä").run()
    assert len(shown(view)) == 61
    assert view.model.sorted_by == -1
    menu = view.list.views_menu()
    next(each for each in menu.actions() if each.text() == "Hylätyt suurimmat").trigger()
    assert shown(view) == expected == sorted(expected, key=lambda key: -_requested(office, key))

    office.trigger(ActionId.LIST_MANAGE_VIEWS)
    listed = view.list.dialog
    qtbot.keyClick(listed.list, Qt.Key.Key_F2)
    listed.asked.field.setText("Toinen nimi")
    listed.asked.accept()
    assert [each.name for each in SavedViews(settings).all()] == ["Toinen nimi"]
    listed.accept()
    assert view.list.current == "Toinen nimi"
    office.trigger(ActionId.LIST_MANAGE_VIEWS)
    qtbot.keyClick(view.list.dialog.list, Qt.Key.Key_Delete)
    assert SavedViews(settings).all() == ()
    assert not view.list.dialog.accept_button.isEnabled()


def _requested(office, number: int) -> int:
    found = (each.application for each in office.session.outcome.standings)
    return next(each.requested for each in found if each.number == number)


def test_a_name_that_is_taken_is_replaced_only_when_one_says_so_twice(office, settings):
    views = office.view.list
    for _ in range(2):
        office.trigger(ActionId.LIST_SAVE_VIEW)
        views.dialog.field.setText("Oma")
        views.dialog.accept()
    assert views.dialog.isVisible()
    assert "Oma" in views.dialog.complaint.accessibleName()
    views.dialog.accept()

    assert not views.dialog.isVisible()
    assert len(SavedViews(settings).all()) == 1


@pytest.mark.parametrize(
    "stored", ["", "{", "[]", '[1, {"name": 3}, {"name": " "}]', '{"widths": {"a": -4}}']
)
def test_settings_that_are_damaged_leave_the_usual_list(settings, stored):
    settings.keep_text("applications/views", stored)
    settings.keep_text("applications/table", stored)

    assert SavedViews(settings).all() == ()
    assert SavedViews(settings).layout == TableLayout()
    assert loaded({"columns": ["a", "a", 3], "widths": {"a": True, "b": 9}}) == TableLayout(
        columns=("a",), widths={"b": 9}
    )


def test_copied_sums_are_numbers_in_a_spreadsheet(office):
    view = office.view
    view.show_thing("28")
    row = view.model.rows[view.table.currentIndex().row()]
    cents = row.standing.application.requested
    office.trigger(ActionId.EDIT_COPY)

    data: QMimeData = QGuiApplication.clipboard().mimeData()
    at = names(view).index("requested")
    assert data.text().splitlines()[1].split("\t")[at] == f"{cents // 100},{cents % 100:02}"
    assert f'x:num="{cents // 100}.{cents % 100:02}"' in data.html()
    assert "<th>Haettu €</th>" in data.html()


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_over_the_list(office, qapp, language):
    TEXTS.use(language, qapp)
    view = office.window.place_named("applications")
    office.trigger(ActionId.LIST_FILTER)
    qapp.processEvents()
    assert cut_texts(view.bar) == []
    for action in (ActionId.LIST_COLUMNS, ActionId.LIST_SAVE_VIEW, ActionId.LIST_MANAGE_VIEWS):
        office.trigger(action)
    for dialog in (view.list.columns.dialog, view.list.dialog):
        assert cut_texts(dialog) == []
        dialog.reject()
