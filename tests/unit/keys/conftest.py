"""A real Secret Service on a message bus of its own, unlocked or locked, for one test run.

Needs the packages gnome-keyring, dbus and libsecret-tools. Nothing of the user's own
keyring is touched: home, data and runtime folders are fresh.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NEEDED = ("dbus-daemon", "gnome-keyring-daemon", "secret-tool")


@contextmanager
def bus(folder: Path) -> Iterator[dict[str, str]]:
    """Start a message bus and give the environment in which programs find it."""
    environment = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_DATA_HOME": str(folder / "data"),
        "PATH": os.environ["PATH"],
    }
    (folder / "run").mkdir(mode=0o700)
    started = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    try:
        address = started.stdout.readline().strip()
        yield environment | {"DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        started.terminate()
        started.wait()
        started.stdout.close()


@contextmanager
def keyring_daemon(environment: dict[str, str], *, unlocked: bool) -> Iterator[None]:
    """Start the keyring; unlocking makes the login collection on the way."""
    arguments = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    daemon = subprocess.Popen(
        [*arguments, "--unlock"] if unlocked else arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        if unlocked:
            daemon.stdin.write(b"avainrengas")
        daemon.stdin.close()
        _wait_until_it_answers(environment)
        yield
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait()


def _wait_until_it_answers(environment: dict[str, str]) -> None:
    asked = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
    asked += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    for _ in range(100):
        answer = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
        if "true" in answer.stdout:
            return
        time.sleep(0.05)
    raise TimeoutError("the keyring daemon did not come up")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Give a message bus to this process, without any keyring on it."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.fail(f"missing {missing}: install gnome-keyring dbus libsecret-tools")
    with tempfile.TemporaryDirectory(prefix="kr") as folder, bus(Path(folder)) as environment:
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield environment
        gc.collect()  # here, where an unclosed connection of SecretStorage is known and ignored


@pytest.fixture
def secret_service(session: dict[str, str]) -> Iterator[dict[str, str]]:
    """Give a Secret Service that is unlocked."""
    with keyring_daemon(session, unlocked=True):
        yield session


@pytest.fixture
def locked_service(session: dict[str, str]) -> Iterator[dict[str, str]]:
    """Give a Secret Service whose collection exists and is locked."""
    with keyring_daemon(session, unlocked=True):
        pass
    with keyring_daemon(session, unlocked=False):
        yield session
