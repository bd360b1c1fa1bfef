"""To whom what leaves the authority is given: asked when it is saved, kept in the register of disclosures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from evaluator.domain.disclosures import Receiver
from evaluator.domain.variants import WHOLE, Edition, Variant
from evaluator.ui.decision.applicant import ApplicantChoice
from evaluator.ui.decision.edition import VARIANTS
from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.fields import labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import say, tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome

WIDTH = 420


@dataclass(frozen=True, slots=True)
class Giving:
    """What the user said; without a receiver nothing is given, and nothing is recorded."""

    receiver: Receiver | None = None


@dataclass(frozen=True, slots=True)
class WantedCopy:
    """Which copy of the raw data is wanted, and to whom it is given."""

    edition: Edition = WHOLE
    receiver: Receiver | None = None


class ReceiverFields(QWidget):
    """Receiver and ground; a suggestion stands in the first until the user types."""

    def __init__(self, suggestion: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.ground = QLineEdit(suggestion), QLineEdit()
        for each in (self.name, self.ground):
            each.setFont(font("body"))
            each.setMinimumWidth(WIDTH)
        self.name.setPlaceholderText(say("ui_papers.receiver_hint"))
        self.setLayout(
            col(
                label(say("ui_papers.giving_why"), "small", "2", wrap=True),
                labelled(say("ui_papers.receiver"), self.name),
                labelled(say("ui_papers.ground"), self.ground),
                gap=10,
            )
        )

    @property
    def receiver(self) -> Receiver | None:
        """Who gets it, or None where the field is blank."""
        name = self.name.text().strip()
        return Receiver(name=name, ground=self.ground.text().strip()) if name else None

    def suggest(self, name: str) -> None:
        """Suggest a receiver, unless the user named one."""
        if not self.name.isModified():
            self.name.setText(name)


class GivingDialog(Dialog):
    """Asks to whom a paper is given."""

    def __init__(self, parent: QWidget | None, suggestion: str) -> None:
        self.fields = ReceiverFields(suggestion)
        title = say("ui_papers.giving")
        super().__init__(
            parent, title, self.fields, accept=say("ui_papers.give"), reject=tr("dialogs.cancel")
        )
        self.setAccessibleName(title)
        self.fields.name.selectAll()
        self.fields.name.setFocus()


class CopyDialog(Dialog):
    """Asks for whom the raw data are, and to whom a copy for outside is given."""

    def __init__(self, parent: QWidget | None, outcome: Outcome) -> None:
        self._outcome = outcome
        self.variants = Segmented(
            [Choice(say(f"ui_papers.variant.{each.value}")) for each in VARIANTS],
            say("ui_papers.variant_name"),
        )
        self.variants.set_width(WIDTH)
        self.applicant = ApplicantChoice()
        self.applicant.show_round(outcome)
        self.applicant.offer_languages(offered=False)
        self.applicant.applications.setMinimumWidth(WIDTH)
        self.fields = ReceiverFields()
        self._means = label("", "small", "2", wrap=True)
        title = tr("actions.file.export_data").rstrip("…")
        super().__init__(
            parent,
            title,
            label(say("ui_papers.variant_name"), "small", "2"),
            self.variants,
            self._means,
            self.applicant,
            self.fields,
            accept=say("ui_papers.give"),
            reject=tr("dialogs.cancel"),
        )
        self.setAccessibleName(title)
        self.variants.chosen.connect(lambda _: self._show())
        self.applicant.chosen.connect(self._show)
        self._show()

    @property
    def wanted(self) -> WantedCopy:
        """What was chosen."""
        variant, party = VARIANTS[self.variants.value], self.applicant.applications.currentData()
        if variant is Variant.INTERNAL:
            return WantedCopy()
        edition = Edition(variant=variant, party=party if variant is Variant.PARTY else None)
        return WantedCopy(edition, self.fields.receiver)

    def _show(self) -> None:
        variant = VARIANTS[self.variants.value]
        self._means.setText(say(f"ui_papers.copy.{variant.value}"))
        self.applicant.setVisible(variant is Variant.PARTY)
        self.fields.setVisible(variant is not Variant.INTERNAL)
        self.fields.suggest(
            applicant_of(self._outcome, self.applicant.applications.currentData())
            if variant is Variant.PARTY
            else ""
        )
        self.fit()


def applicant_of(outcome: Outcome, application: ApplicationId | None) -> str:
    """Give an application's lead as written, for a suggestion; empty for none."""
    listed = (each for each in outcome.contents.applications if each.id == application)
    found = next(listed, None)
    return "" if found is None else found.applicants.lead.as_written


def ask_giving(parent: QWidget, suggestion: str) -> Giving | None:
    """Ask to whom a paper is given; None when the user gave up."""
    dialog = GivingDialog(parent, suggestion)
    accepted = dialog.exec() == Dialog.DialogCode.Accepted
    giving = Giving(dialog.fields.receiver)
    dialog.deleteLater()
    return giving if accepted else None


def ask_copy(parent: QWidget, outcome: Outcome) -> WantedCopy | None:
    """Ask which copy of the raw data is wanted; None when the user gave up."""
    dialog = CopyDialog(parent, outcome)
    accepted = dialog.exec() == Dialog.DialogCode.Accepted
    wanted = dialog.wanted
    dialog.deleteLater()
    return wanted if accepted else None
