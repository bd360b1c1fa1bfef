from __future__ import annotations

import sys
import threading

import pytest

from evaluator.services.errors import ReasonMissingError
from evaluator.ui import operations as lanes
from evaluator.ui.operations import Lane, Operation, end_for_good, wait_for_all


def test_work_runs_beside_the_window_and_its_result_comes_back_to_the_window(dressed, qtbot):
    threads = {}

    def work(_):
        threads["work"] = threading.current_thread()
        return 42

    operation = Operation(work)
    operation.succeeded.connect(lambda _: threads.update(told=threading.current_thread()))
    with qtbot.waitSignal(operation.succeeded) as told:
        operation.start()

    assert told.args == [42]
    assert threads["work"] is not threading.main_thread()
    assert threads["told"] is threading.main_thread()


def test_a_worker_that_counts_gives_the_window_its_turn_many_times_in_a_frame(dressed, qtbot):
    frame = 0.016
    with qtbot.waitSignal(Operation(lambda _: sys.getswitchinterval()).start().succeeded) as told:
        pass

    assert told.args[0] * 100 <= frame


def test_a_refusal_fails_and_a_bug_crashes(dressed, qtbot):
    def refuse(_):
        raise ReasonMissingError(id="2020-001")

    def break_(_):
        raise ZeroDivisionError

    refused, broken = Operation(refuse), Operation(break_)
    with qtbot.waitSignal(refused.failed) as failure:
        refused.start()
    with qtbot.waitSignal(broken.crashed) as crash:
        broken.start()

    assert isinstance(failure.args[0], ReasonMissingError)
    assert isinstance(crash.args[0], ZeroDivisionError)


def test_progress_is_told_and_a_cancel_stops_at_the_next_step(dressed, qtbot):
    going, steps, ended = threading.Event(), [], []

    def work(progress):
        progress(1, 3)
        going.wait(5)
        progress(2, 3)
        return "done"

    operation = Operation(work)
    operation.progressed.connect(lambda done, total: steps.append((done, total)))
    operation.succeeded.connect(ended.append)
    operation.start()
    qtbot.waitUntil(lambda: steps == [(1, 3)])
    with qtbot.waitSignal(operation.finished):
        operation.cancel()
        going.set()

    assert ended == []


def test_what_is_done_to_a_round_happens_in_the_order_it_was_asked(dressed, qtbot):
    order = []
    operations = [Operation(lambda _, at=at: order.append(at), Lane.ROUND) for at in range(20)]

    with qtbot.waitSignal(operations[-1].finished):
        for operation in operations:
            operation.start()

    assert order == list(range(20))


def test_closing_waits_for_running_work(dressed):
    started, done = threading.Event(), []

    def work(_):
        started.set()
        done.append(1)

    Operation(work).start()
    started.wait(5)
    wait_for_all()

    assert done == [1]


def test_once_it_ends_nothing_begins_beside_the_window_but_what_is_to_be_kept_does(dressed, monkeypatch):
    monkeypatch.setattr(lanes, "_ending", threading.Event())
    done = []
    end_for_good()

    Operation(lambda _: done.append("beside"), Lane.BESIDE).start()
    Operation(lambda _: done.append("round"), Lane.ROUND).start()
    wait_for_all()

    assert done == ["round"]


@pytest.mark.parametrize("times", [200])
def test_many_operations_leave_nothing_behind(dressed, qtbot, times):
    from evaluator.ui import operations

    for _ in range(times):
        Operation(lambda _: None).start()
    qtbot.waitUntil(lambda: not operations._running)
