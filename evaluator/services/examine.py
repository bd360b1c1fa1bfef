"""Examine the applications of a round by every rule of eligibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.eligibility_rules import find, find_among, find_in_form, heaviest_first
from evaluator.domain.text_likeness import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from evaluator.domain.applications import Application
    from evaluator.domain.eligibility import Finding
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.municipalities import Register
    from evaluator.domain.rounds import RoundContents
    from evaluator.services.ports import UnitOfWork

    Findings = tuple[Finding, ...]
    Examined = Callable[[Application], Findings]


class Examine:
    """Finds what the rules notice; remembers what did not change since the last time."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._forms: dict[object, tuple[Findings, str]] = {}
        self._texts: Mapping[ApplicationId, str] = {}
        self._among: tuple[object, Mapping[ApplicationId, Findings]] = (None, {})

    def __call__(self, unit: UnitOfWork, contents: RoundContents, *, compare: bool = True) -> Examined:
        """Give a function that gives the findings of each application of ``contents``.

        Args:
            unit: The transaction in which the contents were read; forms are read in it.
            contents: The round.
            compare: Whether applications are compared with each other; ``among`` can do it later.
        """
        asked = {
            each.application: each.complete_by
            for each in unit.eligibility()
            if each.outcome is EligibilityOutcome.COMPLETE
        }
        in_forms = self._in_forms(unit, contents, asked)
        among = self.among(contents.applications) if compare else {}
        call = contents.round.call

        def examined(application: Application) -> Findings:
            by_row = find(application, call, self._register, complete_by=asked.get(application.id))
            more = (*in_forms.get(application.id, ()), *among.get(application.id, ()))
            return heaviest_first((*by_row, *more)) if more else by_row

        return examined

    def _in_forms(
        self, unit: UnitOfWork, contents: RoundContents, asked: Mapping[ApplicationId, date | None]
    ) -> dict[ApplicationId, Findings]:
        """Examine the forms in force; one that was examined before is not read again."""
        in_force = {head.application: head.digest for head in unit.submissions()}
        call = contents.round.call
        kept: dict[object, tuple[Findings, str]] = {}
        found: dict[ApplicationId, tuple[Findings, str]] = {}
        for each in contents.applications:
            if each.id not in in_force:
                continue
            complete_by = asked.get(each.id)
            key = (in_force[each.id], each, complete_by, call.id, call.version)
            if key not in self._forms:
                form = unit.form(each.id)
                self._forms[key] = (
                    ((), "")
                    if form is None
                    else (
                        find_in_form(each, form, call, self._register, complete_by=complete_by),
                        form.prose[:LONGEST],
                    )
                )
            found[each.id] = kept[key] = self._forms[key]
        self._forms = kept
        self._texts = {each: text for each, (_, text) in found.items() if text}
        return {each: findings for each, (findings, _) in found.items()}

    def among(self, applications: Sequence[Application]) -> Mapping[ApplicationId, Findings]:
        """Compare all applications, unless nothing changed that is compared.

        The texts of forms are those that were read when they were examined the last time.
        """
        texts = self._texts
        key = (
            tuple(
                (each.id, each.number, each.title, each.requested, each.applicants.lead)
                for each in applications
            ),
            texts,
        )
        if key != self._among[0]:
            self._among = (key, find_among(applications, texts))
        return self._among[1]
