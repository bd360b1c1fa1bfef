"""The workspace of the decision: choices and state at the left, the pages at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from evaluator.domain.language import Language
from evaluator.domain.variants import WHOLE, Variant
from evaluator.services.ports import PaperOrder
from evaluator.ui.actions import ActionId, Actions, keys_of
from evaluator.ui.decision.applicant import ApplicantChoice
from evaluator.ui.decision.edition import EditionChoice
from evaluator.ui.decision.model import EXTRACT, KINDS, MINUTES, PreparedDraft, WantedExtract
from evaluator.ui.decision.pages import Pages
from evaluator.ui.decision.records import RecordsPanel
from evaluator.ui.decision.state import StatePanel
from evaluator.ui.decision.versions import VersionsPanel
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, hline, panel, row, scrolled, stretched, vline
from evaluator.ui.shared.list_page import PageHead
from evaluator.ui.shared.segmented import Choice, OptionList, Segmented
from evaluator.ui.shared.workspace import KeyHint, Status, Workspace
from evaluator.ui.texts import TEXTS, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.domain.variants import Edition
    from evaluator.scoring.figures import Outcome
    from evaluator.services.paper_ports import RenderedPaper

ICONS = ("file-text", "list-ordered", "rows-4", "columns-3", "check-check", "user")
LANGUAGES = (Language.FI, Language.SV)
_BESIDE_CHOICES = 53
"""Margins and the scroll bar, in pixels."""
ORDERS = (PaperOrder.ALPHABETICAL, PaperOrder.RANKED)


class DecisionView(Workspace):
    """Preview of the round's papers and of single applicants' extracts.

    Signals:
        settings_changed: Another language or order was chosen.
        print_wanted: The paper in sight shall be printed; with it.
        save_wanted: The paper in sight shall be saved; with it.
        export_wanted: The round's raw data shall be saved.
        extracts_wanted: Every applicant's extract shall be saved.
        pack_wanted: What one applicant's claim for a correction needs shall be put together.
        came_in_sight: The place is in sight.
        language_wanted: An applicant shall be answered in a language; with application and language.
    """

    settings_changed = Signal()
    print_wanted = Signal(object)
    save_wanted = Signal(object)
    export_wanted = Signal()
    extracts_wanted = Signal()
    pack_wanted = Signal()
    came_in_sight = Signal()
    language_wanted = Signal(str, object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("decision")
        self.setAccessibleName(tr("places.decision"))
        self._draft: PreparedDraft | None = None
        self._actions = actions
        papers = [
            Choice(tr(f"decision.paper.{kind}"), icon=icon) for kind, icon in zip(KINDS, ICONS, strict=True)
        ]
        self.paper_choice = OptionList(papers, tr("decision.paper_name"))
        self.applicant = ApplicantChoice()
        self.language_choice = Segmented([Choice("Suomi"), Choice("Svenska")], tr("decision.language"))
        self.language_choice.set_value(1 if TEXTS.language is Language.SV else 0)
        orders = [Choice(tr(f"decision.order.{order.value}")) for order in ORDERS]
        self.order_choice = Segmented(orders, tr("decision.order_name"))
        self.search = SearchField(tr("decision.search"), 160)
        self.hits = label("", "small", "2")
        self.page_label = label("", "small", "2")
        self.pages = Pages(self)
        self.state = StatePanel()
        self.versions = VersionsPanel()
        self.records = RecordsPanel()
        self.edition_choice = EditionChoice()
        self._busy = QProgressBar(textVisible=False)
        self._busy.setRange(0, 0)
        self._busy.setAccessibleName(tr("decision.making"))
        self._head = PageHead(tr("places.decision"))
        self._missing = EmptyState("file-text", tr("decision.not_made"), tr("decision.not_made_note"))
        self._omitted = EmptyState("file-text", say("ui_papers.omitted"), say("ui_papers.omitted_note"))
        self._waiting = EmptyState("file-text", say("ui_papers.waiting"), say("ui_papers.waiting_note"))
        self._right = QStackedWidget()
        self._right.addWidget(self.pages)
        self._right.addWidget(self._missing)
        self._right.addWidget(self._omitted)
        self._right.addWidget(self._waiting)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.print_button = Button(tr("actions.file.print"), "secondary", "printer")
        self.print_button.follow(self._actions[ActionId.FILE_PRINT])
        self.save_button = Button(tr("actions.file.save_pdf"), "primary", "file-down")
        self.save_button.follow(self._actions[ActionId.FILE_SAVE_PDF])
        choices = col(
            label(tr("decision.paper_name"), "small", "2"),
            self.paper_choice,
            self.applicant,
            6,
            label(tr("decision.language"), "small", "2"),
            self.language_choice,
            6,
            label(tr("decision.order_name"), "small", "2"),
            self.order_choice,
            6,
            self.edition_choice,
            gap=4,
        )
        blocks = (choices, hline(), self.state, hline(), self.versions, self.records)
        inner = panel(col(*blocks, None, gap=12, margins=(20, 4, 20, 12)))
        foot = row(self.print_button, None, self.save_button, gap=8, margins=(20, 10, 20, 10))
        left = stretched(col(self._head, self._busy, scrolled(inner), hline(), foot, gap=0), 2)
        self._left = panel(left, "leftside")
        right = stretched(col(self._toolbar(), hline(), self._right, gap=0), 2)
        self.setLayout(stretched(row(self._left, panel(right), gap=0), 1))

    def _toolbar(self) -> QWidget:
        icons = (
            (ActionId.PAGE_PREVIOUS, "chevron-up"),
            (ActionId.PAGE_NEXT, "chevron-down"),
            (ActionId.ZOOM_OUT, "zoom-out"),
            (ActionId.ZOOM_IN, "zoom-in"),
        )
        up, down, less, more = (
            Button("", "ghost", icon, small=True, tip=self._actions[action].toolTip()).follow(
                self._actions[action]
            )
            for action, icon in icons
        )
        self.fit = Button(tr("decision.fit"), "ghost", small=True)
        self.fit.clicked.connect(self.pages.fit_width)
        find = (self.search, self.hits, vline(20))
        layout = row(
            None,
            *find,
            up,
            self.page_label,
            down,
            vline(20),
            less,
            self.fit,
            more,
            gap=6,
            margins=(16, 8, 12, 8),
        )
        return panel(layout, ground="surface")

    def _connect(self) -> None:
        self.paper_choice.chosen.connect(self._on_paper_chosen)
        self.applicant.chosen.connect(self.settings_changed)
        self.applicant.language_chosen.connect(self._on_language_chosen)
        self.language_choice.chosen.connect(lambda _: self.settings_changed.emit())
        self.order_choice.chosen.connect(lambda _: self.settings_changed.emit())
        self.edition_choice.chosen.connect(self._on_edition_chosen)
        self.search.textChanged.connect(self.pages.look_for)
        self.search.left_for_list.connect(self.pages.next_hit)
        self.pages.moved.connect(self._on_moved)
        self.pages.found.connect(self._on_found)

    @property
    def language(self) -> Language:
        """The language of the papers."""
        return LANGUAGES[self.language_choice.value]

    @property
    def order(self) -> PaperOrder:
        """The order of the grants in the decision."""
        return ORDERS[self.order_choice.value]

    @property
    def extract(self) -> WantedExtract | None:
        """The extract to make, or None while another paper is looked at."""
        return self.applicant.wanted if self.paper_choice.value == EXTRACT else None

    @property
    def edition(self) -> Edition:
        """For whom the papers are; that for a party is about the application chosen."""
        wanted = self.applicant.wanted
        return self.edition_choice.edition(wanted.application if wanted is not None else None)

    @property
    def paper(self) -> RenderedPaper | None:
        """The paper in sight, or None."""
        kind = KINDS[self.paper_choice.value]
        return self._draft.papers.get(kind) if self._draft is not None else None

    def edition_of(self, paper: RenderedPaper) -> Edition:
        """Give the version that a paper in sight was made as; an extract has but one."""
        if self._draft is None or paper.kind == KINDS[EXTRACT]:
            return WHOLE
        return self._draft.edition

    def show_round(self, outcome: Outcome) -> None:
        """Show the sums that the papers will state."""
        self.state.show_round(outcome)
        self.applicant.show_round(outcome)

    def show_making(self, *, making: bool) -> None:
        """Show that the papers are being made."""
        self._busy.setRange(0, 0 if making else 1)
        self._busy.setVisible(making)
        self._head.say(tr("decision.making") if making else tr("decision.made"))

    def show_draft(self, draft: PreparedDraft) -> None:
        """Show new papers and what is missing."""
        self._draft = draft
        self.versions.editable.setEnabled(not draft.missing)
        self.show_answered()
        self.state.show_missing(draft.sentences(), draft.to_translate())
        self._show_paper()

    @property
    def answered(self) -> Language | None:
        """The language that an official chose for the extract in sight; None is the applicant's own."""
        return self._draft.answered if self._draft is not None else None

    def show_answered(self) -> None:
        """Show the choice that holds for the extract in sight."""
        draft = self._draft
        if draft is not None and draft.extract is not None and draft.extract == self.applicant.wanted:
            self.applicant.show_language(draft.answered)

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        moves: dict[ActionId, Callable[[], object]] = {
            ActionId.EDIT_FIND: self._find,
            ActionId.FILE_EXPORT_DATA: self.export_wanted.emit,
            ActionId.FILE_EXTRACTS: self.extracts_wanted.emit,
            ActionId.FILE_APPEAL: self.pack_wanted.emit,
            ActionId.PAGE_NEXT: lambda: self.pages.go_to(self.pages.page + 1),
            ActionId.PAGE_PREVIOUS: lambda: self.pages.go_to(self.pages.page - 1),
            ActionId.ZOOM_IN: lambda: self.pages.zoom(1),
            ActionId.ZOOM_OUT: lambda: self.pages.zoom(-1),
        }
        paper = self.paper
        if paper is not None:
            moves[ActionId.FILE_PRINT] = lambda: self.print_wanted.emit(paper)
            moves[ActionId.FILE_SAVE_PDF] = lambda: self.save_wanted.emit(paper)
        return moves

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self.search, self.pages)

    def status(self) -> Status:
        paper = self.paper
        hints = (
            (ActionId.FILE_PRINT, "print"),
            (ActionId.EDIT_FIND, "find"),
            (ActionId.VIEW_NEXT_PANE, "pane"),
        )
        keys = tuple(
            KeyHint(tuple(keys_of(action).split("+")), tr(f"decision.keys.{word}")) for action, word in hints
        )
        if paper is None:
            return Status(tr("decision.no_paper"), keys=keys)
        return Status(
            ", ".join(paper.conforms), tr("decision.status", name=paper.name, count=paper.pages), keys
        )

    def set_wide(self, wide: bool) -> None:
        width = 420 if wide else 364
        self._left.setFixedWidth(width)
        for each in (self.language_choice, self.order_choice, self.applicant, self.edition_choice):
            each.set_width(width - _BESIDE_CHOICES)
        self.search.setMaximumWidth(220 if wide else 150)

    def show_thing(self, name: str) -> None:
        """Go to one of the papers, by its kind."""
        if name in KINDS:
            self.paper_choice.set_value(KINDS.index(name))
            self._on_paper_chosen(KINDS.index(name))

    def appear(self) -> None:
        self.pages.setFocus()
        self.came_in_sight.emit()

    def leave(self) -> bool:
        if self.search.text():
            self.search.clear()
            return True
        return False

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_paper_chosen(self, at: int) -> None:
        self._offer_applicant()
        self._show_paper()
        if at == EXTRACT:
            self.settings_changed.emit()

    def _on_language_chosen(self, language: Language | None) -> None:
        if (wanted := self.applicant.wanted) is not None:
            self.language_wanted.emit(wanted.application, language)

    def _on_edition_chosen(self) -> None:
        self._offer_applicant()
        self.settings_changed.emit()

    def _offer_applicant(self) -> None:
        extract = self.paper_choice.value == EXTRACT
        self.applicant.offer_languages(offered=extract)
        self.applicant.setVisible(extract or self.edition_choice.variant is Variant.PARTY)

    def _show_paper(self) -> None:
        paper = self.paper
        omitted = KINDS[self.paper_choice.value] == MINUTES and self.edition.variant is not Variant.INTERNAL
        waiting = self._draft is not None and self._draft.waiting
        absent = self._omitted if omitted else self._waiting if waiting else self._missing
        self._right.setCurrentWidget(self.pages if paper is not None else absent)
        self.pages.show_pdf(paper.data if paper is not None else b"")
        self.status_changed.emit()

    def _on_moved(self) -> None:
        self.page_label.setText(tr("decision.page", page=self.pages.page, pages=self.pages.pages))

    def _on_found(self) -> None:
        query = self.search.text()
        found = (
            tr("decision.hits", hit=self.pages.hit, hits=self.pages.hits)
            if self.pages.hits
            else tr("decision.no_hits")
        )
        self.hits.setText(found if query else "")
