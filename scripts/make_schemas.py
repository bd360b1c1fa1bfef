"""Writes the published schemas from the models that validate, so that the two cannot differ.

python scripts/make_schemas.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator.domain.application_form import ApplicationForm  # noqa: E402 - found by the line above
from evaluator.domain.paper_data import PaperData  # noqa: E402 - likewise

TARGET = ROOT / "resources" / "schemas" / "application.schema.json"
PAPER = TARGET.with_name("paper.schema.json")


def application_schema() -> str:
    """Give the schema of ``application.json`` (JSON Schema 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:evaluator:schema:application:1",
        **ApplicationForm.model_json_schema(mode="validation"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def paper_schema() -> str:
    """Give the schema of the data that a paper carries (JSON Schema 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:evaluator:schema:paper:1",
        **PaperData.model_json_schema(mode="validation"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


SCHEMAS = {TARGET: application_schema, PAPER: paper_schema}


def main() -> int:
    """Write the schemas, or with ``--check`` only tell whether they are as they should be."""
    if "--check" in sys.argv:
        right = (
            path.is_file() and path.read_text(encoding="utf-8") == make() for path, make in SCHEMAS.items()
        )
        return int(not all(right))
    TARGET.parent.mkdir(exist_ok=True)
    for path, make in SCHEMAS.items():
        path.write_text(make(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
