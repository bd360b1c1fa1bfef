"""Why a PDF cannot be checked against the data it carries."""

from __future__ import annotations

from evaluator.errors import InputError


class PaperUnreadableError(InputError):
    """The file is not there, or cannot be read."""

    code = "input.paper-file.unreadable"
    fact_names = ("file",)


class NotPdfError(InputError):
    """The file is no PDF."""

    code = "input.paper-file.not-pdf"
    fact_names = ("file",)


class PaperTooLargeError(InputError):
    """The file, or what it unpacks to, is larger than any paper of this program."""

    code = "input.paper-file.too-large"
    fact_names = ("file", "limit")


class EncryptedPaperError(InputError):
    """The file is encrypted; no paper of this program is."""

    code = "input.paper-file.encrypted"
    fact_names = ("file",)


class DamagedPaperError(InputError):
    """The file begins as a PDF and cannot be read as one."""

    code = "input.paper-file.damaged"
    fact_names = ("file",)


class NoDataError(InputError):
    """The PDF carries no data of this program."""

    code = "input.paper-file.no-data"
    fact_names = ("file", "name")


class DataTooLargeError(InputError):
    """The embedded data are larger than those of any paper."""

    code = "input.paper-file.data-too-large"
    fact_names = ("file", "limit")


class UnknownDataError(InputError):
    """The embedded data are of a form that this version does not know."""

    code = "input.paper-file.data-unknown"
    fact_names = ("file", "known")


class DataFormError(InputError):
    """The embedded data do not keep the published schema."""

    code = "input.paper-file.data-form"
    fact_names = ("file", "where")
