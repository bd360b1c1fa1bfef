"""Create a round: a workspace file that holds one call and nothing else yet."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from evaluator.domain.identifiers import RoundId
from evaluator.domain.log import Change
from evaluator.domain.log_values import of_round
from evaluator.domain.money import LARGEST
from evaluator.domain.rounds import Phase, Round
from evaluator.services.errors import EnvelopeMissingError, EnvelopeOutOfRangeError

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.call import Call
    from evaluator.domain.money import Cents
    from evaluator.services.ports import Clock, Secret, Workspace, Workspaces


class CreateRound:
    """Makes a workspace for one call."""

    def __init__(self, workspaces: Workspaces, clock: Clock) -> None:
        self._workspaces = workspaces
        self._clock = clock

    def __call__(
        self,
        path: Path,
        secret: Secret,
        call: Call,
        *,
        by: str,
        envelope: Cents | None = None,
        identity: str = "",
        made_up: bool = False,
    ) -> Workspace:
        """Create the file and open it.

        Args:
            path: Where; an existing file is refused.
            secret: Gives the key.
            call: What the round decides on; the round keeps its own copy.
            by: Who makes it.
            envelope: What can be granted, in cents; the call's when None.
            identity: The round's id; random when empty.
            made_up: Whether the round is a demonstration.

        Raises:
            EnvelopeMissingError: Nobody says how much can be granted.
            EnvelopeOutOfRangeError: It is not above zero, or above what a call may state.
            StorageError: The file cannot be made.
        """
        money = call.envelope_cents if envelope is None else envelope
        if money is None:
            raise EnvelopeMissingError(call=call.id)
        if not 0 < money <= LARGEST:
            raise EnvelopeOutOfRangeError(amount=money, largest=LARGEST)
        first = Round(
            id=RoundId(identity or secrets.token_hex(8)),
            call=call,
            phase=Phase.DRAFT,
            envelope=money,
            rule=call.allocation_rule,
            threshold=call.threshold,
            created=self._clock(),
            made_up=made_up,
        )
        change = Change(
            deed="round.create",
            subject=first.id,
            before=None,
            after=of_round(first),
            by=by,
            at=first.created,
        )
        return self._workspaces.create(path, secret, first, [change])
