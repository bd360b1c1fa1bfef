"""One round from its making to its erasing, by the program's own deeds, on two machines."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from evaluator.composition import Program, compose
from evaluator.domain.applicants import NameSuggestion
from evaluator.domain.conflicts_of_interest import InterestKind, Role
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import CriterionId
from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.domain.reviews import Scored
from evaluator.exchange.errors import NoKeyError
from evaluator.intake.call_files import ShippedCalls
from evaluator.keys.secrets import RawSecret
from evaluator.services.ports import PaperOrder, Workspace
from evaluator.services.reviewing import Entry
from tests.builders import euros
from tests.unit.intake.bundles.bags import CALL, a_bag, an_application, as_zip

KEY = bytes(range(32))
SECRET = RawSecret(KEY)
OFFICIAL = "Esimerkkiesittelijä"
REVIEWERS = ("Esimerkkiarvioija 1", "Esimerkkiarvioija 2")
IDS = ("2020-101", "2020-102", "2020-103")
BEGINNING = datetime(2020, 10, 6, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Goes on by a second with each look at it."""

    now: datetime = BEGINNING

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class WholeRound:
    """A made-up round, deed after deed.

    Attributes:
        folder: Everything lies under it; the source of the applications outside of ``home``.
        marker: A word that title, answer, budget and attachment of each application contain.
    """

    folder: Path
    marker: str = "Esimerkkimerkki"
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.home.mkdir()
        self.source.mkdir()
        self.official = self._machine(OFFICIAL)
        self.desks = {name: self._machine(name) for name in REVIEWERS}
        self.workspace: Workspace = self.official.create_round(
            self.home / "kierros.evaluator",
            SECRET,
            self.official.calls.get(CALL),
            by=OFFICIAL,
            envelope=euros(200_000),
        )

    @property
    def home(self) -> Path:
        """Where the program writes."""
        return self.folder / "koti"

    @property
    def source(self) -> Path:
        """Where the applications come from."""
        return self.folder / "lahde"

    def _machine(self, name: str) -> Program:
        program = compose(self.home / name, clock=self.clock)
        program.identities.new(name, "Esimerkkivirasto", program.identity_secret(passphrase="salasana"))
        return program

    def person(self, name: str) -> Any:
        program = self.official if name == OFFICIAL else self.desks[name]
        return program.identities.open(None, program.identity_secret(passphrase="salasana"))

    def card(self, name: str) -> Path:
        path = self.home / f"{name}.evcard"
        program = self.official if name == OFFICIAL else self.desks[name]
        path.unlink(missing_ok=True)
        program.identities.write_card(None, program.identity_secret(passphrase="salasana"), path)
        return path

    def bundle(self, *applications: dict[str, bytes], name: str) -> Path:
        payload = {path: content for each in applications for path, content in each.items()}
        return as_zip(self.source, a_bag(payload), name)

    def application(self, id_: str, **changes: Any) -> dict[str, bytes]:
        """Give an application full of the marker."""
        marker = self.marker
        cost = {"id": "1", "kind": "personnel", "description": f"Työ {marker}", "amount_cents": 8_000_000}
        said = {
            "title": f"{marker} hanke {id_}",
            "summary": f"Tiivistelmä {marker}.",
            "answers": [{"question": "change", "text": f"Vastaus {marker} {id_}."}],
            "costs": [cost],
            **changes,
        }
        return an_application(id_, files={"plan.txt": f"{marker} liitteessä {id_}".encode()}, **said)

    def take_in(self) -> None:
        """Import, supersede, confirm a name, refuse a bundle."""
        do, program = self.workspace, self.official
        table = self.source / "luettelo.csv"
        table.write_text(f"nro;hakija;hanke;haettu\n103;Alavus (Akaa);{self.marker};68000\n", "utf-8")
        program.import_file(do, table, by=OFFICIAL)
        program.import_file(do, self.bundle(*map(self.application, IDS), name="paketti.zip"), by=OFFICIAL)
        later = self.application(IDS[0], submitted="2020-10-02T12:00:00+03:00", summary="Tarkennettu.")
        program.import_file(do, self.bundle(later, name="toinen.zip"), by=OFFICIAL)
        program.confirm_names(
            do, [NameSuggestion(as_written="Teurva", suggested="Teuva", code="846")], by=OFFICIAL
        )
        refused = self.source / "viallinen.zip"
        refused.write_bytes(b"PK\5\6" + bytes(18))
        program.import_file(do, refused, by=OFFICIAL)
        program.advance_round(do, by=OFFICIAL)

    def examine(self) -> None:
        """Decide on eligibility, back and forth, and on costs."""
        do, program = self.workspace, self.official
        decide = program.decide_eligibility
        decide(do, IDS[0], EligibilityOutcome.COMPLETE, "Liite puuttuu.", OFFICIAL, date(2020, 10, 20))
        program.completion_letters(do, self.home / "kirjeet")
        self.hand_over()
        for each in IDS:
            decide(do, each, EligibilityOutcome.YES, "Täyttää ehdot.", OFFICIAL)
        program.accept_cost(do, IDS[0], "1", Cents(7_900_000), "Osa ei kuulu.", OFFICIAL)
        program.accept_cost.rest(do, IDS[1], OFFICIAL)
        program.advance_round(do, by=OFFICIAL)

    def hand_over(self) -> None:
        """Give the round away, and take it back because nobody answered."""
        do, program = self.workspace, self.official
        chair = program.read_card(self.card(REVIEWERS[0]))
        program.export_round(do, self.person(OFFICIAL), [chair], self.home / "kierros.evround")
        program.take_back_round(do, "Puheenjohtaja sairastui.", OFFICIAL)

    def assign(self) -> list[Path]:
        """Take the reviewers in, assign by hand and evenly, and make the packages."""
        do, program = self.workspace, self.official
        deeds = program.reviewing
        deeds.add_reviewers(do, [self.card(each) for each in REVIEWERS], OFFICIAL)
        deeds.declare_interest(do, REVIEWERS[0], InterestKind.EMPLOYMENT, "Kuortaneen kunta", OFFICIAL)
        deeds.answer_for_office(do, IDS[0], Role.OFFICIAL, OFFICIAL)
        deeds.assign_pairs(do, [(IDS[0], REVIEWERS[0])], OFFICIAL)
        deeds.assign(do, 2, OFFICIAL)
        made = program.make_packages(do, self.person(OFFICIAL), self.home / "paketit")
        return [each.path for each in made]

    def open_package(self, name: str, packages: list[Path]) -> Workspace:
        """Open the one package that is this reviewer's."""
        path = self.home / f"{name}.evaluator"
        for package in packages:
            with suppress(NoKeyError):
                taken = self.desks[name].reviewing.open_package(package, path, self.person(name), SECRET)
        return taken.workspace

    def review(self, packages: list[Path]) -> list[Path]:
        """Declare, score, submit and reopen on the reviewers' machines; give their files."""
        found = []
        for number, name in enumerate(REVIEWERS):
            deeds, desk = self.desks[name].reviewing, self.open_package(name, packages)
            given_back, conflicted = (IDS[1], IDS[2]) if number else (None, None)
            for each in IDS:
                deeds.declare(
                    desk, each, conflict=each == conflicted, reason="Läheinen." if each == conflicted else ""
                )
            if given_back:
                deeds.decline(desk, given_back, "Ei ole aikaa.")
            mine = [each for each in IDS if each not in {given_back, conflicted}]
            deeds.save(desk, [entry for each in mine for entry in answers(each, 2 + IDS.index(each))])
            deeds.submit(desk, mine)
            deeds.reopen(desk, mine[0], "Luin uudelleen.")
            deeds.save(desk, answers(mine[0], 5))
            deeds.submit(desk, [mine[0]])
            path = self.home / f"{name}.evreview"
            deeds.export(desk, path, self.person(name))
            deeds.restore(desk, path, self.person(name))
            desk.close()
            found.append(path)
        return [*found, *self.fork(REVIEWERS[0])]

    def fork(self, name: str) -> list[Path]:
        """Go on from a copy of a reviewer's file on another machine; give what both write."""
        deeds = self.desks[name].reviewing
        copy = self.home / "toinen kone.evaluator"
        copy.write_bytes((self.home / f"{name}.evaluator").read_bytes())
        for path, value in ((copy, 1), (self.home / f"{name}.evaluator", 2)):
            desk = self.desks[name].workspaces.open(path, SECRET)
            deeds.reopen(desk, IDS[1], "Toisin.")
            deeds.save(desk, answers(IDS[1], value))
            deeds.submit(desk, [IDS[1]])
            deeds.export(desk, path.with_suffix(".2.evreview"), self.person(name))
            desk.close()
        return [copy.with_suffix(".2.evreview"), path.with_suffix(".2.evreview")]

    def merge(self, files: list[Path]) -> None:
        """Merge, undo and merge again; agree on one application."""
        do, deeds = self.workspace, self.official.reviewing
        self.official.advance_round(do, by=OFFICIAL)
        first = deeds.merge(do, files, self.person(OFFICIAL), OFFICIAL)
        assert first.merge is not None, first
        deeds.undo_merge(do, first.merge, OFFICIAL)
        merged = deeds.merge(do, files, self.person(OFFICIAL), OFFICIAL)
        (fork,) = merged.forks
        deeds.settle(do, fork.id, fork.revisions[0], "Myöhempi.", OFFICIAL)
        later = self.application(IDS[1], submitted="2020-10-03T12:00:00+03:00", summary="Täydennetty.")
        self.official.import_file(do, self.bundle(later, name="kolmas.zip"), by=OFFICIAL)
        for accept in (False, True):
            deeds.speak_on_stale(do, IDS[1], REVIEWERS[0], "Luettu.", OFFICIAL, accept=accept)
        deeds.consensus(do, IDS[0], answers(IDS[0], 4), OFFICIAL, "Sovittiin.", OFFICIAL)
        deeds.withdraw_consensus(do, IDS[0], "Jatketaan.", OFFICIAL)
        for _ in range(2):
            self.official.advance_round(do, by=OFFICIAL)

    def divide(self) -> None:
        """Work out the evidence, set the rule, deviate, save scenarios."""
        do, program = self.workspace, self.official
        program.evidence(do)
        program.set_allocation(do, by=OFFICIAL, threshold=Fraction(10))
        program.deviate(do, IDS[0], DeviationKind.DROP, "Syy.", OFFICIAL)
        program.deviate(do, IDS[0], None, "Ei sittenkään.", OFFICIAL)
        program.add_condition(do, IDS[0], "Raportoi puolivuosittain.", OFFICIAL)
        program.save_scenario(do, "Perusmalli", OFFICIAL)
        program.remove_scenario(do, "Perusmalli", OFFICIAL)

    def decide(self) -> None:
        """Draft, export, lock, reopen, lock, archive, change the key and erase."""
        do, program = self.workspace, self.official
        papers = self.home / "paperit"
        program.draft(do, papers, Language.FI, PaperOrder.RANKED, by=OFFICIAL)
        program.export_data(do, self.home / "tiedot.xlsx", language=Language.FI, by=OFFICIAL)
        program.lock_round(do, by=OFFICIAL)
        program.reopen_round(do, "Virhe.", by=OFFICIAL)
        program.draft(do, papers, Language.FI, PaperOrder.RANKED, by=OFFICIAL)
        program.lock_round(do, by=OFFICIAL)


@cache
def _criteria() -> tuple[CriterionId, ...]:
    return tuple(each.id for each in ShippedCalls().get(CALL).criteria)


def answers(application: str, value: int) -> list[Entry]:
    """Answer every criterion alike, with a sentence to each."""
    state = Scored(value=Fraction(value))
    return [
        Entry(application=application, about=each, state=state, comment="Perustelu.") for each in _criteria()
    ]


def run_whole(folder: Path, **given: Any) -> WholeRound:
    """Do everything up to the lock."""
    made = WholeRound(folder, **given)
    made.take_in()
    made.examine()
    made.merge(made.review(made.assign()))
    made.divide()
    made.decide()
    return made
