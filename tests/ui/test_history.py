"""Undo and redo take what the person means, however fast the keys follow each other."""

from __future__ import annotations

import threading

import pytest

from evaluator.services.errors import ReasonMissingError
from evaluator.ui.actions import ActionId
from evaluator.ui.session import Deed

WAIT_S = 20


class Round:
    """Deeds that write down their names; one can be held up while it is being stored."""

    def __init__(self, session) -> None:
        self.session = session
        self.done: list[str] = []
        self.go_on, self.begun = threading.Event(), threading.Event()

    def do(self, name: str, *, held: bool = False, refused: bool = False) -> None:
        def step(*_: object) -> None:
            if held:
                self.begun.set()
                assert self.go_on.wait(WAIT_S)
            if refused:
                raise ReasonMissingError(id=name)
            self.done.append(name)

        self.session.do(Deed(said=name, do=step, undo=lambda *_: self.done.append(f"{name} back")))


@pytest.fixture
def round_(desk):
    made = desk()
    made.round = Round(made.session)
    yield made.round
    made.round.go_on.set()


def still(round_, qtbot) -> None:
    """Wait until everything that was asked is done and told."""
    with qtbot.waitSignal(round_.session.read(lambda *_: None).start().finished):
        pass
    qtbot.waitUntil(lambda: round_.session._at_work == 0)


def test_undo_waits_for_the_deed_that_is_being_stored_and_takes_that_one(round_, qtbot):
    round_.do("first")
    still(round_, qtbot)
    round_.do("second", held=True)
    assert round_.begun.wait(WAIT_S)

    assert round_.session.undoable == "second"
    round_.session.undo()
    assert round_.session.undoable == "first"
    round_.go_on.set()
    still(round_, qtbot)

    assert round_.done == ["first", "second", "second back"]
    assert (round_.session.undoable, round_.session.redoable) == ("first", "second")


def test_what_is_done_after_undo_comes_after_it_and_ends_what_could_be_done_again(round_, qtbot):
    round_.do("first", held=True)
    round_.session.undo()
    round_.do("second")
    round_.go_on.set()
    still(round_, qtbot)

    assert round_.done == ["first", "first back", "second"]
    assert (round_.session.undoable, round_.session.redoable) == ("second", "")


def test_undo_twice_and_redo_in_one_breath_end_where_they_should(round_, qtbot):
    round_.do("first", held=True)
    round_.do("second")
    for press in ("undo", "undo", "redo"):
        getattr(round_.session, press)()
    round_.go_on.set()
    still(round_, qtbot)

    assert round_.done == ["first", "second", "second back", "first back", "first"]
    assert (round_.session.undoable, round_.session.redoable) == ("first", "second")


def test_undo_of_a_deed_that_is_refused_takes_nothing_else_back(round_, qtbot):
    round_.do("first")
    still(round_, qtbot)
    round_.do("second", held=True, refused=True)
    round_.session.undo()
    with qtbot.waitSignal(round_.session.refused):
        round_.go_on.set()
    still(round_, qtbot)

    assert round_.done == ["first"]
    assert round_.session.undoable == "first"


def test_undo_waits_for_what_becomes_a_deed_only_when_it_is_stored(round_, qtbot):
    round_.do("first")
    still(round_, qtbot)
    saved = round_.session.save(lambda *_: round_.go_on.wait(WAIT_S) and round_.done.append("pair"))
    pair = Deed(said="pair", do=lambda *_: None, undo=lambda *_: round_.done.append("pair back"))
    saved.succeeded.connect(lambda _: round_.session.did(pair))
    round_.session.undo()
    round_.go_on.set()
    still(round_, qtbot)

    assert round_.done == ["first", "pair", "pair back"]
    assert round_.session.undoable == "first"


def test_the_menu_offers_undo_while_the_only_deed_is_being_stored(desk, qtbot):
    made = desk()
    round_ = Round(made.session)
    round_.do("first", held=True)
    assert made.window.actions_[ActionId.EDIT_UNDO].isEnabled()
    made.trigger(ActionId.EDIT_UNDO)
    assert not made.window.actions_[ActionId.EDIT_UNDO].isEnabled()
    assert made.window.actions_[ActionId.EDIT_REDO].isEnabled()
    round_.go_on.set()
    still(round_, qtbot)

    assert round_.done == ["first", "first back"]


def test_a_round_that_is_closed_takes_nothing_back_any_more(round_, qtbot):
    round_.do("first", held=True)
    round_.session.undo()
    round_.session.close()
    round_.go_on.set()
    qtbot.waitUntil(lambda: round_.session._at_work == 0)

    assert round_.done == ["first"]
    assert round_.session.undoable == ""
