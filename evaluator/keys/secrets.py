"""The ways to come by a workspace's key: a passphrase, the keyring, or the key itself.

A workspace is one SQLCipher file under one 32-byte key. Its first 16 bytes, the
salt, are not secret: they name the file wherever it lies, salt the passphrase and
are the keyring's user name. So a workspace needs no file beside it.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from evaluator.keys.errors import EmptyPassphraseError, KeyMissingError
from evaluator.keys.keyring_access import KeyringAccess

if TYPE_CHECKING:
    from typing import Final

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16

# RFC 9106, section 4, second recommended setting: t=3, 64 MiB, p=4.
_PASSES: Final = 3
_MEMORY_KIB: Final = 64 * 1024
_LANES: Final = 4


class RawSecret:
    """The key itself, as a recovery or a test holds it."""

    def __init__(self, key: bytes) -> None:
        """Take the key.

        Raises:
            ValueError: It is not 32 bytes long.
        """
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
        self._key = key

    def key_for_new(self, salt: bytes) -> bytes:
        """Give the key, whatever the salt."""
        return self.key_of(salt)

    def key_of(self, salt: bytes) -> bytes:  # noqa: ARG002 - the port's signature
        """Give the key, whatever the salt."""
        return self._key

    def forget(self, salt: bytes) -> None:
        """Do nothing: nothing was kept."""


class PassphraseSecret:
    """A passphrase that a person remembers; the key is derived anew each time."""

    def __init__(self, passphrase: str) -> None:
        """Take the passphrase.

        Raises:
            EmptyPassphraseError: It is empty.
        """
        if not passphrase:
            raise EmptyPassphraseError
        # The same letters are typed as one or two code points on different systems.
        self._passphrase = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")

    def key_for_new(self, salt: bytes) -> bytes:
        """Derive the key, as ``key_of`` will."""
        return self.key_of(salt)

    def key_of(self, salt: bytes) -> bytes:
        """Derive the key by Argon2id; takes about 0.2 s and 64 MiB on purpose."""
        kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
        return kdf.derive(self._passphrase)

    def forget(self, salt: bytes) -> None:
        """Do nothing: nothing was kept."""


class KeyringSecret:
    """A random key that the operating system's keyring keeps."""

    def __init__(self, access: KeyringAccess | None = None) -> None:
        self._access = access or KeyringAccess()

    def key_for_new(self, salt: bytes) -> bytes:
        """Make a random key, and return it only once the keyring gives it back.

        Raises:
            KeyringError: The keyring did not take it.
        """
        key = secrets.token_bytes(KEY_BYTES)
        self.keep(salt, key)
        return key

    def keep(self, salt: bytes, key: bytes) -> None:
        """Put a key into the keyring, as after a move to another machine.

        Raises:
            KeyringError: The keyring did not take it.
        """
        self._access.store(salt.hex(), key.hex())

    def key_of(self, salt: bytes) -> bytes:
        """Ask the keyring for the key.

        Raises:
            KeyMissingError: It has none for this workspace.
            KeyringError: It cannot be asked.
        """
        found = self._access.look_up(salt.hex())
        try:
            key = bytes.fromhex(found or "")
        except ValueError:
            raise KeyMissingError from None
        if len(key) != KEY_BYTES:
            raise KeyMissingError
        return key

    def has_key(self, salt: bytes) -> bool:
        """Tell whether the keyring holds a key for the workspace with this salt.

        Raises:
            KeyringError: It cannot be asked.
        """
        return self._access.look_up(salt.hex()) is not None

    def forget(self, salt: bytes) -> None:
        """Take the key out of the keyring; one that is not there is no error.

        Raises:
            KeyringError: The keyring cannot be asked.
        """
        self._access.remove(salt.hex())
