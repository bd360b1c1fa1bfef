"""The published order of keys: a given passphrase, the keyring, a person who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.keys.errors import KeyringError
from evaluator.keys.secrets import KeyringSecret, PassphraseSecret

if TYPE_CHECKING:
    from collections.abc import Callable


class ResolvedSecret:
    """Finds the key of a workspace by the published order.

    A given passphrase decides alone: a wrong one is refused and nothing else tried,
    so that nobody believes that it was right.
    """

    def __init__(self, passphrase: str | None, ask: Callable[[], str] | None) -> None:
        """Take what there is.

        Args:
            passphrase: Given by the user beforehand, or None.
            ask: Asks a person when the keyring cannot help; None where nobody can be
                asked.
        """
        self._passphrase = passphrase
        self._ask = ask
        self._keyring = KeyringSecret()
        self._kept = False

    def key_for_new(self, salt: bytes) -> bytes:
        """Give the key of a workspace that is being made.

        Raises:
            KeyringError: There is no keyring that could keep it, and nobody to ask.
        """
        if self._passphrase is not None:
            return PassphraseSecret(self._passphrase).key_for_new(salt)
        try:
            key = self._keyring.key_for_new(salt)
        except KeyringError as error:
            return self._asked(error).key_for_new(salt)
        self._kept = True
        return key

    def key_of(self, salt: bytes) -> bytes:
        """Give the key of an existing workspace.

        Raises:
            KeyringError: The keyring does not have it, and there is nobody to ask.
        """
        if self._passphrase is not None:
            return PassphraseSecret(self._passphrase).key_of(salt)
        try:
            return self._keyring.key_of(salt)
        except KeyringError as error:
            return self._asked(error).key_of(salt)

    def forget(self, salt: bytes) -> None:
        """Take back what ``key_for_new`` kept: the workspace was not made."""
        if self._kept:
            self._keyring.forget(salt)

    def _asked(self, error: KeyringError) -> PassphraseSecret:
        """Ask; where nobody can be asked, the keyring's own error says best what is wrong."""
        if self._ask is None:
            raise error
        return PassphraseSecret(self._ask())
