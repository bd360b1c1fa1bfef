"""What a verification of the log shows, and what it does not: a strip over the list, and a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from evaluator.domain.log import Digest
from evaluator.ui.dialogs import Dialog
from evaluator.ui.log.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, label, section
from evaluator.ui.shared.layout import col, emptied, panel, row, stretched
from evaluator.ui.texts import say
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.domain.log import LogVerdict

_DIGEST_BYTES = 32
_WIDTH = 520


def headline(verdict: LogVerdict) -> str:
    """Say in one sentence what was found."""
    if verdict.intact:
        return tr("intact", count=verdict.entries)
    if verdict.first_broken is None:
        return tr("other_head")
    return tr("broken", number=verdict.first_broken)


def proofs(verdict: LogVerdict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the sentences on what is shown, and those on what is not."""
    if not verdict.intact:
        return (), ()
    return (
        tuple(say(f"log.proves.{each.value}") for each in verdict.proves),
        tuple(say(f"log.not-proved.{each.value}") for each in verdict.lacks),
    )


class ProofStrip(QFrame):
    """One line over the list: whether the log is intact, and its head."""

    def __init__(self, *deeds: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self._icon = IconLabel("circle-dashed", "text3", 16)
        self._words = ElidedLabel(tr("verifying"), "strong")
        self._head = ElidedLabel("", "small", "2")
        words = col(self._words, self._head, gap=1)
        self.setLayout(stretched(row(self._icon, words, *deeds, gap=10, margins=(12, 7, 8, 7)), 1))

    def show_verdict(self, verdict: LogVerdict) -> None:
        """Show what the log's own verification found."""
        self._icon.show_icon(*(("shield-check", "ok") if verdict.intact else ("triangle-alert", "bad")))
        self._words.setText(headline(verdict))
        self._head.setText(tr("head", head=verdict.head.hex()))
        self.setAccessibleName(f"{headline(verdict)} {self._head.text()}")


class VerifyDialog(Dialog):
    """Verifies against a head known from elsewhere, and says exactly what that proves.

    Signals:
        wanted: Verify this log; with the ``Digest`` from elsewhere, or None.
        file_wanted: Verify an exported log; with the same.
    """

    wanted = Signal(object)
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        self.field = QLineEdit()
        self.field.setFont(font("body"))
        self.field.setMinimumWidth(_WIDTH)
        self.complaint = Complaint()
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        self.file_button = Button(tr("verify_file"), "secondary", "folder-open")
        self.file_button.clicked.connect(lambda: self._ask(self.file_wanted))
        why = label(tr("verify_why"), "body", "2", wrap=True)
        super().__init__(
            parent,
            tr("verify"),
            why,
            labelled(tr("anchor"), self.field, tr("anchor_hint")),
            self.complaint,
            row(self.file_button, None),
            panel(self._found),
            accept=tr("verify_now"),
            reject=window_tr("dialogs.close"),
        )
        self.setAccessibleName(tr("verify"))
        self.setAccessibleDescription(tr("verify_why"))

    @property
    def anchor(self) -> Digest | None:
        """The digest that was typed or pasted, or None.

        Raises:
            ValueError: It is none.
        """
        written = "".join(self.field.text().split())
        if not written:
            return None
        digest = bytes.fromhex(written)
        if len(digest) != _DIGEST_BYTES:
            raise ValueError(written)
        return Digest(digest)

    def show_verdict(self, verdict: LogVerdict, file: str = "") -> None:
        """Say what was found, and what it proves and what not."""
        emptied(self._found)
        mark = ("shield-check", "ok") if verdict.intact else ("triangle-alert", "bad")
        found = f"{file}: {headline(verdict)}" if file else headline(verdict)
        self._add("strong", found, *mark)
        shown, lacking = proofs(verdict)
        if shown:
            self._found.addLayout(section(tr("shows")))
            for each in shown:
                self._add("small", each, "check", "ok")
            self._found.addLayout(section(tr("does_not_show")))
            for each in lacking:
                self._add("small", each, "circle-slash", "text2")
        if verdict.erased:
            self._add("small", tr("values_erased", count=verdict.erased), "info", "text2")
        self.setAccessibleDescription(" ".join((found, *shown, tr("does_not_show"), *lacking)))
        self.adjustSize()

    @property
    def said(self) -> str:
        """What a screen reader is told of the result."""
        return self.accessibleDescription()

    def accept(self) -> None:
        """Verify; the dialog stays to show the result."""
        self._ask(self.wanted)

    def _ask(self, signal: object) -> None:
        try:
            anchor = self.anchor
        except ValueError:
            self.complaint.say(tr("no_digest"))
            self.field.setFocus()
            return
        self.complaint.say("")
        signal.emit(anchor)  # type: ignore[attr-defined]

    def _add(self, role: str, text: str, icon: str, tone: str) -> None:
        words = label(text, role, wrap=True, selectable=True)  # type: ignore[arg-type]
        words.setMinimumWidth(_WIDTH - 40)
        mark = col(2, IconLabel(icon, tone, 14), None, gap=0)
        self._found.addWidget(panel(stretched(row(mark, words, gap=8), 1)))
