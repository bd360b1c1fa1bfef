"""Drafting works the evidence out once, keeps it, and prints what is kept."""

from __future__ import annotations

from io import BytesIO

import pytest

from evaluator.composition import compose
from evaluator.domain.language import Language
from evaluator.services.ports import PaperOrder
from tests.builders import NOON, a_reviewer, an_application, an_even_review, euros
from tests.decision.reading import read
from tests.decision.test_golden import lines_of


@pytest.fixture
def program(tmp_path):
    return compose(tmp_path / "data", clock=lambda: NOON)


@pytest.fixture
def workspace(program, tmp_path):
    opened = program.create_round(
        tmp_path / "kierros.evaluator",
        program.secret(passphrase="a long enough passphrase"),
        program.calls.get("2020-joint-projects"),
        by="E",
        envelope=euros(150_000),
    )
    call = program.outcome(opened).contents.round.call
    with opened.begin() as unit:
        unit.put_applications([an_application(at, requested=euros(100_000)) for at in range(1, 4)])
        unit.put_reviewers([a_reviewer(1), a_reviewer(2)])
        unit.add_reviews(
            an_even_review(5 - at + more, f"2020-{at:03d}", f"r{more + 1}", call=call)
            for at in range(1, 4)
            for more in (0, 1)
        )
        unit.commit()
    yield opened
    opened.close()


def stored(workspace):
    with workspace.read() as unit:
        return unit.evidence()


def memo_of(program, workspace) -> bytes:
    preview = program.draft.preview(workspace, Language.FI, PaperOrder.RANKED)
    return next(each.data for each in preview.papers if each.kind == "memo")


def test_the_memo_reads_the_evidence_that_drafting_stored(program, workspace):
    assert stored(workspace) is None

    first = memo_of(program, workspace)
    kept = stored(workspace)

    assert kept is not None
    assert any("siemen 1" in line for line in lines_of(read(BytesIO(first)).root))
    assert memo_of(program, workspace) == first
    assert stored(workspace) == kept
