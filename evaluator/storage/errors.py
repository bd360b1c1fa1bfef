"""Why a workspace cannot be made, opened or used."""

from __future__ import annotations

from typing import ClassVar

from evaluator.errors import StorageError


class WorkspaceError(StorageError):
    """Something is the matter with a workspace file.

    Facts:
        file: The file's name without folders.
    """

    fact_names: ClassVar[tuple[str, ...]] = ("file",)


class NotFoundError(WorkspaceError):
    """There is no such file."""

    code = "storage.not-found"


class IsFolderError(WorkspaceError):
    """The path is a folder."""

    code = "storage.is-folder"


class NotReadableError(WorkspaceError):
    """The system does not let the file be read."""

    code = "storage.not-readable"


class EmptyFileError(WorkspaceError):
    """The file holds nothing."""

    code = "storage.empty-file"


class PlainDatabaseError(WorkspaceError):
    """The file is an SQLite database that is not encrypted, so it is not ours."""

    code = "storage.plain-database"


class OtherFileError(WorkspaceError):
    """The file is recognised as something else: text, a ZIP, a PDF."""

    code = "storage.other-file"


class CutOffError(WorkspaceError):
    """The file is shorter than any workspace."""

    code = "storage.cut-off"


class WrongKeyError(WorkspaceError):
    """The key does not open the file; it may as well be no workspace at all.

    An encrypted file tells nobody without its key what it is.
    """

    code = "storage.wrong-key"


class NotWorkspaceError(WorkspaceError):
    """The key opens the file, but what is inside is no workspace."""

    code = "storage.not-workspace"


class NewerError(WorkspaceError):
    """A later version of the program wrote the file; it was not touched."""

    code = "storage.newer"


class OlderError(WorkspaceError):
    """An earlier version of the program wrote the file; it must be opened once before this."""

    code = "storage.older"


class ExistsError(WorkspaceError):
    """A file of that name is there already, and was not touched."""

    code = "storage.exists"


class FolderMissingError(WorkspaceError):
    """The folder for the new file does not exist."""

    code = "storage.folder-missing"


class ReadOnlyError(WorkspaceError):
    """The file or its folder cannot be written."""

    code = "storage.read-only"


class BusyError(WorkspaceError):
    """Another program, or a long deed of this one, holds the file."""

    code = "storage.busy"


class OpenElsewhereError(WorkspaceError):
    """Somebody had opened the workspace before, so here it can only be read."""

    code = "storage.open-elsewhere"


class DiskFullError(WorkspaceError):
    """The disk has no room; nothing of the deed was stored."""

    code = "storage.disk-full"


class VanishedError(WorkspaceError):
    """The file was moved, removed or replaced while it was open; nothing more is stored in it."""

    code = "storage.vanished"


class DamagedError(WorkspaceError):
    """Parts of the file do not agree with their seals, or cannot be read from the disk."""

    code = "storage.damaged"


class MigrationFailedError(WorkspaceError):
    """The file could not be brought to the present form; it is as it was.

    Facts:
        copy: Name of the copy that was made before.
    """

    code = "storage.migration-failed"
    fact_names = ("file", "copy")


class HandedOverError(WorkspaceError):
    """The round was given to somebody else; until it comes back it can only be read here.

    Facts:
        names: Who has it, or a dash where that was erased from the log.
    """

    code = "storage.baton.away"
    fact_names = ("file", "names")
