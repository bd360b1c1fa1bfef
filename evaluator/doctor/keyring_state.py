"""What state the operating system's keyring is in, found out without any prompt opening."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from typing import Any, Final

from evaluator.doctor.checks import Check
from evaluator.keys.keyring_access import TRUSTED

TIME_LIMIT: Final = 4.0
"""Seconds; nobody is asked anything, so a service that takes longer does not work."""

_DEFAULT_COLLECTION: Final = "/org/freedesktop/secrets/aliases/default"


def check_keyring(time_limit: float = TIME_LIMIT) -> Check:
    """Look for a keyring that encrypts, and whether it is locked.

    The keyring is asked in a thread of its own, which is left behind if no answer comes.
    """
    found: list[Check] = []
    # Not a pool: the interpreter waits for a pool's threads when it ends.
    worker = threading.Thread(target=lambda: found.append(_look()), name="doctor-keyring", daemon=True)
    worker.start()
    worker.join(time_limit)
    if found:
        return found[0]
    return Check(name="keyring", ok=False, needed=False, state="silent", facts={"seconds": round(time_limit)})


def _look() -> Check:
    best = max(_usable(), default=None)
    if best is None:
        return Check(name="keyring", ok=False, needed=False, state="missing")
    backend = best[1]
    if not backend.endswith("SecretService") or not _is_locked():
        return Check(name="keyring", ok=True, facts={"backend": backend})
    can_ask = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return Check(name="keyring", ok=can_ask, needed=False, state="locked", facts={"backend": backend})


def _usable() -> list[tuple[float, str]]:
    """Give priority and module of the trusted backends that work on this machine."""
    usable = []
    for module, name in TRUSTED:
        try:
            usable.append((float(getattr(importlib.import_module(module), name).priority), module))
        except Exception:  # noqa: BLE001, S112 - each system fails in its own way; what is left counts
            continue
    return usable


def _is_locked() -> bool:
    """Tell whether the Secret Service's default collection is locked, or not there yet."""
    if not sys.platform.startswith("linux"):
        return False
    storage: Any = importlib.import_module("secretstorage")
    connection = storage.dbus_init()
    try:
        # Asked by its path: the ordinary way would create it, with a prompt.
        return bool(storage.Collection(connection, _DEFAULT_COLLECTION).is_locked())
    except storage.exceptions.SecretStorageException:
        return True
    finally:
        connection.close()
