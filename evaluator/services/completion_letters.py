"""Write to every applicant that is asked to complete what its application lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.services.bars import bars_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome
    from evaluator.services.paper_ports import WriteLetters
    from evaluator.services.ports import Paper, Workspace
    from evaluator.services.work_out_round import WorkOutRound


class CompletionLetters:
    """Works the round out and writes a letter for each request to complete that is in force."""

    def __init__(self, work_out: WorkOutRound, write: WriteLetters) -> None:
        self._work_out = work_out
        self._write = write

    def __call__(self, workspace: Workspace, folder: Path, by: str = "") -> Mapping[ApplicationId, Paper]:
        """Write the letters into ``folder``, all or none; each in its application's language.

        The answer to a letter is the application sent anew, which supersedes the
        earlier one. An application that ``by`` is disqualified from is left to the deputy.

        Raises:
            EvaluatorError: A letter cannot be printed or written.
        """
        outcome = self._work_out(workspace)
        with workspace.read() as unit:
            barred = bars_of(unit, by)
        handled = tuple(each for each in outcome.standings if each.application.id not in barred)
        outcome = replace(outcome, standings=handled)
        return self._write(outcome, folder, self._languages(workspace, outcome))

    def preview(self, workspace: Workspace, application: ApplicationId) -> bytes | None:
        """Give the letter to one applicant as PDF; None where no request to complete is in force.

        Nothing is written or logged.

        Raises:
            EvaluatorError: It cannot be printed.
        """
        outcome = self._work_out(workspace)
        return self._write.rendered(outcome, application, self._languages(workspace, outcome))

    def _languages(self, workspace: Workspace, outcome: Outcome) -> Mapping[ApplicationId, Language]:
        asked = [
            each.application.id
            for each in outcome.standings
            if each.eligibility is not None and each.eligibility.outcome is EligibilityOutcome.COMPLETE
        ]
        with workspace.read() as unit:
            forms = {each: unit.form(each) for each in asked}
        return {each: Language(form.language) for each, form in forms.items() if form is not None}
