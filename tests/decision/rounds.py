"""Rounds for the papers' tests, worked out for real: the 2020 call, few applications, made-up scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from evaluator.decision.papers import PdfPapers
from evaluator.decision.scribe import Scribe
from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.applicants import NameConfirmation
from evaluator.domain.applications import Application
from evaluator.domain.call import Call
from evaluator.domain.conflicts_of_interest import InterestKind, OfficeAnswer, Role
from evaluator.domain.consensus import Consensus
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import EligibilityOutcome, Finding, Severity
from evaluator.domain.exchanged import LogHead
from evaluator.domain.identifiers import ApplicationId, CallId, CriterionId, MunicipalityCode
from evaluator.domain.known_bodies import KnownBodies
from evaluator.domain.language import Language
from evaluator.domain.log import Digest
from evaluator.domain.municipalities import Register
from evaluator.domain.reviews import Review
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.registers import bodies, municipalities
from evaluator.scoring.figures import Outcome
from evaluator.scoring.outcome import work_out
from tests import builders as make

DAY = date(2020, 12, 9)

ROWS: tuple[tuple[str, str, int], ...] = (
    (
        "Alavuden kaupunki (Kuusiokuntien sosiaali- ja terveystyöntekijät, KuusSote)",
        "Kunta kuuluu kaikille",
        6_800_000,
    ),
    ("Iin kunta (Inari, Lapinjärvi, Pietarsaari, Tuusula)", "Open Agenda", 52_436_500),
    ("Kokkolan kaupunki (Kemijärvi, Riihimäki)", "Helmi-hanke", 44_557_000),
    ("Nykarleby stad (Vörå, Larsmo)", "E-tjänstehandel och vandel på 2020-talet", 14_612_500),
    ("Nivalan kaupunki (Teuva, Eura)", "Moderni digitaalinen viestintä", 41_040_720),
    ("Porvoon kaupunki (Lohja, Kauniainen)", 'Tieto käyttöön: "Tiedolla johtamisen kyvykkyydet"', 34_850_000),
    ("Karstulan kunta", "Karstulan saavutettavuushanke", 5_723_900),
    ("Rauman kaupunki (Eura, Eurajoki ja Säkylä)", "AitoDigi -hanke - aidosta osallisuudesta.", 34_000_000),
)
"""Applicants, title and cents asked, after the annex of 2020."""


@cache
def the_register() -> Register:
    return municipalities()


@cache
def the_bodies() -> KnownBodies:
    return bodies()


@cache
def the_call() -> Call:
    return ShippedCalls().get(CallId("2020-joint-projects"))


def an_application(number: int, applicants: str, title: str, cents: int) -> Application:
    return make.an_application(
        number,
        title=title,
        applicants=parse_applicants(applicants, the_register(), the_bodies()),
        requested=cents,
    )


def _reviews(applications: tuple[Application, ...], call: Call) -> tuple[Review, ...]:
    """Give each application two reviews whose points fall from one to the next."""
    found: list[Review] = []
    for at, each in enumerate(applications):
        for reviewer in (1, 2):
            answers = {
                str(one.id): max(0, 5 - (at + index + reviewer) % 6 * min(at, 3) // 2)
                for index, one in enumerate(call.criteria)
            }
            found.append(make.a_review(answers, str(each.id), f"r{reviewer}"))
    return tuple(found)


SWEDISH = {
    "Hakijoita on vain yksi, eikä hanke ole yhteishanke.": "Endast en sökande; inte ett gemensamt projekt.",
    "Lähdekoodi on julkaistava avoimena.": "Källkoden ska publiceras som öppen.",
    "Kustannuksista osa ei ole hyväksyttäviä.": "En del av kostnaderna är inte godtagbara.",
}
"""The small round's reasons and conditions, as an official translated them."""


