"""Versions of the decision draft in the file: kept as they were, never changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import DatabaseError

from evaluator.domain.canonical import Hash
from evaluator.domain.draft_versions import DraftContent, DraftedApplication, DraftedText, DraftVersion
from evaluator.domain.language import Language
from tests.builders import NOON

CONTENT = DraftContent(
    language=Language.SV,
    day="2020-12-09",
    applications=(
        DraftedApplication(
            id="2020-002",
            number=2,
            name='Ii: "Open" \\ Agenda 🚀',
            verdict="granted",
            cents=52_430_000,
            conditions=("Källkoden ska publiceras.",),
        ),
    ),
    order=("2020-002",),
    texts=(DraftedText(under="1 Bakgrund", text="Text."),),
)


def a_version(number: int = 1) -> DraftVersion:
    return DraftVersion(
        number=number,
        language=CONTENT.language,
        content=CONTENT.canonical(),
        digest=CONTENT.digest,
        outcome=Hash("0" * 64),
        by="esittelijä",
        at=NOON,
    )


def test_a_version_comes_back_as_it_was_kept(workspace):
    with workspace.begin() as unit:
        unit.add_draft_version(a_version())
        unit.add_draft_version(a_version(2))
        unit.commit()

    with workspace.read() as unit:
        kept = unit.draft_versions()
    assert kept == (a_version(), a_version(2))
    assert kept[0].read() == CONTENT


def test_the_file_refuses_to_change_a_version(workspace):
    with workspace.begin() as unit:
        unit.add_draft_version(a_version())
        with pytest.raises(DatabaseError, match="append-only"):
            unit._connection.exec_driver_sql("UPDATE draft_version SET digest = 'x'")


def test_a_content_is_named_by_what_it_says_and_not_by_its_day():
    assert replace(CONTENT, day="2021-01-01").digest == CONTENT.digest
    assert replace(CONTENT, order=()).digest != CONTENT.digest
