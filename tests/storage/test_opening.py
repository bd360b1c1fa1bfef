"""Every way in which a file is no workspace, or cannot become one, is told by its own name."""

from __future__ import annotations

import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from evaluator.domain.language import Language
from evaluator.errors import StorageError
from evaluator.keys.secrets import PassphraseSecret, RawSecret
from evaluator.messages.catalogue import Catalogue
from evaluator.storage import errors
from evaluator.storage.connection import connect
from evaluator.storage.workspace import SqlWorkspaces, salt_of
from tests.builders import a_round
from tests.storage.conftest import KEY, SECRET


def plain_database(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE t (a)")
    database.commit()
    database.close()


def foreign_database(path: Path) -> None:
    path.touch()
    database = connect(path, KEY, secrets.token_bytes(16))
    database.execute("CREATE TABLE t (a)")
    database.close()


FILES = [
    pytest.param(lambda _: None, errors.NotFoundError, id="missing"),
    pytest.param(lambda path: path.mkdir(), errors.IsFolderError, id="folder"),
    pytest.param(lambda path: path.touch(), errors.EmptyFileError, id="empty"),
    pytest.param(plain_database, errors.PlainDatabaseError, id="plain-database"),
    pytest.param(lambda path: path.write_text("Hakemus;1\n" * 3600), errors.OtherFileError, id="text"),
    pytest.param(lambda path: path.write_text("ääkkösiä " * 2601), errors.OtherFileError, id="long-text"),
    pytest.param(lambda path: path.write_text("a"), errors.OtherFileError, id="one-letter"),
    pytest.param(lambda path: path.write_text("ä" * 99, "utf-16"), errors.OtherFileError, id="utf-16"),
    pytest.param(lambda path: path.write_bytes(b"PK\x03\x04" + bytes(9000)), errors.OtherFileError, id="zip"),
    pytest.param(
        lambda path: path.write_bytes(secrets.token_bytes(16_383)), errors.CutOffError, id="cut-off"
    ),
    pytest.param(
        lambda path: path.write_bytes(secrets.token_bytes(2 * 16_384)), errors.WrongKeyError, id="random"
    ),
    pytest.param(foreign_database, errors.NotWorkspaceError, id="another-program-s"),
]


@pytest.mark.parametrize(("make", "error"), FILES)
def test_what_is_no_workspace_is_refused_by_name_and_left_as_it_was(path, make, error) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(error) as caught:
        SqlWorkspaces().open(path, SECRET)

    assert caught.value.facts == {"file": path.name}
    assert (path.read_bytes() if path.is_file() else None) == before
    assert {each.name for each in path.parent.iterdir()} <= {path.name}


def test_a_wrong_key_is_refused_and_the_right_one_opens(workspace, path) -> None:
    workspace.close()

    with pytest.raises(errors.WrongKeyError):
        SqlWorkspaces().open(path, RawSecret(bytes(32)))

    SqlWorkspaces().open(path, SECRET).close()


def test_a_wrong_key_writes_nothing_on_the_terminal(workspace, path, capfd) -> None:
    workspace.close()

    with pytest.raises(errors.WrongKeyError):
        SqlWorkspaces().open(path, RawSecret(bytes(32)))

    assert capfd.readouterr() == ("", "")


def test_a_passphrase_opens_what_it_made_wherever_the_file_lies(path, tmp_path) -> None:
    SqlWorkspaces().create(path, PassphraseSecret("ääkkösiä"), a_round()).close()
    moved = tmp_path / "toinen nimi #1 100%.evaluator"
    path.rename(moved)

    opened = SqlWorkspaces().open(moved, PassphraseSecret("a\u0308a\u0308kko\u0308sia\u0308"))

    with opened.read() as unit:
        assert unit.round() == a_round()
    opened.close()


def test_the_salt_in_the_file_s_first_bytes_stays(workspace, path) -> None:
    salt = salt_of(path)

    workspace.close()

    assert path.read_bytes()[:16] == salt == salt_of(path)


def test_a_new_key_without_a_salt_keeps_the_file_s_salt(workspace, path) -> None:
    workspace.close()
    salt = salt_of(path)
    raw = connect(path, KEY)

    raw.execute(f"PRAGMA rekey = \"x'{bytes(32).hex()}'\"")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()

    assert salt_of(path) == salt
    SqlWorkspaces().open(path, RawSecret(bytes(32))).close()


def test_an_existing_file_is_not_overwritten(path) -> None:
    path.write_text("tärkeää")

    with pytest.raises(errors.ExistsError):
        SqlWorkspaces().create(path, SECRET, a_round())

    assert path.read_text() == "tärkeää"


def test_a_missing_folder_is_told(path) -> None:
    with pytest.raises(errors.FolderMissingError):
        SqlWorkspaces().create(path / "x.evaluator", SECRET, a_round())

    assert list(path.parent.iterdir()) == []


def test_a_creation_that_fails_leaves_nothing_and_forgets_its_key(path) -> None:
    class Watched(RawSecret):
        forgotten: list[bytes] = []  # noqa: RUF012

        def forget(self, salt: bytes) -> None:
            self.forgotten.append(salt)

    secret = Watched(KEY)

    with pytest.raises(OverflowError):
        SqlWorkspaces().create(path, secret, a_round(envelope=2**70))

    assert list(path.parent.iterdir()) == []
    assert len(secret.forgotten) == 1


def test_a_creation_that_loses_its_place_meanwhile_replaces_nothing(path) -> None:
    class Slow(RawSecret):
        def key_for_new(self, salt: bytes) -> bytes:
            path.write_text("muu ohjelma")
            return super().key_for_new(salt)

    with pytest.raises(errors.ExistsError):
        SqlWorkspaces().create(path, Slow(KEY), a_round())

    assert path.read_text() == "muu ohjelma"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


AS_NOBODY = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.storage.conftest import SECRET
from tests.builders import a_round
from evaluator.errors import StorageError
from evaluator.messages.catalogue import Catalogue
from evaluator.storage.workspace import SqlWorkspaces
import evaluator.storage.unit_of_work

if os.geteuid() == 0:
    os.setuid(65534)
try:
    {deed}
except StorageError as error:
    print(error.code)
"""


def as_nobody(deed: str) -> str:
    script = AS_NOBODY.format(root=str(Path(__file__).parents[2]), deed=deed)
    ended = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, check=False, cwd="/"
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_a_folder_that_cannot_be_written_is_told() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o555)

        said = as_nobody(f"SqlWorkspaces().create(Path({folder!r}) / 'k.evaluator', SECRET, a_round())")

        assert said == "storage.read-only"
        assert list(Path(folder).iterdir()) == []
        Path(folder).chmod(0o755)


def test_a_file_that_cannot_be_read_is_told() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        path = Path(folder) / "k.evaluator"
        SqlWorkspaces().create(path, SECRET, a_round()).close()
        Path(folder).chmod(0o755)
        path.chmod(0)

        said = as_nobody(f"SqlWorkspaces().open(Path({str(path)!r}), SECRET)")

        assert said == "storage.not-readable"


def test_only_the_owner_may_read_the_file(workspace, path) -> None:
    with workspace.begin() as unit:
        unit.put_round(a_round(made_up=False))
        unit.commit()

    modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}

    assert set(modes.values()) == {0o600}, modes


def all_errors(base: type[StorageError]) -> list[type[StorageError]]:
    found = []
    for each in base.__subclasses__():
        found += [each, *all_errors(each)]
    return [each for each in found if "code" in vars(each)]


@pytest.mark.parametrize("error", all_errors(errors.WorkspaceError), ids=lambda each: each.code)
@pytest.mark.parametrize("language", Language)
def test_every_error_has_a_sentence_in_every_language(error, language) -> None:
    said = Catalogue(language).error(error(**{name: f"<{name}>" for name in error.fact_names}))

    assert all(f"<{name}>" in said for name in error.fact_names)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_workspace_opens_through_a_link(workspace, path, tmp_path) -> None:
    workspace.close()
    link = tmp_path / "linkki.evaluator"
    link.symlink_to(path)

    SqlWorkspaces().open(link, SECRET).close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_and_a_device_are_refused_without_waiting_for_them(path):
    os.mkfifo(path)

    for each in (path, Path("/dev/zero")):
        with pytest.raises(errors.OtherFileError):
            SqlWorkspaces().open(each, SECRET)


def test_a_workspace_cut_off_within_a_page_is_told_so(path):
    SqlWorkspaces().create(path, SECRET, a_round()).close()
    path.write_bytes(path.read_bytes()[:-777])

    with pytest.raises(errors.CutOffError):
        SqlWorkspaces().open(path, SECRET)


def test_drafts_that_a_killed_process_left_are_removed_and_nothing_else(workspace, path: Path) -> None:
    workspace.close()
    middle = f"{path.stem}.before-0003"
    left = [f".{each}{path.suffix}.{'0a' * 6}.part" for each in (path.stem, middle, f"{middle}-2")]
    others = [f".toinen{path.suffix}.{'0a' * 6}.part", f"{middle}{path.suffix}", f".{path.name}.part"]
    for name in (*left, *(f"{each}-wal" for each in left), *others):
        path.with_name(name).touch()

    SqlWorkspaces().open(path, SECRET).close()

    names = {each.name for each in path.parent.iterdir()}
    assert not {each for each in names if each.removesuffix("-wal") in left}
    assert names >= set(others)
