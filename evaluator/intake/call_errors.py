"""What can be wrong with a call file: one error for each kind, with file and line."""

from __future__ import annotations

from typing import ClassVar, Final

from evaluator.errors import InputError


class CallFileError(InputError):
    """A call file cannot be used."""

    code = "input.call.unusable"
    fact_names: ClassVar[tuple[str, ...]] = ("file",)


class CallMissingError(CallFileError):
    """There is no such file."""

    code = "input.call.not-found"


class CallFolderError(CallFileError):
    """It is a folder, or anything else that is no plain file."""

    code = "input.call.no-file"


class CallTooLargeError(CallFileError):
    """It is larger than any call can be."""

    code = "input.call.too-large"
    fact_names = ("file", "limit_kb")


class UnknownCallError(InputError):
    """No call of this id ships with the program."""

    code = "input.call.unknown"
    fact_names = ("id", "known")


class FaultyCallError(CallFileError):
    """The file was read and breaks a rule at a line; its kinds are in ``FAULTS``."""

    code = "input.call.faulty"
    fact_names = ("file", "line")


def _fault(kind: str, *more: str) -> type[FaultyCallError]:
    name = "".join(part.title() for part in kind.split("-")) + "CallError"
    return type(
        name,
        (FaultyCallError,),
        {
            "__doc__": f"The kind of fault named {kind}.",
            "__module__": __name__,
            "code": f"input.call.{kind}",
            "fact_names": ("file", "line", *more),
        },
    )


FAULTS: Final = {
    kind: _fault(kind, *more)
    for kind, more in {
        # the text
        "empty": (),
        "not-utf8": (),
        "syntax": ("column",),
        "key-twice": (),
        "too-deep": (),
        # the keys
        "misspelt-key": ("name", "meant"),
        "unknown-key": ("name",),
        "missing-key": ("name",),
        # the values
        "not-text": ("name",),
        "not-whole": ("name",),
        "not-exact": ("name",),
        "not-flag": ("name",),
        "not-day": ("name",),
        "not-time": ("name",),
        "not-list": ("name",),
        "not-table": ("name",),
        "not-choice": ("name", "choices"),
        "not-above": ("name", "limit"),
        "below-least": ("name", "limit"),
        "above-most": ("name", "limit"),
        "empty-text": ("name",),
        "too-few": ("name",),
        "not-usable": ("name",),
        # the call as a whole
        "scale-falls": (),
        "opens-late": (),
        "closing-day": (),
        "twice": ("id",),
        "anchors": ("id", "steps"),
        "threshold": ("id", "low", "high"),
    }.items()
}
"""The errors for faults in a call file, by kind."""
