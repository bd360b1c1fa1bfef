"""A file on a network drive or in a synchronised folder is noticed and kept in a safe way."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.storage.connection import connect
from evaluator.storage.places import Place, place_of
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import a_round, an_application
from tests.storage.conftest import KEY, SECRET


def mounts(tmp_path: Path, *lines: str) -> Path:
    table = tmp_path / "mounts"
    table.write_text("".join(f"{line} rw 0 0\n" for line in ("/dev/sda1 / ext4", *lines)))
    return table


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("nfs", Place.NETWORK),
        ("nfs4", Place.NETWORK),
        ("cifs", Place.NETWORK),
        ("smb3", Place.NETWORK),
        ("fuse.sshfs", Place.NETWORK),
        ("fuse.gvfsd-fuse", Place.NETWORK),
        ("ext4", Place.LOCAL),
        ("tmpfs", Place.LOCAL),
        ("fuse.gocryptfs", Place.LOCAL),
    ],
)
def test_the_kind_of_the_nearest_mount_counts(tmp_path, kind, place) -> None:
    shared = tmp_path / "yhteinen levy"
    shared.mkdir()
    written = str(shared).replace(" ", "\\040")
    table = mounts(tmp_path, f"server:/x {written} {kind}", f"server:/y {written}-2 nfs")

    assert place_of(shared / "k.evaluator", table) is place
    assert place_of(tmp_path / "k.evaluator", table) is Place.LOCAL


def test_a_later_mount_on_the_same_folder_hides_the_former(tmp_path) -> None:
    table = mounts(tmp_path, f"server:/x {tmp_path} nfs", f"/dev/sdb1 {tmp_path} ext4")

    assert place_of(tmp_path / "k.evaluator", table) is Place.LOCAL


def test_a_machine_without_a_table_of_mounts_counts_as_local(tmp_path) -> None:
    assert place_of(tmp_path / "k.evaluator", tmp_path / "missing") is Place.LOCAL


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Ministeriö",
        "Dropbox",
        "Dropbox (Työ)",
        "Nextcloud",
        "nextcloud2",
        "Google Drive",
    ],
)
def test_the_name_of_a_synchronised_folder_above_is_noticed(tmp_path, name) -> None:
    folder = tmp_path / name / "haut" / "2020"
    folder.mkdir(parents=True)

    assert place_of(folder / "k.evaluator") is Place.SYNCHRONISED


def test_the_mark_of_a_synchronising_program_is_noticed(tmp_path) -> None:
    (tmp_path / "a" / ".stfolder").mkdir(parents=True)

    assert place_of(tmp_path / "a" / "k.evaluator") is Place.SYNCHRONISED


@pytest.mark.parametrize("name", ["Boxer", "Dropboxes", "megan", "haut"])
def test_an_ordinary_name_is_not_taken_for_a_synchronised_folder(tmp_path, name) -> None:
    (tmp_path / name).mkdir()

    assert place_of(tmp_path / name / "k.evaluator") is Place.LOCAL


def test_a_folder_reached_through_a_link_is_judged_where_it_is(tmp_path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "linkki").symlink_to(tmp_path / "OneDrive")

    assert place_of(tmp_path / "linkki" / "k.evaluator") is Place.SYNCHRONISED


def mode(path: Path) -> str:
    raw = connect(path, KEY)
    found = raw.execute("PRAGMA journal_mode").fetchone()[0]
    raw.close()
    return found


def test_the_journal_follows_the_file_to_another_place(tmp_path) -> None:
    (tmp_path / "OneDrive").mkdir()
    there, here = tmp_path / "OneDrive" / "k.evaluator", tmp_path / "k.evaluator"
    workspace = SqlWorkspaces().create(there, SECRET, a_round())
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.commit()
    assert workspace.place is Place.SYNCHRONISED
    assert not there.with_name("k.evaluator-wal").exists()
    workspace.close()
    assert mode(there) == "delete"

    there.rename(here)
    moved = SqlWorkspaces().open(here, SECRET)

    assert moved.place is Place.LOCAL
    with moved.read() as unit:
        assert len(unit.applications()) == 1
    moved.close()
    assert mode(here) == "wal"
