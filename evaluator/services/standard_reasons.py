"""Give a call's standard reasons as text that an official may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.services.translation_errors import UnknownReasonError

if TYPE_CHECKING:
    from evaluator.domain.language import Language
    from evaluator.services.ports import Workspace


def standard_reason(workspace: Workspace, wanted: str, language: Language) -> str:
    """Give a standard reason of the round's call in a language; English gives Finnish.

    As long as nobody changes its words, papers print it in their own language.

    Raises:
        UnknownReasonError: The call has none by that id.
    """
    with workspace.read() as unit:
        known = {each.id: each.text for each in unit.round().call.standard_reasons}
    if wanted not in known:
        raise UnknownReasonError(reason=wanted, known=", ".join(known) or "–")
    return known[wanted].to(language).strip()
