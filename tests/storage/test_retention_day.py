"""The day from which a round may be erased is counted in the official's days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from evaluator.domain.log import Change
from evaluator.domain.rounds import Phase
from evaluator.services.errors import NotDueError
from evaluator.services.retention import PlanRetention
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import a_call, a_round
from tests.storage.conftest import SECRET


def test_of_a_published_and_a_given_term_the_longer_counts(path):
    at = datetime(2020, 12, 31, tzinfo=UTC)
    call = a_call(retention_years=10)
    workspace = SqlWorkspaces().create(path, SECRET, a_round(call=call, phase=Phase.ARCHIVED))
    with workspace.begin() as unit:
        unit.log([Change(deed="round.lock", subject="r", before=None, after=None, by="E", at=at)])
        unit.commit()
    plan = PlanRetention(lambda: at)

    terms = [plan(workspace, term) for term in (None, 5, 12)]

    assert [each.years for each in terms] == [10, 10, 12]
    assert [each.until.year for each in terms] == [2030, 2030, 2032]
    workspace.close()


def test_a_round_locked_after_midnight_in_helsinki_is_kept_to_that_day(path):
    def logged(deed, after=None):
        locked = datetime(2020, 12, 31, 22, 30, tzinfo=UTC)
        return Change(deed=deed, subject="r", before=None, after=after, by="E", at=locked)

    call = a_call(retention_years=10)
    workspace = SqlWorkspaces().create(path, SECRET, a_round(call=call, phase=Phase.ARCHIVED))
    with workspace.begin() as unit:
        unit.log([logged("round.lock"), logged("archive.export", {"sha256": "a" * 64})])
        unit.commit()

    def planned(hour: int, day: int = 31):
        return PlanRetention(lambda: datetime(2030, 12, day, hour, 30, tzinfo=UTC))(workspace)

    assert planned(21).until == date(2031, 1, 1)
    assert isinstance(planned(21).obstacle, NotDueError)
    assert planned(22).obstacle is None
    workspace.close()
