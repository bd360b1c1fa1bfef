"""What a copy of raw data leaves out and why, from the same rule as the papers of its version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.data.columns import Ground
from evaluator.decision.omitted import omitted
from evaluator.domain.variants import Part, Variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.call import Call, CallText
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.variants import Edition
    from evaluator.messages.catalogue import Catalogue

_PARTS = {
    Ground.PERSON: Part.REVIEWER_NAMES,
    Ground.WORDS: Part.REVIEWER_TEXTS,
    Ground.SCORES: Part.REVIEW_SCORES,
    Ground.RECORDS: Part.OTHER_APPLICANTS,
}
"""The part of a paper that a ground is about; applicants' own texts stand in no paper."""

_A_PARTYS_OWN = frozenset({Ground.SCORES, Ground.RECORDS, Ground.APPLICANT})
"""What a party gets of its own application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What one copy leaves out.

    Attributes:
        everywhere: The grounds on which it leaves out columns and tables.
        of_others: Those on which it leaves out rows and cells of all applications but the party's.
        party: The party's application.
        named: The grounds as the call words them, where it does.
    """

    everywhere: frozenset[Ground]
    of_others: frozenset[Ground]
    party: ApplicationId | None
    named: Mapping[Ground, CallText]

    def why(self, ground: Ground, catalogue: Catalogue) -> str:
        """Say why something is left out."""
        said = self.named.get(ground)
        if said is not None:
            law = said.to(catalogue.language)
        elif ground in _PARTS:
            law = catalogue.say(f"export.standard_grounds.{ground.value}")
        else:
            law = ""
        return catalogue.say(f"export.grounds.{ground.value}", ground=law.rstrip("."))


def withheld(call: Call, edition: Edition) -> Withheld:
    """Give what a copy leaves out, as the round's call has it for the papers of that version."""
    parts = omitted(call, edition.variant)
    grounds = {ground for ground, part in _PARTS.items() if part in parts}
    if edition.variant is not Variant.INTERNAL:
        grounds.add(Ground.APPLICANT)
    party = edition.party if edition.variant is Variant.PARTY else None
    own = _A_PARTYS_OWN & grounds if party is not None else frozenset[Ground]()
    said = {ground: parts.get(part) for ground, part in _PARTS.items()}
    return Withheld(
        everywhere=frozenset(grounds - own),
        of_others=own,
        party=party,
        named={ground: text for ground, text in said.items() if text is not None},
    )
