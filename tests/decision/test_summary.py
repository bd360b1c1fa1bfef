"""The summary of applications: classes that add up, figures that a reader without eyes hears."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from evaluator.decision import breakdown
from evaluator.decision.content import Bar, Fact, Figure, Heading, Run, Table, plain, text_of
from evaluator.decision.crosscheck import differences
from evaluator.decision.memo import memo
from evaluator.decision.pdf.render import render
from evaluator.decision.summary import summary
from evaluator.decision.walk import facts
from evaluator.domain.form_facts import FormFacts
from evaluator.domain.language import Language
from tests.decision.reading import read
from tests.decision.rounds import a_scribe, an_application, small_outcome, the_register
from tests.decision.test_structure import a_document


def figures(document):
    return [each for each in document.blocks if isinstance(each, Figure)]


def test_every_breakdown_adds_up_to_the_applications_and_the_sum_asked():
    scribe = a_scribe()
    applications = scribe.applications()
    register = scribe.register
    for classes in (
        breakdown.by_lead(applications, register),
        breakdown.by_language(applications, register),
        breakdown.by_municipalities(applications),
        breakdown.by_sum(applications),
    ):
        assert sum(each.count for each in classes) == len(applications)
        assert sum(each.requested for each in classes) == scribe.outcome.requested


def test_a_limit_between_sums_belongs_to_the_class_above():
    applications = [
        an_application(at, "Alavus (Vöyri)", "x", cents)
        for at, cents in enumerate((4_999_999, 5_000_000, 9_999_999, 10_000_000, 50_000_000), 1)
    ]

    assert [each.count for each in breakdown.by_sum(applications)] == [1, 2, 1, 0, 1]


@pytest.mark.parametrize(
    ("lead", "kind", "language"),
    [
        ("Alavuden kaupunki", "city", "fi"),
        ("Iin kunta", "municipality", "fi"),
        ("Vörå kommun", "municipality", "sv-fi"),
        ("Tampereen kaupunkiseudun kuntayhtymä", "joint_authority", "none"),
        ("Turun Seudun Kehitys Oy", "company", "none"),
        ("Rovaniemen kaupunginkirjasto", "municipal_unit", "fi"),
    ],
)
def test_a_lead_is_classed_by_the_register(lead, kind, language):
    one = an_application(1, f"{lead} (Ranua)", "x", 100)

    assert [each.id for each in breakdown.by_lead([one], the_register())] == [kind]
    assert [each.id for each in breakdown.by_language([one], the_register())] == [language]


def test_an_application_with_two_targets_is_in_both_and_the_paper_says_so():
    scribe = a_scribe()
    first, second = (each.id for each in scribe.call.targets[:2])
    forms = {
        each.id: FormFacts(language=Language.FI, targets=(first, second) if each.number == 1 else (first,))
        for each in scribe.applications()[:3]
    }
    document = summary(replace(scribe, forms=forms))
    stated = {fact.key: fact.value for fact, _ in facts(document)}

    assert stated[f"summary.target.{first}.count"] == 3
    assert stated[f"summary.target.{second}.count"] == 1
    assert stated["summary.target.none.count"] == 5
    assert any("useaan kohteeseen" in text_of(getattr(each, "runs", ())) for each in document.blocks)
    assert differences([document, memo(scribe)]) == ()


def test_targets_that_no_form_says_and_populations_that_no_register_has_are_named_as_missing():
    said = " ".join(text_of(getattr(each, "runs", ())) for each in summary(a_scribe()).blocks)

    assert "haun kohdetta ei ilmoiteta" in said
    assert "väkiluvut eivät ole kuntarekisterissä" in said


def test_each_figure_has_its_data_as_a_table_and_names_that_table():
    document = summary(a_scribe())
    tables = {each.caption: each for each in document.blocks if isinstance(each, Table)}

    assert figures(document)
    for figure in figures(document):
        caption = figure.alternative.rpartition("”")[0].rpartition("”")[2]
        assert [text_of(row.cells[0]) for row in tables[caption].rows] == [bar.label for bar in figure.bars]
        for bar in figure.bars:
            assert f"{bar.label}: {text_of(bar.text)}" in figure.alternative


def test_a_figure_that_contradicts_its_table_is_found():
    document = summary(a_scribe())
    blocks = list(document.blocks)
    at = next(at for at, each in enumerate(blocks) if isinstance(each, Figure))
    bar = blocks[at].bars[0]
    key = bar.text[0].fact.key
    blocks[at] = replace(
        blocks[at], bars=(replace(bar, text=(Run("99", fact=Fact(key, 99)),)), *blocks[at].bars[1:])
    )

    found = differences([replace(document, blocks=tuple(blocks))])

    assert key in {each.what for each in found}


def test_a_class_that_is_missing_is_found_by_adding_up():
    document = summary(a_scribe())
    blocks = tuple(
        replace(each, rows=each.rows[1:]) if isinstance(each, Table) else each
        for each in document.blocks
        if not isinstance(each, Figure)
    )

    assert "applications.count" in {each.what for each in differences([replace(document, blocks=blocks)])}


def test_a_figure_is_one_marked_area_with_its_box_and_what_is_read_instead():
    found = read(BytesIO(render(summary(a_scribe())).data))

    assert found.unmarked == []
    for figure in found.root.find("Figure"):
        left, bottom, right, top = figure.box
        assert figure.alternative.startswith("Vaakapylväskuvio.")
        assert 0 < left < right < 596
        assert 0 < bottom < top < 843
        assert figure.text


def test_a_figure_with_many_long_labels_goes_on_and_loses_nothing():
    bars = tuple(Bar(f"{at} " + "pitkä kohteen nimi " * 30, at, plain(str(at))) for at in range(40))

    found = read(BytesIO(render(a_document(Figure("Kuvio", "Vaihtoehto", bars))).data))

    parts = found.root.find("Figure")
    read_text = "".join(each.text for each in parts)
    assert len(parts) > 2
    assert all(each.alternative == "Vaihtoehto" for each in parts)
    assert all(bar.label.strip() in read_text for bar in bars)


def test_a_round_without_applications_has_no_figure_and_says_so():
    document = summary(a_scribe(small_outcome(rows=(), eligibility=(), confirmations=())))

    assert not figures(document)
    assert [each.level for each in document.blocks if isinstance(each, Heading)] == [1]
