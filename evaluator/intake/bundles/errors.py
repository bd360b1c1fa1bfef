"""What keeps a bundle from being looked at or made at all; everything else is a finding."""

from __future__ import annotations

from evaluator.errors import InputError


class BundleNotFoundError(InputError):
    """There is no file or folder by that name."""

    code = "input.bundle.not-found"
    fact_names = ("file",)


class BundleFolderError(InputError):
    """The folder to make a bundle from is none, or cannot be read."""

    code = "input.bundle.folder"
    fact_names = ("folder",)


class BundleNotWrittenError(InputError):
    """The bundle cannot be written where it should go."""

    code = "input.bundle.not-written"
    fact_names = ("file",)
