"""Take pictures of every workspace for the documentation, from the demonstration's round.

The reviewer's place shows a package of made-up applications, which says so.

    .venv/bin/python scripts/screenshots.py [FOLDER]

Pictures go to docs/images unless another folder is given: Finnish light and Swedish dark.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QSettings, Qt  # noqa: E402 - the platform is chosen before Qt starts
from PySide6.QtTest import QTest  # noqa: E402

from evaluator.composition import compose  # noqa: E402
from evaluator.domain.conflicts_of_interest import InterestKind  # noqa: E402
from evaluator.domain.desks import Desks  # noqa: E402
from evaluator.domain.language import Language  # noqa: E402
from evaluator.domain.passages import Passage, PassageId, fields_of  # noqa: E402
from evaluator.domain.reviews import Scored  # noqa: E402
from evaluator.resources import resource  # noqa: E402
from evaluator.services.coverage import Covered  # noqa: E402
from evaluator.services.reviewing import Entry  # noqa: E402
from evaluator.ui.actions import ActionId  # noqa: E402
from evaluator.ui.application import make_application  # noqa: E402
from evaluator.ui.desk import Desk  # noqa: E402
from evaluator.ui.help.desk import Help  # noqa: E402
from evaluator.ui.importing.dialog import ImportDialog  # noqa: E402
from evaluator.ui.importing.importer import Importer  # noqa: E402
from evaluator.ui.merging.presenter import MergingPresenter  # noqa: E402
from evaluator.ui.operations import wait_for_all  # noqa: E402
from evaluator.ui.places import PLACES, places_of  # noqa: E402
from evaluator.ui.session import Session  # noqa: E402
from evaluator.ui.settings import Settings  # noqa: E402
from evaluator.ui.texts import TEXTS  # noqa: E402
from evaluator.ui.theme import THEME, Appearance  # noqa: E402
from scripts.made_up_package import OFFICIAL, PASSPHRASE, REVIEWER, MadeUp, make  # noqa: E402
from scripts.made_up_reviews import MadeUpReviews, make_reviews  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog, QWidget

    from evaluator.composition import Program
    from evaluator.domain.identifiers import ApplicationId, CriterionId
    from evaluator.services.ports import Workspace
    from evaluator.ui.applications.view import ApplicationsView
    from evaluator.ui.merging.view import MergingView

_LOOKS = ((Language.FI, Appearance.LIGHT), (Language.SV, Appearance.DARK))
_SIZE = (1280, 800)
_SHOWN = "17"
_ASSIGNED = "10"
_LIMIT_MS = 60_000


def assigned(program: Program, demo: Path, path: Path, passphrase: str) -> None:
    """Copy the demonstration's workspace and assign in it, with two interests that are made up."""
    shutil.copy(demo, path)
    workspace = program.open(path, passphrase)
    deeds = program.reviewing
    first, second, *_ = (each.reviewer for each in deeds.board(workspace).reviewers)
    deeds.declare_interest(workspace, first.id, InterestKind.EMPLOYMENT, "Jämsä", OFFICIAL)
    deeds.declare_interest(workspace, second.id, InterestKind.HOME, "Kajaani", OFFICIAL)
    deeds.assign(workspace, 3, OFFICIAL, seed=2)
    workspace.close()


def visit_assigning(session: Session, window: Desk, folder: Path, path: Path, passphrase: str) -> None:
    """Take pictures of the assignment board, and of the help that belongs to it."""
    session.open(path, passphrase)
    until(lambda: session.workspace is not None and session.workspace.path == path)
    page = window.place_named("assigning")
    window.activateWindow()
    until(partial(getattr, page, "board"))
    page.show_thing(_ASSIGNED)
    take(window, folder, "assigning")
    help_ = Help(window)
    help_.show("assigning")
    if help_.window is not None:
        take(help_.window, folder, "help")
        help_.window.close()


