"""The words of reading: those of reviewing, where reading began."""

from __future__ import annotations

from evaluator.ui.reviewing.words import tr

__all__ = ["tr"]
