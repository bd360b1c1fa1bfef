from __future__ import annotations

import time
from collections.abc import Callable

import pytest


@pytest.fixture
def measured_seconds() -> Callable[[Callable[[], object]], float]:
    """Give the least processor time of three runs."""

    def measure(work: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            work()
            best = min(best, time.process_time() - begin)
        return best

    return measure
