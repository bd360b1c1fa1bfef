"""What the window's own actions do: open, example, name, language, appearance, and telling errors."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from evaluator.domain.language import Language
from evaluator.ui.actions import ActionId
from evaluator.ui.crash import note_crash
from evaluator.ui.dialogs import KeysDialog, MessageDialog, NameDialog, PassphraseDialog
from evaluator.ui.help.desk import Help
from evaluator.ui.incoming import FileKind, Incoming
from evaluator.ui.keeping.keeper import Keeper
from evaluator.ui.operations import Operation
from evaluator.ui.people.opening import PACKAGE, People
from evaluator.ui.settings import Role, data_folder
from evaluator.ui.texts import TEXTS, explain, tr
from evaluator.ui.theme import THEME, Appearance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.errors import EvaluatorError
    from evaluator.ui.desk import Desk
    from evaluator.ui.program import DemoReport, Program
    from evaluator.ui.session import Session

_SUFFIX = "*.evaluator *.evpack *.evround *.evreview *.evcard"
_DEMO_FOLDER = "demo"


class Controller(QObject):
    """Connects the window's signals to the session."""

    def __init__(
        self,
        window: Desk,
        session: Session,
        ask_passphrase: Callable[..., str | None] = PassphraseDialog.ask,
        ask_name: Callable[..., str | None] = NameDialog.ask,
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._ask_passphrase, self._ask_name = ask_passphrase, ask_name
        self._demo: Operation | None = None
        self.help = Help(window)
        window.performed.connect(self._on_performed)
        window.built.connect(self._on_built)
        window.dropped.connect(self.take_files)
        self.people = People(window, session)
        openers: dict[FileKind, Callable[[Path], object]] = {
            FileKind.WORKSPACE: session.open,
            FileKind.PACKAGE: self.people.open_package,
            FileKind.ROUND: self.people.open_round,
        }
        self.incoming = Incoming(window, session, openers)
        self.keeper = Keeper(window, session, ask_passphrase)
        session.refused.connect(self.tell)
        session.crashed.connect(self.tell_crash)
        session.passphrase_wanted.connect(self._on_passphrase_wanted)
        session.ready.connect(self._on_ready)
        self._file: Path | None = None
        self._passphrase: str | None = None
        self._on_built()

    def start(self, load: Callable[[], Program], file: Path | None, passphrase: str | None = None) -> None:
        """Load the program, then open ``file``."""
        self._file, self._passphrase = file, passphrase
        self._session.start(load)

    def open_file(self, path: Path) -> None:
        """Open a file of the program's by its kind."""
        self.take_files((path,))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files in, each by its kind; once the program is there, if it is not yet."""
        if self._session.program is None:
            self._file = paths[0]
        else:
            self.incoming.take(paths)

    def tell(self, error: EvaluatorError) -> None:
        """Say in one sentence what was refused."""
        self._window.start.show_work("")
        MessageDialog(self._window, tr("dialogs.refused"), explain(error)).open()

    def tell_crash(self, error: BaseException) -> None:
        """Say in one sentence that something happened which nobody foresaw."""
        self._window.start.show_work("")
        sentence = tr("crash.sentence", file=str(note_crash(error)))
        MessageDialog(self._window, tr("crash.title"), sentence, "circle-alert", "bad").open()

    def _on_built(self) -> None:
        start = self._window.start
        start.asked.connect(lambda action: self._window.actions_[action].trigger())
        start.role_chosen.connect(self._keep_role)
        start.name_given.connect(self._keep_name)
        start.recent_wanted.connect(self._session.open)
        start.language_wanted.connect(self._use_language)
        start.theme_wanted.connect(self._switch_theme)
        start.cancel_wanted.connect(self._stop_demo)
        for action in self._window.menu_choices():
            kind, _, value = action.objectName().partition(".")
            uses = {
                "language": self._use_language,
                "appearance": self._use_appearance,
                "size": self._use_size,
            }
            action.triggered.connect(partial(uses[kind], value))
        start.set_ready(ready=self._session.program is not None)

    def _on_ready(self) -> None:
        self._window.start.set_ready(ready=True)
        if self._file is not None and self._passphrase is not None and self._file.suffix != PACKAGE:
            self._session.open(self._file, self._passphrase)
        elif self._file is not None:
            self.open_file(self._file)

    def _on_performed(self, action: ActionId) -> None:
        deeds: dict[ActionId, Callable[[], object]] = {
            ActionId.FILE_NEW: self.keeper.create,
            ActionId.FILE_LOCK: self.keeper.lock,
            ActionId.FILE_REOPEN: self.keeper.reopen,
            ActionId.FILE_ARCHIVE: self.keeper.archive,
            ActionId.ROUND_ADVANCE: self.keeper.advance,
            ActionId.ROUND_BACK: self.keeper.step_back,
            ActionId.FILE_RECOVERY: self.keeper.show_recovery,
            ActionId.FILE_KEY: self.keeper.change_key,
            ActionId.FILE_OPEN: self._choose_file,
            ActionId.FILE_RECOVER: self._choose_to_recover,
            ActionId.FILE_DEMO: self._make_demo,
            ActionId.FILE_ASSOCIATE: self._associate,
            ActionId.FILE_CARD: lambda: self.people.make_card() if self._session.program else None,
            ActionId.EDIT_NAME: self._change_name,
            ActionId.VIEW_THEME: self._switch_theme,
            ActionId.VIEW_CONTRAST: self._switch_contrast,
            ActionId.VIEW_SINGLE_KEYS: self._switch_single_keys,
            ActionId.HELP_HERE: self.help.show_here,
            ActionId.HELP_CONTENTS: lambda: self.help.show("index"),
            ActionId.HELP_KEYS: lambda: KeysDialog(self._window).open(),
        }
        if action in deeds:
            deeds[action]()

    def _associate(self) -> None:
        """Have a double-click on the program's files open this program."""

        def tell_desktop(_: object) -> None:
            from evaluator.doctor.file_types import associate, program_words  # noqa: PLC0415 - seldom wanted

            associate(program_words())

        operation = Operation(tell_desktop)
        operation.succeeded.connect(self._on_associated)
        operation.failed.connect(self.tell)
        operation.crashed.connect(self.tell_crash)
        operation.start()

    def _on_associated(self, _: object) -> None:
        title = tr("dialogs.associate")
        MessageDialog(self._window, title, tr("dialogs.associate_done"), "info", "accent").open()

    def _choose_file(self) -> None:
        if self._session.program is None:
            return
        folder = next((str(path.parent) for path in self._session.settings.recent), "")
        kinds = f"{tr('start.file_kind')} ({_SUFFIX});;{tr('start.all_files')} (*)"
        path, _ = QFileDialog.getOpenFileName(self._window, tr("start.open"), folder, kinds)
        if path:
            self.open_file(Path(path))

    def _choose_to_recover(self) -> None:
        """Ask for a workspace, then for its recovery key."""
        if self._session.program is None:
            return
        folder = next((str(path.parent) for path in self._session.settings.recent), "")
        kinds = f"{tr('start.file_kind')} (*.evaluator);;{tr('start.all_files')} (*)"
        title = tr("actions.file.recover").rstrip("…")
        path, _ = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if path:
            self.keeper.recover(Path(path))

    def _on_passphrase_wanted(self, path: Path, wrong: bool) -> None:
        passphrase = None if wrong else _passphrase_beside(path, self._session.settings.demo)
        passphrase = passphrase or self._ask_passphrase(
            self._window, path.name, wrong=wrong, recover=lambda: self.keeper.recover(path)
        )
        if passphrase:
            self._session.open(path, passphrase)

    def _make_demo(self) -> None:
        program = self._session.program
        if program is None or self._demo is not None:
            return
        self._session.close()
        self._demo = Operation(lambda progress: program.demo(data_folder() / _DEMO_FOLDER, progress))
        self._demo.progressed.connect(self._on_demo_progressed)
        self._demo.succeeded.connect(self._on_demo_made)
        self._demo.failed.connect(self.tell)
        self._demo.crashed.connect(self.tell_crash)
        self._demo.finished.connect(self._on_demo_finished)
        self._window.start.show_work(tr("start.making_demo"))
        self._demo.start()

    def _stop_demo(self) -> None:
        if self._demo is not None:
            self._demo.cancel()

    def _on_demo_progressed(self, done: int, total: int) -> None:
        self._window.start.show_work(tr("start.making_demo"), done, total)

    def _on_demo_finished(self) -> None:
        self._demo = None
        self._window.start.show_work("")

    def _on_demo_made(self, report: DemoReport) -> None:
        # A demonstration guards no secret: its passphrase lies in a file beside it.
        self._session.settings.demo = (report.workspace, report.passphrase_file)
        self._session.open(report.workspace, _first_line(report.passphrase_file))

    def _change_name(self) -> None:
        name = self._ask_name(self._window, self._session.by)
        if name:
            self._session.settings.name = name
            self._window.settle_start()

    def _keep_role(self, role: Role) -> None:
        self._session.settings.role = role

    def _keep_name(self, name: str) -> None:
        if name:
            self._session.settings.name = name

    def _use_language(self, value: str, *_: object) -> None:
        language = Language(value)
        self._session.settings.language = language
        app = QApplication.instance()
        TEXTS.use(language, app)

    def _use_appearance(self, value: str, *_: object) -> None:
        self._session.settings.appearance = Appearance(value)
        THEME.apply(Appearance(value))

    def _use_size(self, value: str, *_: object) -> None:
        self._session.settings.size = int(value)
        MessageDialog(
            self._window, tr("menus.size"), tr("menus.size_next", size=value), "info", "info"
        ).open()

    def _switch_contrast(self) -> None:
        asked = self._session.settings.high_contrast = not self._session.settings.high_contrast
        THEME.ask_contrast(asked)
        self._window.refresh_actions()

    def _switch_theme(self) -> None:
        dark = THEME.tokens.name == "dark"
        self._use_appearance(Appearance.LIGHT if dark else Appearance.DARK)

    def _switch_single_keys(self) -> None:
        self._session.settings.single_keys = not self._session.settings.single_keys
        self._window.refresh_actions()


def _first_line(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return lines[0].strip() if lines else ""


def _passphrase_beside(path: Path, demo: tuple[Path, Path] | None) -> str | None:
    """Give the passphrase of the demonstration that this program made, when ``path`` is it."""
    if demo is None or demo[0] != path or not demo[1].is_file():
        return None
    return _first_line(demo[1])
