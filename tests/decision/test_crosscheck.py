"""Papers that contradict each other are found out before anything is printed."""

from __future__ import annotations

import dataclasses

import pytest

from evaluator.decision.annex import annex
from evaluator.decision.content import Fact, PaperKind, Paragraph, Run, Table
from evaluator.decision.crosscheck import differences
from evaluator.decision.draft import draft
from evaluator.decision.errors import DifferingPapersError
from evaluator.decision.memo import memo
from evaluator.decision.walk import facts
from evaluator.domain.language import Language
from evaluator.services.ports import PaperOrder
from tests.decision.rounds import a_scribe, a_writer, small_outcome, the_call


def papers(language=Language.FI):
    scribe = a_scribe(language=language)
    return memo(scribe), draft(scribe), annex(scribe)


def with_run(document, old: str, new: Run):
    """Replace the first run that reads ``old``, or states the fact of that key."""
    done = False

    def change(runs):
        nonlocal done
        made = []
        for run in runs:
            if not done and (run.text == old or (run.fact is not None and run.fact.key == old)):
                done = True
                made.append(new)
            else:
                made.append(run)
        return tuple(made)

    def changed(rows):
        return tuple(
            dataclasses.replace(row, cells=tuple(change(cell) for cell in row.cells))
            if hasattr(row, "cells")
            else row
            for row in rows
        )

    blocks = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append(dataclasses.replace(block, runs=change(block.runs)))
        elif isinstance(block, Table):
            blocks.append(dataclasses.replace(block, rows=changed(block.rows), footer=changed(block.footer)))
        else:
            blocks.append(block)
    assert done, old
    return dataclasses.replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
def test_the_papers_of_a_round_agree(language):
    assert differences(papers(language)) == ()


def test_grants_in_cents_are_printed_in_cents():
    scribe = a_scribe(small_outcome(call=the_call().model_copy(update={"unit_cents": 1})))
    made = memo(scribe), draft(scribe), annex(scribe)

    assert differences(made) == ()
    assert "410\u00a0407,20" in {text for _, text in facts(made[0])}


def test_a_sum_that_differs_in_one_paper_is_named_with_both_values():
    one, two, three = papers()
    altered = with_run(
        two, "2 340 206,20 euroa".replace(" ", "\u00a0"), Run("1 euroa", fact=Fact("requested.total", 100))
    )

    found = differences((one, altered, three))

    assert ("requested.total", {("memo", 234020620), ("decision", 100), ("annex", 234020620)}) in [
        (each.what, set(each.values)) for each in found
    ]
    assert "requested.total: " in str(found[0])


def test_a_row_that_does_not_add_up_to_its_total_is_found():
    one, two, three = papers()
    altered = with_run(
        three, "68\u00a0000,00", Run("68 001,00", fact=Fact("application.2020-001.requested", 6800100))
    )

    assert {"requested.total", "application.2020-001.requested"} <= {
        each.what for each in differences((one, two, altered))
    }


@pytest.mark.parametrize("printed", ["86 000,00", "6 800 000", "680,00", "68 000,01", "\u221268 000,00", ""])
def test_a_text_that_prints_another_figure_than_it_means_is_found(printed):
    one, two, three = papers()
    altered = with_run(
        three, "68\u00a0000,00", Run(printed, fact=Fact("application.2020-001.requested", 6800000))
    )

    assert [each.what for each in differences((one, two, altered))] == ["application.2020-001.requested"]


@pytest.mark.parametrize("printed", ["68 000,00", "68 000", "68\u00a0000 euroa"])
def test_an_amount_is_the_same_with_and_without_its_cents(printed):
    one, two, three = papers()
    altered = with_run(
        three, "68\u00a0000,00", Run(printed, fact=Fact("application.2020-001.requested", 6800000))
    )

    assert differences((one, two, altered)) == ()


@pytest.mark.parametrize(
    ("paper", "key", "printed"),
    [
        (0, "ranked.requested", "100 000,00"),
        (1, "applications.count", "9"),
        (1, "refusals.count", "3"),
    ],
)
def test_a_count_or_sum_that_its_own_paper_does_not_list_is_found(paper, key, printed):
    made = papers()[paper]
    value = int(printed) if key.endswith(".count") else 10_000_000

    found = differences([with_run(made, key, Run(printed, fact=Fact(key, value)))])

    assert key in {each.what for each in found}


def test_a_name_that_differs_is_found():
    one, two, three = papers()
    altered = with_run(
        three, "Open Agenda", Run("Open Agendas", fact=Fact("application.2020-002.title", "Open Agendas"))
    )

    assert "application.2020-002.title" in {each.what for each in differences((one, two, altered))}


def test_an_application_missing_from_one_paper_is_found():
    one, two, three = papers()
    blocks = tuple(
        dataclasses.replace(block, rows=block.rows[1:]) if isinstance(block, Table) else block
        for block in three.blocks
    )

    found = {each.what for each in differences((one, two, dataclasses.replace(three, blocks=blocks)))}

    assert {"application.2020-001.title", "applications.count", "requested.total"} <= found


def test_nothing_is_printed_when_papers_differ(tmp_path, monkeypatch):
    import evaluator.decision.papers as module

    builders = dict(module._BUILDERS)
    builders[PaperKind.ANNEX] = lambda scribe: with_run(
        annex(scribe), "Open Agenda", Run("Toinen", fact=Fact("application.2020-002.title", "Toinen"))
    )
    monkeypatch.setattr(module, "_BUILDERS", builders)

    with pytest.raises(DifferingPapersError) as caught:
        a_writer()(small_outcome(), tmp_path / "new", language=Language.FI, order=PaperOrder.RANKED)

    assert "application.2020-002.title" in str(caught.value.facts["first"])
    assert not (tmp_path / "new").exists()
