"""What all papers of a round share: names, sums and sentences, each written one way.

A sum, a count or a name becomes a run that carries its fact, so that whatever is
printed can be checked against what the other papers print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from evaluator.decision.answering import answering_language
from evaluator.decision.content import Fact, Inline, Notice, Paragraph, Run, bold, clean, linked, plain
from evaluator.decision.fact_keys import LOG_HEAD
from evaluator.decision.omitted import omitted
from evaluator.decision.wording import Wording
from evaluator.domain.inflection import official_name
from evaluator.domain.language import Language
from evaluator.domain.tongue import language_of
from evaluator.domain.variants import Part, Variant
from evaluator.messages import formats
from evaluator.scoring.explanation import decimals_needed, half_up
from evaluator.scoring.figures import Shortfall, Verdict
from evaluator.scoring.official_texts import lacks_translation, translations_of, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from fractions import Fraction

    from evaluator.decision.content import Block
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call, CallText
    from evaluator.domain.deviations import Deviation
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.known_bodies import KnownBodies
    from evaluator.domain.money import Cents
    from evaluator.domain.municipalities import Register
    from evaluator.domain.translations import Translations
    from evaluator.scoring.figures import ApplicationScore, Outcome, Placing, Standing

NOTHING = "–"
_LEAST_DECIMALS = 2
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
        forms: What the forms of applications say, for those that have one.
        templates: The official's own sentences by language, in place of ours.
        variant: For whom.
        party: In the version for a party, the application it is about.
    """

    outcome: Outcome
    register: Register
    language: Language
    day: date
    bodies: KnownBodies | None = None
    alphabetical: bool = False
    forms: Mapping[ApplicationId, FormFacts] = field(default_factory=dict)
    templates: Mapping[Language, Mapping[str, Any]] = field(default_factory=dict)
    variant: Variant = Variant.INTERNAL
    party: ApplicationId | None = None
    _applications: dict[ApplicationId, Application] = field(init=False, repr=False)
    _reviewers: dict[ReviewerId, str] = field(init=False, repr=False)
    _decimals: dict[ApplicationId, int] = field(init=False, repr=False)
    _translations: Translations = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_number = sorted(
            (each.application for each in self.outcome.standings), key=lambda each: each.number
        )
        object.__setattr__(self, "_applications", {each.id: each for each in by_number})
        names = {each.id: clean(each.name) for each in self.outcome.contents.reviewers}
        object.__setattr__(self, "_reviewers", names)
        scores = [each.score for each in self.outcome.standings if each.score is not None]
        object.__setattr__(self, "_decimals", decimals_needed(scores))
        object.__setattr__(self, "_translations", translations_of(self.outcome.contents))

    @property
    def call(self) -> Call:
        """The round's call."""
        return self.outcome.contents.round.call

    @property
    def words(self) -> Wording:
        """The papers' sentences."""
        return Wording(self.language, self.templates.get(self.language))

    # What this version leaves out

    @property
    def grounds(self) -> dict[Part, str]:
        """What this version leaves out with the ground of each, in the order of the call."""
        return {
            part: self.say(f"omission.ground.{part.value}")
            if ground is None
            else clean(ground.to(self.language))
            for part, ground in omitted(self.call, self.variant).items()
        }

    def omits(self, part: Part) -> bool:
        """Whether this version leaves a part out."""
        return part in self.grounds

    def named(self, key: str) -> str:
        """Give what a paper is called, with the version it is where that is not the whole one."""
        name = self.say(key)
        if self.variant is Variant.INTERNAL:
            return name
        return self.say(f"omission.name.{self.variant.value}", name=name)

    def tells_of(self, application: ApplicationId) -> bool:
        """Whether this version says of an application what the ranking does not."""
        return application == self.party or not self.omits(Part.OTHER_APPLICANTS)

    # Figures

    def euros(self, key: str, amount: Cents, *, cents: bool | None = None) -> Run:
        """Write a sum in words' company: ``9 694 600 euroa``; cents where there are any, unless told."""
        text = formats.money(amount, self.language, cents=cents, unit=_UNITS[self.language])
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

    def points(self, value: Fraction | None, decimals: int = _LEAST_DECIMALS) -> Inline:
        """Write a score."""
        return plain(NOTHING if value is None else formats.number(value, self.language, decimals))

    def total(self, score: ApplicationScore) -> Inline:
        """Write an application's total, as exactly as the window and the command line do."""
        (run,) = self.points(score.total, self._decimals.get(score.application, _LEAST_DECIMALS))
        return (Run(run.text, fact=Fact(f"application.{score.application}.points", run.text)),)

    def place(self, placing: Placing) -> Inline:
        """Write a place, and whether others share it."""
        text = self.say("memo.shared_place", place=placing.place) if placing.shared else str(placing.place)
        return (Run(text, fact=Fact(f"application.{placing.score.application}.place", placing.place)),)

    def limit(self, value: Fraction) -> str:
        """Write a threshold with as few decimals as say it, at most four."""
        decimals = next((each for each in range(4) if (value * 10**each).denominator == 1), 4)
        return formats.number(value, self.language, decimals)

    def date_in_words(self, value: date) -> str:
        """Write a date inside a sentence."""
        return formats.day_in_words(value, self.language)

    def date(self, value: date) -> str:
        """Write a date."""
        return formats.day(value, self.language)

    def moment(self, value: datetime) -> str:
        """Write a time."""
        return formats.moment(value, self.language)

    # Names

    def title_language(self, application: Application) -> Language | None:
        """Give the language of an application's own texts where it is not the paper's.

        That is what its form says; without a form its lead's majority language, as the
        language act (423/2003) has it for a municipality.
        """
        form = self.forms.get(application.id)
        written = answering_language(application, self.register, form.language if form else None)
        return None if written is self.language else written

    def own(self, application: Application, text: str, fact: str = "", *, value: str = "") -> Run:
        """Write a text of the application in its own language."""
        known = Fact(f"application.{application.id}.{fact}", clean(value or text)) if fact else None
        return Run(clean(text), language=self.title_language(application), fact=known)

    def title(self, application: Application) -> Run:
        """Write a project's name."""
        return self.own(application, application.title, "title")

    def lead(self, application: Application) -> Run:
        """Write the lead's official name; a Finnish one that has no Swedish form is marked as Finnish."""
        names = official_name(application.applicants.lead, self.register, self.bodies)
        name = clean(names.to(self.language))
        borrowed = self.language is Language.SV and names.sv == names.fi
        return Run(
            name,
            language=Language.FI if borrowed else None,
            fact=Fact(f"application.{application.id}.lead", name),
        )

    def number(self, application: Application) -> Inline:
        """Write an application's number."""
        return (self.count(f"application.{application.id}.number", application.number),)

    def both(self, application: Application) -> Inline:
        """Write lead and project, one above the other."""
        lead = self.lead(application)
        start = Run(f"{lead.text}\n", bold=True, language=lead.language, fact=lead.fact)
        return (start, self.title(application))

    # Reasons

    def verdict(self, standing: Standing) -> str:
        """Write what becomes of an application."""
        return self.words.say(f"verdict.{standing.award.verdict.value}")

    def ruling(self, standing: Standing) -> Inline:
        """Write what becomes of an application, as something that papers must agree on."""
        text = self.verdict(standing)
        return (Run(text, fact=Fact(f"application.{standing.application.id}.verdict", text)),)

    def official(self, text: str) -> Run:
        """Write what a person typed in the paper's language where a translation is known.

        What has none is marked as being in its own language.
        """
        translated = self._translations.get((text.strip(), self.language))
        if translated is not None:
            return Run(clean(translated))
        written = language_of(text)
        return Run(clean(text), language=None if written is self.language else written)

    def decided(self, text: str) -> Inline:
        """Write a reason or a condition of the decision.

        One without a translation says before its first word that it is in the other language,
        so that nobody takes the paper for finished and a screen reader is ready to change voice.
        """
        if not lacks_translation(text, self.language, self._translations):
            run = self.official(text)
            return (run,) if run.text else ()
        mark = Run(self.say("untranslated.mark"), bold=True)
        return (mark, Run(" "), Run(clean(text), language=written_in(text)))

    def reason(self, standing: Standing) -> Inline:
        """Write why: the call's standard reason, and what the official or a rule adds."""
        verdict = standing.award.verdict
        parts: list[Inline] = [plain(self.standard_reason(verdict))]
        if verdict is Verdict.BELOW_THRESHOLD and standing.placing is not None:
            score = standing.placing.score
            parts += [plain(self._shortfall(score, kind, name)) for kind, name in standing.placing.shortfalls]
        if verdict is Verdict.NOT_ELIGIBLE and standing.eligibility is not None:
            parts.append(self.decided(standing.eligibility.reason))
        parts += [self.decided(each.reason) for each in standing.award.entries]
        said = [part for part in parts if part]
        return tuple(run for part in said for run in (Run(" "), *part))[1:]

    def departure(self, entry: Deviation) -> str:
        """Write what an entry of the deviation register does."""
        amount = formats.money(entry.amount, self.language) if entry.amount is not None else ""
        kind = entry.kind.value if entry.kind is not None else "withdrawn"
        return self.say(f"deviation.{kind}", amount=amount)

    def standard_reason(self, verdict: Verdict) -> str:
        """Give the call's standard reason for a verdict, or the papers' own sentence."""
        name = verdict.value.replace("_", "-")
        for each in self.call.standard_reasons:
            if each.id == name:
                return clean(each.text.to(self.language))
        return self.words.say(f"reason.{verdict.value}")

    def _shortfall(self, score: ApplicationScore, kind: Shortfall, name: str) -> str:
        """Write what was reached beside what was wanted, never so that the two look alike."""
        decimals, title = _LEAST_DECIMALS, ""
        reached, limit = score.total, self.outcome.contents.round.threshold
        if kind is Shortfall.TOTAL:
            decimals = self._decimals.get(score.application, _LEAST_DECIMALS)
        elif kind is Shortfall.GROUP:
            group = next(each for each in self.call.groups if each.id == name)
            reached, limit, title = score.groups[group.id], group.threshold, group.title.to(self.language)
        else:
            one = next(each for each in self.call.criteria if each.id == name)
            reached, limit, title = score.criteria[one.id], one.threshold, one.title.to(self.language)
        if limit is None:  # pragma: no cover - what is not set is not missed
            return ""
        while half_up(reached, decimals) >= limit:
            decimals += 1
        return self.say(
            f"shortfall.{kind.value}",
            name=clean(title),
            reached=formats.number(reached, self.language, decimals),
            limit=self.limit(limit),
        )

    # Parts that every paper has

    def say(self, key: str, **values: Run | str | int) -> str:
        """Give a sentence of the papers as text."""
        return self.words.say(key, **values)

    def inline(self, key: str, **values: Run | str | int) -> Inline:
        """Give a sentence of the papers with its facts."""
        return self.words.inline(key, **values)

    def texts(self, texts: Iterable[CallText]) -> tuple[Block, ...]:
        """Write texts of the call, each a paragraph."""
        return tuple(Paragraph(linked(clean(each.to(self.language)))) for each in texts)

    def made_up(self) -> tuple[Block, ...]:
        """Say at the top that content is made up, where it is."""
        if not self.outcome.contents.round.made_up:
            return ()
        text = self.say(f"made_up.text{self._and_threshold}")
        return (Notice((*bold(self.say("made_up.lead")), *plain(f" {text}"))),)

    @property
    def own_threshold(self) -> bool:
        """Whether the round has a threshold that its call did not publish."""
        threshold = self.outcome.contents.round.threshold
        return threshold is not None and threshold != self.call.threshold

    @property
    def _and_threshold(self) -> str:
        """Choose the sentence that names the threshold among what is made up, if it is."""
        return "_and_threshold" if self.own_threshold else ""

    @property
    def warning(self) -> str:
        """The line about made-up content for every page, or nothing."""
        made_up = self.outcome.contents.round.made_up
        return self.say(f"made_up.line{self._and_threshold}") if made_up else ""

    def log_head(self) -> tuple[Block, ...]:
        """Print the entry of the log that vouches for what the paper says, where there is one."""
        head = self.outcome.contents.content_head
        if head is None:
            return ()
        number = self.count("log.number", head.number)
        text = head.digest.hex()
        return (
            Paragraph(self.inline("log_head", number=number, digest=Run(text, fact=Fact(LOG_HEAD, text)))),
        )

    def requested_total(self) -> Run:
        """Write the sum that all applications ask."""
        return self.euros("requested.total", self.outcome.requested)

    def open_point(self, *fields: str) -> tuple[Run, ...]:
        """Say below a value of the call that its public source leaves it open, where it does."""
        notes = [
            clean(each.note.to(self.language)) for each in self.call.not_published if each.field in fields
        ]
        if not notes:
            return ()
        return (Run("\n"), Run(self.say("open_point"), bold=True), Run(f" {' '.join(notes)}"))

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
