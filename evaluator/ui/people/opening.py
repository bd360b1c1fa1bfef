"""How a package is opened and a card is made: dialogs in front, the session behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from evaluator.ui.operations import Operation
from evaluator.ui.people.dialogs import CardDialog, FingerprintDialog, PackageDialog
from evaluator.ui.people.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.people import Card
    from evaluator.services.ports import Workspace
    from evaluator.ui.program import Program
    from evaluator.ui.session import Session

PACKAGE = ".evpack"


def ask_card_file(parent: QWidget, name: str) -> Path | None:
    """Ask where a card is written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = f"{tr('card.kind')} (*.evcard)"
    path, _ = QFileDialog.getSaveFileName(
        parent, tr("card.save"), str(Path(folder) / f"{name}.evcard"), kinds
    )
    return Path(path) if path else None


class People(QObject):
    """Opens packages and makes cards for the window."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.ask_card_file: Callable[[QWidget, str], Path | None] = ask_card_file
        self.dialog: PackageDialog | CardDialog | FingerprintDialog | None = None
        session.met.connect(self._on_met)

    def open_package(self, package: Path) -> None:
        """Ask who opens a package and where to; without an identity, make one first."""
        self._ask_who(package, "package", self._take_in)

    def open_round(self, file: Path) -> None:
        """Ask who takes in a round that was given to them, and where to."""
        self._ask_who(file, "round", self._receive)

    def _ask_who(self, file: Path, words: str, act: Callable[[PackageDialog, Path], object]) -> None:
        def ask(people: tuple[Card, ...]) -> None:
            if not people:
                self.make_card(for_package=True)
                return
            dialog = PackageDialog(self._window, file, people, file.with_suffix(".evaluator"), words)
            dialog.wanted.connect(lambda: act(dialog, file))
            self._show(dialog)

        program = self._program()
        operation = Operation(lambda _: program.identities.all())
        operation.succeeded.connect(ask)
        operation.failed.connect(self._session.refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _take_in(self, dialog: PackageDialog, package: Path) -> None:
        path, name, passphrase = dialog.workspace, dialog.name, dialog.passphrases.passphrase
        compared = dialog.compared

        def make(program: Program, strangers: list[Card]) -> Workspace:
            person = program.identities.open(name, program.identity_secret(passphrase=passphrase))
            secret = program.secret(passphrase=passphrase)
            taken = program.reviewing.open_package(package, path, person, secret, compared=compared)
            if taken.first_contact:
                strangers.append(taken.sender)
            return taken.workspace

        self._enter(dialog, path, make)

    def _receive(self, dialog: PackageDialog, file: Path) -> None:
        path, name, passphrase = dialog.workspace, dialog.name, dialog.passphrases.passphrase

        def make(program: Program, strangers: list[Card]) -> Workspace:
            person = program.identities.open(name, program.identity_secret(passphrase=passphrase))
            found = program.import_round(file, path, person, program.secret(passphrase=passphrase))
            if found.first_contact:
                strangers.append(found.sender)
            return program.open(path, passphrase)

        self._enter(dialog, path, make)

    def _enter(
        self, dialog: PackageDialog, path: Path, make: Callable[[Program, list[Card]], Workspace]
    ) -> None:
        """Open what a file becomes, and tell of a sender whom this machine had never met."""
        strangers: list[Card] = []

        def opened(_: object) -> None:
            dialog.close_done()
            for each in strangers:
                self._session.met.emit(each)

        operation = self._session.enter(path, lambda program: make(program, strangers))
        operation.succeeded.connect(opened)
        operation.failed.connect(lambda error: dialog.tell(error, new=not path.exists()))
        operation.crashed.connect(lambda _: dialog.reject())

    def make_card(self, *, for_package: bool = False) -> None:
        """Make an identity and write its card, which goes to the official."""
        dialog = CardDialog(self._window, self._session.settings.name, for_package=for_package)
        dialog.wanted.connect(lambda: self._make(dialog))
        self._show(dialog)

    def _make(self, dialog: CardDialog) -> None:
        name = dialog.name_field.text().strip()
        organisation = dialog.organisation.text().strip()
        passphrase = dialog.passphrases.passphrase
        path = self.ask_card_file(dialog, name)
        if path is None:
            dialog.show_working(working=False)
            return
        program = self._program()

        def work(_: object) -> Card:
            secret = program.identity_secret(passphrase=passphrase)
            if name not in {each.name for each in program.identities.all()}:
                program.identities.new(name, organisation, secret)
            return program.identities.write_card(name, secret, path)

        operation = Operation(work)
        operation.succeeded.connect(lambda card: self._on_made(dialog, card, path))
        operation.failed.connect(lambda error: dialog.tell(error, new=True))
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _on_made(self, dialog: CardDialog, card: Card, path: Path) -> None:
        dialog.close_done()
        if not self._session.settings.name:
            self._session.settings.name = card.name
        why = tr("card.made", file=path.name)
        self._show(FingerprintDialog(self._window, tr("card.made_title"), why, card))

    def _on_met(self, card: Card) -> None:
        self._show(FingerprintDialog(self._window, tr("met.title"), tr("met.why", name=card.name), card))

    def _show(self, dialog: PackageDialog | CardDialog | FingerprintDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _program(self) -> Program:
        if self._session.program is None:
            raise RuntimeError("the program is not loaded yet")
        return self._session.program
