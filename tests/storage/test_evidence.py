"""Evidence kept in the round, and scenarios saved by name, in real workspaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

import evaluator.scoring.evidence.of_round as computing
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.evidence import StoredEvidence
from evaluator.domain.rounds import Phase
from evaluator.domain.scenarios import SavedScenario
from evaluator.errors import EvaluatorError
from evaluator.intake.registers import municipalities
from evaluator.scoring.evidence.stored import evidence_from, stored_evidence
from evaluator.scoring.scenarios import allocation_under
from evaluator.services.evidence_of_round import EvidenceOf
from evaluator.services.examine import Examine
from evaluator.services.scenarios import RemoveScenario, SaveScenario
from evaluator.services.set_allocation import SetAllocation
from evaluator.services.work_out_round import WorkOutRound
from evaluator.storage.errors import BusyError
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import NOON, a_deviation, an_even_review
from tests.storage.conftest import SECRET

WORK_OUT = WorkOutRound(Examine(municipalities()))
EVIDENCE = EvidenceOf(WORK_OUT, lambda: NOON)


@pytest.fixture
def reviewed(peopled):
    """Three applications that two reviewers scored."""
    with peopled.begin() as unit:
        unit.add_reviews(
            an_even_review(value, f"2020-00{number}", reviewer)
            for number, values in {1: (5, 4), 2: (4, 4), 3: (1, 2)}.items()
            for reviewer, value in zip(("r1", "r2"), values, strict=True)
        )
        unit.commit()
    return peopled


@pytest.fixture
def computed(monkeypatch):
    """Count how often the figures are really worked out."""
    times: list[None] = []
    real = computing.evidence_of

    def counted(*args):
        times.append(None)
        return real(*args)

    monkeypatch.setattr(computing, "evidence_of", counted)
    return times


def kept(workspace) -> StoredEvidence | None:
    with workspace.read() as unit:
        return unit.evidence()


def locked(workspace) -> None:
    with workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.LOCKED))
        unit.commit()


def test_the_figures_are_worked_out_once_for_a_state_of_the_scores(reviewed, computed):
    first = EVIDENCE(reviewed)
    again = EVIDENCE(reviewed)

    assert len(computed) == 1
    assert again == first
    assert kept(reviewed).figures
    assert kept(reviewed).computed == NOON


def test_the_contents_of_the_round_carry_the_stored_figures(reviewed):
    found = EVIDENCE(reviewed)

    outcome = WORK_OUT(reviewed)

    assert outcome.contents.evidence == kept(reviewed)
    assert stored_evidence(outcome) == found


def test_a_new_review_or_another_threshold_is_another_state(reviewed, computed):
    EVIDENCE(reviewed)
    with reviewed.begin() as unit:
        unit.add_reviews([an_even_review(5, "2020-003", "r1", revision=2)])
        unit.commit()
    EVIDENCE(reviewed)
    SetAllocation(lambda: NOON)(reviewed, by="esittelijä", threshold=Fraction(50))
    EVIDENCE(reviewed)

    assert len(computed) == 3
    assert stored_evidence(WORK_OUT(reviewed)) is not None


def test_a_decision_by_hand_changes_no_figure(reviewed, computed):
    EVIDENCE(reviewed)
    with reviewed.begin() as unit:
        unit.add_deviations([a_deviation("2020-001")])
        unit.commit()
    EVIDENCE(reviewed)

    assert len(computed) == 1


def test_an_older_version_of_the_method_is_worked_out_anew_but_stays_in_a_locked_round(reviewed, computed):
    EVIDENCE(reviewed)
    with reviewed.begin() as unit:
        old = unit.evidence()
        figures = old.figures.replace('"version":"1"', '"version":"0"')
        assert figures != old.figures
        unit.put_evidence(replace(old, figures=figures, method="0"))
        unit.commit()
    locked(reviewed)

    assert EVIDENCE(reviewed).analysis.method.version == "0"
    with reviewed.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.ALLOCATION))
        unit.commit()
    assert EVIDENCE(reviewed).analysis.method.version == "1"
    assert len(computed) == 2


def test_nothing_is_written_into_a_locked_round(reviewed):
    locked(reviewed)

    assert EVIDENCE(reviewed).analysis.applications
    assert kept(reviewed) is None


def test_a_workspace_that_can_only_be_read_has_its_figures_all_the_same(reviewed, path, computed):
    second = SqlWorkspaces().open(path, SECRET)
    assert second.hindrance is not None

    found = EVIDENCE(second)

    second.close()
    assert found.analysis.applications
    assert kept(reviewed) is None
    assert EVIDENCE(reviewed) == found
    assert len(computed) == 2


def test_a_disk_that_refuses_costs_the_storing_and_not_the_figures(reviewed, monkeypatch):
    def refuse():
        raise BusyError(file="kierros.evaluator")

    monkeypatch.setattr(reviewed, "begin", refuse)

    assert EVIDENCE(reviewed).analysis.applications


def test_figures_that_somebody_damaged_are_worked_out_anew(reviewed):
    found = EVIDENCE(reviewed)
    with reviewed.begin() as unit:
        unit.put_evidence(replace(unit.evidence(), figures="{"))
        unit.commit()

    assert EVIDENCE(reviewed) == found
    assert evidence_from(kept(reviewed).figures) == found


def test_the_same_round_gives_the_same_bytes(reviewed):
    EVIDENCE(reviewed)
    first = kept(reviewed).figures
    with reviewed.begin() as unit:
        unit.put_evidence(replace(unit.evidence(), state="0" * 64))
        unit.commit()
    EVIDENCE(reviewed)

    assert kept(reviewed).figures == first


def test_a_round_without_reviews_has_a_statement_to_keep(peopled):
    found = EVIDENCE(peopled)

    assert [note.code for note in found.analysis.notes] == ["no-ratings"]
    assert kept(peopled) is not None


def test_a_scenario_keeps_what_the_allocation_followed_from(reviewed):
    with reviewed.begin() as unit:
        first = a_deviation("2020-001", DeviationKind.HOLD)
        unit.add_deviations([first, replace(first, kind=DeviationKind.DROP, at=NOON + timedelta(minutes=1))])
        unit.add_deviations([a_deviation("2020-002", None)])
        unit.commit()
    saved = SaveScenario(lambda: NOON)(reviewed, "  Pudotettu  ", "esittelijä")

    outcome = WORK_OUT(reviewed)

    assert outcome.contents.scenarios == (saved,)
    assert saved.name == "Pudotettu"
    assert [(each.application, each.kind) for each in saved.deviations] == [("2020-001", DeviationKind.DROP)]
    assert allocation_under(outcome, saved).granted == outcome.allocation.granted


def test_a_scenario_saved_again_takes_the_place_of_the_former_and_the_log_has_both(reviewed):
    save = SaveScenario(lambda: NOON)
    save(reviewed, "A", "esittelijä")
    SetAllocation(lambda: NOON)(reviewed, by="esittelijä", rule=AllocationRule.SKIP)
    save(reviewed, "A", "esittelijä")

    with reviewed.read() as unit:
        deeds = [each for each in unit.log_entries() if each.entry.deed == "scenario.save"]
        assert [each.rule for each in unit.scenarios()] == [AllocationRule.SKIP]
    assert len(deeds) == 2


def test_a_removed_scenario_can_be_restored_as_it_was(reviewed):
    save = SaveScenario(lambda: NOON)
    saved = save(reviewed, "A", "esittelijä")

    removed = RemoveScenario(lambda: NOON)(reviewed, "A", "esittelijä")
    with reviewed.read() as unit:
        assert unit.scenarios() == ()
    save.restore(reviewed, removed, "esittelijä")

    with reviewed.read() as unit:
        assert unit.scenarios() == (saved,)


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "kaksi\nriviä"])
def test_a_name_that_is_no_line_is_refused(reviewed, name):
    with pytest.raises(EvaluatorError) as caught:
        SaveScenario(lambda: NOON)(reviewed, name, "esittelijä")

    assert caught.value.code == "input.scenario.name"


def test_what_is_not_there_is_not_removed(reviewed):
    with pytest.raises(EvaluatorError) as caught:
        RemoveScenario(lambda: NOON)(reviewed, "B", "esittelijä")

    assert caught.value.code == "input.scenario.unknown"


def test_a_locked_round_takes_no_scenario(reviewed):
    locked(reviewed)

    with pytest.raises(EvaluatorError) as caught:
        SaveScenario(lambda: NOON)(reviewed, "A", "esittelijä")

    assert caught.value.code == "rule.round-locked"


def test_a_scenario_does_not_make_a_draft_outdated(reviewed):
    with reviewed.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.DRAFTED))
        unit.commit()
    SaveScenario(lambda: NOON)(reviewed, "A", "esittelijä")

    with reviewed.read() as unit:
        assert unit.round().phase is Phase.DRAFTED


def test_every_value_of_a_scenario_comes_back(reviewed):
    scenario = SavedScenario(
        name="Kaikki",
        rule=AllocationRule.CUT,
        threshold=Fraction(175, 3),
        deviations=(a_deviation("2020-001", DeviationKind.REDUCE, amount=12_300_00, reason="Osa riittää."),),
        by="esittelijä",
        at=NOON,
    )
    with reviewed.begin() as unit:
        unit.put_scenarios([scenario])
        unit.commit()

    with reviewed.read() as unit:
        assert unit.scenarios() == (scenario,)
