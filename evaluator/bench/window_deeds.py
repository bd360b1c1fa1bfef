"""What a person does in the window while it is measured; runs in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from evaluator.bench.opening import PASSPHRASE
from evaluator.bench.window_turns import Turn, live, longest_turn, until
from evaluator.composition import compose
from evaluator.domain.desks import Desks
from evaluator.ui.application import make_application
from evaluator.ui.desk import Desk
from evaluator.ui.operations import wait_for_all
from evaluator.ui.places import PLACES, places_of
from evaluator.ui.session import Session
from evaluator.ui.settings import Settings
from evaluator.ui.theme import THEME, Appearance

if TYPE_CHECKING:
    from collections.abc import Callable

    Deed = Callable[[int], object]
    Taken = dict[str, list[tuple[float, float]]]

_FRAMES: Final = 50
_WARM: Final = 12
_WORDS: Final = "digitaalinen palvelu "
_RESTS: Final = {"scroll": 0.0, "step": 0.07, "filter": 0.07, "type": 0.07, "write": 0.01}
"""Seconds until what a deed brings about by itself has come: an inspector fills when a list rests."""
_SETTLE: Final = 0.6


class Bench:
    """The desk in its window."""

    def __init__(self, scratch: Path) -> None:
        THEME.install(make_application(), Appearance.LIGHT)
        store = QSettings(str(scratch / "bench.ini"), QSettings.Format.IniFormat)
        self.session = Session(Settings(store))
        self.desk = Desk(self.session)
        self.desk.resize(1280, 800)
        self.desk.show()
        self.session.start(lambda: compose(scratch / "data"))
        until(lambda: self.session.program is not None)

    def open(self, path: Path) -> None:
        """Open a workspace, and wait until nothing is left to work out."""
        self.session.close()
        self.session.open(path, PASSPHRASE)
        until(lambda: self.session.outcome is not None)
        until(lambda: self.session.desk is not Desks.OFFICE or self.session.evidence is not None)
        live(_SETTLE)

    def end(self) -> None:
        """Close the workspace and wait for what is at work."""
        self.session.close()
        wait_for_all()


def frames(scored: str, reviewer: str, scratch: str) -> None:
    """Print the longest turn of every deed as JSON: milliseconds on the wall and of the processor."""
    bench = Bench(Path(scratch))
    bench.open(Path(scored))
    taken: Taken = {}
    for place in ("applications", "ranking", "log"):
        view = _filled(bench, place)
        name = "" if place == "applications" else f"{place}-"
        for deed, do in _list_deeds(view).items():
            taken[f"{name}{deed}"] = _taken(do, _RESTS[deed])
            _clear(view)
    view = _filled(bench, "envelope")
    taken["envelope-step"] = _taken(lambda _at: view.table.step(1), _RESTS["step"])
    taken["reason-write"] = _taken(_writes(view.inspector.findChild(QPlainTextEdit)), _RESTS["write"])
    bench.open(Path(reviewer))
    taken["sentence-write"] = _taken(_writes(_sentence(bench)), _RESTS["write"])
    sys.stdout.write(json.dumps(taken))
    bench.end()


def switches(scored: str, scratch: str) -> None:
    """Print how long going to each place takes, the first time and again, until it is painted and at rest."""
    bench = Bench(Path(scratch))
    bench.open(Path(scored))
    here, *others = places_of(bench.session.desk)
    taken: Taken = {}
    for visit in ("first", "again"):
        for at in (*others, here):
            longest = longest_turn(lambda at=at: bench.desk.go(at), _SETTLE)  # type: ignore[misc]
            if at != here or visit == "again":  # the place one begins in was built with the round
                taken[f"{visit} {PLACES[at].name}"] = [_pair(longest)]
    sys.stdout.write(json.dumps(taken))
    bench.end()


def memory(large: str, scratch: str) -> None:
    """Visit every place; whoever started this process sees how much memory it took."""
    bench = Bench(Path(scratch))
    bench.open(Path(large))
    for at in places_of(bench.session.desk):
        bench.desk.go(at)
        live(_SETTLE)
    bench.end()


def _filled(bench: Bench, place: str) -> Any:
    """Go to a place with a list, and wait for its rows."""
    view: Any = bench.desk.place_named(place)
    until(lambda: bool(view.model.rows))
    live(_SETTLE)
    return view


def _list_deeds(view: Any) -> dict[str, Deed]:
    """Give what is done in a list; a log has no segments to filter by."""
    bar = view.table.verticalScrollBar()

    def scroll(at: int) -> None:
        page = at % 5 == 0  # four notches of the wheel, then a page
        by = bar.pageStep() if page else QApplication.wheelScrollLines() * view.table.rowHeight(0)
        bar.setValue(bar.value() + by if bar.value() + by < bar.maximum() else 0)

    deeds: dict[str, Deed] = {"scroll": scroll, "step": lambda _at: view.table.step(1)}
    segments = getattr(view, "filters", None)
    if segments is not None:
        buttons = segments.findChildren(QAbstractButton)
        deeds["filter"] = lambda at: buttons[at % len(buttons)].click()
    return {**deeds, "type": lambda at: _strike(view.search, _WORDS[at % len(_WORDS)])}


def _clear(view: Any) -> None:
    view.search.clear()
    if getattr(view, "filters", None) is not None:
        view.filters.findChildren(QAbstractButton)[0].click()
    live(_SETTLE)


def _writes(field: QWidget | None) -> Deed:
    if field is None:
        raise LookupError("there is no field to write in")
    return lambda at: _strike(field, _WORDS[at % len(_WORDS)], ends=False)


def _strike(field: QWidget, letter: str, *, ends: bool = True) -> None:
    """Strike a key; a space ends the query of a list, and parts words in a text."""
    key = Qt.Key.Key_A
    if letter == " ":
        key = Qt.Key.Key_Escape if ends else Qt.Key.Key_Space
    text = "" if key is Qt.Key.Key_Escape else letter
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _sentence(bench: Bench) -> QWidget:
    """Declare to be free of conflicts, unless a former run did, and give the field of the first sentence."""
    view: Any = bench.desk.place
    until(lambda: view.declare.isVisible() or view.sheet is not None)
    if view.sheet is None:
        view.declare.choice.findChildren(QAbstractButton)[0].click()
        view.declare.confirm.click()
    until(lambda: view.sheet is not None)
    live(_SETTLE)
    fields: list[QWidget] = [each for each in view.scoring.findChildren(QPlainTextEdit) if each.isVisible()]
    fields[0].setFocus()
    return fields[0]


def _taken(do: Deed, rest: float) -> list[tuple[float, float]]:
    for at in range(_WARM):  # what is made at its first use, once in a session
        longest_turn(lambda at=at: do(at), 0.0)  # type: ignore[misc]
    return [_pair(longest_turn(lambda at=at: do(at), rest)) for at in range(_FRAMES)]  # type: ignore[misc]


def _pair(taken: Turn) -> tuple[float, float]:
    return taken.wall, taken.processor
