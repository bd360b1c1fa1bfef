"""A large round is looked at before its applications are compared, and then holds the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluator.intake.registers import municipalities
from evaluator.services import work_out_round
from evaluator.services.examine import Examine
from evaluator.services.work_out_round import WorkOutRound
from tests.builders import an_application


@pytest.fixture
def alike(workspace):
    """Three applications, two of which have one title."""
    made = [replace(an_application(number), title="Yhteinen kirjasto") for number in (1, 2)]
    with workspace.begin() as unit:
        unit.put_applications([*made, replace(an_application(3), title="Vesihuolto kuntoon")])
        unit.commit()
    return workspace


def test_the_first_look_at_a_large_round_has_all_but_the_comparisons(alike, monkeypatch) -> None:
    monkeypatch.setattr(work_out_round, "MANY", 2)
    work_out = WorkOutRound(Examine(municipalities()))
    whole = work_out(alike)

    look = work_out.first_look(alike)

    assert not look.compared
    rules = [{each.rule for each in standing.findings} for standing in look.standings]
    assert not any("similar-title" in each for each in rules)
    assert any("similar-title" in {each.rule for each in s.findings} for s in whole.standings)
    assert work_out.compare(look) == whole


def test_a_small_round_is_compared_at_once(alike) -> None:
    work_out = WorkOutRound(Examine(municipalities()))

    look = work_out.first_look(alike)

    assert look == work_out(alike)
    assert work_out.compare(look) is look
