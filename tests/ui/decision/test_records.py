"""Versions of the papers, translations, the register of disclosures and raw data in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.decision.content import PaperKind
from evaluator.domain.disclosures import Disclosure, GivenPaper, Receiver
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.domain.variants import WHOLE, Edition, Variant
from evaluator.scoring.official_texts import OfficialText, TextKind
from evaluator.services.translate import TextState
from evaluator.ui.actions import ActionId
from evaluator.ui.decision.giving import CopyDialog, Giving, WantedCopy, applicant_of
from evaluator.ui.decision.presenter import DecisionPresenter
from evaluator.ui.decision.records import DisclosuresDialog, RecordsPresenter
from evaluator.ui.decision.translating import TranslationsDialog
from tests.builders import NOON
from tests.ui.decision.test_versions import words
from tests.ui.programs import contents_2020

REASON = "Hakemuksessa on mukana vain yksi kunta."


def a_text(number: int, text: str = REASON, **translations: str) -> TextState:
    known = {Language(language): words for language, words in translations.items()}
    return TextState(
        text=OfficialText(
            application=ApplicationId(f"2020-{number:03d}"),
            number=number,
            kind=TextKind.ELIGIBILITY,
            text=text,
        ),
        translations=known,
        missing=() if known else (Language.SV,),
    )


class MemoryTranslate:
    def __init__(self) -> None:
        self.recorded: list[tuple[Language, dict[str, str], str]] = []

    def texts(self, _workspace):
        return (a_text(1, "Ehto on sama kaikille.", sv="Villkoret är detsamma."), a_text(17), a_text(19))

    def __call__(self, _workspace, language, translations, *, by):
        self.recorded.append((language, dict(translations), by))


@pytest.fixture
def ready(desk, qtbot):
    made = desk(contents_2020())
    made.program.translate = MemoryTranslate()
    made.view = made.window.place_named("decision")
    qtbot.waitUntil(lambda: made.view._draft is not None)
    return made


def test_a_version_for_a_party_is_about_the_application_chosen_and_saved_as_such(ready, qtbot, tmp_path):
    view = ready.view
    view.edition_choice.variants._segments[1].click()
    view.edition_choice.data.click()
    wanted = Edition(variant=Variant.PARTY, party=view.applicant.applications.currentData(), embed_data=True)
    qtbot.waitUntil(lambda: view._draft.edition == wanted)

    assert wanted.party is not None
    assert view.applicant.isVisible()
    assert not view.applicant.language.isVisible()
    presenter = view.findChild(DecisionPresenter)
    presenter._ask_file, presenter._ask_giving = lambda *_: tmp_path / "x.pdf", lambda *_: Giving()
    with qtbot.waitSignal(ready.session.done):
        view.save_wanted.emit(view._draft.papers["memo"])
    assert ready.program.draft.saved == [wanted]


def test_the_minutes_are_said_to_stay_where_a_version_leaves_them_out(ready, qtbot):
    view = ready.view
    view.edition_choice.variants._segments[2].click()
    qtbot.waitUntil(lambda: view._draft.edition.variant is Variant.PUBLIC)
    view.paper_choice._options[4].click()

    assert view._right.currentWidget() is view._omitted


def test_an_extract_is_saved_as_what_it_is_in_any_version(ready, qtbot):
    view = ready.view
    view.edition_choice.variants._segments[2].click()
    view.paper_choice._options[5].click()
    qtbot.waitUntil(lambda: "extract" in view._draft.papers)

    assert view.edition_of(view.paper) == WHOLE


def test_texts_that_lack_a_translation_come_first_and_once(qtbot):
    dialog = TranslationsDialog(None, MemoryTranslate().texts(None))
    qtbot.addWidget(dialog)

    assert list(dialog.fields) == [(REASON, Language.SV), ("Ehto on sama kaikille.", Language.SV)]
    assert dialog.changed == {}
    dialog.fields[REASON, Language.SV].setPlainText(" En kommun. ")
    assert dialog.changed == {Language.SV: {"2020-017/eligibility": "En kommun."}}


def test_translations_are_recorded_as_one_deed(ready, qtbot):
    presenter = ready.view.findChild(RecordsPresenter)
    presenter._ask = lambda _, texts: {Language.SV: {texts[1].text.key: "En kommun."}}
    with qtbot.waitSignal(ready.session.done) as done:
        ready.view.records.translations.click()

    assert ready.program.translate.recorded == [
        (Language.SV, {"2020-017/eligibility": "En kommun."}, ready.session.by)
    ]
    assert done.args[0].said == "1 käännös kirjattiin"


def test_the_register_names_receiver_papers_and_ground(qtbot):
    entry = Disclosure(
        number=7,
        at=NOON,
        by="esittelijä",
        given_to="Toimittaja",
        ground="621/1999 § 13",
        variant="public",
        application=None,
        papers=tuple(
            GivenPaper(kind=each, language="fi", sha256="0" * 64)
            for each in (*PaperKind, "data")
            if each is not PaperKind.LETTER
        ),
    )
    dialog = DisclosuresDialog(None, [entry])
    qtbot.addWidget(dialog)

    shown = "\n".join(words(dialog))
    assert all(each in shown for each in ("Toimittaja", "Muistio (fi)", "Raakatiedot (fi)", "621/1999 § 13"))
    assert "julkinen" in shown


def test_raw_data_are_exported_from_the_file_menu(ready, qtbot):
    given: list[tuple[Path, dict[str, object]]] = []
    ready.program.export_data = lambda _, path, **words: given.append((path, words))
    presenter = ready.view.findChild(RecordsPresenter)
    public = WantedCopy(Edition(variant=Variant.PUBLIC), Receiver(name="Toimittaja"))
    presenter._ask_copy = lambda *_: public
    presenter._ask_file = lambda _: Path("kansio/raakatiedot.xlsx")
    with qtbot.waitSignal(ready.session.done):
        ready.window.actions_[ActionId.FILE_EXPORT_DATA].trigger()

    ((path, words),) = given
    assert path == Path("kansio/raakatiedot.xlsx")
    assert words == {
        "language": Language.FI,
        "by": ready.session.by,
        "edition": public.edition,
        "receiver": public.receiver,
    }


def test_a_copy_for_a_party_is_about_the_application_chosen_and_suggested_to_its_applicant(ready, qtbot):
    dialog = CopyDialog(None, ready.session.outcome)
    qtbot.addWidget(dialog)
    dialog.show()
    inside = dialog.wanted
    asked_inside = dialog.fields.isVisible()
    dialog.variants._segments[1].click()
    dialog.applicant.applications.setCurrentIndex(5)
    dialog.applicant.applications.activated.emit(5)
    suggested = dialog.wanted
    dialog.fields.name.setText("")
    dialog.fields.name.insert("Kirjaamo")
    dialog.fields.ground.setText("Pyyntö 1.12.2020")
    dialog.variants._segments[2].click()

    assert inside == WantedCopy()
    assert not asked_inside
    assert suggested.edition.party == dialog.applicant.applications.itemData(5)
    assert suggested.receiver == Receiver(name=applicant_of(ready.session.outcome, suggested.edition.party))
    assert dialog.wanted == WantedCopy(
        Edition(variant=Variant.PUBLIC), Receiver(name="Kirjaamo", ground="Pyyntö 1.12.2020")
    )


def test_saving_for_outside_asks_to_whom_it_is_given_and_inside_does_not(ready, qtbot, tmp_path):
    view, presenter = ready.view, ready.view.findChild(DecisionPresenter)
    asked: list[str] = []
    answers = [None, Giving(Receiver(name="Hakija")), Giving()]

    def ask(_view, suggestion):
        asked.append(suggestion)
        return answers[len(asked) - 1]

    presenter._ask_file, presenter._ask_giving = lambda *_: tmp_path / "x.pdf", ask
    with qtbot.waitSignal(ready.session.done):
        view.save_wanted.emit(view._draft.papers["memo"])
    view.paper_choice._options[5].click()
    qtbot.waitUntil(lambda: view.paper is not None and view.paper.kind == "extract")
    view.save_wanted.emit(view.paper)  # the user gives up
    for _ in range(2):
        with qtbot.waitSignal(ready.session.done):
            view.save_wanted.emit(view.paper)

    lead = applicant_of(ready.session.outcome, ApplicationId(view.paper.about))
    assert lead
    assert asked == [lead] * 3
    assert ready.program.draft.given == [None, Receiver(name="Hakija"), None]
