"""In which language an applicant is answered.

The language act (423/2003): a matter is handled in the language of the application; a
municipality that did not choose one is answered in its majority's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.language import Language

if TYPE_CHECKING:
    from evaluator.domain.applications import Application
    from evaluator.domain.municipalities import Register


def answering_language(application: Application, register: Register, said: Language | None) -> Language:
    """Give Finnish or Swedish for an application.

    Args:
        application: Whose applicant is answered.
        register: Gives the lead's languages; a lead that is no municipality is
            answered in Finnish unless its form says otherwise.
        said: The language of the application's form, or the official's choice; None
            where nobody said.
    """
    if said is not None:
        return Language.SV if said is Language.SV else Language.FI
    municipality = register.get(application.applicants.lead.code)
    first = municipality.languages[0] if municipality else Language.FI.value
    return Language.SV if first == Language.SV.value else Language.FI
