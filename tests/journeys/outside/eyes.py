"""What a screen reader sees of the program, and what a person's hands do: AT-SPI and real key events.

Runs under Debian's own Python, which has the bindings of AT-SPI; standard library besides.
"""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pyatspi

PATIENCE = 120.0
"""Seconds until something that should come is missed.

Nothing waits that long where it comes. A first start compiles the program and reads it from
the disk: six seconds of work, of which a busy machine has made half a minute."""

CONTROLS = frozenset(
    {
        "check box",
        "combo box",
        "menu item",
        "page tab",
        "password text",
        "push button",
        "radio button",
        "slider",
        "spin button",
        "text",
        "toggle button",
    }
)
"""Roles a person can act on: each of them must have a name."""


class MissedError(Exception):
    """Something that should be there did not come in time."""


_running = []
"""The program's process while a story goes on."""


class EndedError(MissedError):
    """The program ended by itself, so nothing will come any more."""


@contextmanager
def running(*words):
    """Start the program under a window manager; give what a screen reader sees of it."""
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # It is there once it tells how many desktops it has. What is mapped before, it may not give the keyboard.
    until("the window manager", lambda: _told("xdotool", "get_num_desktops"))
    start = Path("command").read_text().split("\n")
    with Path("program.log").open("w") as log:
        process = subprocess.Popen([*start, *words], stdout=log, stderr=log)
    _running.append(process)
    try:
        yield until("the program", _program)
    finally:
        _running.clear()
        for each in (process, manager):
            each.terminate()
            each.wait(30)


def _told(*words):
    return (
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        == 0
    )


def _program():
    return next(
        (each for each in _children(pyatspi.Registry.getDesktop(0)) if each.name == "evaluator"), None
    )


def until(what, look, patience=PATIENCE):
    """Look again and again until there is something; give it.

    Raises:
        MissedError: It did not come; names it.
        EndedError: The program ended by itself.
    """
    end = time.monotonic() + patience
    while True:
        if any(each.poll() is not None for each in _running):
            raise EndedError(
                f"the program ended by itself, with {_running[0].returncode}, before {what} came"
            )
        try:
            if found := look():
                return found
        except Exception as error:  # noqa: BLE001 - a widget may go while it is looked at
            last = error
        else:
            last = None
        if time.monotonic() > end:
            raise MissedError(f"{what} did not come ({last})")
        time.sleep(0.1)


def _children(node):
    for at in range(node.childCount):
        if (child := node.getChildAtIndex(at)) is not None:
            yield child


def showing(node):
    """Give what is in sight below a node, the node included, depth first."""
    if node.getRoleName() == "application":
        node.clearCache()  # else states and children stay as they were first seen
    if not node.getState().contains(pyatspi.STATE_SHOWING) and node.getRoleName() != "application":
        return
    yield node
    if not node.getState().contains(pyatspi.STATE_MANAGES_DESCENDANTS):
        for child in _children(node):
            yield from showing(child)


def find(within, role, name, *, exact=False):
    """Wait for a control in sight by its role and its name's beginning, or its whole name."""

    def look():
        for each in showing(within):
            if each.getRoleName() == role and (each.name == name if exact else each.name.startswith(name)):
                return each
        return None

    try:
        return until(f"{role} {name!r}", look)
    except EndedError:
        raise
    except MissedError as missed:
        raise MissedError(f"{missed}; in sight:\n{_outline(within)}") from None


def _outline(within):
    """Give role and name of what is in sight, to explain what was missed."""
    return "\n".join(f"  {each.getRoleName()} {each.name!r}" for each in showing(within) if each.name)


def able(within, role, name):
    """Wait for a control that can be acted on now, by its role and its name's beginning."""

    def look():
        for each in showing(within):
            able_now = each.getRoleName() == role and each.getState().contains(pyatspi.STATE_ENABLED)
            if able_now and each.name.startswith(name):
                return each
        return None

    return until(f"{role} {name!r} that can be used", look)


def cells(table):
    """Give what a table says, row by row."""
    read = table.queryTable()
    return [[read.getAccessibleAt(row, at).name for at in range(read.nColumns)] for row in range(read.nRows)]


def press(node):
    """Press it, as a screen reader does."""
    action = node.queryAction()
    names = [action.getName(at) for at in range(action.nActions)]
    action.doAction(next((at for at, name in enumerate(names) if name in {"Press", "press", "Toggle"}), 0))


def write(node, text):
    """Replace an editable text."""
    node.queryEditableText().setTextContents(text)


def text_of(node):
    return node.queryText().getText(0, -1)


def keys(*names):
    """Press keys, each a name of X such as ``ctrl+Return``."""
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
        time.sleep(0.05)


def activate():
    """Give the keyboard to the program's window, as a click on its title does."""
    words = ["xdotool", "search", "--onlyvisible", "--name", "Evaluator", "windowactivate", "--sync"]
    until("the window's turn", lambda: _told(*words))


def typed(text):
    """Type a text key by key; only with keys that the display's keyboard has.

    Others, such as ä, are lent a key for a moment, and the program may look at the key too late.
    """
    assert text.isascii(), text
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)


def command(program, name):
    """Do what a name in the command palette does, by the keyboard."""
    time.sleep(1)  # what was done before may still move the keyboard, which closes the palette
    activate()
    keys("ctrl+k")
    time.sleep(1)
    typed(name)
    time.sleep(1)  # the list follows the letters
    keys("Return")


def focused(within):
    """Give the control that has the keyboard, or None."""
    return next((each for each in showing(within) if each.getState().contains(pyatspi.STATE_FOCUSED)), None)


def nameless(within):
    """Give the controls in sight that a screen reader could not name."""
    return [
        each.getRoleName() for each in showing(within) if each.getRoleName() in CONTROLS and not each.name
    ]
