"""The keyring keeps keys, says why when it cannot, and never holds the program up."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import types

import keyring.backend
import pytest

from evaluator.keys import errors
from evaluator.keys.keyring_access import TRUSTED, KeyringAccess
from evaluator.keys.secrets import KeyringSecret

# SecretStorage does not close its connection when a keyring is locked.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

SALT = bytes(range(16))
OTHER = bytes(range(16, 32))


def test_a_new_key_is_random_and_kept_under_the_file_s_salt(secret_service) -> None:
    secret = KeyringSecret()

    key = secret.key_for_new(SALT)

    assert len(key) == 32
    assert secret.key_of(SALT) == key
    assert secret.key_for_new(OTHER) != key
    found = subprocess.run(
        ["secret-tool", "lookup", "service", "evaluator", "username", SALT.hex()],
        env=secret_service,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == key.hex()


def test_another_process_of_the_same_user_finds_the_key(secret_service) -> None:
    key = KeyringSecret().key_for_new(SALT)
    script = (
        "from evaluator.keys.secrets import KeyringSecret;"
        f"print(KeyringSecret().key_of(bytes.fromhex('{SALT.hex()}')).hex())"
    )

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == key.hex()


def test_it_is_known_without_reading_the_key_whether_there_is_one(secret_service) -> None:
    secret = KeyringSecret()
    assert not secret.has_key(SALT)

    secret.keep(SALT, bytes(32))

    assert secret.has_key(SALT)
    assert not secret.has_key(OTHER)


def test_a_forgotten_key_is_gone_and_forgetting_twice_is_no_error(secret_service) -> None:
    secret = KeyringSecret()
    secret.key_for_new(SALT)

    secret.forget(SALT)
    secret.forget(SALT)

    with pytest.raises(errors.KeyMissingError):
        secret.key_of(SALT)


def test_a_workspace_that_the_keyring_does_not_know_is_told(secret_service) -> None:
    with pytest.raises(errors.KeyMissingError):
        KeyringSecret().key_of(SALT)


@pytest.mark.parametrize("kept", ["", "zz", "00" * 31, "not hexadecimal at all"])
def test_an_entry_that_is_no_key_counts_as_missing(secret_service, kept) -> None:
    KeyringAccess().store(SALT.hex(), kept)

    with pytest.raises(errors.KeyMissingError):
        KeyringSecret().key_of(SALT)


def test_a_locked_keyring_without_a_display_is_told(locked_service) -> None:
    with pytest.raises(errors.KeyringLockedError):
        KeyringSecret().key_for_new(SALT)


def test_a_bus_without_a_keyring_is_no_keyring(session, monkeypatch) -> None:
    # An installed service would be started by the bus; this machine has none then.
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    with pytest.raises(errors.NoKeyringError):
        KeyringSecret().key_for_new(SALT)


def test_no_bus_at_all_is_no_keyring(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    with pytest.raises(errors.NoKeyringError):
        KeyringSecret().has_key(SALT)


def test_backends_that_do_not_encrypt_are_never_asked(monkeypatch, tmp_path) -> None:
    asked: list[str] = []

    class Plain(keyring.backend.KeyringBackend):
        priority = 99

        def get_password(self, _service, username):
            asked.append(username)

        def set_password(self, _service, username, _password):
            asked.append(username)

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    keyring.set_keyring(Plain())

    with pytest.raises(errors.NoKeyringError):
        KeyringSecret().key_for_new(SALT)

    assert asked == []
    assert {module for module, _ in TRUSTED} == {
        "keyring.backends.SecretService",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    }


def test_every_trusted_backend_exists_under_its_name() -> None:
    import importlib

    for module, name in TRUSTED:
        assert issubclass(getattr(importlib.import_module(module), name), keyring.backend.KeyringBackend)


@pytest.fixture
def access_to(monkeypatch):
    """Give access to a backend that misbehaves as real ones do when they break."""

    def give(backend: type, time_limit: float = 5) -> KeyringAccess:
        module = types.ModuleType("misbehaving_backend")
        module.Keyring = backend
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return KeyringAccess(time_limit, ((module.__name__, "Keyring"),))

    return give


def test_a_keyring_that_waits_for_a_prompt_is_left_after_the_time_limit(access_to) -> None:
    answered = threading.Event()

    class Prompting:
        priority = 1

        def get_password(self, _service, _username):
            answered.wait()

    started = time.monotonic()
    with pytest.raises(errors.KeyringSilentError) as caught:
        access_to(Prompting, time_limit=0.2).look_up("x")

    assert time.monotonic() - started < 2
    assert "seconds" in caught.value.facts
    answered.set()


def test_a_program_ends_although_its_keyring_never_answers() -> None:
    script = """
import sys, time, types
from evaluator.keys.errors import KeyringSilentError
from evaluator.keys.keyring_access import KeyringAccess
module = types.ModuleType("never")
class Keyring:
    priority = 1
    def get_password(self, _service, username):
        time.sleep(3600)
module.Keyring = Keyring
sys.modules["never"] = module
try:
    KeyringAccess(0.1, (("never", "Keyring"),)).look_up("x")
except KeyringSilentError:
    print("silent")
"""
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=20
    )

    assert said.stdout.strip() == "silent"


def test_a_keyring_that_forgets_what_it_took_is_noticed(access_to) -> None:
    class Forgetful:
        priority = 1

        def set_password(self, _service, _username, _password):
            pass

        def get_password(self, _service, _username):
            return None

    with pytest.raises(errors.KeyringFailedError):
        KeyringSecret(access_to(Forgetful)).key_for_new(SALT)


def test_an_error_of_the_backend_s_own_becomes_ours_and_holds_no_key(access_to) -> None:
    class Broken:
        priority = 1

        def set_password(self, _service, _username, password):
            raise RuntimeError(password)

    with pytest.raises(errors.KeyringFailedError) as caught:
        KeyringSecret(access_to(Broken)).keep(SALT, bytes(32))

    assert "00" * 32 not in str(caught.value)
