"""Translations in the file: appended, never changed, the last one in force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import DatabaseError

from evaluator.domain.language import Language
from evaluator.domain.translations import Translation
from tests.builders import NOON

FIRST = Translation(
    text='Vain yksi kunta "Ii" 🚀', language=Language.SV, translation="En kommun.", by="esittelijä", at=NOON
)


def test_the_last_translation_of_a_text_is_in_force_and_an_empty_one_takes_it_back(workspace) -> None:
    other = replace(FIRST, language=Language.FI, translation=FIRST.text)
    with workspace.begin() as unit:
        unit.add_translations([FIRST, other, replace(FIRST, translation="Bara en kommun.")])
        unit.commit()
    with workspace.begin() as unit:
        assert [each.translation for each in unit.translations()] == [
            "En kommun.",
            FIRST.text,
            "Bara en kommun.",
        ]
        assert unit.contents().translations == {
            (FIRST.text, Language.SV): "Bara en kommun.",
            (FIRST.text, Language.FI): FIRST.text,
        }
        unit.add_translations([replace(FIRST, translation="")])
        unit.commit()
    with workspace.read() as unit:
        assert unit.contents().translations == {(FIRST.text, Language.FI): FIRST.text}


def test_the_file_refuses_to_change_a_translation(workspace) -> None:
    with workspace.begin() as unit:
        unit.add_translations([FIRST])
        with pytest.raises(DatabaseError, match="append-only"):
            unit._connection.exec_driver_sql("UPDATE translation SET translation = ''")
