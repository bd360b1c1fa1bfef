"""What the command palette offers: the actions that can be done now, the place's own, applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.actions import SPECS, ActionId, Menu, keys_of
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.workspace import Command
from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evaluator.scoring.figures import Outcome
    from evaluator.ui.desk import Desk
    from evaluator.ui.session import Session

_NOT_LISTED = {ActionId.VIEW_COMMANDS, ActionId.VIEW_NEXT_PANE, ActionId.VIEW_PREVIOUS_PANE}


def window_commands(window: Desk, session: Session) -> list[Command]:
    """Give every command in the order of the palette."""
    commands = [*_actions(window, going=False)]
    if window.place is not None:
        commands += window.place.commands()
    commands += _actions(window, going=True)
    if session.outcome is not None:
        commands += _applications(session.outcome, window)
    return commands


def _actions(window: Desk, *, going: bool) -> Iterator[Command]:
    group = tr("palette.places" if going else "palette.deeds")
    for spec in SPECS:
        action = window.actions_[spec.id]
        if action.isEnabled() and spec.id not in _NOT_LISTED and (spec.menu is Menu.GO) is going:
            words = action.text().replace("&", "")
            yield Command(group, spec.icon or "command", words, action.trigger, keys=keys_of(spec.id))


def _applications(outcome: Outcome, window: Desk) -> Iterator[Command]:
    group = tr("palette.applications")

    def goes_to(number: int) -> Callable[[], object]:
        return lambda: window.show_application(number)

    for each in sorted((s.application for s in outcome.standings), key=lambda each: each.number):
        lead = each.applicants.lead.as_written
        yield Command(
            group,
            "file-text",
            f"{each.number}  {lead}: {each.title}",
            goes_to(each.number),
            search=folded(" ".join((str(each.number), each.applicants.as_written, each.title))),
        )
