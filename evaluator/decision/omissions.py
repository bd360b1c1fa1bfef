"""What a version of a paper leaves out, said on the paper itself with each ground."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evaluator.decision.content import BulletList, PaperKind, Paragraph, bold, plain
from evaluator.domain.variants import Part, Variant

if TYPE_CHECKING:
    from evaluator.decision.content import Block
    from evaluator.decision.scribe import Scribe

_OF_MEMO_ALONE = PaperKind.MEMO
"""The only paper that holds anything a version may leave out; the others are whole in all."""


def omissions(scribe: Scribe, kind: PaperKind) -> tuple[Block, ...]:
    """Say which version this is, what is left out of it and why; nothing on the whole one.

    Args:
        scribe: Gives the version.
        kind: The paper; only the memo holds what reviewers said.
    """
    if scribe.variant is Variant.INTERNAL:
        return ()
    application = scribe.find(scribe.party) if scribe.party is not None else None
    if application is None:
        version = scribe.say(f"omission.version.{scribe.variant.value}")
    else:
        version = scribe.say("omission.version.of_party", number=application.number)
    grounds = scribe.grounds if kind is _OF_MEMO_ALONE else {}
    if not grounds:
        return (Paragraph((*bold(version), *plain(" " + scribe.say("omission.nothing")))),)
    return (
        Paragraph((*bold(version), *plain(" " + scribe.say("omission.lead")))),
        BulletList(
            tuple(
                plain(scribe.say(f"omission.part.{_part(part, scribe)}", ground=_unbroken(ground)))
                for part, ground in grounds.items()
            )
        ),
    )


def _unbroken(ground: str) -> str:
    """Keep section and subsection together: "16 § 3 mom."."""
    return re.sub(r"(?<=[\d§]) (?=§|\d|mom\.)", "\u00a0", ground)


def _part(part: Part, scribe: Scribe) -> str:
    own = part is Part.REVIEW_SCORES and scribe.party is not None
    return f"{part.value}-of-others" if own else part.value
