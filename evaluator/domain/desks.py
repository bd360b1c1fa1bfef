"""Whose desk a workspace is: it decides which deeds are offered there."""

from __future__ import annotations

from enum import StrEnum


class Desks(StrEnum):
    """The two kinds of desks; official and chair share one workspace."""

    OFFICE = "office"
    REVIEWER = "reviewer"
