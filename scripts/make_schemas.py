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

TARGET = ROOT / "resources" / "schemas" / "application.schema.json"


def application_schema() -> str:
    """Give the schema of ``application.json`` (JSON Schema 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:evaluator:schema:application:1",
        **ApplicationForm.model_json_schema(mode="validation"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write the schema, or with ``--check`` only tell whether it is as it should be."""
    if "--check" in sys.argv:
        return int(not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != application_schema())
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(application_schema(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