def until(reached: Callable[[], object]) -> None:
    """Let the window live until something is so."""
    for _ in range(_LIMIT_MS // 20):
        if reached():
            return
        QTest.qWait(20)
    raise TimeoutError


def take(window: QWidget, folder: Path, name: str) -> None:
    """Save a picture of the window as it is."""
    QTest.qWait(100)
    file = folder / f"{name}-{TEXTS.language.value}-{THEME.tokens.name}.png"
    window.grab().save(str(file))
    print(file)


def visit(window: Desk, folder: Path) -> None:
    """Take a picture of each place, and of the palette over the first."""
    for place in (PLACES[at] for at in places_of(Desks.OFFICE)):
        if place.name == "assigning":
            continue  # the demonstration assigns nothing; a copy of it does
        page = window.place_named(place.name)
        window.activateWindow()
        if place.name == "applications":
            page.show_thing(_SHOWN)
        if place.name == "merging":
            until(partial(getattr, page, "board"))
        if place.name == "consensus":
            until(partial(getattr, page, "ready"))
        if place.name == "log":
            until(partial(getattr, page, "current"))
        if place.name == "decision":
            page.set_wide(wide=False)
            until(partial(getattr, page, "paper"))
            QTest.qWait(1500)  # QtPdf paints pages in a thread of its own
        take(window, folder, place.name)
        if place.name == "applications":
            narrow(window, folder)
    window.place_named("applications")
    look_for(window, folder)


def look_for(window: Desk, folder: Path) -> None:
    """Take a picture of the palette, and close it."""
    window.open_palette()
    if window.palette_ is not None:
        window.palette_.field.setText("jamsa")
    take(window, folder, "palette")
    if window.palette_ is not None:
        QTest.keyClick(window.palette_, Qt.Key.Key_Escape)


def narrow(window: Desk, folder: Path) -> None:
    """Take a picture of the filters over the list, one of them in force, and let go of them."""
    page = cast("ApplicationsView", window.place_named("applications"))
    window.actions_[ActionId.LIST_FILTER].trigger()
    page.bar.panel.lists["municipality"].setCurrentIndex(1)
    page.bar.panel.lists["municipality"].activated.emit(1)
    take(window, folder, "applications-filters")
    page.list.clear()
    window.actions_[ActionId.LIST_FILTER].trigger()


def reviewed(program: Program, made: MadeUp, path: Path) -> str:
    """Open the made-up package and score a part of it; give the number of one not declared yet."""
    person = program.identities.open(REVIEWER, program.identity_secret(passphrase=PASSPHRASE))
    secret = program.secret(passphrase=PASSPHRASE)
    workspace = program.reviewing.open_package(made.package, path, person, secret).workspace
    tasks, call = program.reviewing.desk(workspace), program.reviewing.read_desk(workspace).call
    plain = [each for each in call.criteria if each.risk is None]
    for at, task in enumerate(tasks[:4]):
        application = task.application.id
        conflict = at == len(tasks[:4]) - 1
        program.reviewing.declare(
            workspace, application, conflict=conflict, reason="Keksitty syy." * conflict
        )
        if not conflict:
            entries = [
                Entry(
                    application=application,
                    about=each.id,
                    state=Scored(Fraction((at + number) % 4 + 1)),
                    comment="Keksitty perustelu." if number % 3 == 0 else None,
                )
                for number, each in enumerate(plain[: 8 + at])
            ]
            program.reviewing.save(workspace, entries)
    mark(program, workspace, tasks[0].application.id, [each.id for each in plain])
    workspace.close()
    return str(tasks[-1].application.number)


def mark(
    program: Program, workspace: Workspace, application: ApplicationId, criteria: Sequence[CriterionId]
) -> None:
    """Mark two passages of an application for the question that is open, one for another, one for none."""
    form = program.reviewing.read_application(workspace, application).form
    if form is None:
        raise RuntimeError("the application has no text")
    field, text = list(fields_of(form).items())[1]
    sentences = [each.strip() for each in text.replace("\n", " ").split(". ") if each.strip()]
    ties = (criteria[8], criteria[8], criteria[2], None)
    notes = ("Keksitty huomio: kuka vastaa tästä?", "", "", "")
    found = [
        Passage(
            id=PassageId(f"kuva-{at}"),
            application=application,
            field=field,
            start=text.index(words),
            quoted=words,
            criterion=tie,
            note=note,
            at=datetime.now(tz=UTC),
        )
        for at, (words, tie, note) in enumerate(zip(sentences, ties, notes, strict=False))
        if words in text
    ]
    program.reviewing.change_passages(workspace, application, found)


def visit_reviewer(session: Session, window: Desk, folder: Path, path: Path, undeclared: str) -> None:
    """Take pictures of scoring, of an attachment, and of the question of disqualification."""
    session.open(path, PASSPHRASE)
    until(lambda: window.place is not None and window.place.objectName() == "reviewing")
    page = window.place_named("reviewing")
    window.activateWindow()
    until(partial(getattr, page, "sheet"))
    QTest.qWait(300)
    take(window, folder, "reviewing")
    page.show_thing(undeclared)
    until(lambda: getattr(page, "sheet", None) is None)
    QTest.qWait(300)
    take(window, folder, "reviewing-declare")


def visit_chair(session: Session, window: Desk, folder: Path, path: Path, made: MadeUpReviews) -> None:
    """Take pictures of a preview, a conflict with both sides, and a meeting that somebody must leave."""
    session.close()
    machine = compose(data_dir=made.data)
    session.start(lambda: machine)
    until(lambda: session.program is machine)
    session.open(path, PASSPHRASE)
    until(lambda: session.workspace is not None and session.workspace.path == path)
    page = cast("MergingView", window.place_named("merging"))
    window.activateWindow()
    until(partial(getattr, page, "board"))
    presenter = page.findChild(MergingPresenter)
    if presenter is None:
        raise RuntimeError("merging has no presenter")
    presenter.ask_passphrase = lambda *_args, **_facts: PASSPHRASE
    page.take_files([*made.files, made.fork, made.damaged])
    until(partial(getattr, page, "report"))
    take(window, folder, "merging-preview")
    presenter.apply()
    until(lambda: page.report is None and page.board is not None and page.board.waiting)
    take(window, folder, "merging-conflict")
    meeting = window.place_named("consensus")
    until(partial(getattr, meeting, "ready"))
    if page.board is not None:
        application, _ = page.board.desk.coverage.of(Covered.RECUSED)[0]
        meeting.show_thing(str(page.board.number(application)))
    QTest.qWait(300)
    take(window, folder, "consensus-leaving")


def visit_official(session: Session, window: Desk, folder: Path, path: Path) -> None:
    """Take pictures of an import's preview and of an application in full."""
    session.open(path, PASSPHRASE)
    until(lambda: session.workspace is not None and session.workspace.path == path)
    page = window.place_named("applications")
    importer = Importer(window, session)
    importer.take((Path(str(resource("rounds", "2020", "applications.csv"))),))
    until(lambda: isinstance(importer.dialog, ImportDialog) and importer.dialog.preview)
    take_dialog(importer.dialog, folder, "importing")
    page.show_thing("1")
    window.actions_[ActionId.APPLICATION_OPEN].trigger()
    until(lambda: getattr(page, "full", None) is not None and page.full.page)  # type: ignore[attr-defined]
    QTest.qWait(300)
    take(window, folder, "application")


def take_dialog(dialog: QDialog | None, folder: Path, name: str) -> None:
    """Save a picture of a dialog, and close it."""
    if dialog is None:
        return
    QTest.qWait(200)
    file = folder / f"{name}-{TEXTS.language.value}-{THEME.tokens.name}.png"
    dialog.grab().save(str(file))
    print(file)
    dialog.reject()
    QTest.qWait(100)


def main() -> int:
    """Make the demonstration and go through its places."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    THEME.install(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory() as scratch:
        demo = compose(data_dir=Path(scratch)).demo(Path(scratch) / "demo")
        made = make(Path(scratch) / "made-up")
        reviewer = Path(scratch) / "reviewer.evaluator"
        undeclared = reviewed(compose(data_dir=made.reviewer_data), made, reviewer)
        reviews = make_reviews(Path(scratch) / "reviews")
        passphrase = demo.passphrase_file.read_text(encoding="utf-8").splitlines()[0]
        board = Path(scratch) / "board.evaluator"
        assigned(compose(data_dir=Path(scratch)), demo.workspace, board, passphrase)
        for language, appearance in _LOOKS:
            THEME.apply(appearance)
            TEXTS.use(language, app)
            store = QSettings(f"{scratch}/{language.value}.ini", QSettings.Format.IniFormat)
            session = Session(Settings(store))
            window = Desk(session)
            window.resize(*_SIZE)
            window.show()
            session.start(lambda: compose(data_dir=Path(scratch)))
            until(partial(getattr, session, "program"))
            window.start.set_ready(ready=True)
            take(window, folder, "start")
            session.open(demo.workspace, passphrase)
            until(partial(getattr, session, "evidence"))
            visit(window, folder)
            visit_assigning(session, window, folder, board, passphrase)
            visit_official(session, window, folder, made.round)
            visit_reviewer(session, window, folder, reviewer, undeclared)
            chair = Path(scratch) / f"chair-{language.value}.evaluator"
            shutil.copy(reviews.round, chair)
            visit_chair(session, window, folder, chair, reviews)
            window.close()
            wait_for_all()
            window.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main())
