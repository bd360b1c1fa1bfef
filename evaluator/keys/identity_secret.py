"""The key of an identity's secrets: in the keyring, or derived from a passphrase."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.keys.errors import KeyMissingError, KeyringError
from evaluator.keys.secrets import KeyringSecret, PassphraseSecret

if TYPE_CHECKING:
    from collections.abc import Callable


class Kept(StrEnum):
    """Where the key of an identity's secrets is."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the word, not one


class IdentitySecret:
    """Finds the key of an identity.

    A new identity is kept under a given passphrase, else in the keyring, else under a
    passphrase that is asked for. An existing one says itself where its key is, so a
    passphrase that was given for a workspace does not hide a key in the keyring.
    """

    def __init__(
        self,
        passphrase: str | None,
        ask: Callable[[], str] | None,
        keyring: KeyringSecret | None = None,
    ) -> None:
        """Take what there is.

        Args:
            passphrase: Given by the user beforehand, or None.
            ask: Asks a person; None where nobody can be asked.
            keyring: The operating system's keyring.
        """
        self._passphrase = passphrase
        self._ask = ask
        self._keyring = keyring or KeyringSecret()

    def for_new(self, salt: bytes) -> tuple[bytes, Kept]:
        """Give the key of a new identity, and where it is kept.

        Raises:
            KeyringError: There is no keyring, and nobody to ask.
        """
        if self._passphrase is None:
            try:
                return self._keyring.key_for_new(salt), Kept.KEYRING
            except KeyringError:
                if self._ask is None:
                    raise
        return self.of(salt, Kept.PASSPHRASE), Kept.PASSPHRASE

    def of(self, salt: bytes, kept: Kept) -> bytes:
        """Give the key of an existing identity.

        Raises:
            KeyringError: It cannot be had.
        """
        if kept is Kept.KEYRING:
            return self._keyring.key_of(salt)
        if self._passphrase is None:
            if self._ask is None:
                raise KeyMissingError
            self._passphrase = self._ask()
        return PassphraseSecret(self._passphrase).key_of(salt)

    def forget(self, salt: bytes, kept: Kept) -> None:
        """Take back what ``for_new`` kept: the identity was not made."""
        if kept is Kept.KEYRING:
            self._keyring.forget(salt)
