"""What an export of raw data or of the papers' sentences refuses, and why."""

from __future__ import annotations

from evaluator.errors import InputError, RefusedError


class ExportNameError(InputError):
    """The name asks for a kind of file that is not written."""

    code = "input.export.name"
    fact_names = ("file",)


class SentencesThereError(RefusedError):
    """A file of sentences is there already and is not written over."""

    code = "refused.templates.there"
    fact_names = ("file",)