def small_contents(**changes: Any) -> Any:
    """Build a round with every kind of entry: the eight applications above, most of them funded."""
    call = changes.pop("call", the_call())
    applications = tuple(an_application(at, *row) for at, row in enumerate(changes.pop("rows", ROWS), 1))
    reviews = _reviews(applications, call)
    if len(applications) > 2:
        second = dict(reviews[2].scores)
        second.update(make.states({"interoperability": None}))
        reviews = (
            *reviews[:2],
            make.a_review(second, "2020-002", "r1"),
            *reviews[3:],
            make.a_review(
                {}, "2020-002", "r3", recused=True, recusal_reason="Arvioija on kunnan palveluksessa."
            ),
        )
    given: dict[str, Any] = {
        "round": make.a_round(call=call, envelope=make.euros(1_500_000), made_up=True),
        "applications": applications,
        "reviewers": tuple(make.a_reviewer(at, organisation="Esimerkkivirasto") for at in (1, 2, 3)),
        "reviews": reviews,
        "eligibility": tuple(
            make.an_eligibility_decision(str(each.id))
            if each.applicants.partners
            else make.an_eligibility_decision(
                str(each.id),
                EligibilityOutcome.NO,
                reason="Hakijoita on vain yksi, eikä hanke ole yhteishanke.",
            )
            for each in applications
        ),
        "content_head": LogHead(number=1_234, digest=Digest(bytes.fromhex("0123456789abcdef" * 4))),
        "conditions": (make.a_condition("2020-002", "Lähdekoodi on julkaistava avoimena."),)
        if applications
        else (),
        "deviations": (
            make.a_deviation(
                "2020-003",
                DeviationKind.REDUCE,
                amount=make.euros(400_000),
                reason="Kustannuksista osa ei ole hyväksyttäviä.",
            ),
        )
        if len(applications) > 2
        else (),
        "translations": {(text, Language.SV): swedish for text, swedish in SWEDISH.items()},
        "confirmations": (
            NameConfirmation(as_written="Säkyä", code=MunicipalityCode("783"), by="esittelijä", at=make.NOON),
        ),
    }
    return make.some_contents(**{**given, **changes})


def findings(application: Application) -> tuple[Finding, ...]:
    if application.applicants.partners:
        return ()
    facts = {"count": 1, "minimum": 2, "call_fi": "Esimerkkihaku", "call_sv": "Exempelansökan"}
    return (Finding(rule="min-municipalities", severity=Severity.BLOCK, source="Esimerkki", facts=facts),)


def small_outcome(**changes: Any) -> Outcome:
    return work_out(small_contents(**changes), findings)


def met_outcome() -> Outcome:
    """Give the same round after the reviewers met over two applications, one person standing aside."""
    contents = small_contents()
    agreed = [
        _agreed(contents, "2020-002", {"change-effects": 2}, "Vaikutukset on kuvattu ohuesti."),
        _agreed(contents, "2020-005", {}, "Keskustelu ei muuttanut pisteitä."),
    ]
    offices = (
        OfficeAnswer(
            application=ApplicationId("2020-002"),
            role=Role.CHAIR,
            person="Esimerkkipuheenjohtaja",
            conflict=True,
            kind=InterestKind.BOARD,
            reason="Kuuluu hakijan hallitukseen.",
            deputy="Esimerkkivarapuheenjohtaja",
            at=make.NOON,
        ),
        OfficeAnswer(
            application=ApplicationId("2020-005"),
            role=Role.CHAIR,
            person="Esimerkkipuheenjohtaja",
            conflict=False,
            reason="",
            at=make.NOON,
        ),
    )
    met = replace(contents, consensus={each.application: each for each in agreed}, offices=offices)
    return work_out(met, findings)


def _agreed(contents: Any, application: str, changed: dict[str, int], reason: str) -> Consensus:
    reviews = [each for each in contents.reviews if each.application == application and each.counts]
    return Consensus(
        application=ApplicationId(application),
        scores={**reviews[0].scores, **make.states(changed)},
        comments={CriterionId(each): "Sovittiin yhdessä." for each in changed},
        rapporteur="Esimerkkiarvioija 1",
        reason=reason,
        based_on=tuple((each.reviewer, "") for each in reviews),
        by="esittelijä",
        at=make.NOON,
    )


def a_scribe(outcome: Outcome | None = None, language: Language = Language.FI, **changes: Any) -> Scribe:
    return Scribe(
        outcome=outcome or small_outcome(),
        register=the_register(),
        bodies=the_bodies(),
        language=language,
        day=DAY,
        **changes,
    )


def a_writer() -> PdfPapers:
    return PdfPapers(the_register(), lambda: DAY, the_bodies())
