"""The places of the rail, in the order of the work; each is built when it is first gone to."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from evaluator.domain.desks import Desks
from evaluator.ui.actions import ActionId

if TYPE_CHECKING:
    from evaluator.ui.actions import Actions
    from evaluator.ui.session import Session
    from evaluator.ui.shared.workspace import Workspace


class Build(Protocol):
    """Makes a place; ``build`` of ``ui/<name>/presenter.py``."""

    def __call__(self, session: Session, actions: Actions) -> Workspace:
        """Make view and presenter, and give the view."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the rail.

    Attributes:
        name: Its package under ``ui``, and the key of its words.
        action: What goes there.
        icon: Lucide icon.
        desks: On whose desks it is.
        takes: Kinds of files that are led to it (``ui.incoming``).
    """

    name: str
    action: ActionId
    icon: str
    desks: frozenset[Desks] = field(default=frozenset({Desks.OFFICE}))
    takes: frozenset[str] = frozenset()

    def build(self, session: Session, actions: Actions) -> Workspace:
        """Make it. Imported now and not before: QtPdf would delay the first paint."""
        module = import_module(f"evaluator.ui.{self.name}.presenter")
        return cast("Build", module.build)(session, actions)


PLACES = (
    Place("applications", ActionId.GO_APPLICATIONS, "inbox", takes=frozenset({"bundle", "table"})),
    Place("assigning", ActionId.GO_ASSIGNING, "file-stack", takes=frozenset({"card"})),
    Place(
        "reviewing",
        ActionId.GO_REVIEWING,
        "clipboard-pen-line",
        frozenset({Desks.REVIEWER}),
        takes=frozenset({"review"}),
    ),
    Place("merging", ActionId.GO_MERGING, "git-merge", takes=frozenset({"review"})),
    Place("consensus", ActionId.GO_CONSENSUS, "users"),
    Place("ranking", ActionId.GO_RANKING, "list-ordered"),
    Place("envelope", ActionId.GO_ENVELOPE, "wallet"),
    Place("decision", ActionId.GO_DECISION, "file-text"),
    Place("log", ActionId.GO_LOG, "history", frozenset(Desks)),
)


def places_of(desk: Desks) -> tuple[int, ...]:
    """Give the positions of the places that are on a desk, in the order of the work."""
    return tuple(at for at, place in enumerate(PLACES) if desk in place.desks)
