"""The log's place over the demonstration's own kind of workspace: a real file, a real chain."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import evaluator
from evaluator.domain.language import Language
from evaluator.domain.log import Digest
from evaluator.domain.log_file import read_log
from evaluator.messages.catalogue import Catalogue
from evaluator.ui.actions import ActionId
from evaluator.ui.log.presenter import LogPresenter
from evaluator.ui.log.told import Naming, Told, changes_told
from evaluator.ui.log.words import tr
from evaluator.ui.texts import TEXTS, money
from tests.ui.cut_texts import cut_texts

OFFICIAL = "Esimerkkiesittelijä"
NAMING = Naming(
    numbers={"2020-001": 1, "2020-002": 2, "2020-003": 3}, people={"abc": "Esimerkkiarvioija 1"}, round="r"
)


@pytest.fixture
def log(office):
    view = office.window.place_named("log")
    office.qtbot.waitUntil(lambda: bool(view.model.rows))
    return view


def presenter(view) -> LogPresenter:
    return view.findChild(LogPresenter)


def test_the_newest_entry_stands_first_and_says_who_what_and_when(log):
    numbers = [each.key for each in log.model.rows]
    row = log.model.rows[-1]

    assert numbers == sorted(numbers, reverse=True)
    assert (row.deed_word, row.by, row.about) == ("Kierros luotiin", OFFICIAL, "Kierros")
    assert "klo" in row.when


def test_an_entry_shows_what_was_before_and_what_is_now(office, log):
    office.decide("2020-001", "Ensin puutteellinen.")
    office.decide("2020-001", "Sitten täydennetty.")
    log.shown.emit()
    office.qtbot.waitUntil(lambda: log.model.rows[0].deed == "eligibility.decide")
    told = {each.name: each for each in log.model.rows[0].changes}

    assert told["Perustelu"] == Told("Perustelu", "Ensin puutteellinen.", "Sitten täydennetty.")
    assert log.model.rows[0].about == "Hakemus 1"


def test_the_list_narrows_by_deed_person_application_and_day(office, log):
    every = log.model.shown
    log.deed.setCurrentIndex(log.deed.findData("application.import"))
    log.deed.activated.emit(log.deed.currentIndex())
    imported = log.model.shown
    QTest.keyClicks(log.application, "2")
    of_one = log.model.shown
    log.clear.click()
    log.by.setCurrentIndex(log.by.findData(OFFICIAL))
    log.by.activated.emit(log.by.currentIndex())
    by_official = log.model.shown

    assert (imported, of_one) == (3, 1)
    assert by_official == every
    assert log.wanted.since is None


def test_a_day_outside_which_nothing_was_done_leaves_nothing_and_says_what_to_do(log):
    log._rows[0].__dict__["day"] = date(2020, 1, 1)  # the oldest day the fields then offer
    log.since.setMaximumDate(QDate(2100, 1, 1))
    log.since.setDate(QDate(2099, 1, 1))

    assert log.model.shown == 0
    assert log._lists.currentWidget() is log._none


def test_finding_looks_into_names_and_values(office, log):
    log.search.setText("esimerkkiarvioija 1")
    found = {each.deed for each in log.model.rows}

    assert {"reviewer.add", "assignment.change"} <= found


def test_escape_closes_the_details_then_clears_and_then_lets_go(office, log):
    log.table.setFocus()
    log.search.setText("kierros")
    steps = [log.leave() for _ in range(3)]

    assert steps == [True, True, False]
    assert log.search.text() == ""


def test_the_log_grows_while_one_looks_at_it(office, log):
    before = log.model.shown
    office.decide("2020-003", "Kelpaa.", through_session=True)
    office.qtbot.waitUntil(lambda: log.model.shown > before)

    assert log.model.rows[0].about == "Hakemus 3"


def test_the_strip_says_that_the_log_is_intact_and_names_its_head(office, log):
    read = office.program.read_log(office.session.workspace)

    assert log.strip.accessibleName().startswith(f"Loki on eheä: {len(read.entries)} merkintää")
    assert read.verdict.head.hex() in log.strip.accessibleName()


def test_without_a_head_from_elsewhere_the_proof_says_what_is_missing(office, log):
    office.trigger(ActionId.LOG_VERIFY)
    dialog = presenter(log).dialog
    office.qtbot.waitUntil(lambda: "Loki on eheä" in dialog.said)
    say = Catalogue(Language.FI).say

    assert say("log.proves.chain") in dialog.said
    assert say("log.not-proved.anchor") in dialog.said
    assert say("log.proves.anchor") not in dialog.said
    dialog.reject()


def test_a_head_from_elsewhere_is_found_in_the_chain_and_a_foreign_one_is_not(office, log):
    first = office.program.read_log(office.session.workspace).entries[2].digest
    office.trigger(ActionId.LOG_VERIFY)
    dialog = presenter(log).dialog
    QTest.keyClicks(dialog.field, first.hex())
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    say = Catalogue(Language.FI).say
    office.qtbot.waitUntil(lambda: say("log.proves.anchor") in dialog.said)
    dialog.field.setText("ab" * 32)
    dialog.accept()
    office.qtbot.waitUntil(lambda: dialog.said.startswith(tr("other_head")))
    dialog.field.setText("ei tiiviste")
    dialog.accept()

    assert dialog.complaint.accessibleName() == tr("no_digest")
    assert say("log.proves.chain") not in dialog.said
    dialog.reject()


def test_the_exported_log_holds_no_name_and_verifies_from_the_dialog(office, log, tmp_path):
    file = tmp_path / "loki.txt"
    said = []
    log.said.connect(said.append)
    presenter(log).choose_export = lambda _parent, _name: file
    office.trigger(ActionId.LOG_EXPORT)
    office.qtbot.waitUntil(lambda: bool(said))
    content = file.read_bytes()
    presenter(log).choose_exported = lambda _parent: file
    office.trigger(ActionId.LOG_VERIFY)
    dialog = presenter(log).dialog
    dialog.file_button.click()
    office.qtbot.waitUntil(lambda: dialog.said.startswith("loki.txt"))

    assert OFFICIAL.encode() not in content
    assert b"Esimerkkiarvioija" not in content
    assert read_log(content).verify().intact
    assert "loki.txt: Loki on eheä" in dialog.said
    dialog.reject()


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_in_any_language_at_1280_by_720(office, language):
    TEXTS.use(language)
    office.window.resize(1280, 720)
    view = office.window.place_named("log")
    office.qtbot.waitUntil(lambda: bool(view.model.rows))
    office.qtbot.wait(100)

    assert cut_texts(view) == []


def test_a_list_tells_what_it_lost_and_won(dressed):
    told = changes_told(["2020-001", "2020-002"], ["2020-002", "2020-003"], NAMING)

    assert told == (Told("Lisätty", "–", "3"), Told("Poistettu", "1", "–"), Told("Yhteensä", "2", "2"))


def test_values_are_written_as_people_read_them(dressed):
    value = {
        "requested_cents": 5_723_900,
        "made_up": True,
        "received": "2020-10-02T09:30:00+00:00",
        "complete_by": "2020-11-02",
        "kind": "lift",
        "reviewer": "abc",
        "content": "0123456789abcdef" * 4,
        "reason": None,
    }
    told = {each.name: each.after for each in changes_told(None, value, NAMING)}

    assert told["Haettu"] == money(5_723_900, cents=True)
    assert told["Keksitty"] == "kyllä"
    assert told["Saapui"] == "2.10.2020 klo 12.30".replace(" ", "\u00a0")
    assert told["Täydennettävä viimeistään"] == "2.11.2020"
    assert told["Laji"] == "nostetaan"
    assert told["Arvioija"] == "Esimerkkiarvioija 1"
    assert told["Hakemuksen sisältö"] == "0123456789ab…"
    assert "Perustelu" not in told


def test_papers_questions_and_languages_are_told_by_their_names(dressed):
    naming = Naming(asked={"change": "Toiminnan muutos", "accessibility": "3.3 Saavutettavuus"})
    comments = {"comments": {"change": "Keksitty.", "accessibility": "Keksitty myös."}}
    (written,) = changes_told(None, comments, naming)
    assert written.after == "Toiminnan muutos: Keksitty.; 3.3 Saavutettavuus: Keksitty myös."

    drafted = {"papers": [{"kind": "decision", "language": "sv"}, {"kind": "memo", "language": "fi"}]}
    (papers,) = changes_told(None, drafted, naming)
    assert papers.after == "Laji: päätösluonnos; Kieli: Svenska\nLaji: muistio; Kieli: Suomi"


def test_a_word_before_parts_is_told_with_them(dressed):
    told = changes_told("locked", {"phase": "allocation", "reason": "Oikaisuvaatimus."}, NAMING)

    assert Told("", "Lukittu", "–") in told
    assert Told("Vaihe", "–", "Jako") in told


def test_an_erased_value_says_that_it_was_erased(office, log, dressed):
    workspace = office.session.workspace
    with workspace.begin() as unit:
        unit.erase_log([1])
        unit.commit()
    log.shown.emit()
    office.qtbot.waitUntil(lambda: log.model.rows[-1].erased == 4)

    assert log.model.rows[-1].by == "poistettu"
    assert log.strip.accessibleName().startswith("Loki on eheä")


def test_every_deed_that_the_services_log_has_words(dressed):
    folder = Path(evaluator.__file__).parent / "services"
    source = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))
    named = set(re.findall(r'"((?:[a-z]+)\.(?:[a-z-]+))"', source))
    families = set(Catalogue(Language.FI).table("log.deeds"))
    deeds = {each for each in named if each.split(".")[0] in families and not each.endswith(".json")}

    assert {"assignment.change", "round.step-back", "scenario.use"} <= deeds
    for language in Language:
        assert [each for each in sorted(deeds) if not Catalogue(language).has(f"log.deeds.{each}")] == []


def test_f6_goes_from_the_search_to_the_list_and_on_to_the_details(office, log):
    log.search.setFocus()
    stops = []
    for _ in range(2):
        office.trigger(ActionId.VIEW_NEXT_PANE)
        focus = QApplication.focusWidget()
        stops.append(
            next(n for n, pane in enumerate(log.panes()) if pane is focus or pane.isAncestorOf(focus))
        )

    assert stops == [1, 2]


def test_a_digest_is_thirty_two_bytes(office, log):
    office.trigger(ActionId.LOG_VERIFY)
    dialog = presenter(log).dialog
    dialog.field.setText(" ".join(["ab"] * 32))

    assert dialog.anchor == Digest(bytes.fromhex("ab" * 32))
    dialog.reject()
