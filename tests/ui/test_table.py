from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from evaluator.ui.shared.finding import folded, words
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import Column, LineRow, RowsModel


@dataclass(frozen=True)
class Town:
    key: int
    name: str

    @property
    def search(self) -> str:
        return folded(self.name)


TOWNS = tuple(Town(at, name) for at, name in enumerate(("Jämsä", "Ii", "Åland", "Äänekoski", "Jämijärvi")))


def columns():
    return (
        Column(
            title="Nro",
            width=60,
            paint=lambda *_: None,
            speak=lambda row: str(row.key),
            sort=lambda row: row.key,
        ),
        Column(
            title="Nimi",
            width=100,
            paint=lambda *_: None,
            speak=lambda row: row.name,
            sort=lambda row: folded(row.name),
            stretch=True,
        ),
    )


class WithLine(RowsModel):
    def line_before(self, rows):
        return None if len(rows) < 3 or self.sorted_by >= 0 else (2, LineRow(word="Raja", rest="2 yllä"))


@pytest.fixture
def model(dressed):
    made = RowsModel(columns())
    made.set_rows(TOWNS)
    return made


def names(model):
    return [row.name for row in model.rows if isinstance(row, Town)]


def test_the_model_obeys_qt(qtmodeltester, model):
    qtmodeltester.check(model)

    model.find("jam")
    model.order(1, descending=True)
    model.set_filter(lambda row: row.key > 0)
    model.set_columns(columns()[1:])

    qtmodeltester.check(model)


def test_a_model_with_a_line_obeys_qt(qtmodeltester, dressed):
    model = WithLine(columns())
    model.set_rows(TOWNS)

    qtmodeltester.check(model)


def test_finding_looks_through_accents_and_capitals(model):
    model.find("jamsa")

    assert names(model) == ["Jämsä"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("JÄM", {"Jämsä", "Jämijärvi"}), ("aland", {"Åland"}), ("  ", {t.name for t in TOWNS})],
)
def test_every_word_of_a_query_must_be_there(model, query, expected):
    model.find(query)

    assert set(names(model)) == expected


def test_words_may_come_in_any_order():
    assert words("Hanke  Älykäs") == ("hanke", "alykas")


def test_sorting_goes_by_the_columns_key_and_back(model):
    model.order(1)
    up = names(model)
    model.order(1, descending=True)

    assert up == ["Äänekoski", "Åland", "Ii", "Jämijärvi", "Jämsä"]
    assert names(model) == up[::-1]


def test_a_line_is_a_row_that_is_read_out_in_its_place_and_only_in_the_given_order(dressed):
    model = WithLine(columns())
    model.set_rows(TOWNS)
    spoken = model.data(model.index(2, 0))
    model.order(1)

    assert spoken == "Raja: 2 yllä"
    assert not any(isinstance(row, LineRow) for row in model.rows)
    assert model.shown == len(TOWNS)


@pytest.fixture
def table(qtbot, model):
    made = Table(model, "Kunnat", 32)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_the_chosen_row_stays_chosen_when_the_list_is_sorted_and_found_through(table):
    table.choose(3)
    table.rows_model.order(1)
    table.rows_model.find("k")

    assert table.current == TOWNS[3]


def test_the_first_row_is_chosen_when_the_chosen_one_is_filtered_away(table):
    table.choose(3)
    table.rows_model.find("jamsa")

    assert table.current == TOWNS[0]


def test_an_empty_list_says_that_nothing_is_chosen(table, qtbot):
    with qtbot.waitSignal(table.chosen) as told:
        table.rows_model.find("xyz")

    assert told.args == [None]


def test_arrows_home_end_and_enter_work_and_letters_do_not_search(table, qtbot):
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_J)
    after_letter = table.current
    qtbot.keyClick(table, Qt.Key.Key_End)
    last = table.current
    qtbot.keyClick(table, Qt.Key.Key_Home)
    with qtbot.waitSignal(table.entered_row) as entered:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert after_letter == TOWNS[1]
    assert last == TOWNS[-1]
    assert entered.args == [TOWNS[0]]


def test_copying_gives_a_table_with_titles_for_spreadsheet_and_document(table):
    table.selectAll()

    count = table.copy_chosen()

    data = QGuiApplication.clipboard().mimeData()
    assert count == len(TOWNS)
    assert data.text().splitlines()[:2] == ["Nro\tNimi", "0\tJämsä"]
    assert "<td>Jämsä</td>" in data.html()


def test_a_copied_cell_is_never_taken_for_a_formula(qtbot, dressed):
    model = RowsModel(columns())
    model.set_rows([Town(1, "=SUM(A1)")])
    table = Table(model, "Kunnat", 32)
    qtbot.addWidget(table)
    table.selectAll()
    table.copy_chosen()

    assert QGuiApplication.clipboard().text().endswith("\t'=SUM(A1)")


def test_a_click_on_a_title_sorts_and_another_turns_it_round(table, qtbot):
    head = table.horizontalHeader()
    x = head.sectionViewportPosition(1) + 10
    for _ in range(2):
        qtbot.mouseClick(
            head.viewport(), Qt.MouseButton.LeftButton, pos=head.viewport().rect().topLeft().__class__(x, 10)
        )

    assert (table.rows_model.sorted_by, table.rows_model.descending) == (1, True)
