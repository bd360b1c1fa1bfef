"""What was done to the open round, in its order, and what was taken back."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from evaluator.services.ports import Progress
    from evaluator.ui.session import Deed, Step

_LOOK_S = 0.02
"""So often a turn that waits for the window looks whether it was given up."""


class Entry(Protocol):
    """Something that goes through the round's lane and changes the history."""

    def step(self, progress: Progress) -> Step | None:
        """Give what is to be done, in the worker; None where nothing is."""

    def stored(self) -> Deed | None:
        """Take note that it is stored; give what was done."""

    def refused(self) -> None:
        """Take note that it was refused."""


class Doing:
    """A deed that is being stored, or is stored.

    Attributes:
        deed: Which one.
        known: It is stored, and the window knows it.
    """

    def __init__(self, history: History, deed: Deed, *, known: bool = False) -> None:
        self.deed, self.known = deed, known
        self._history = history

    def step(self, _progress: Progress) -> Step:
        """Give the deed."""
        return self.deed.do

    def stored(self) -> Deed:
        """Take note of it."""
        self.known = True
        self._history.forget_undone()
        return self.deed

    def refused(self) -> None:
        """Forget it."""
        self._history.forget(self)


class Turn(QObject):
    """One press of undo or redo, in its place in the round's lane.

    What it takes back is not known when the key is pressed: deeds that were asked before may
    still be being stored, and may be refused. So the turn goes into the lane after them, and
    asks the window for the deed when it comes up; by then the window was told of all of them.
    """

    _came = Signal()

    def __init__(self, history: History, *, back: bool) -> None:
        super().__init__()
        self.back = back
        self.void = False
        self.deed: Deed | None = None
        self._history = history
        self._chosen = Event()
        # Queued: it comes to the window after the results of everything before it.
        self._came.connect(self._choose, Qt.ConnectionType.QueuedConnection)

    def step(self, progress: Progress) -> Step | None:
        """Wait for the window to choose the deed, and give what takes it back or does it again."""
        self._came.emit()
        while not self._chosen.wait(_LOOK_S):
            progress(0, 0)  # ends the wait where the window ends
        deed = self.deed
        return None if deed is None else (deed.undo or deed.do) if self.back else deed.do

    def _choose(self) -> None:
        self.deed = None if self.void else self._history.take(self)
        self._chosen.set()

    def stored(self) -> Deed | None:
        """Take note of it; give what was done, as it is told."""
        self._history.give(self)
        deed = self.deed
        if deed is None or not self.back:
            return deed
        said = tr("session.undone", what=deed.said)
        return replace(deed, said=said, do=deed.undo or deed.do, undo=None, quiet=False)

    def refused(self) -> None:
        """Forget it: what cannot be taken back once is not tried again."""
        self._history.drop(self)


class History:
    """The deeds that can be taken back and done again.

    Undo takes the newest deed, also while it is still being stored; where that deed is refused,
    nothing is taken back in its stead.
    """

    def __init__(self) -> None:
        self._done: list[Doing] = []  # in the order in which they were asked
        self._undone: list[Deed] = []
        self._turns: list[Turn] = []

    @property
    def undoable(self) -> str:
        """What would be undone, or empty."""
        done, _ = self._expected()
        return done[-1].said if done else ""

    @property
    def redoable(self) -> str:
        """What would be redone, or empty."""
        _, undone = self._expected()
        return undone[-1].said if undone else ""

    def _expected(self) -> tuple[list[Deed], list[Deed]]:
        """Give the deeds as they will be when all that was asked is done."""
        done, undone = [each.deed for each in self._done], [*self._undone]
        for turn in self._turns:
            source, goal = (done, undone) if turn.back else (undone, done)
            if turn.deed is not None:
                goal.append(turn.deed)
            elif source and not turn.void:
                goal.append(source.pop())
        return done, undone

    def clear(self) -> None:
        """Forget everything: the round is closed."""
        self._done.clear()
        self._undone.clear()
        for turn in self._turns:
            turn.void = True
        self._turns.clear()

    def begin(self, deed: Deed, *, known: bool = False) -> Doing:
        """Take note of a deed that is being stored; what was taken back before it is over."""
        self._undone.clear()
        doing = Doing(self, deed, known=known)
        if deed.undo is not None:
            self._done.append(doing)
        return doing

    def forget(self, doing: Doing) -> None:
        """Take note that a deed was refused."""
        if doing in self._done:
            self._done.remove(doing)

    def forget_undone(self) -> None:
        """Take note that something else was done since."""
        self._undone.clear()

    def refuse(self, entry: Entry | None = None) -> None:
        """Take note that something was refused: whoever waits for it takes back nothing else."""
        if entry is not None:
            entry.refused()
        for turn in self._turns:
            turn.void = turn.void or turn.deed is None

    def turn(self, *, back: bool) -> Turn:
        """Ask for the newest deed to be taken back, or for the last one taken back to be done again."""
        turn = Turn(self, back=back)
        self._turns.append(turn)
        return turn

    def take(self, turn: Turn) -> Deed | None:
        """Give a turn its deed."""
        if not turn.back:
            return self._undone.pop() if self._undone else None
        newest = next((each for each in reversed(self._done) if each.known), None)
        if newest is not None:
            self._done.remove(newest)
        return newest.deed if newest is not None else None

    def give(self, turn: Turn) -> None:
        """Take note that what a turn took is taken back, or done again."""
        if turn in self._turns and turn.deed is not None:
            if turn.back:
                self._undone.append(turn.deed)
            else:
                self._done.append(Doing(self, turn.deed, known=True))
        self.drop(turn)

    def drop(self, turn: Turn) -> None:
        """Take note that a turn is over."""
        if turn in self._turns:
            self._turns.remove(turn)
