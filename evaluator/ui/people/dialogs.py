"""The dialogs of identities and packages: who opens it and where to, a new card, whom one met."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QProgressBar, QWidget

from evaluator.domain.people import spoken
from evaluator.ui.dialogs import Dialog
from evaluator.ui.people.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import IconLabel, fact, label
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.people import Card

_WIDTH = 440


def _field(text: str = "", *, hidden: bool = False) -> QLineEdit:
    made = QLineEdit(text)
    made.setFont(font("body"))
    made.setMinimumWidth(_WIDTH)
    if hidden:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class Passphrases(QWidget):
    """Asks for a passphrase where the keyring does not help; twice for a new one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.again = _field(hidden=True), _field(hidden=True)
        self._why = label("", "small", "2", wrap=True)
        self._again = labelled(tr("passphrase.again"), self.again)
        self._new = False
        self.setLayout(col(self._why, labelled(tr("passphrase.field"), self.first), self._again, gap=8))
        self.hide()

    def ask(self, *, new: bool) -> None:
        """Show the fields."""
        self._new = new
        self._why.setText(tr("passphrase.new_why" if new else "passphrase.why"))
        self._again.setVisible(new)
        self.show()
        self.first.setFocus()
        self.first.selectAll()

    @property
    def passphrase(self) -> str | None:
        """What was typed, or None."""
        return (self.first.text() or None) if not self.isHidden() else None

    @property
    def fault(self) -> str:
        """What is wrong with it, or empty."""
        if self.isHidden():
            return ""
        if not self.first.text():
            return tr("passphrase.missing")
        return tr("passphrase.differ") if self._new and self.first.text() != self.again.text() else ""

    def forget(self) -> None:
        """Take what was typed out of the fields."""
        self.first.clear()
        self.again.clear()


class _Working(Dialog):
    """A dialog that stays open while its deed is done, and says what was refused.

    Signals:
        wanted: The deed shall be done.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None, title: str, *items: QWidget, accept: str) -> None:
        self.complaint = Complaint()
        self.passphrases = Passphrases()
        self._busy = QProgressBar(textVisible=False)
        self._busy.setRange(0, 0)
        self._busy.setAccessibleName(tr("working"))
        self._busy.hide()
        self._items = items
        super().__init__(
            parent,
            title,
            *items,
            self.passphrases,
            self.complaint,
            self._busy,
            accept=accept,
            reject=window_tr("dialogs.cancel"),
        )
        self.setAccessibleName(title)

    def show_working(self, working: bool) -> None:
        """Show that the deed is being done; nothing can be changed meanwhile."""
        self._busy.setVisible(working)
        self.accept_button.setEnabled(not working)
        for each in (*self._items, self.passphrases):
            each.setEnabled(not working)

    def say(self, text: str) -> None:
        """Say what is wrong."""
        self.show_working(working=False)
        self.complaint.say(text)

    def accept(self) -> None:
        """Have it done; the dialog closes when it is."""
        if fault := self.passphrases.fault:
            self.say(fault)
            return
        self.complaint.say("")
        self.show_working(working=True)
        self.wanted.emit()

    def close_done(self) -> None:
        """Close; the deed is done."""
        self.passphrases.forget()
        self.done(int(Dialog.DialogCode.Accepted))

    def reject(self) -> None:
        """Give up."""
        self.passphrases.forget()
        super().reject()


class PackageDialog(_Working):
    """Who opens a package, and into which workspace."""

    def __init__(
        self, parent: QWidget | None, package: Path, people: Sequence[Card], workspace: Path
    ) -> None:
        self.people = tuple(people)
        self.who = QComboBox()
        self.who.setFont(font("body"))
        self.who.setMinimumWidth(_WIDTH)
        for each in self.people:
            self.who.addItem(
                tr("package.person", name=each.name, organisation=each.organisation).rstrip(", ")
            )
        self.where = QLineEdit(str(workspace))
        self.where.setFont(font("body"))
        change = Button(tr("package.change"))
        change.clicked.connect(self._choose)
        place = panel(stretched(row(self.where, change, gap=8), 0))
        self.where.setAccessibleName(tr("package.where"))
        what = panel(
            col(
                fact(tr("package.file"), package.name),
                label(tr("package.what"), "small", "2", wrap=True),
                gap=6,
                margins=(12, 10, 12, 10),
            ),
            "well",
        )
        super().__init__(
            parent,
            tr("package.title"),
            what,
            labelled(tr("package.who"), self.who),
            labelled(tr("package.where"), place, tr("package.where_hint")),
            accept=tr("package.accept"),
        )

    @property
    def name(self) -> str:
        """The identity that was chosen."""
        return self.people[self.who.currentIndex()].name

    @property
    def workspace(self) -> Path:
        """Where the workspace is, or will be."""
        path = Path(self.where.text().strip()).expanduser()
        return (path if path.suffix else path.with_suffix(".evaluator")).absolute()

    def _choose(self) -> None:
        kinds = f"{window_tr('start.file_kind')} (*.evaluator)"
        how = QFileDialog.Option.DontConfirmOverwrite  # an existing one is brought up to date
        path, _ = QFileDialog.getSaveFileName(
            self, tr("package.where"), self.where.text(), kinds, options=how
        )
        if path:
            self.where.setText(path)


class CardDialog(_Working):
    """A new identity: a name and an organisation, nothing more."""

    def __init__(self, parent: QWidget | None, name: str, *, for_package: bool) -> None:
        self.name_field, self.organisation = _field(name), _field()
        why = tr("card.why_package") if for_package else tr("card.why")
        super().__init__(
            parent,
            tr("card.title"),
            label(why, "body", "2", wrap=True),
            labelled(tr("card.name"), self.name_field),
            labelled(tr("card.organisation"), self.organisation, tr("card.hint")),
            accept=tr("card.accept"),
        )
        self.name_field.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        self.accept_button.setEnabled(bool(name.strip()))


class FingerprintDialog(Dialog):
    """A card's digits, to be read aloud over the telephone."""

    def __init__(self, parent: QWidget | None, title: str, why: str, card: Card) -> None:
        digits = label(spoken(card.fingerprint), "score", selectable=True)
        digits.setAccessibleName(tr("card.fingerprint", digits=spoken(card.fingerprint)))
        words = label(why, "body", "2", wrap=True)
        words.setMinimumWidth(_WIDTH)
        whom = fact(tr("card.name"), card.name)
        well = panel(col(whom, digits, gap=6, margins=(12, 10, 12, 10)), "well")
        mark = col(IconLabel("shield-check", "accent", 20), None)
        super().__init__(
            parent, title, stretched(row(mark, words, gap=12), 1), well, accept=window_tr("dialogs.close")
        )
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)
