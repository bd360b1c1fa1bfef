"""Why a paper could not be printed."""

from __future__ import annotations

from evaluator.errors import RefusedError


class PrinterError(RefusedError):
    """The printer does not take the print."""

    code = "refused.printer"
    fact_names = ("printer",)
