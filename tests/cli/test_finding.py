"""Finding applications: by the beginnings of words, without accents, and by municipality."""

from __future__ import annotations

import pytest

from tests.cli.in_process import command


def numbers(workspace, *words: str) -> list[int]:
    ran = command("applications", workspace, *words)
    assert ran.code == 0, ran.out
    return [each["number"] for each in ran.json["applications"]]


@pytest.mark.parametrize("text", ["jamsa", "Jämsä", "JÄMSÄ", "jäms", "jämsä multia", "multia jams"])
def test_accents_case_order_and_endings_do_not_matter(workspace, text):
    assert numbers(workspace, "--find", text) == [10]


def test_an_empty_search_lists_all_by_number(workspace):
    assert numbers(workspace, "--find", " ") == numbers(workspace) == list(range(1, 62))


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "jämsä OR alavus",
        "NOT alavus",
        "text:alavus",
        "NEAR(a b)",
        "a*b^c",
        "' OR 1=1 --",
        "(",
        "-",
    ],
)
def test_what_is_typed_is_words_and_never_a_query(workspace, text):
    ran = command("applications", workspace, f"--find={text}")

    assert ran.code == 0
    assert len(ran.json["applications"]) in {0, 61}


def test_a_superseded_title_is_found_and_the_former_is_not(workspace, tmp_path):
    from tests.cli.program import ANNEX

    title = command("applications", workspace, "--find", "2020-001").json["applications"][0]["title"]
    changed = tmp_path / "uusi.csv"
    text = ANNEX.read_text(encoding="utf-8").replace(title, "Xylofonihanke")
    changed.write_text(text, encoding="utf-8")

    assert command("import", workspace, changed).json["superseded"] == 1

    assert numbers(workspace, "--find", "xylof") == [1]
    assert 1 not in numbers(workspace, "--find", title)


@pytest.mark.parametrize("municipality", ["182", "Jämsä", "jamsa", "Jämsän kaupunki"])
def test_all_applications_of_a_municipality_are_found_as_lead_and_as_partner(workspace, municipality):
    listed = command("applications", workspace).json["applications"]
    expected = [
        each["number"]
        for each in listed
        if "182" in {each["lead"]["code"], *(one["code"] for one in each["partners"])}
    ]

    assert numbers(workspace, "--municipality", municipality) == expected
    assert len(expected) > 0


def test_words_and_municipality_are_both_asked_for(workspace):
    assert numbers(workspace, "--municipality", "Jämsä", "--find", "alavus") == []


def test_an_unknown_municipality_is_bad_input(workspace):
    ran = command("applications", workspace, "--municipality", "Atlantis")

    assert (ran.code, ran.error["code"]) == (2, "input.municipality.unknown")
