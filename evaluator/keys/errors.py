"""Why a workspace's key cannot be had."""

from __future__ import annotations

from evaluator.errors import InputError, StorageError


class EmptyPassphraseError(InputError):
    """A passphrase without a single character protects nothing."""

    code = "keys.empty-passphrase"


class KeyringError(StorageError):
    """The operating system's keyring does not give or take a key."""


class NoKeyringError(KeyringError):
    """There is no keyring on this machine, or none that keeps keys encrypted."""

    code = "keys.no-keyring"


class KeyringLockedError(KeyringError):
    """The keyring is locked, and was not unlocked when it asked."""

    code = "keys.keyring-locked"


class KeyringSilentError(KeyringError):
    """The keyring did not answer within the time it was given.

    Facts:
        seconds: How long was waited.
    """

    code = "keys.keyring-silent"
    fact_names = ("seconds",)


class KeyringFailedError(KeyringError):
    """The keyring answered with an error of its own, or did not keep what it was given."""

    code = "keys.keyring-failed"


class KeyMissingError(KeyringError):
    """The keyring holds no usable key for this workspace."""

    code = "keys.missing"
