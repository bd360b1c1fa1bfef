"""A median of few runs says little; what is timed is timed five times or more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evaluator import bench

FILES = sorted(Path(bench.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_median_is_of_five_runs_or_more(path):
    said = re.findall(r"^_\w*RUNS\b.*= ([\d, ]+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert [runs for each in said for runs in each.split(",") if int(runs) < 5] == []
