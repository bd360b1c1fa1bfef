"""Writes the workspace that stands for the present form; run once for each released form.

python -m tests.storage.make_fixture
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from evaluator.domain.applicants import NameConfirmation
from evaluator.domain.call import AllocationRule
from evaluator.domain.canonical import Hash
from evaluator.domain.column_mapping import ColumnMapping, SheetField
from evaluator.domain.consensus import ConsensusDraft
from evaluator.domain.draft_versions import DraftContent, DraftVersion
from evaluator.domain.evidence import StoredEvidence
from evaluator.domain.handlings import Handling
from evaluator.domain.identifiers import ApplicationId, CriterionId
from evaluator.domain.language import Language
from evaluator.domain.log import Change
from evaluator.domain.official_notes import OfficialNote
from evaluator.domain.passages import Passage, PassageId
from evaluator.domain.reviews import Scored
from evaluator.domain.scenarios import SavedScenario
from evaluator.domain.translations import Translation
from evaluator.storage import schema
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import (
    NOON,
    a_call,
    a_condition,
    a_deviation,
    a_review,
    a_reviewer,
    a_round,
    an_accepted_cost,
    an_application,
    an_eligibility_decision,
)
from tests.storage.conftest import SECRET


def main() -> None:
    path = Path(__file__).parent / "data" / f"form_{schema.HEAD}.evaluator"
    workspace = SqlWorkspaces().create(path, SECRET, a_round())
    with workspace.begin() as unit:
        unit.put_applications([an_application(number) for number in (1, 2, 3)])
        unit.put_reviewers([a_reviewer(1)])
        unit.add_confirmations([NameConfirmation(as_written="Säkyä", code="783", by="esittelijä", at=NOON)])
        unit.add_eligibility([an_eligibility_decision()])
        unit.add_reviews([a_review({"c1": 3, "c2": None, "c3": "7/3"}, comments={"c1": "Hyvä."})])
        unit.add_deviations([a_deviation()])
        unit.add_conditions([a_condition(reason="Perustelu.")])
        unit.add_accepted_costs([an_accepted_cost()])
        unit.put_import_mapping(a_call().id, ColumnMapping(columns={SheetField.TITLE: ("Hanke",)}))
        unit.put_evidence(StoredEvidence(state=Hash("0" * 64), method="1", figures="{}", computed=NOON))
        unit.put_scenarios(
            [
                SavedScenario(
                    name="Luonnos",
                    rule=AllocationRule.CUT,
                    threshold=Fraction(175, 3),
                    deviations=(a_deviation(),),
                    by="esittelijä",
                    at=NOON,
                )
            ]
        )
        unit.add_translations(
            [
                Translation(
                    text="Perustelu.",
                    language=Language.SV,
                    translation="Motivering.",
                    by="esittelijä",
                    at=NOON,
                )
            ]
        )
        unit.handlings.add(
            Handling(
                application=ApplicationId("2020-001"),
                present=("Esimerkkiarvioija 1",),
                left=("Esimerkkiarvioija 2",),
                discussed=True,
                note="Keskusteltiin.",
                by="esittelijä",
                at=NOON,
            )
        )
        first = ApplicationId("2020-001")
        unit.passages.put(
            Passage(
                id=PassageId("kohta-1"),
                application=first,
                field="summary",
                start=3,
                quoted="Ääni",
                criterion=CriterionId("c1"),
                note="Tarkista.",
                at=NOON,
            )
        )
        unit.official_notes.put(
            OfficialNote(application=first, text="Soita hakijalle.", by="esittelijä", at=NOON)
        )
        unit.consensus_drafts.put(
            ConsensusDraft(
                application=first,
                scores={CriterionId("c1"): Scored(Fraction(4))},
                rapporteur="Esimerkkiarvioija 1",
                reason="Sovitaan.",
                left=("Esimerkkiarvioija 2",),
                at=NOON,
            )
        )
        content = DraftContent(language=Language.FI, day="2020-12-09", applications=(), order=(), texts=())
        unit.add_draft_version(
            DraftVersion(
                number=1,
                language=Language.FI,
                content=content.canonical(),
                digest=content.digest,
                outcome=Hash("0" * 64),
                by="esittelijä",
                at=NOON,
            )
        )
        unit.log(
            [
                Change(
                    deed="application.import",
                    subject=f"2020-00{number}",
                    before=None,
                    after={"title": f"Esimerkkihanke {number}"},
                    by="esittelijä",
                    at=NOON,
                )
                for number in (1, 2, 3)
            ]
        )
        unit.commit()
    workspace.close()


if __name__ == "__main__":
    main()
