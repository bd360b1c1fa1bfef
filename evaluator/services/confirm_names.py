"""Confirm what misprinted names mean, with a record of who said so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.applicants import NameConfirmation
from evaluator.domain.log import Change
from evaluator.services.guards import require_open
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from evaluator.domain.applicants import Applicants, NameSuggestion
    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.services.ports import Clock, Workspace


class ConfirmNames:
    """Accepts suggestions for names that no register knows."""

    def __init__(
        self, understand: Callable[[str, Mapping[str, MunicipalityCode]], Applicants], clock: Clock
    ) -> None:
        self._understand = understand
        self._clock = clock

    def __call__(
        self, workspace: Workspace, suggestions: Iterable[NameSuggestion], by: str
    ) -> tuple[NameConfirmation, ...]:
        """Record the confirmations and read the names anew in every application.

        The written text of an application stays as it was; only what it is taken to
        mean changes. A name confirmed before is not recorded again.

        Returns:
            The confirmations that were added.
        """
        with workspace.begin() as unit:
            require_open(unit)
            known = {each.as_written: each.code for each in unit.confirmations()}
            meant = {each.as_written: each.code for each in suggestions}
            added = tuple(
                NameConfirmation(as_written=written, code=code, by=by, at=self._clock())
                for written, code in sorted(meant.items())
                if known.get(written) != code
            )
            unit.add_confirmations(added)
            confirmed = known | {each.as_written: each.code for each in added}
            unit.put_applications(
                replace(each, applicants=self._understand(each.applicants.as_written, confirmed))
                for each in unit.applications()
                if any(open_one.as_written in confirmed for open_one in each.applicants.suggestions)
            )
            record(unit, (_logged(each, known.get(each.as_written)) for each in added))
            unit.commit()
        return added


def _logged(added: NameConfirmation, before: MunicipalityCode | None) -> Change:
    return Change(
        deed="names.confirm",
        subject=added.as_written,
        before=before,
        after=added.code,
        by=added.by,
        at=added.at,
    )
