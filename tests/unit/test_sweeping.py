"""What a large round made is not looked through for garbage while somebody waits for the window."""

from __future__ import annotations

import gc

import pytest

from evaluator.services.sweeping import no_sweeping


@pytest.fixture(autouse=True)
def swept_again():
    yield
    gc.unfreeze()


@pytest.mark.parametrize(("size", "kept_out"), [(60_000, True), (600, False)])
def test_only_what_takes_long_to_look_through_is_kept_out_of_the_collectors_sight(size, kept_out):
    gc.collect()
    before = gc.get_freeze_count()
    with no_sweeping():
        made = [[at] for at in range(size)]

    assert gc.isenabled()
    assert (gc.get_freeze_count() - before >= len(made)) is kept_out


def test_what_was_kept_out_of_sight_goes_when_nobody_holds_it():
    with no_sweeping():
        made = [[at] for at in range(60_000)]
    before = gc.get_freeze_count()
    del made

    assert before - gc.get_freeze_count() >= 60_000
