"""Nothing of a round can be read without its key."""

from __future__ import annotations

from evaluator.storage.workspace import SqlWorkspace
from tests.builders import a_condition, a_review, a_reviewer, an_application

MARKER = "Salaisuusmerkki"


def test_a_marker_is_found_in_no_file_beside_or_in_the_workspace(workspace: SqlWorkspace) -> None:
    found = set()
    with workspace.begin() as unit:
        unit.put_applications([an_application(1, title=MARKER, source=MARKER)])
        unit.put_reviewers([a_reviewer(1, name=MARKER)])
        unit.add_reviews([a_review({"c1": 1}, comments={"c1": MARKER})])
        unit.add_conditions([a_condition(text=MARKER)])
        seen = {each.name: each.read_bytes() for each in workspace.path.parent.iterdir()}
        unit.commit()
    seen |= {f"{each.name} later": each.read_bytes() for each in workspace.path.parent.iterdir()}
    workspace.close()
    seen |= {f"{each.name} closed": each.read_bytes() for each in workspace.path.parent.iterdir()}

    found = {name for name, content in seen.items() if any(each in content for each in forms(MARKER))}

    assert "kierros.evaluator-wal later" in seen
    assert found == set()


def forms(marker: str) -> tuple[bytes, ...]:
    return marker.encode(), marker.encode("utf-16-le"), b"CREATE TABLE", b"SQLite format 3"
