"""What the inspector shows of one application."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evaluator.domain.applicants import BodyKind
from evaluator.domain.eligibility import Severity
from evaluator.domain.language import Language
from evaluator.ui.actions import ActionId, hint
from evaluator.ui.applications.barred import barred_panel
from evaluator.ui.applications.model import TONE_OF
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import IconLabel, PairList, fact, label, section
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.texts import TEXTS, moment, money, say, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.applicants import Applicants, Body, NameConfirmation, NameSuggestion
    from evaluator.domain.eligibility import Finding
    from evaluator.domain.municipalities import Register
    from evaluator.services.bars import Bar
    from evaluator.ui.applications.model import ApplicationRow
    from evaluator.ui.shared.layout import Item


class ApplicationInspector(Inspector):
    """Facts, applicants, findings and confirmed names of one application.

    Signals:
        confirm_wanted: These suggested names shall be confirmed.
        open_wanted: The application shall be opened in full.
    """

    confirm_wanted = Signal(object)
    open_wanted = Signal()

    def __init__(self, foot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(tr("applications.inspector"), foot, parent)

    def show_application(
        self,
        row_: ApplicationRow,
        least: int,
        confirmations: Sequence[NameConfirmation],
        register: Register | None,
        bar: Bar | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        """Show one application; municipalities by the register's name in the window's language.

        Who is disqualified from it sees who applies for what, and the ground.
        """
        application = row_.standing.application
        caption = tr("applications.caption", number=application.number)
        head = (caption, row_.lead, application.title)
        applicants = _applicants(application.applicants, register)
        if bar is not None:
            items = chain((barred_panel(bar), _facts(row_, least)), applicants)
        else:
            items = chain(
                (_facts(row_, least), row(self._open_button(), None)),
                self._findings(row_.standing.findings, application.applicants.suggestions),
                applicants,
                _confirmed(application.applicants, confirmations),
            )
        self.show_built(head, items, at_once=at_once)

    def _open_button(self) -> Button:
        words = tr("actions.applications.open")
        open_ = Button(words, "secondary", "file-text", small=True, tip=hint(ActionId.APPLICATION_OPEN))
        open_.clicked.connect(self.open_wanted)
        return open_

    def _findings(self, findings: Sequence[Finding], suggestions: Sequence[NameSuggestion]) -> Iterator[Item]:
        if findings:
            yield section(tr("applications.findings"), label(str(len(findings)), "caption", "3"))
        for each in findings:
            meant = [s for s in suggestions if s.as_written == each.facts.get("written")]
            wants = meant and each.rule == "unconfirmed-name"
            yield finding_panel(each, self._confirm_button(tuple(meant)) if wants else None)

    def _confirm_button(self, suggestions: tuple[NameSuggestion, ...]) -> Button:
        confirm = Button(tr("applications.confirm_name"), "link", small=True)
        confirm.clicked.connect(lambda: self.confirm_wanted.emit(suggestions))
        return confirm


def finding_panel(finding: Finding, confirm: QWidget | None = None) -> QWidget:
    """Give a finding as a well: severity, what it says, its source; and a deed at its head."""
    key = f"findings.{finding.rule}"
    head: list[Item] = [
        Badge(tr(f"severity.{finding.severity.value}"), TONE_OF[finding.severity]),
        None,
        *([confirm] if confirm is not None else []),
    ]
    source = label(_source(finding), "caption", "3", wrap=True)
    layout = col(
        row(*head),
        label(say(f"{key}.title", **finding.facts), "strong", wrap=True),
        label(say(f"{key}.text", **finding.facts), "small", "2", wrap=True, selectable=True),
        stretched(row(IconLabel("book-open", "text3", 12), source, gap=5), 1),
        gap=4,
        margins=(12, 8, 8, 10),
    )
    return panel(layout, "well")


def _source(finding: Finding) -> str:
    """Say where the rule comes from in the window's language; the field itself is Finnish only."""
    return say(f"findings.{finding.rule}.source", **finding.facts)


def _facts(row_: ApplicationRow, least: int) -> Item:
    application = row_.standing.application
    too_few = any(
        each.rule == "min-municipalities" and each.severity is Severity.BLOCK
        for each in row_.standing.findings
    )
    count = (
        tr("applications.too_few", found=row_.municipalities, least=least)
        if too_few
        else str(row_.municipalities)
    )
    items = [
        fact(tr("applications.fact.requested"), money(application.requested, cents=True), role="strong"),
        fact(tr("applications.fact.municipalities"), count, "bad" if too_few else ""),
    ]
    if application.received is not None:
        items.append(fact(tr("applications.fact.received"), moment(application.received)))
    if application.source:
        items.append(fact(tr("applications.fact.source"), application.source))
    return col(*items, gap=5)


def _applicants(applicants: Applicants, register: Register | None) -> Iterator[Item]:
    yield section(tr("applications.applicants"), label(str(len(applicants.bodies)), "caption", "3"))
    yield PairList(
        [
            _body(each, tr("applications.lead_mark") if each is applicants.lead else "", register)
            for each in applicants.bodies
        ]
    )


def _body(body: Body, mark: str, register: Register | None) -> tuple[str, str]:
    kind = tr(f"kinds.{body.kind.value}")
    right = f"{kind} {body.code}" if body.code is not None else kind
    municipality = register.get(body.code) if register is not None else None
    name = body.name if body.kind is not BodyKind.MUNICIPAL_UNIT else body.as_written
    if body.kind is BodyKind.MUNICIPALITY and municipality is not None and TEXTS.language is Language.SV:
        name = municipality.name_sv
    if mark:
        right = f"{mark}, {right}"
    return name, right


def _confirmed(applicants: Applicants, confirmations: Sequence[NameConfirmation]) -> Iterator[Item]:
    written = {each.as_written: each for each in applicants.bodies}
    mine = [each for each in confirmations if each.as_written in written]
    if not mine:
        return
    yield section(tr("applications.confirmed"), label(str(len(mine)), "caption", "3"))
    for each in mine:
        meant = tr("applications.means", written=each.as_written, name=written[each.as_written].name)
        who = tr("applications.by_at", by=each.by, at=moment(each.at))
        yield col(label(meant, "small", wrap=True), label(who, "caption", "3", wrap=True), gap=1)
