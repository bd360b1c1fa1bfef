"""Why an identity cannot be made, found or used."""

from __future__ import annotations

from evaluator.errors import InputError, RefusedError, StorageError


class IdentityMissingError(InputError):
    """There is no identity on this machine yet."""

    code = "keys.identity.missing"


class IdentityUnclearError(InputError):
    """There are several identities, and nobody said which.

    Facts:
        names: Their names.
    """

    code = "keys.identity.unclear"
    fact_names = ("names",)


class IdentityUnknownError(InputError):
    """There is no identity by that name."""

    code = "keys.identity.unknown"
    fact_names = ("name",)


class IdentityExistsError(RefusedError):
    """There is an identity by that name already."""

    code = "keys.identity.exists"
    fact_names = ("name",)


class IdentityPassphraseError(StorageError):
    """The key does not open the identity, or its file was changed."""

    code = "keys.identity.passphrase"
    fact_names = ("name",)


class IdentityDamagedError(StorageError):
    """The file of an identity is damaged, or from a later version of the program."""

    code = "keys.identity.damaged"
    fact_names = ("file",)


class IdentityFolderError(StorageError):
    """The folder of the identities cannot be read or written."""

    code = "keys.identity.folder"
