"""Of which application an extract is looked at, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from evaluator.domain.language import Language
from evaluator.ui.decision.model import WantedExtract
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.scoring.figures import Outcome

_LANGUAGES = (None, Language.FI, Language.SV)


class ApplicantChoice(QWidget):
    """The applications by number, and the applicant's own language or one that the official chooses.

    Signals:
        chosen: Another application was chosen.
        language_chosen: Another language was chosen for it; None is the applicant's own.
    """

    chosen = Signal()
    language_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.applications = QComboBox()
        self.applications.setFont(font("body"))
        self.applications.setAccessibleName(tr("decision.applicant"))
        # Long titles must not make the panel wider than it is.
        self.applications.setMinimumContentsLength(12)
        self.applications.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        languages = [Choice(tr("decision.answer_own")), Choice("Suomi"), Choice("Svenska")]
        self.language = Segmented(languages, tr("decision.answer"))
        self._language_name = label(tr("decision.answer"), "small", "2")
        above = label(tr("decision.applicant"), "small", "2")
        above.setBuddy(self.applications)
        self.setLayout(
            col(
                6,
                above,
                self.applications,
                6,
                self._language_name,
                self.language,
                gap=4,
            )
        )
        self.hide()
        self.applications.activated.connect(lambda _: self.chosen.emit())
        self.language.chosen.connect(lambda at: self.language_chosen.emit(_LANGUAGES[at]))

    @property
    def wanted(self) -> WantedExtract | None:
        """What is chosen; None in a round without applications."""
        application = self.applications.currentData()
        if application is None:
            return None
        return WantedExtract(application=application)

    def show_language(self, language: Language | None) -> None:
        """Show the language that was chosen for the application; None is the applicant's own."""
        self.language.set_value(_LANGUAGES.index(language))

    def show_round(self, outcome: Outcome) -> None:
        """List the round's applications; the one that was chosen stays so."""
        former = self.applications.currentData()
        self.applications.clear()
        for each in sorted((one.application for one in outcome.standings), key=lambda one: one.number):
            name = each.applicants.lead.as_written
            self.applications.addItem(tr("decision.application", number=each.number, name=name), each.id)
        self.applications.setCurrentIndex(max(0, self.applications.findData(former)))

    def offer_languages(self, *, offered: bool) -> None:
        """Offer a choice of language, which an extract has and a version for a party has not."""
        self._language_name.setVisible(offered)
        self.language.setVisible(offered)

    def set_width(self, width: int) -> None:
        """Take as much room as there is beside the pages."""
        self.applications.setFixedWidth(width)
        self.language.set_width(width)
