"""The memo's evidence: the figures that the round keeps, marked as information."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from evaluator.decision.content import BulletList, Heading, Paragraph, Table, text_of
from evaluator.decision.memo import memo
from evaluator.decision.printable import check_printable
from evaluator.domain.evidence import StoredEvidence
from evaluator.domain.language import Language
from evaluator.scoring.evidence.analysis import Options
from evaluator.scoring.evidence.of_round import evidence_of
from evaluator.scoring.evidence.round_state import state_of
from evaluator.scoring.evidence.stored import text_of as written
from evaluator.scoring.evidence.zone import Zone
from evaluator.scoring.figures import Outcome
from tests.builders import NOON
from tests.decision.rounds import a_scribe, small_outcome


@cache
def worked_out():
    return evidence_of(small_outcome(), Options(draws=200))


def with_evidence(evidence, outcome: Outcome | None = None) -> Outcome:
    """Put evidence into the round as it is kept."""
    of = outcome or small_outcome()
    stored = StoredEvidence(
        state=state_of(of), method=evidence.analysis.method.version, figures=written(evidence), computed=NOON
    )
    return replace(of, contents=replace(of.contents, evidence=stored))


def section(outcome: Outcome, language: Language = Language.FI) -> list:
    """Give the blocks under the heading of the evidence."""
    blocks = list(memo(a_scribe(outcome, language=language)).blocks)
    heads = [at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.level == 2]
    words = {Language.FI: "Näyttö", Language.SV: "Underlag"}[language]
    start = next(at for at in heads if words in blocks[at].text)
    return blocks[start + 1 : next(at for at in heads if at > start)]


def prose(blocks: list) -> str:
    return "\n".join(text_of(each.runs) for each in blocks if isinstance(each, Paragraph))


def cells(blocks: list) -> list[list[str]]:
    (table,) = (each for each in blocks if isinstance(each, Table))
    return [[text_of(cell) for cell in row.cells] for row in table.rows]


def test_the_memo_prints_what_is_stored_and_works_nothing_out():
    evidence = worked_out()
    first = replace(
        evidence.analysis.applications[0], score_90=(12.34, 56.78), p_funded_unadjusted=0.4242, zone=Zone.LINE
    )
    others = evidence.analysis.applications[1:]
    doctored = replace(evidence, analysis=replace(evidence.analysis, applications=(first, *others)))

    rows = cells(section(with_evidence(doctored)))

    number = str(int(first.id[-3:]))
    (row,) = (each for each in rows if each[1] == number)
    assert row[4:7] == ["12,3–56,8", "42\u00a0%", "rajalla"]
    assert len(rows) == len(small_outcome().ranked)
    assert {each[7] for each in rows} <= {"vakaa", "herkkä"}


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
def test_it_says_that_the_rule_decides_and_how_the_figures_came_about(language):
    said = prose(section(with_evidence(worked_out()), language))

    assert {
        Language.FI: "Julkaistu sääntö ratkaisee.",
        Language.SV: "Den publicerade regeln avgör.",
    }[language] in said
    assert {Language.FI: "siemen 1", Language.SV: "frö 1"}[language] in said
    assert "200" in said
    assert {Language.FI: "versio 1", Language.SV: "version 1"}[language] in said


def test_what_keeps_a_figure_from_being_had_is_said():
    few = small_outcome(reviews=small_outcome().contents.reviews[:1])

    blocks = section(with_evidence(evidence_of(few, Options(draws=200)), few))

    notes = [text_of(item) for each in blocks if isinstance(each, BulletList) for item in each.items]
    assert any("Hakemuksia on yksi" in each for each in notes)
    assert [row[4:7] for row in cells(blocks)] == [["–", "–", "–"]]


def test_evidence_of_other_scores_is_not_printed():
    outcome = with_evidence(worked_out())
    fewer = small_outcome(reviews=outcome.contents.reviews[1:])
    stale = replace(fewer, contents=replace(fewer.contents, evidence=outcome.contents.evidence))

    blocks = section(stale)

    assert "ei ole laskettu" in prose(blocks)
    assert not any(isinstance(each, Table) for each in blocks)


@pytest.mark.parametrize(("share", "said"), [(1.0, "väh.\u00a099\u00a0%"), (0.0, "enint.\u00a01\u00a0%")])
def test_a_probability_is_never_quite_0_or_1_and_its_ends_can_be_printed(share, said):
    evidence = worked_out()
    first = replace(evidence.analysis.applications[0], p_funded_unadjusted=share)
    others = evidence.analysis.applications[1:]
    outcome = with_evidence(
        replace(evidence, analysis=replace(evidence.analysis, applications=(first, *others)))
    )

    (row,) = (each for each in cells(section(outcome)) if each[1] == str(int(first.id[-3:])))

    assert row[5] == said
    check_printable([memo(a_scribe(outcome))])
