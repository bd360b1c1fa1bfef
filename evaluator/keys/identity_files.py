"""The identities of this machine's user: one small file each, its secrets under a key.

The key is kept like that of a workspace: at random in the operating system's keyring,
or derived from a passphrase by Argon2id. The file's header, which names the person and
says how the key is kept, is readable without it and sealed together with the secrets
(ChaCha20-Poly1305, the header as associated data), so that neither can be exchanged.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from evaluator.domain.canonical import decode, encode
from evaluator.domain.cards import card_from, card_told
from evaluator.domain.fields import Fields
from evaluator.errors import InputError
from evaluator.keys.identity import Identity, SecretKeys
from evaluator.keys.identity_errors import (
    IdentityDamagedError,
    IdentityExistsError,
    IdentityFolderError,
    IdentityMissingError,
    IdentityPassphraseError,
    IdentityUnclearError,
    IdentityUnknownError,
)
from evaluator.keys.identity_secret import Kept
from evaluator.keys.secrets import SALT_BYTES
from evaluator.keys.small_files import put_file

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.people import Card
    from evaluator.keys.identity_secret import IdentitySecret

_MAGIC: Final = b"EVIDENT\x01"
_SUFFIX: Final = ".evident"
_LONGEST: Final = 1 << 20
_LENGTH: Final = 4
_NONCE: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredIdentity:
    """An identity as anybody can see it who can read the file.

    Attributes:
        path: The file.
        card: Who it is.
        kept: Where the key is.
        salt: What the key is found by.
    """

    path: Path
    card: Card
    kept: Kept
    salt: bytes


class IdentityFiles:
    """The identities in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[StoredIdentity, ...]:
        """Give the identities, by name; a damaged file does not hide the others.

        Raises:
            IdentityDamagedError: There are files, and none of them can be read.
            IdentityFolderError: The folder cannot be read.
        """
        found, damaged = self._sorted_out()
        if damaged and not found:
            raise damaged[0]
        return found

    def damaged(self) -> tuple[str, ...]:
        """Give the names of the files that should be identities and cannot be read.

        Raises:
            IdentityFolderError: The folder cannot be read.
        """
        return tuple(str(each.facts["file"]) for each in self._sorted_out()[1])

    def _sorted_out(self) -> tuple[tuple[StoredIdentity, ...], tuple[IdentityDamagedError, ...]]:
        """Give the identities by name, and what is wrong with the files that are none."""
        try:
            paths = sorted(self._folder.glob(f"*{_SUFFIX}"))
        except OSError as error:
            raise IdentityFolderError from error
        found: list[StoredIdentity] = []
        damaged: list[IdentityDamagedError] = []
        for path in paths:
            try:
                found.append(_read(path)[0])
            except IdentityDamagedError as error:
                damaged.append(error)
        return tuple(sorted(found, key=lambda each: each.card.name)), tuple(damaged)

    def find(self, name: str | None) -> StoredIdentity:
        """Give the identity with this name; the only one when no name is given.

        Raises:
            IdentityDamagedError: It may be the one whose file is damaged.
            IdentityMissingError: There is none at all.
            IdentityUnclearError: There are several, and no name.
            IdentityUnknownError: There is none by that name.
        """
        found, damaged = self._sorted_out()
        if name is not None:
            named = [each for each in found if each.card.name == name]
            if not named and damaged:
                raise damaged[0]
            if not named:
                raise IdentityUnknownError(name=name)
            return named[0]
        if not found and damaged:
            raise damaged[0]
        if not found:
            raise IdentityMissingError
        if len(found) + len(damaged) > 1:  # the damaged one may be the one that is meant
            raise IdentityUnclearError(names=", ".join(each.card.name for each in found))
        return found[0]

    def add(self, identity: Identity, secret: IdentitySecret) -> None:
        """Keep a new identity.

        Args:
            identity: Who.
            secret: Gives the key.

        Raises:
            IdentityExistsError: There is one by that name.
            IdentityFolderError: The folder cannot be written.
            StorageError: The key cannot be kept.
        """
        if any(each.card.name == identity.card.name for each in self.all()):
            raise IdentityExistsError(name=identity.card.name)
        salt = secrets.token_bytes(SALT_BYTES)
        key, kept = secret.for_new(salt)
        path = self._folder / f"{secrets.token_hex(8)}{_SUFFIX}"
        try:
            self._write(StoredIdentity(path=path, card=identity.card, kept=kept, salt=salt), identity, key)
        except BaseException:
            secret.forget(salt, kept)
            raise

    def replace(self, stored: StoredIdentity, identity: Identity, secret: IdentitySecret) -> None:
        """Put a renewed identity in the place of the former, under the same key.

        Raises:
            IdentityPassphraseError: The key is not the one.
            IdentityFolderError: The folder cannot be written; the former stays.
        """
        self.open(stored, secret)
        place = StoredIdentity(path=stored.path, card=identity.card, kept=stored.kept, salt=stored.salt)
        self._write(place, identity, secret.of(stored.salt, stored.kept))

    def open(self, stored: StoredIdentity, secret: IdentitySecret) -> Identity:
        """Give an identity with its secrets.

        Raises:
            IdentityPassphraseError: The key is not the one.
            IdentityDamagedError: The file is damaged.
        """
        again, header, body = _read(stored.path)
        try:
            plain = ChaCha20Poly1305(secret.of(again.salt, again.kept)).decrypt(
                body[:_NONCE], body[_NONCE:], header
            )
        except InvalidTag:
            raise IdentityPassphraseError(name=again.card.name) from None
        keys = [
            SecretKeys(signing=each.hexadecimal("signing", 32), receiving=each.text("receiving", most=80))
            for each in Fields(decode(plain), "keys").each("keys", "signing", "receiving")
        ]
        return Identity(card=again.card, keys=keys[0], former=tuple(keys[1:]))

    def _write(self, place: StoredIdentity, identity: Identity, key: bytes) -> None:
        told = encode(
            {
                "format": 1,
                "kept": place.kept.value,
                "salt": place.salt.hex(),
                "card": card_told(identity.card),
            }
        )
        header = _MAGIC + len(told).to_bytes(_LENGTH, "big") + told
        plain = encode(
            {
                "keys": [
                    {"signing": each.signing.hex(), "receiving": each.receiving}
                    for each in (identity.keys, *identity.former)
                ]
            }
        )
        nonce = secrets.token_bytes(_NONCE)
        put_file(place.path, header + nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, header))


def _read(path: Path) -> tuple[StoredIdentity, bytes, bytes]:
    """Give what shows of a file, its header as bytes, and the rest."""
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST)
    except OSError as error:
        raise IdentityFolderError from error
    start = len(_MAGIC) + _LENGTH
    end = start + int.from_bytes(content[len(_MAGIC) : start], "big")
    if not content.startswith(_MAGIC) or len(content) <= end + _NONCE:
        raise IdentityDamagedError(file=path.name)
    try:
        fields = Fields(decode(content[start:end]), "format", "kept", "salt", "card")
        stored = StoredIdentity(
            path=path,
            card=card_from(fields.raw("card")),
            kept=Kept(fields.text("kept")),
            salt=fields.hexadecimal("salt", SALT_BYTES),
        )
    except (InputError, ValueError):
        raise IdentityDamagedError(file=path.name) from None
    return stored, content[:end], content[end:]
