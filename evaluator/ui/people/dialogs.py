"""The dialogs of identities and packages: who opens it and where to, a new card, whom one met."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from evaluator.domain.people import spoken
from evaluator.services.review_errors import NewSenderError
from evaluator.ui.dialogs import Dialog
from evaluator.ui.people.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import labelled
from evaluator.ui.shared.labels import IconLabel, fact, label
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font
from evaluator.ui.working import FIELD_WIDTH, WorkingDialog, line_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.people import Card
    from evaluator.errors import EvaluatorError


class PackageDialog(WorkingDialog):
    """Who opens a package or a round file, and into which workspace.

    Args:
        parent: The window.
        package: The file.
        people: The identities of this machine.
        workspace: Where its content is put, unless the person says otherwise.
        words: Key of its words: ``package`` or ``round``.
    """

    def __init__(
        self,
        parent: QWidget | None,
        package: Path,
        people: Sequence[Card],
        workspace: Path,
        words: str = "package",
    ) -> None:
        self.people = tuple(people)
        self.who = QComboBox()
        self.who.setFont(font("body"))
        self.who.setMinimumWidth(FIELD_WIDTH)
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
        self._sender = line_field()
        self._sender_row = labelled(tr("package.sender"), self._sender, tr("package.sender_hint"))
        self._sender_row.hide()
        what = panel(
            col(
                fact(tr(f"{words}.file"), package.name),
                label(tr(f"{words}.what"), "small", "2", wrap=True),
                gap=6,
                margins=(12, 10, 12, 10),
            ),
            "well",
        )
        super().__init__(
            parent,
            tr(f"{words}.title"),
            what,
            labelled(tr(f"{words}.who"), self.who),
            labelled(tr("package.where"), place, tr(f"{words}.where_hint")),
            self._sender_row,
            accept=tr(f"{words}.accept"),
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

    @property
    def compared(self) -> str:
        """The sender's fingerprint as it was heard, once it was asked for."""
        return "" if self._sender_row.isHidden() else self._sender.text()

    def tell(self, error: EvaluatorError, *, new: bool) -> None:
        """Say a refusal; where the package comes from somebody new, ask for the digits as well."""
        super().tell(error, new=new)
        if error.code == NewSenderError.code:
            self._sender_row.show()
            self._sender.setFocus()
            self.fit()

    def _choose(self) -> None:
        kinds = f"{window_tr('start.file_kind')} (*.evaluator)"
        how = QFileDialog.Option.DontConfirmOverwrite  # an existing one is brought up to date
        path, _ = QFileDialog.getSaveFileName(
            self, tr("package.where"), self.where.text(), kinds, options=how
        )
        if path:
            self.where.setText(path)


class CardDialog(WorkingDialog):
    """A new identity: a name and an organisation, nothing more."""

    def __init__(self, parent: QWidget | None, name: str, *, for_package: bool) -> None:
        self.name_field, self.organisation = line_field(name), line_field()
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
        words.setMinimumWidth(FIELD_WIDTH)
        whom = fact(tr("card.name"), card.name)
        well = panel(col(whom, digits, gap=6, margins=(12, 10, 12, 10)), "well")
        mark = col(IconLabel("shield-check", "accent", 20), None)
        super().__init__(
            parent, title, stretched(row(mark, words, gap=12), 1), well, accept=window_tr("dialogs.close")
        )
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)
