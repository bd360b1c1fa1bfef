"""What papers need from the forms that applicants sent; a row of a table has no form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What one application's form says of itself.

    Attributes:
        language: Finnish or Swedish; the applicant is answered in it.
        targets: Ids of the call's targets that it belongs to; may be none or several.
    """

    language: Language
    targets: tuple[str, ...] = ()
