"""What would change each outcome, row by row: the figures of the evidence and nothing else."""

from __future__ import annotations

import os

import pytest

from evaluator.domain.language import Language
from evaluator.ui.actions import ActionId
from evaluator.ui.ranking.sensitivity import median_of, sensitivity_columns
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.ranked import ranked_rows
from evaluator.ui.texts import TEXTS, number, probability, say
from tests.ui.cut_texts import cut_texts
from tests.ui.demo_round import worked
from tests.ui.ranking.test_evidence_beside import beside_of, without_threshold

pytestmark = pytest.mark.usefixtures("dressed")


def test_every_row_says_what_its_firmness_says():
    outcome = worked(without_threshold())
    beside, evidence = beside_of(outcome)
    firmness = {each.application: each for each in evidence.firmness}
    median, without_one, weights, firm = sensitivity_columns(beside, dense=True)[3:7]
    everybody = len(evidence.analysis.reviewers)

    borderline = 0
    for row in ranked_rows(outcome):
        found = firmness.get(row.standing.application.id)
        if found is None:
            assert {each.speak(row) for each in (without_one, weights, firm)} == {"–"}
            continue
        borderline += not found.firm
        share = found.share_funded_by_weights if found.funded else 1 - found.share_funded_by_weights
        assert weights.speak(row) == probability(share)
        assert firm.speak(row) == say(f"analyse.firm.{'yes' if found.firm else 'no'}")
        assert without_one.speak(row) == (
            tr("evidence.turns", count=len(found.turned_by), all=everybody)
            if found.turned_by
            else tr("evidence.stays")
        )
        assert median.speak(row).endswith(number(median_of(row), 1))
        assert (tr("evidence.changes") in median.speak(row)) == (found.funded_by_median != found.funded)
    assert 0 < borderline < len(firmness)


def test_the_median_is_exact():
    row = ranked_rows(worked(without_threshold()))[0]
    totals = sorted(each.total for each in row.standing.score.reviews)
    middle = len(totals) // 2

    expected = totals[middle] if len(totals) % 2 else (totals[middle - 1] + totals[middle]) / 2
    assert median_of(row) == expected


@pytest.mark.parametrize("language", list(Language))
def test_the_view_is_opened_and_left_without_a_word_cut(desk, language):
    TEXTS.use(language)
    made = desk(without_threshold())
    made.window.resize(1280, 800)
    view = made.window.place_named("ranking")
    made.qtbot.waitUntil(lambda: made.session.evidence is not None, timeout=20_000)
    before = [each.title for each in view.model.columns]

    view.sensitivity.click()
    made.qtbot.wait(20)

    assert [each.title for each in view.model.columns][3:7] == [
        tr("sensitivity.median"),
        tr("sensitivity.without_one"),
        tr("sensitivity.weights"),
        tr("evidence.outcome"),
    ]
    assert view.key.isHidden()
    assert cut_texts(view) == []
    view.handlers()[ActionId.TO_LINE]()
    if folder := os.environ.get("EVALUATOR_PICTURES"):
        made.window.grab().save(f"{folder}/sensitivity-{language.value}.png")
    view.sensitivity.click()
    assert [each.title for each in view.model.columns] == before
    assert made.session.outcome.contents.deviations == ()
