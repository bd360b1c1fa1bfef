"""Parts of an application's page: its findings, what it must complete, its history, and its likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaluator.domain.eligibility import EligibilityOutcome, Severity
from evaluator.ui.applications.details import finding_panel
from evaluator.ui.applications.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.labels import fact, label, section
from evaluator.ui.shared.layout import col, emptied, panel, row, scrolled
from evaluator.ui.texts import day, moment, money, say

if TYPE_CHECKING:
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.services.application_page import ApplicationPage


class _Part(QWidget):
    """A part that scrolls and is filled anew."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._body = QVBoxLayout()
        self._body.setSpacing(10)
        inner = panel(col(self._body, None, margins=(16, 12, 16, 12)))
        self.setLayout(col(scrolled(inner), gap=0))


class FindingsPart(_Part):
    """Every finding with its source, and the history of submissions."""

    def show_findings(self, standing: Standing, page: ApplicationPage) -> None:
        """Show them."""
        emptied(self._body)
        if not standing.findings:
            self._body.addWidget(EmptyState("circle-check", tr("findings.none"), tr("findings.none_note")))
        for each in standing.findings:
            self._body.addWidget(finding_panel(each))
        if page.submissions:
            self._body.addLayout(section(tr("history.title")))
        for at, head in enumerate(reversed(page.submissions)):
            words = tr("history.in_force") if at == 0 else tr("history.earlier")
            self._body.addLayout(fact(words, moment(head.submitted)))
            self._body.addWidget(label(head.source, "caption", "3", wrap=True))


class CompletionPart(_Part):
    """What the applicant is asked to complete, by when, and the letter.

    Signals:
        preview_wanted: Show the letter.
        save_wanted: Save the letter.
    """

    preview_wanted = Signal()
    save_wanted = Signal()

    def show_request(self, standing: Standing) -> None:
        """Show the request in force, or how one is made."""
        emptied(self._body)
        decision = standing.eligibility
        if decision is None or decision.outcome is not EligibilityOutcome.COMPLETE:
            self._body.addWidget(
                EmptyState("circle-dashed", tr("completion.none"), tr("completion.none_note"))
            )
            return
        until = day(decision.complete_by) if decision.complete_by else tr("completion.no_day")
        self._body.addLayout(fact(tr("completion.until"), until, role="strong"))
        self._body.addLayout(section(tr("completion.asked")))
        self._body.addWidget(label(decision.reason, "body", wrap=True, selectable=True))
        missing = [each for each in standing.findings if each.severity is not Severity.LOOK]
        if missing:
            self._body.addLayout(section(tr("completion.missing")))
        for each in missing:
            self._body.addWidget(
                label(f"• {say(f'findings.{each.rule}.title', **each.facts)}", "body", wrap=True)
            )
        look = Button(tr("completion.preview"), "secondary", "file-text")
        save = Button(tr("completion.save"), "secondary", "file-down")
        look.clicked.connect(self.preview_wanted)
        save.clicked.connect(self.save_wanted)
        self._body.addLayout(row(look, save, None))
        note = tr("completion.by_at", by=decision.by, at=moment(decision.at))
        self._body.addWidget(label(note, "caption", "3", wrap=True))


class LikesPart(_Part):
    """Applications that are much alike, side by side.

    Signals:
        opened: Another application shall be opened; with its number.
    """

    opened = Signal(int)

    def show_likes(self, standing: Standing, outcome: Outcome) -> None:
        """Show this one and each that a finding names beside it."""
        emptied(self._body)
        ids = dict.fromkeys(each for finding in standing.findings for each in finding.others)
        known = {each.application.id: each for each in outcome.standings}
        others = [known[each] for each in ids if each in known]
        if not others:
            self._body.addWidget(EmptyState("equal", tr("likes.none"), tr("likes.none_note")))
        for other in others:
            pair = row(_facts_of(standing), _facts_of(other), gap=8)
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
            self._body.addLayout(pair)
            number = other.application.number
            go = Button(tr("likes.open", number=number), "link", "arrow-right", small=True)
            go.clicked.connect(lambda _=False, number=number: self.opened.emit(number))
            self._body.addLayout(row(None, go))


def _facts_of(standing: Standing) -> QWidget:
    application = standing.application
    partners = ", ".join(each.name for each in application.applicants.partners)
    lines = (
        label(tr("likes.number", number=application.number), "caption", "3"),
        label(application.applicants.lead.as_written, "strong", wrap=True),
        label(application.title, "small", wrap=True, selectable=True),
        label(partners or tr("likes.no_partners"), "small", "2", wrap=True),
        label(money(application.requested, cents=True), "strong"),
    )
    return panel(col(*lines, None, gap=4, margins=(12, 8, 12, 10)), "well")
