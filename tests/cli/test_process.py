"""Most commands of these tests run in a process forked from a warm one: it must be as good as a new one."""

from __future__ import annotations

import pytest

from tests.cli.program import evaluator, spawned


@pytest.mark.parametrize(
    "words",
    [
        ("call", "list", "--json"),
        ("round", "show", "missing.evaluator", "--json"),
        ("--version",),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_a_forked_process_answers_as_a_new_one(words):
    assert evaluator(*words) == spawned(*words)


def test_a_passphrase_that_nobody_can_be_asked_for_is_bad_input_in_both(workspace):
    for run in (evaluator, spawned):
        assert run("round", "show", workspace, "--json", passphrase=None).code == 2
