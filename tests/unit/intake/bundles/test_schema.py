"""The published schema is what the models say."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from tests.unit.intake.bundles.bags import a_form

ROOT = Path(__file__).parents[4]


def published() -> dict:
    return json.loads((ROOT / "resources/schemas/application.schema.json").read_text(encoding="utf-8"))


def test_the_published_schema_is_made_from_the_models():
    spec = importlib.util.spec_from_file_location("make_schemas", ROOT / "scripts" / "make_schemas.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    assert made.TARGET.read_text(encoding="utf-8") == made.application_schema()


def test_the_schema_names_its_dialect_and_allows_no_unknown_field():
    schema = published()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    objects = [each for each in schema["$defs"].values() if each.get("type") == "object"]
    assert len(objects) == 6
    assert all(each["additionalProperties"] is False for each in objects)


def test_the_form_of_the_tests_has_what_the_schema_requires():
    assert set(published()["required"]) <= set(a_form())
