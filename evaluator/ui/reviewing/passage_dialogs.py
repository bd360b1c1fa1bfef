"""A passage's question and note; and the list of all of one's own passages in an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from evaluator.domain.passages import LONGEST_NOTE
from evaluator.ui.dialogs import Dialog
from evaluator.ui.reviewing.score_cells import said
from evaluator.ui.reviewing.sentence import SentenceField
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import row
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import THEME, font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.call import Criterion
    from evaluator.domain.identifiers import CriterionId
    from evaluator.domain.passages import Passage, PassageId

_LONGEST_QUOTE = 280
_LINE = 46
_SHOWN_LINES = 8


class PassageDialog(Dialog):
    """What a passage bears on and what one thought of it; saved as one types.

    Signals:
        typed: The note changed; with the text.
        tied: Another question; with its id, or None.
        deleted: The passage shall be deleted.
    """

    typed = Signal(str)
    tied = Signal(object)
    deleted = Signal()

    def __init__(self, parent: QWidget | None, passage: Passage, criteria: Sequence[Criterion]) -> None:
        self.question = QComboBox()
        self.question.setFont(font("body"))
        self.question.addItem(tr("marks.no_question"), None)
        for each in criteria:
            self.question.addItem(f"{each.number}  {said(each.title)}", each.id)
        self.question.setCurrentIndex(max(0, self.question.findData(passage.criterion)))
        self.question.setMinimumWidth(440)
        self.question.setMaximumWidth(440)
        self.note = SentenceField(tr("marks.note"), 110)
        self.note.setPlainText(passage.note)
        self.complaint = Complaint()
        self.note.refused.connect(self.complaint.say)
        self.delete = Button(tr("marks.delete"), "link", small=True)
        quoted = " ".join(passage.quoted.split())
        if len(quoted) > _LONGEST_QUOTE:
            quoted = quoted[:_LONGEST_QUOTE].rstrip() + "…"
        super().__init__(
            parent,
            tr("marks.dialog"),
            label(f"”{quoted}”", "body", "2", wrap=True),
            labelled(tr("marks.question"), self.question),
            labelled(tr("marks.note"), self.note, tr("marks.private")),
            self.complaint,
            row(self.delete, None),
            accept=window_tr("dialogs.close"),
        )
        self.note.textChanged.connect(self._on_typed)
        self.note.moved.connect(self._on_moved)
        self.question.currentIndexChanged.connect(lambda _: self.tied.emit(self.question.currentData()))
        self.delete.clicked.connect(self._on_delete)
        self.note.setFocus()

    def _on_typed(self) -> None:
        self.complaint.say("")
        self.typed.emit(self.note.toPlainText()[:LONGEST_NOTE])

    def _on_moved(self, by: int) -> None:
        (self.accept_button if by > 0 else self.question).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_delete(self) -> None:
        self.reject()
        self.deleted.emit()


class PassagesDialog(Dialog):
    """All passages of an application, those of each question together; Enter goes to the words.

    Signals:
        chosen: A passage was chosen; with its id.
    """

    chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        passages: Sequence[Passage],
        numbers: Mapping[CriterionId, str],
        loose: frozenset[PassageId],
    ) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(tr("marks.all"))
        self.list.setFont(font("body"))
        self.list.setIconSize(QSize(16, 16))
        self.list.setProperty("inset", "true")
        self.list.setMinimumSize(520, _LINE * min(_SHOWN_LINES, max(2, len(passages))) + 4)
        for each in passages:
            number = numbers.get(each.criterion, "") if each.criterion else ""
            words = f"”{' '.join(each.quoted.split())}”"
            note = " ".join(each.note.split())
            if each.id in loose:
                note = f"{tr('marks.loose')} {note}".rstrip()
            item = QListWidgetItem(f"{number}  {words}".strip() + (f"\n{note}" if note else ""))
            item.setIcon(THEME.icon("triangle-alert" if each.id in loose else "clipboard-pen-line"))
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            item.setToolTip(each.note)
            self.list.addItem(item)
        items = [self.list] if passages else [label(tr("marks.none"), "body", "2", wrap=True)]
        super().__init__(parent, tr("marks.all"), *items, accept=window_tr("dialogs.close"))
        self.list.itemActivated.connect(self._on_chosen)
        if passages:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def accept(self) -> None:
        """Go to the chosen one where the list has the keyboard, else close."""
        item = self.list.currentItem()
        if item is not None and self.list.hasFocus():
            self._on_chosen(item)
            return
        super().accept()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        super().accept()
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
