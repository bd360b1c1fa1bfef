"""The few dialogs: a refusal in one sentence, a crash, a passphrase, the keys, the user's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QLineEdit, QWidget

from evaluator.ui.actions import SPECS, keys_of
from evaluator.ui.help.desk import Help
from evaluator.ui.shared.badges import KeyCaps
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import IconLabel, label
from evaluator.ui.shared.layout import col, panel, row, scrolled
from evaluator.ui.texts import tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from evaluator.ui.shared.layout import Item


class Dialog(QDialog):
    """Title, contents, and the buttons at the right below."""

    def __init__(
        self, parent: QWidget | None, title: str, *items: Item, accept: str, reject: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.accept_button = Button(accept, "primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        buttons: list[QWidget] = []
        if reject:
            cancel = Button(reject)
            cancel.clicked.connect(self.reject)
            buttons.append(cancel)
        self.setLayout(
            col(
                label(title, "heading"),
                *items,
                4,
                row(None, *buttons, self.accept_button),
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(self._help)

    def _help(self) -> None:
        """Show the page of the place behind; the window's own shortcut is not heard while this is open."""
        above = self.parentWidget()
        while above is not None:
            found = above.findChild(Help, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if found is not None:
                found.show_here(over=self)
                return
            above = above.parentWidget()

    def fit(self) -> None:
        """Grow to what is shown now: lines that wrap tell their height only for a width."""
        layout = self.layout()
        if layout is not None:
            for each in self.findChildren(QLayout):  # words that changed just now are not measured yet
                each.invalidate()
            layout.activate()
            height = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            self.resize(self.width(), max(self.height(), height, layout.totalSizeHint().height()))

    # Qt overrides
    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)


class MessageDialog(Dialog):
    """One sentence that the user must have read."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        icon: str = "triangle-alert",
        tone: str = "warn",
    ) -> None:
        words = label(sentence, "body", wrap=True, selectable=True)
        words.setMinimumWidth(380)
        words.setMaximumWidth(480)
        mark = col(IconLabel(icon, tone, 20), None)
        super().__init__(parent, title, row(mark, words, gap=12), accept=tr("dialogs.close"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)


class PassphraseDialog(Dialog):
    """Asks for the passphrase of a workspace; what is typed is never shown.

    Where a recovery key may help as well, a link leads there.
    """

    def __init__(self, parent: QWidget | None, file: str, *, wrong: bool, recoverable: bool = False) -> None:
        self.asked_to_recover = False
        self.recover = Button(tr("passphrase.recover"), "link", "key-round", small=True)
        self.recover.setVisible(recoverable)
        self.recover.clicked.connect(self._leave_to_recover)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setFont(font("body"))
        self._field.setMinimumWidth(380)
        complaint = Complaint()
        complaint.say(tr("passphrase.wrong") if wrong else "")
        complaint.setVisible(wrong)
        super().__init__(
            parent,
            tr("passphrase.title"),
            label(tr("passphrase.why", file=file), "body", "2", wrap=True),
            labelled(tr("passphrase.field"), self._field),
            complaint,
            *([row(self.recover, None)] if recoverable else ()),
            accept=tr("passphrase.open"),
            reject=tr("dialogs.cancel"),
        )
        self._field.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text)))
        self.accept_button.setEnabled(False)
        self._field.setFocus()

    def _leave_to_recover(self) -> None:
        self.asked_to_recover = True
        self.reject()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        file: str,
        *,
        wrong: bool,
        recover: Callable[[], object] | None = None,
    ) -> str | None:
        """Ask, and give the passphrase, or None when the user gave up.

        Args:
            parent: The window.
            file: What is opened.
            wrong: One was tried.
            recover: Asks for the recovery key instead, where the user would rather give that.
        """
        dialog = cls(parent, file, wrong=wrong, recoverable=recover is not None)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        passphrase = dialog._field.text()
        dialog._field.clear()
        dialog.deleteLater()
        if dialog.asked_to_recover and recover is not None:
            recover()
        return passphrase if accepted else None


class NameDialog(Dialog):
    """Asks under which name decisions are recorded."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        self._field = QLineEdit(name)
        self._field.setFont(font("body"))
        self._field.setMinimumWidth(360)
        super().__init__(
            parent,
            tr("name.title"),
            label(tr("name.why"), "body", "2", wrap=True),
            labelled(tr("name.field"), self._field),
            accept=tr("name.save"),
            reject=tr("dialogs.cancel"),
        )

    @classmethod
    def ask(cls, parent: QWidget | None, name: str) -> str | None:
        """Ask, and give the name, or None when the user gave up."""
        dialog = cls(parent, name)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        given = dialog._field.text().strip()
        dialog.deleteLater()
        return given if accepted else None


class KeysDialog(Dialog):
    """Every action that has keys."""

    def __init__(self, parent: QWidget | None) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        shown = [spec for spec in SPECS if spec.shortcut]
        half = (len(shown) + 1) // 2
        for at, spec in enumerate(shown):
            line, column = at % half, at // half * 2
            words = label(tr(f"actions.{spec.id.value}").replace("&", "").rstrip("…"), "small")
            caps = KeyCaps(keys_of(spec.id).replace("++", "+＋").split("+"))
            grid.addWidget(words, line, column)
            grid.addWidget(caps, line, column + 1, Qt.AlignmentFlag.AlignLeft)
        super().__init__(parent, tr("keys.title"), scrolled(panel(grid)), accept=tr("dialogs.close"))
        self.setAccessibleName(tr("keys.title"))
        self.resize(720, 620)
