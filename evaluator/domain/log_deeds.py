"""Which deeds of the log leave what a round holds as it was."""

from __future__ import annotations

from typing import Final

from evaluator.domain.log import HAND_OVER

LEAVES_CONTENT: Final = frozenset(
    {
        "round.create",
        "round.advance",
        "round.lock",
        "round.reopen",
        "papers.draft",
        "bundle.refuse",
        "papers.give",
        "papers.language",
        "archive.export",
        "data.export",
        "papers.version",
        "papers.editable",
        "key.change",
        "scenario.save",
        "scenario.remove",
        HAND_OVER,
        "round.hand-over-failed",
        "round.receive",
        "round.take-back",
    }
)
"""Deeds after which a decision draft still says what the round holds.

A paper prints the head of the log up to the last deed that is none of these: drafting
is logged, too, and a paper that is drafted again is to be the same, byte by byte.
"""
