"""All checks in the order in which a person would mend what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.doctor.display import check_display, check_libraries, check_printing, check_qt
from evaluator.doctor.keyring_state import check_keyring
from evaluator.doctor.machine import check_clock, check_data, check_database, check_python, check_time_zone

if TYPE_CHECKING:
    from evaluator.doctor.checks import Check


def run_checks() -> tuple[Check, ...]:
    """Look at everything; takes some tenths of a second, at most some seconds, and changes nothing."""
    looks = (
        check_python,
        check_data,
        check_database,
        check_time_zone,
        check_clock,
        check_qt,
        check_libraries,
        check_display,
        check_printing,
        check_keyring,
    )
    return tuple(look() for look in looks)
