from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/decision/golden anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be written; in CI that is refused."""
    wanted = bool(request.config.getoption("--update-golden", default=False))
    if wanted and os.environ.get("CI"):
        pytest.fail("--update-golden is for people, not for CI")
    return wanted
