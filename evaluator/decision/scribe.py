"""What all papers of a round share: names, sums and sentences, each written one way.

A sum, a count or a name becomes a run that carries its fact, so that whatever is
printed can be checked against what the other papers print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from evaluator.decision.content import Fact, Inline, Notice, Run, bold, clean, plain
from evaluator.decision.tongue import language_of
from evaluator.decision.wording import Wording
from evaluator.domain.inflection import official_name
from evaluator.domain.language import Language
from evaluator.messages import formats
from evaluator.scoring.figures import Shortfall, Verdict

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

    from evaluator.decision.content import Block
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.known_bodies import KnownBodies
    from evaluator.domain.money import Cents
    from evaluator.domain.municipalities import Register
    from evaluator.scoring.figures import Outcome, Standing

NOTHING = "–"
_MOST_DECIMALS = 6
_UNITS = {Language.FI: "euroa", Language.SV: "euro", Language.EN: "euros"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """The hand that writes one round's papers in one language.

    Attributes:
        outcome: The round, worked out.
        register: Municipalities, for names.
        bodies: Other bodies known by name, or None.
        language: The papers'.
        day: The date they bear.
        alphabetical: Grants by the lead's name instead of by place.
    """

    outcome: Outcome
    register: Register
    language: Language
    day: date
    bodies: KnownBodies | None = None
    alphabetical: bool = False
    _applications: dict[ApplicationId, Application] = field(init=False, repr=False)
    _reviewers: dict[ReviewerId, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_number = sorted(
            (each.application for each in self.outcome.standings), key=lambda each: each.number
        )
        object.__setattr__(self, "_applications", {each.id: each for each in by_number})
        names = {each.id: clean(each.name) for each in self.outcome.contents.reviewers}
        object.__setattr__(self, "_reviewers", names)

    @property
    def call(self) -> Call:
        """The round's call."""
        return self.outcome.contents.round.call

    @property
    def words(self) -> Wording:
        """The papers' sentences."""
        return Wording(self.language)

    # Figures

    def euros(self, key: str, amount: Cents) -> Run:
        """Write a sum in words' company: ``9 694 600 euroa``."""
        text = formats.money(amount, self.language, unit=_UNITS[self.language])
        return Run(text, fact=Fact(key, amount))

    def amount(self, key: str, amount: Cents, *, cents: bool = False, stressed: bool = False) -> Inline:
        """Write a sum for a table's column, which names the unit; a dash for nothing."""
        if not amount:
            return plain(NOTHING)
        text = formats.money(amount, self.language, cents=cents, unit="")
        return (Run(text, bold=stressed, fact=Fact(key, amount)),)

    def count(self, key: str, number: int) -> Run:
        """Write a count."""
        return Run(formats.number(number, self.language), fact=Fact(key, number))

    def points(self, value: Fraction | None, decimals: int = 2) -> Inline:
        """Write a score."""
        return plain(NOTHING if value is None else formats.number(value, self.language, decimals))

    def decimals(self) -> int:
        """Give how many decimals tell apart the totals of neighbours with different places."""
        totals = [each.placing.score.total for each in self.outcome.ranked if each.placing]
        for decimals in range(2, _MOST_DECIMALS):
            if all(
                one == other
                or formats.number(one, self.language, decimals)
                != formats.number(other, self.language, decimals)
                for one, other in pairwise(totals)
            ):
                return decimals
        return _MOST_DECIMALS

    def date(self, value: date) -> str:
        """Write a date."""
        return formats.day(value, self.language)

    def moment(self, value: datetime) -> str:
        """Write a time."""
        return formats.moment(value, self.language)

    # Names

    def title_language(self, application: Application) -> Language | None:
        """Give the language of an application's own texts where it is not the paper's.

        An application does not say its language; its lead's majority language is
        taken, as the language act (423/2003) has it for a municipality.
        """
        municipality = self.register.get(application.applicants.lead.code)
        written = Language(municipality.languages[0]) if municipality else Language.FI
        return None if written is self.language else written

    def own(self, application: Application, text: str, fact: str = "", *, value: str = "") -> Run:
        """Write a text of the application in its own language."""
        known = Fact(f"application.{application.id}.{fact}", clean(value or text)) if fact else None
        return Run(clean(text), language=self.title_language(application), fact=known)

    def title(self, application: Application) -> Run:
        """Write a project's name."""
        return self.own(application, application.title, "title")

    def lead(self, application: Application) -> Run:
        """Write the lead's official name."""
        name = official_name(application.applicants.lead, self.register, self.bodies).to(self.language)
        return Run(clean(name), fact=Fact(f"application.{application.id}.lead", clean(name)))

    def number(self, application: Application) -> Inline:
        """Write an application's number."""
        return (self.count(f"application.{application.id}.number", application.number),)

    def both(self, application: Application) -> Inline:
        """Write lead and project, one above the other."""
        lead = self.lead(application)
        return (Run(f"{lead.text}\n", bold=True, fact=lead.fact), self.title(application))

    # Reasons

    def verdict(self, standing: Standing) -> str:
        """Write what becomes of an application."""
        return self.words.say(f"verdict.{standing.award.verdict.value}")

    def official(self, text: str) -> Run:
        """Write what a person typed, marked where its language is not the paper's."""
        written = language_of(text)
        return Run(clean(text), language=None if written is self.language else written)

    def reason(self, standing: Standing) -> Inline:
        """Write why: the call's standard reason, and what the official or a rule adds."""
        verdict = standing.award.verdict
        parts = [Run(self.standard_reason(verdict))]
        if verdict is Verdict.BELOW_THRESHOLD and standing.placing is not None:
            parts += [Run(self._shortfall(kind, name)) for kind, name in standing.placing.shortfalls]
        if verdict is Verdict.NOT_ELIGIBLE and standing.eligibility is not None:
            parts.append(self.official(standing.eligibility.reason))
        if standing.award.deviation is not None:
            parts.append(self.official(standing.award.deviation.reason))
        said = [part for part in parts if part.text]
        return tuple(run for part in said for run in (Run(" "), part))[1:]

    def standard_reason(self, verdict: Verdict) -> str:
        """Give the call's standard reason for a verdict, or the papers' own sentence."""
        name = verdict.value.replace("_", "-")
        for each in self.call.standard_reasons:
            if each.id == name:
                return clean(each.text.to(self.language))
        return self.words.say(f"reason.{verdict.value}")

    def _shortfall(self, kind: Shortfall, name: str) -> str:
        titles = {
            Shortfall.GROUP: {str(each.id): each.title for each in self.call.groups},
            Shortfall.CRITERION: {str(each.id): each.title for each in self.call.criteria},
            Shortfall.TOTAL: {},
        }[kind]
        title = titles[name].to(self.language) if name in titles else ""
        return self.words.say(f"shortfall.{kind.value}", name=clean(title))

    # Parts that every paper has

    def say(self, key: str, **values: Run | str | int) -> str:
        """Give a sentence of the papers as text."""
        return self.words.say(key, **values)

    def inline(self, key: str, **values: Run | str | int) -> Inline:
        """Give a sentence of the papers with its facts."""
        return self.words.inline(key, **values)

    def made_up(self) -> tuple[Block, ...]:
        """Say at the top that content is made up, where it is."""
        if not self.outcome.contents.round.made_up:
            return ()
        return (Notice((*bold(self.say("made_up.lead")), *plain(" " + self.say("made_up.text")))),)

    @property
    def warning(self) -> str:
        """The line about made-up content for every page, or nothing."""
        return self.say("made_up.line") if self.outcome.contents.round.made_up else ""

    def requested_total(self) -> Run:
        """Write the sum that all applications ask."""
        return self.euros("requested.total", self.outcome.requested)

    def application_count(self) -> Run:
        """Write how many applications there are."""
        return self.count("applications.count", len(self.outcome.standings))

    def applications(self) -> tuple[Application, ...]:
        """Give all applications by number."""
        return tuple(self._applications.values())

    def find(self, application: ApplicationId) -> Application | None:
        """Give an application by id."""
        return self._applications.get(application)

    def reviewer(self, reviewer: ReviewerId) -> str:
        """Write a reviewer's name; the id where the round does not know the person."""
        return self._reviewers.get(reviewer, str(reviewer))
