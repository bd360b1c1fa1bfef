"""A workspace with a new key holds all it held, and no moment exists at which no key opens it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evaluator.keys.errors import KeyringLockedError
from evaluator.keys.recovery import from_printable, printable
from evaluator.keys.secrets import PassphraseSecret, RawSecret
from evaluator.storage import errors
from evaluator.storage.migrations import _copy
from evaluator.storage.rekeying import change_key
from evaluator.storage.workspace import SqlWorkspaces, salt_of
from tests.builders import an_application
from tests.storage.conftest import KEY, SECRET
from tests.unit.domain.test_log import a_change

NEW = RawSecret(bytes(reversed(range(32))))


@pytest.fixture
def filled(peopled):
    with peopled.begin() as unit:
        unit.put_applications([an_application(number) for number in range(1, 60)])
        unit.log([a_change(1)])
        unit.commit()
        contents = unit.contents(), unit.log_entries()
    peopled.close()
    return contents


def contents(path: Path, secret) -> tuple:
    opened = SqlWorkspaces().open(path, secret)
    with opened.read() as unit:
        found = unit.contents(), unit.log_entries()
    opened.close()
    return found


def test_everything_is_there_under_the_new_key_and_the_old_one_is_refused(filled, path) -> None:
    change_key(path, SECRET, NEW)

    assert contents(path, NEW) == filled
    with pytest.raises(errors.WrongKeyError):
        SqlWorkspaces().open(path, SECRET)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_file_gets_a_new_name_of_its_own(filled, path) -> None:
    before = salt_of(path)

    change_key(path, SECRET, NEW)

    assert salt_of(path) != before


def test_a_passphrase_can_be_changed(filled, path) -> None:
    change_key(path, SECRET, PassphraseSecret("vanha"))
    change_key(path, PassphraseSecret("vanha"), PassphraseSecret("uusi"))

    assert contents(path, PassphraseSecret("uusi")) == filled
    with pytest.raises(errors.WrongKeyError):
        SqlWorkspaces().open(path, PassphraseSecret("vanha"))


def test_a_recovery_key_opens_the_file_and_gives_it_a_passphrase(filled, path) -> None:
    typed = printable(KEY).lower().replace("-", " ")

    change_key(path, RawSecret(from_printable(typed)), PassphraseSecret("uusi"))

    assert contents(path, PassphraseSecret("uusi")) == filled


def test_a_copy_made_before_keeps_its_old_key(filled, path) -> None:
    copy = _copy(path, KEY, "0001")

    change_key(path, SECRET, NEW)

    assert contents(copy, SECRET) == filled


def test_a_wrong_old_key_changes_nothing(filled, path) -> None:
    before = path.read_bytes()

    with pytest.raises(errors.WrongKeyError):
        change_key(path, NEW, SECRET)

    assert path.read_bytes() == before


def test_an_open_workspace_is_not_given_another_key(workspace, path) -> None:
    with pytest.raises(errors.OpenElsewhereError):
        change_key(path, SECRET, NEW)


class Watched(RawSecret):
    """Notes what it was asked to keep and to forget, and can fail."""

    def __init__(self, key: bytes, failure: Exception | None = None) -> None:
        super().__init__(key)
        self.kept: list[bytes] = []
        self.failure = failure

    def key_for_new(self, salt: bytes) -> bytes:
        if self.failure:
            raise self.failure
        self.kept.append(salt)
        return super().key_for_new(salt)

    def forget(self, salt: bytes) -> None:
        self.kept.remove(salt)


def test_the_new_key_is_kept_under_the_salt_of_the_new_file(filled, path) -> None:
    new = Watched(bytes(32))

    change_key(path, SECRET, new)

    assert new.kept == [salt_of(path)]


def test_a_keyring_that_does_not_take_the_key_leaves_the_file_as_it_was(filled, path) -> None:
    with pytest.raises(KeyringLockedError):
        change_key(path, SECRET, Watched(bytes(32), KeyringLockedError()))

    assert contents(path, SECRET) == filled
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_copy_that_cannot_be_read_back_is_not_used_and_its_key_forgotten(filled, path, monkeypatch) -> None:
    new = Watched(bytes(32))

    def damaged(draft: Path, *_: object) -> None:
        content = bytearray(draft.read_bytes())
        content[len(content) // 2] ^= 1
        draft.write_bytes(content)
        original(draft, *_)

    from evaluator.storage import rekeying

    original = rekeying._check
    monkeypatch.setattr(rekeying, "_check", damaged)

    with pytest.raises(errors.DamagedError):
        change_key(path, SECRET, new)

    assert new.kept == []
    assert contents(path, SECRET) == filled


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.storage.conftest import SECRET
from tests.storage.test_rekeying import NEW
from evaluator.storage.rekeying import change_key
print("ready", flush=True)
path = Path({path!r})
keys = [SECRET, NEW]
while True:
    change_key(path, keys[0], keys[1])
    keys.reverse()
"""


def test_killed_at_any_moment_one_of_the_two_keys_opens_it(filled, path) -> None:
    chance = random.Random(4)
    script = KILLED.format(root=str(Path(__file__).parents[2]), path=str(path))
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.15))
            os.kill(process.pid, signal.SIGKILL)
        try:
            found = contents(path, SECRET)
        except errors.WrongKeyError:
            found = contents(path, NEW)
            change_key(path, NEW, SECRET)
        assert found == filled
        # SQLite may leave its journal, ciphertext too, until the file is written to again.
        assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}-journal"}
