"""Writing the packages: who signs, who may open the answers, where to, how far it has come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QProgressBar, QWidget

from evaluator.ui.assigning.words import tr
from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import panel, row, stretched
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font
from evaluator.ui.working import Passphrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.domain.people import Card

_WIDTH = 460


def choose_folder(parent: QWidget, now: str) -> Path | None:
    """Ask where the packages go."""
    path = QFileDialog.getExistingDirectory(parent, tr("pack.where"), now)
    return Path(path) if path else None


def choose_receivers(parent: QWidget) -> tuple[Path, ...]:
    """Ask for the cards of those who may open the answers besides the official."""
    paths, _ = QFileDialog.getOpenFileNames(parent, tr("pack.receivers"), "", f"{tr('card_kind')} (*.evcard)")
    return tuple(Path(each) for each in paths)


class PackDialog(Dialog):
    """Writes the packages; stays open until they are written.

    Signals:
        wanted: Write them.
        stopped: Stop after the package that is being written.
    """

    wanted = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None, people: Sequence[Card], folder: Path, count: int) -> None:
        self.choose_folder: Callable[[QWidget, str], Path | None] = choose_folder
        self.choose_receivers: Callable[[QWidget], tuple[Path, ...]] = choose_receivers
        self.receiver_cards: tuple[Path, ...] = ()
        self.working = False
        self.who = QComboBox()
        self.who.setFont(font("body"))
        self.who.setMinimumWidth(_WIDTH)
        for each in people:
            self.who.addItem(", ".join(part for part in (each.name, each.organisation) if part), each.name)
        self.where = QLineEdit(str(folder))
        self.where.setFont(font("body"))
        self.where.setAccessibleName(tr("pack.where"))
        change = Button(tr("pack.change"))
        change.clicked.connect(self._choose_folder)
        self.others = label(tr("pack.nobody"), "small", "2", wrap=True)
        add = Button(tr("pack.add_receivers"), "secondary", "user")
        add.clicked.connect(self._choose_receivers)
        self.passphrases = Passphrases()
        self.complaint = Complaint()
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("pack.progress"))
        self.progress.hide()
        self.told = label("", "small", "2", wrap=True)
        self._fields = (
            labelled(tr("pack.who"), self.who),
            labelled(tr("pack.where"), panel(stretched(row(self.where, change, gap=8), 0))),
            labelled(tr("pack.receivers"), panel(stretched(row(self.others, add, gap=8), 0))),
            self.passphrases,
        )
        super().__init__(
            parent,
            tr("pack.title", count=count),
            label(tr("pack.why"), "body", "2", wrap=True),
            *self._fields,
            self.complaint,
            self.progress,
            self.told,
            accept=tr("pack.accept", count=count),
            reject=window_tr("dialogs.cancel"),
        )

    @property
    def name(self) -> str:
        """The identity that signs."""
        return str(self.who.currentData())

    @property
    def folder(self) -> Path:
        """Where the packages go."""
        return Path(self.where.text().strip()).expanduser()

    def accept(self) -> None:
        """Have them written."""
        fault = self.passphrases.fault or ("" if self.where.text().strip() else tr("pack.no_folder"))
        if fault:
            self.complaint.say(fault)
            return
        self.complaint.say("")
        self._show_working(working=True)
        self.wanted.emit()

    def reject(self) -> None:
        """Give up; what is being written is finished first."""
        if self.working:
            self.stopped.emit()
            self.told.setText(tr("pack.stopping"))
        else:
            self.passphrases.forget()
            super().reject()

    def refuse(self, text: str) -> None:
        """Say what was refused."""
        self._show_working(working=False)
        self.complaint.say(text)

    def ask_passphrase(self) -> None:
        """The key is not in the keyring: ask for the passphrase."""
        self._show_working(working=False)
        self.passphrases.ask(new=False)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many packages are written."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.told.setText(tr("pack.done", done=done, total=total))

    def end(self) -> None:
        """Close; the packages are written, or the user stopped."""
        self._show_working(working=False)
        self.passphrases.forget()
        self.done(int(Dialog.DialogCode.Accepted))

    def _show_working(self, working: bool) -> None:
        self.working = working
        self.progress.setVisible(working)
        self.progress.setRange(0, 0)
        self.accept_button.setEnabled(not working)
        for each in self._fields:
            each.setEnabled(not working)

    def _choose_folder(self) -> None:
        if (path := self.choose_folder(self, self.where.text())) is not None:
            self.where.setText(str(path))

    def _choose_receivers(self) -> None:
        if paths := self.choose_receivers(self):
            self.receiver_cards = paths
            self.others.setText(", ".join(each.stem for each in paths))
