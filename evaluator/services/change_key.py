"""Give a workspace another key, and show its key for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.log import Change

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evaluator.services.ports import Clock, Secret, Workspaces


class ChangeKey:
    """Changes a workspace's key and salt; copies made before keep the old ones."""

    def __init__(self, workspaces: Workspaces, clock: Clock) -> None:
        self._workspaces = workspaces
        self._clock = clock

    def __call__(self, path: Path, old: Secret, new: Secret, *, by: str, to: str) -> None:
        """Change the key of a workspace that nobody has open.

        Args:
            path: The workspace.
            old: Gives the present key.
            new: Gives, and keeps, the new one.
            by: Who changes it.
            to: Where the new key comes from, for the log: "keyring" or "passphrase".

        Raises:
            StorageError: The file or a key does not allow it; everything is as it was.
        """
        self._workspaces.open(path, old).close()  # brings an older file to the present form
        change = Change(deed="key.change", subject="key", before=None, after=to, by=by, at=self._clock())
        self._workspaces.change_key(path, old, new, change)


class ShowRecoveryKey:
    """Gives the key of a workspace in its printable form."""

    def __init__(
        self, workspaces: Workspaces, salt_of: Callable[[Path], bytes], printable: Callable[[bytes], str]
    ) -> None:
        self._workspaces = workspaces
        self._salt_of = salt_of
        self._printable = printable

    def __call__(self, path: Path, secret: Secret) -> str:
        """Give the recovery key, after it has opened the workspace.

        Raises:
            StorageError: The key cannot be had, or does not open the file.
        """
        once = _Once(secret)
        self._workspaces.open(path, once).close()
        return self._printable(once.key_of(self._salt_of(path)))


class _Once:
    """A secret that is asked once, however often it is needed."""

    def __init__(self, secret: Secret) -> None:
        self._secret = secret
        self._key: bytes | None = None

    def key_for_new(self, salt: bytes) -> bytes:
        return self._secret.key_for_new(salt)

    def key_of(self, salt: bytes) -> bytes:
        if self._key is None:
            self._key = self._secret.key_of(salt)
        return self._key

    def forget(self, salt: bytes) -> None:
        self._secret.forget(salt)
