from __future__ import annotations

import shutil

import pytest

from scripts.made_up_package import make
from tests.ui.offices import Office, raw_round


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    return raw_round(make(folder / "made-up", count=3), folder)


@pytest.fixture
def office(dressed, qtbot, settings, raw, tmp_path) -> Office:
    program, path = raw
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    made = Office(qtbot, settings, program, copy)
    yield made
    assert made.told == []
    made.session.close()
