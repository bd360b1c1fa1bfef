"""The operating system's keyring, asked with a time limit and only if it encrypts.

The `keyring` package would also use backends that keep passwords as plain text,
forget them silently, or come from whatever else is installed. Here only those of
the operating systems themselves are considered, by name.
"""

from __future__ import annotations

import importlib
import logging
import threading
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import keyring.errors

from evaluator.errors import EvaluatorError
from evaluator.keys.errors import (
    KeyringFailedError,
    KeyringLockedError,
    KeyringSilentError,
    NoKeyringError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SERVICE: Final = "evaluator"
TRUSTED: Final = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
)
TIME_LIMIT: Final = 60.0
"""Seconds; a prompt may be open in which a person types the keyring's password."""

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Backend(Protocol):
    """What is used of a backend of the `keyring` package."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give an entry, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store an entry in place of the former."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove an entry."""


class KeyringAccess:
    """Stores, finds and removes single entries of the operating system's keyring."""

    def __init__(self, time_limit: float = TIME_LIMIT, backends: Sequence[tuple[str, str]] = TRUSTED) -> None:
        """Set how the keyring is asked.

        Args:
            time_limit: Seconds that one request may take, a prompt included.
            backends: Module and class of the backends that may be used.
        """
        self._time_limit = time_limit
        self._backends = backends

    def store(self, user: str, value: str) -> None:
        """Store an entry, and read it back to be sure.

        Raises:
            KeyringError: It was not kept.
        """

        def deed(backend: Backend) -> None:
            backend.set_password(SERVICE, user, value)
            if backend.get_password(SERVICE, user) != value:
                raise KeyringFailedError

        self._ask(deed)

    def look_up(self, user: str) -> str | None:
        """Give an entry, or None.

        Raises:
            KeyringError: The keyring cannot be asked.
        """
        return self._ask(lambda backend: backend.get_password(SERVICE, user))

    def remove(self, user: str) -> None:
        """Remove an entry if it is there.

        Raises:
            KeyringError: The keyring cannot be asked.
        """

        def deed(backend: Backend) -> None:
            if backend.get_password(SERVICE, user) is not None:
                backend.delete_password(SERVICE, user)

        self._ask(deed)

    def _ask(self, deed: Callable[[Backend], T]) -> T:
        """Do the deed in a thread of its own, which is left behind if it never ends."""
        results: list[T] = []
        failures: list[BaseException] = []

        def work() -> None:
            try:
                results.append(_told_apart(lambda: deed(self._backend())))
            except BaseException as error:  # noqa: BLE001 - carried over to the asking thread
                failures.append(error)

        # Not a pool: the interpreter waits for a pool's threads when it ends.
        worker = threading.Thread(target=work, name="keyring", daemon=True)
        worker.start()
        worker.join(self._time_limit)
        if failures:
            raise failures[0]
        if not results:
            raise KeyringSilentError(seconds=round(self._time_limit))
        return results[0]

    def _backend(self) -> Backend:
        usable = []
        for module, name in self._backends:
            try:
                backend_class = getattr(importlib.import_module(module), name)
                usable.append((float(backend_class.priority), backend_class))
            except Exception as error:  # noqa: BLE001 - each system fails in its own way
                _log.debug("keyring backend %s is not usable: %s", module, type(error).__name__)
        if not usable:
            raise NoKeyringError
        best: Backend = max(usable, key=lambda each: each[0])[1]()
        return best


def _told_apart(deed: Callable[[], T]) -> T:
    """Do the deed; what a backend raises becomes one of ours, without its text."""
    try:
        return deed()
    except EvaluatorError:
        raise
    except (keyring.errors.KeyringLocked, keyring.errors.InitError) as error:
        # Without a display a locked collection ends as InitError.
        raise KeyringLockedError from error
    except Exception as error:
        # SecretStorage and D-Bus let errors of their own through.
        if type(error).__name__ in {"LockedException", "PromptDismissedException"}:
            raise KeyringLockedError from error
        raise KeyringFailedError from error
