"""What the stored forms say that papers need: language and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.form_facts import FormFacts
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Workspace


def read_form_facts(workspace: Workspace) -> dict[ApplicationId, FormFacts]:
    """Give the facts of every application that came with a form; rows of tables have none."""
    with workspace.read() as unit:
        sent = dict.fromkeys(each.application for each in unit.submissions())
        forms = {each: unit.form(each) for each in sent}
    return {
        each: FormFacts(language=Language(form.language), targets=form.targets)
        for each, form in forms.items()
        if form is not None
    }
