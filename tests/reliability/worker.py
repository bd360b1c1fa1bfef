"""A process that does real deeds on a workspace, and is killed while it does them.

Reads orders from standard input, each a deed and a path, and forks a child for each, so
that the program's imports are paid for once. The child says ``saved N`` after the
commit of its N-th deed, never before: what it said is what a user would have seen.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluator.composition import compose
from evaluator.domain.log import Change
from evaluator.domain.log_values import of_review
from evaluator.domain.reviews import Scored
from evaluator.services.log_round import record
from evaluator.services.reviewing import Entry
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import a_call, a_review
from tests.storage.conftest import SECRET
from tests.storage.test_merge_round import Chair, RealDesk

MOMENT = datetime(2020, 11, 2, 10, 0, tzinfo=UTC)
ROWS = 40
APPLICATION = "2020-001"


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def import_tables(program, path: Path) -> None:
    """Import the same forty applications again and again, each time asking one euro more."""
    workspace = program.workspaces.open(path, SECRET)
    table = path.with_name("hakemukset.csv")
    for turn in range(1, 10_000):
        rows = "".join(
            f"{number};Alavuden kaupunki (Kuortane);MERKKI {number};{1000 + turn}\n"
            for number in range(1, ROWS + 1)
        )
        table.write_text("nro;hakija;hanke;haettu\n" + rows, encoding="utf-8")
        program.import_table(workspace, table, by="esittelijä")
        say(f"saved {turn}")


def score(program, path: Path) -> None:
    """Submit a revision of one reviewer's scores after the other."""
    workspace = program.workspaces.open(path, SECRET)
    for turn in range(1, 10_000):
        review = a_review({"c1": turn % 5, "c2": "1/3"}, revision=turn, comments={"c1": f"Lause {turn}."})
        with workspace.begin() as unit:
            unit.add_reviews([review])
            record(
                unit,
                [
                    Change(
                        deed="review.submit",
                        subject=review.application,
                        before=None,
                        after=of_review(review),
                        by="arvioija",
                        at=MOMENT,
                    )
                ],
            )
            unit.commit()
        say(f"saved {turn}")


def review(program, path: Path) -> None:
    """Type, submit, reopen, and type anew, as a reviewer does; two things are shown as saved in each turn."""
    workspace, deeds = program.workspaces.open(path, SECRET), program.reviewing
    deeds.declare(workspace, APPLICATION, conflict=False)
    for turn in range(1, 10_000):
        if turn > 1:
            deeds.reopen(workspace, APPLICATION, "Luin uudelleen.")
        deeds.save(workspace, typed(turn))
        say(f"saved {2 * turn - 1}")
        deeds.submit(workspace, [APPLICATION])
        say(f"saved {2 * turn}")


def typed(turn: int) -> list[Entry]:
    """Answer everything, with sentences that name the turn."""
    state = Scored(value=Fraction(turn % 4 + 1))
    return [
        Entry(application=APPLICATION, about=each.id, state=state, comment=f"Lause {turn}.")
        for each in a_call().criteria
    ]


class ChairOf(Chair):
    """The chair of a workspace that is there already."""

    def __init__(self, path: Path) -> None:
        self.workspace = SqlWorkspaces().open(path, SECRET)
        self._files = {}
        self._numbers = itertools.count()


def merge(_, path: Path) -> None:
    """Merge one file after the other of a reviewer who thinks anew each time."""
    chair = ChairOf(path)
    desk = RealDesk("r1")
    for turn in range(1, 10_000):
        desk.submit(APPLICATION, turn % 5)
        chair.merge(desk.export())
        say(f"saved {turn}")


def undo(_, path: Path) -> None:
    """Merge a file and undo it, again and again."""
    chair = ChairOf(path)
    desk = RealDesk("r1")
    desk.submit(APPLICATION, 3)
    for turn in range(1, 10_000):
        merged = chair.merge(desk.export())
        say(f"saved {2 * turn - 1}")
        chair.undo(merged.merge)
        say(f"saved {2 * turn}")


DEEDS = {"import": import_tables, "score": score, "review": review, "merge": merge, "undo": undo}


def main() -> None:
    program = compose(Path(os.environ["EVALUATOR_DATA_DIR"]))
    program.register  # noqa: B018 - read once for all children
    say("ready")
    for line in sys.stdin:
        deed, _, path = line.strip().partition(" ")
        child = os.fork()
        if child == 0:
            say(f"child {os.getpid()}")
            DEEDS[deed](program, Path(path))
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
