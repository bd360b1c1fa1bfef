"""What is private or only typed stays in its workspace: in no archive, no log, and mostly in no copy."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from evaluator.domain.consensus import Consensus, ConsensusDraft
from evaluator.domain.identifiers import ApplicationId, CriterionId
from evaluator.domain.official_notes import OfficialNote
from evaluator.domain.passages import Passage, PassageId
from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.exchange.round_files import read_round, write_round
from evaluator.keys.contacts import Contacts
from evaluator.keys.identity import new_identity
from evaluator.keys.secrets import RawSecret
from evaluator.services.archive import ArchiveRound
from evaluator.services.canonical_form import CanonicalForm
from evaluator.services.round_files import ExportRound, ImportRound
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import NOON
from tests.storage.conftest import SECRET

FIRST = ApplicationId("2020-001")
PASSAGE = Passage(
    id=PassageId("kohta-1"),
    application=FIRST,
    field="answer.plan",
    start=12,
    quoted="Ääni kantaa 🚀",
    criterion=CriterionId("c1"),
    note="Yksityinen huomio.",
    at=NOON,
)
NOTE = OfficialNote(application=FIRST, text="Sisäinen muistiinpano.", by="esittelijä", at=NOON)
DRAFT = ConsensusDraft(
    application=FIRST,
    scores={CriterionId("c1"): Scored(Fraction(4)), CriterionId("c2"): NotApplicable("")},
    rapporteur="Esimerkkiarvioija 1",
    reason="Kirjaamaton sopu.",
    left=("Esimerkkiarvioija 2",),
    at=NOON,
)
WORDS = ("Yksityinen huomio", "Sisäinen muistiinpano", "Kirjaamaton sopu", "Ääni kantaa")


@pytest.fixture
def noted(peopled):
    """A workspace with one of each."""
    with peopled.begin() as unit:
        unit.passages.put(PASSAGE)
        unit.official_notes.put(NOTE)
        unit.consensus_drafts.put(DRAFT)
        unit.commit()
    return peopled


def test_each_comes_back_as_it_was_stored_and_a_later_one_takes_its_place(noted) -> None:
    with noted.begin() as unit:
        assert unit.passages.of(FIRST) == (PASSAGE,)
        assert unit.official_notes.of(FIRST) == NOTE
        assert unit.consensus_drafts.all() == {FIRST: DRAFT}
        unit.passages.put(replace(PASSAGE, criterion=None, note=""))
        unit.passages.put(replace(PASSAGE, id=PassageId("kohta-2"), start=3))
        unit.official_notes.put(replace(NOTE, text="Toinen."))
        unit.consensus_drafts.put(replace(DRAFT, scores={}))
        assert [(each.start, each.criterion) for each in unit.passages.of(FIRST)] == [(3, "c1"), (12, None)]
        note = unit.official_notes.of(FIRST)
        assert note is not None
        assert note.text == "Toinen."
        assert unit.consensus_drafts.all()[FIRST].scores == {}
        unit.passages.drop_of(FIRST)
        unit.official_notes.drop(FIRST)
        unit.consensus_drafts.drop(FIRST)
        assert unit.passages.of(FIRST) == ()
        assert unit.official_notes.of(FIRST) is None
        assert unit.consensus_drafts.all() == {}


def test_notes_and_drafts_leave_the_rounds_content_and_its_canonical_form_alone(peopled) -> None:
    with peopled.read() as unit:
        before = unit.contents()
    form = CanonicalForm()(peopled)
    with peopled.begin() as unit:
        unit.passages.put(PASSAGE)
        unit.official_notes.put(NOTE)
        unit.consensus_drafts.put(DRAFT)
        unit.commit()

    with peopled.read() as unit:
        assert unit.contents() == before
    assert CanonicalForm()(peopled) == form


def test_an_archive_holds_no_note_and_no_draft(noted, tmp_path) -> None:
    made = ArchiveRound(lambda: NOON)(noted, tmp_path / "arkisto.zip", by="esittelijä")

    assert not set(made.tables) & {"passage", "official_note", "consensus_draft"}
    with zipfile.ZipFile(made.path) as bag:
        held = "".join(bag.read(name).decode() for name in bag.namelist())
    assert "Esimerkkihanke" in held
    assert not [each for each in WORDS if each in held]


def test_erasing_a_round_erases_notes_and_drafts_too_and_says_how_many(noted) -> None:
    with noted.begin() as unit:
        erased = unit.erase_round()
        assert {name: erased[name] for name in ("passage", "official_note", "consensus_draft")} == {
            "passage": 1,
            "official_note": 1,
            "consensus_draft": 1,
        }
        assert set(unit.private_tables().values()) == {0}


class Person:
    """Somebody with a machine of their own."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir()
        self.person = new_identity(name, "Esimerkkivirasto", NOON)
        self.contacts = Contacts(folder)
        self.path = folder / "kierros.evaluator"
        self.secret = RawSecret(name.encode().ljust(32)[:32])

    def give(self, workspace, to: Person, out: Path) -> Path:
        deed = ExportRound(write_round, self.contacts, self.contacts.revoked_cards, lambda: NOON)
        deed(workspace, self.person, [to.person.card], out)
        workspace.close()
        return out

    def take_in(self, file: Path, path: Path | None = None, secret: RawSecret | None = None):
        deed = ImportRound(SqlWorkspaces(), read_round, self.contacts, lambda: NOON)
        path, secret = path or self.path, secret or self.secret
        deed(file, path, self.person, secret)
        return SqlWorkspaces().open(path, secret)


@pytest.fixture
def chair(tmp_path) -> Person:
    return Person(tmp_path / "chair", "Esimerkkipuheenjohtaja")


@pytest.fixture
def official(tmp_path) -> Person:
    return Person(tmp_path / "official", "Esimerkkiesittelijä")


def test_a_round_that_is_handed_over_carries_the_officials_notes_and_nothing_that_was_only_typed(
    noted, chair, official, tmp_path
) -> None:
    there = chair.take_in(official.give(noted, chair, tmp_path / "a.evround"))

    with there.read() as unit:
        assert unit.official_notes.of(FIRST) == NOTE
        assert unit.passages.of(FIRST) == ()
        assert unit.consensus_drafts.all() == {}
    there.close()


@pytest.mark.parametrize("recorded", [False, True])
def test_what_was_typed_here_is_still_here_when_the_round_comes_back_unless_it_was_recorded_meanwhile(
    recorded, noted, path, chair, official, tmp_path
) -> None:
    there = chair.take_in(official.give(noted, chair, tmp_path / "a.evround"))
    if recorded:
        with there.begin() as unit:
            unit.consensus.add(
                Consensus(
                    application=FIRST,
                    scores={},
                    rapporteur="Esimerkkiarvioija 1",
                    reason="Sovittu.",
                    by="puheenjohtaja",
                    at=NOON + timedelta(hours=1),
                )
            )
            unit.commit()

    back = official.take_in(chair.give(there, official, tmp_path / "b.evround"), path, SECRET)

    with back.read() as unit:
        assert unit.consensus_drafts.all() == ({} if recorded else {FIRST: DRAFT})
        assert unit.official_notes.of(FIRST) == NOTE
    back.close()
