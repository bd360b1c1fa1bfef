"""What can be wrong with the files of a demonstration."""

from __future__ import annotations

from evaluator.errors import InputError


class DemoFileError(InputError):
    """A file of the demonstration cannot be used."""


class DemoUnreadableError(DemoFileError):
    """A file is missing, or is no UTF-8 text in the form it should have."""

    code = "input.demo.unreadable"
    fact_names = ("file",)


class DemoColumnsError(DemoFileError):
    """The header or a row does not have the documented columns."""

    code = "input.demo.columns"
    fact_names = ("file", "line", "columns")


class DemoUnknownError(DemoFileError):
    """A cell names something that does not exist."""

    code = "input.demo.unknown"
    fact_names = ("file", "line", "column", "value")


class DemoValueError(DemoFileError):
    """A value is neither a step of the scale nor a word that the column knows."""

    code = "input.demo.value"
    fact_names = ("file", "line", "value", "lowest", "highest")


class DemoCommentError(DemoFileError):
    """A row that needs a sentence or a reason has none."""

    code = "input.demo.comment"
    fact_names = ("file", "line")


class DemoTwiceError(DemoFileError):
    """The same cell is filled twice."""

    code = "input.demo.twice"
    fact_names = ("file", "line")


class DemoSettingError(DemoFileError):
    """A setting is missing, strange or wrong."""

    code = "input.demo.setting"
    fact_names = ("file", "field")
