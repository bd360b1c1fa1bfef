"""Why a paper could not be printed or saved."""

from __future__ import annotations

from evaluator.errors import RefusedError, StorageError


class PrinterError(RefusedError):
    """The printer does not take the print."""

    code = "refused.printer"
    fact_names = ("printer",)


class PaperNotSavedError(StorageError):
    """A paper cannot be written where the user wants it."""

    code = "storage.paper-not-saved"
    fact_names = ("file",)
