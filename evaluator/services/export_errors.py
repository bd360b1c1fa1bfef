"""What an export of raw data refuses, and why."""

from __future__ import annotations

from evaluator.errors import InputError


class ExportNameError(InputError):
    """The name asks for a kind of file that is not written."""

    code = "input.export.name"
    fact_names = ("file",)
