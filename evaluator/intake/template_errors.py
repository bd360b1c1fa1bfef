"""What can be wrong with the official's own sentences for the papers, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from evaluator.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence


class TemplateError(InputError):
    """A file of own sentences cannot be used; no paper is made with half of it.

    Attributes:
        problems: All faults of the files, this one first among them.
    """

    code = "input.template.unreadable"
    fact_names: ClassVar[tuple[str, ...]] = ("file",)
    problems: Sequence[TemplateError] = ()

    @property
    def cell(self) -> str:
        """Where it is: file and line."""
        line = self.facts.get("line")
        return f"{self.facts['file']}:{line}" if line is not None else str(self.facts["file"])


class TemplateFolderError(TemplateError):
    """The folder that was named is not there, or holds no file of sentences."""

    code = "input.template.folder"


class TemplateSyntaxError(TemplateError):
    """The file is no TOML."""

    code = "input.template.syntax"
    fact_names = ("file", "detail")


class UnknownSentenceError(TemplateError):
    """The papers have no sentence by this name."""

    code = "input.template.unknown-sentence"
    fact_names = ("file", "line", "sentence")


class NotTextError(TemplateError):
    """What stands there is no text, or an empty one."""

    code = "input.template.not-text"
    fact_names = ("file", "line", "sentence")


class PartsError(TemplateError):
    """The sentence depends on a number, or has parts, and is given as one text; or the reverse."""

    code = "input.template.parts"
    fact_names = ("file", "line", "sentence", "parts")


class BracesError(TemplateError):
    """The braces do not make fields."""

    code = "input.template.braces"
    fact_names = ("file", "line", "sentence")


class UnknownFieldError(TemplateError):
    """The sentence has a field that the program does not fill in."""

    code = "input.template.unknown-field"
    fact_names = ("file", "line", "sentence", "field", "known")


class MissingFieldError(TemplateError):
    """The sentence lost a field."""

    code = "input.template.missing-field"
    fact_names = ("file", "line", "sentence", "field")
