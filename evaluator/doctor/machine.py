"""Checks of Python, the clock, the program's own data and the encrypting database."""

from __future__ import annotations

import ctypes
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from evaluator.doctor.checks import Check
from evaluator.resources import resource

_LEAST_PYTHON: Final = (3, 11)
_YEAR_OF_PROGRAM: Final = 2026
_DATA: Final = ("messages/fi/*.toml", "calls/*.toml", "registers/*.csv", "fonts/**/*.ttf")


def check_python() -> Check:
    """Look whether Python is new enough."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    least = ".".join(str(part) for part in _LEAST_PYTHON)
    if sys.version_info >= _LEAST_PYTHON:
        return Check(name="python", ok=True, facts={"version": version})
    return Check(name="python", ok=False, state="old", facts={"version": version, "least": least})


def check_clock() -> Check:
    """Look whether the clock can be right: moments in the log come from it."""
    year = datetime.now(UTC).year
    if year >= _YEAR_OF_PROGRAM:
        return Check(name="clock", ok=True)
    return Check(name="clock", ok=False, needed=False, state="behind", facts={"year": year})


def check_time_zone() -> Check:
    """Look whether Helsinki's time is known: a call closes by it."""
    try:
        moment = datetime(2020, 10, 5, 16, 15, tzinfo=ZoneInfo("Europe/Helsinki"))
    except ZoneInfoNotFoundError:
        return Check(name="timezone", ok=False, state="missing")
    if moment.utcoffset() != timedelta(hours=3):
        return Check(name="timezone", ok=False, state="wrong")
    return Check(name="timezone", ok=True)


def check_data() -> Check:
    """Look whether the program's own data are there: sentences, calls, registers, fonts."""
    for pattern in _DATA:
        if not any(resource().glob(pattern)):
            return Check(name="data", ok=False, state="missing", facts={"what": f"resources/{pattern}"})
    return Check(name="data", ok=True)


def check_database() -> Check:
    """Look whether the encrypting database is installed and can be loaded.

    Its library is loaded, not asked: SQL is the storage's alone.
    """
    spec = find_spec("sqlcipher3")
    folders = [Path(each) for each in (spec.submodule_search_locations or ())] if spec else []
    files = [
        file for folder in folders for file in folder.glob("_sqlite3*") if file.suffix in {".so", ".pyd"}
    ]
    if not files:
        return Check(name="database", ok=False, state="missing")
    try:
        ctypes.CDLL(str(files[0]))
    except OSError as error:
        return Check(name="database", ok=False, state="unloadable", facts={"reason": str(error)})
    return Check(name="database", ok=True)
