"""What the law and the round still require of a decision draft.

Act 434/2003: § 31 (matters are investigated), § 44 (authority, parties, reasons and
contact person), § 45 (reasons and provisions), § 46 (instructions for a claim). Act
688/2001: §§ 5-7 (purpose, criteria, own share), § 11 (decision: use, conditions, dates of
accounting), § 34 (claim for a correction). The parts of the draft come from the call;
what the call leaves open is missing from the draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.domain.conflicts_of_interest import answers_in_force
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.messages import formats
from evaluator.scoring.figures import Verdict
from evaluator.scoring.official_texts import lacks_translation, official_texts, translations_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome, Standing


_SHOWN_OF_TEXT = 60
"""Characters of a text that are enough to find it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps the decision draft from being complete.

    Attributes:
        code: Its sentence is ``papers.<area>.<code>`` of the messages.
        facts: Values for the sentence.
        source: The provision that requires it, or empty for a rule of the round.
        area: Which of the tables; what is untranslated is not missing.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    source: str = ""
    area: str = "missing"

    @property
    def key(self) -> str:
        """Where its sentence lies."""
        return f"papers.{self.area}.{self.code}"


_PARTS: tuple[tuple[str, str, Callable[[Call], bool]], ...] = (
    ("legal-basis", "434/2003 § 45", lambda call: bool(call.legal_basis)),
    ("background", "688/2001 § 11", lambda call: bool(call.background)),
    ("purpose", "688/2001 § 7", lambda call: bool(call.purpose)),
    ("criteria", "434/2003 § 45", lambda call: bool(call.groups)),
    ("decision-basis", "434/2003 § 45", lambda call: bool(call.decision_basis)),
    ("conditions", "688/2001 § 11", lambda call: bool(call.conditions)),
    ("max-rate", "688/2001 § 6", lambda call: call.max_rate is not None),
    ("reporting", "688/2001 § 11", lambda call: bool(call.reporting)),
    ("instalments", "688/2001 § 12", lambda call: call.instalments is not None),
    ("appeal", "434/2003 § 46", lambda call: call.appeal is not None),
    ("contact", "434/2003 § 44", lambda call: call.contact is not None),
    ("contact-details", "434/2003 § 44", lambda call: call.contact is None or bool(call.contact.details)),
    ("signatories", "434/2003 § 44", lambda call: bool(call.signatories)),
    ("distribution", "434/2003 § 54", lambda call: bool(call.distribution)),
)


def missing_parts(outcome: Outcome) -> tuple[Missing, ...]:
    """Give everything that the decision draft still lacks, in the order of its parts.

    A translation is none of it: see ``untranslated``.
    """
    return (
        *_of_call(outcome.contents.round.call),
        *_of_allocation(outcome),
        *_of_applications(outcome),
        *_of_meeting(outcome),
    )


def untranslated(
    outcome: Outcome, language: Language, only: Collection[ApplicationId] | None = None
) -> tuple[Missing, ...]:
    """Give what officials typed that a decision in ``language`` prints in the other one, marked so.

    The draft may be looked at and given to a translator like this; it is locked, and an
    extract is printed, only when none is left (language act 423/2003, section 19).

    Args:
        outcome: The round, worked out.
        language: Finnish or Swedish.
        only: Of these applications alone, as their extracts print them; None means of all.
    """
    known = translations_of(outcome.contents)
    return tuple(
        Missing(
            language.value,
            {
                "number": each.number,
                "text": _shortened(each.text),
                "id": each.key,
                "application": each.application,
            },
            "423/2003 § 19",
            "untranslated",
        )
        for each in official_texts(outcome)
        if (only is None or each.application in only) and lacks_translation(each.text, language, known)
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_OF_TEXT else f"{line[: _SHOWN_OF_TEXT - 1]}…"


def _of_call(call: Call) -> Iterator[Missing]:
    for code, source, present in _PARTS:
        if not present(call):
            yield Missing(code, source=source)


def _of_allocation(outcome: Outcome) -> Iterator[Missing]:
    if not outcome.standings:
        yield Missing("applications")
    if outcome.allocation.unspent < 0:
        over = Cents(-outcome.allocation.unspent)
        yield Missing("envelope", {"amount": formats.money(over, Language.FI), "cents": over})


def _of_applications(outcome: Outcome) -> Iterator[Missing]:
    for standing in sorted(outcome.standings, key=lambda each: each.application.number):
        number = {"number": standing.application.number}
        for code, source in _open_points(standing):
            yield Missing(code, number, source)


def _of_meeting(outcome: Outcome) -> Iterator[Missing]:
    """Give what the records behind the minutes lack: who acts for the disqualified, and why was agreed."""
    numbers = {each.application.id: each.application.number for each in outcome.standings}
    for answer in answers_in_force(outcome.contents.offices):
        if answer.conflict and not answer.deputy.strip() and answer.application in numbers:
            yield Missing("deputy", {"number": numbers[answer.application]}, "434/2003 § 27")
    for application, record in sorted(outcome.contents.consensus.items()):
        if application in numbers and not (record.reason.strip() and record.rapporteur.strip()):
            yield Missing("consensus-reason", {"number": numbers[application]}, "434/2003 § 45")


def _open_points(standing: Standing) -> Iterator[tuple[str, str]]:
    """Give what is open about one application, as code and provision."""
    verdict, eligibility = standing.award.verdict, standing.eligibility
    if standing.application.applicants.suggestions:
        yield "name", "434/2003 § 44"
    if eligibility is None:
        yield "eligibility", "434/2003 § 31"
    elif eligibility.outcome is EligibilityOutcome.COMPLETE:
        yield "completion", "434/2003 § 22"
    elif not eligibility.reason.strip():
        yield "eligibility-reason", "434/2003 § 45"
    if verdict is Verdict.HELD:
        yield "hold", "434/2003 § 44"
    elif verdict is Verdict.TIE_AT_LINE:
        yield "tie", "434/2003 § 45"
    elif verdict is Verdict.NOT_REVIEWED:
        yield "review", "434/2003 § 31"
    if not all(each.reason.strip() for each in standing.award.entries):
        yield "deviation-reason", "434/2003 § 45"
