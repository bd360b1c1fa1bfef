"""Rules about when an application came."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import Finding, Severity
from evaluator.domain.eligibility_rules.common import TIME_TO_COMPLETE, call_facts
from evaluator.domain.helsinki import HELSINKI

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from evaluator.domain.call import Call


def late(received: datetime | None, call: Call, complete_by: date | None = None) -> Iterator[Finding]:
    """Block what came after the closing time.

    Where only the day is published, the whole day counts, by Helsinki's clock. What
    the applicant was asked to complete has time until the end of the day named; that
    it came later only warns, as the matter can be decided all the same.

    Args:
        received: When it came, aware; None when the source does not say.
        call: The call that it answers.
        complete_by: The last day to complete, if the official ever asked for that.
    """
    if received is None:
        return
    closed = call.closes or end_of(call.closes_on)
    if received <= closed:
        return
    if complete_by is None:
        yield Finding(
            rule="late",
            severity=Severity.BLOCK,
            source=call.title.fi,
            facts={"received": _instant(received), "closed": _instant(closed), **call_facts(call)},
        )
    elif received > end_of(complete_by):
        yield Finding(
            rule="completed-late",
            severity=Severity.WARN,
            source=TIME_TO_COMPLETE,
            facts={"received": _instant(received), "complete_by": complete_by.isoformat()},
        )


def end_of(day: date) -> datetime:
    """Give the last second of a day in Helsinki."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=HELSINKI)
    return midnight.astimezone(UTC) - timedelta(seconds=1)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
