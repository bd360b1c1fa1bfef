"""Days go by one clock, which is named in one place."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2] / "evaluator"


def test_the_time_zone_of_the_official_s_days_is_named_once():
    named = [each for each in ROOT.rglob("*.py") if "HELSINKI = " in each.read_text(encoding="utf-8")]

    assert [each.relative_to(ROOT).as_posix() for each in named] == ["domain/helsinki.py"]
