"""A full disk, a folder that cannot be written, a file that vanishes: a reason, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.storage.errors import VanishedError
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import a_round, an_application
from tests.reliability.surroundings import run_where
from tests.storage.conftest import SECRET

ROUND = """
from pathlib import Path
from evaluator.composition import compose
from evaluator.errors import EvaluatorError
from tests.storage.conftest import SECRET
program = compose(Path({data!r}))
def count(workspace):
    with workspace.read() as unit:
        return len(unit.applications())
def table(path, rows):
    lines = ("%d;Alavuden kaupunki (Kuortane);Hanke %d;1000\\n" % (n, n) for n in range(1, rows + 1))
    path.write_text("nro;hakija;hanke;haettu\\n" + "".join(lines), encoding="utf-8")
    return path
call = program.calls.get("2020-joint-projects")
"""


def run_round(tmp_path: Path, prepare: str, script: str) -> list[str]:
    data = tmp_path / "data"
    data.mkdir()
    return run_where(prepare, ROUND.format(data=str(data)) + script).split()


def test_a_disk_that_fills_during_an_import_is_told_and_loses_nothing(tmp_path):
    disk = tmp_path / "levy"
    disk.mkdir()

    said = run_round(
        tmp_path,
        f"mount -t tmpfs -o size=3400k tmpfs {disk}",
        f"""
disk, outside = Path({str(disk)!r}), Path({str(tmp_path)!r})
workspace = program.create_round(disk / "k.evaluator", SECRET, call, by="E")
program.import_table(workspace, table(outside / "pieni.csv", 5), by="E")
try:
    program.import_table(workspace, table(outside / "suuri.csv", 5000), by="E")
except EvaluatorError as error:
    print(error.code)
print(count(workspace), program.read_log(workspace).verdict.intact)
workspace.close()
workspace = program.workspaces.open(disk / "k.evaluator", SECRET)
print(count(workspace), program.read_log(workspace).verdict.intact)
""",
    )

    assert said == ["storage.disk-full", "5", "True", "5", "True"]


def test_an_archive_that_does_not_fit_leaves_neither_a_file_nor_a_record(tmp_path):
    disk = tmp_path / "levy"
    disk.mkdir()

    said = run_round(
        tmp_path,
        f"mount -t tmpfs -o size=4k tmpfs {disk}",
        f"""
disk, outside = Path({str(disk)!r}), Path({str(tmp_path)!r})
workspace = program.create_round(outside / "k.evaluator", SECRET, call, by="E")
program.import_table(workspace, table(outside / "pieni.csv", 50), by="E")
before = program.read_log(workspace).verdict.entries
try:
    program.archive(workspace, disk / "arkisto.zip", by="E")
except EvaluatorError as error:
    print(error.code)
print(list(disk.iterdir()), program.read_log(workspace).verdict.entries - before)
""",
    )

    assert said == ["storage.file-not-saved", "[]", "0"]


def test_a_workspace_in_a_folder_that_cannot_be_written_is_read_and_says_why_it_is_not_changed(tmp_path):
    folder = tmp_path / "kansio"
    folder.mkdir()
    workspace = SqlWorkspaces().create(folder / "k.evaluator", SECRET, a_round())
    with workspace.begin() as unit:
        unit.put_applications([an_application(number) for number in (1, 2, 3)])
        unit.commit()
    workspace.close()

    said = run_round(
        tmp_path,
        f"mount --bind {folder} {folder}\nmount -o remount,ro,bind {folder}",
        f"""
folder = Path({str(folder)!r})
workspace = program.workspaces.open(folder / "k.evaluator", SECRET)
print(count(workspace), workspace.hindrance.code)
for deed in (
    lambda: program.import_table(workspace, table(Path({str(tmp_path)!r}) / "t.csv", 5), by="E"),
    lambda: program.create_round(folder / "uusi.evaluator", SECRET, call, by="E"),
    lambda: program.export_log(workspace, folder / "loki.txt"),
):
    try:
        deed()
    except EvaluatorError as error:
        print(error.code)
print(sorted(each.name for each in folder.iterdir()))
""",
    )

    assert said == [
        "3",
        "storage.read-only",
        "storage.read-only",
        "storage.read-only",
        "storage.file-not-saved",
        "['k.evaluator']",
    ]


@pytest.mark.parametrize("moment", ["before", "meanwhile"])
@pytest.mark.parametrize("fate", ["removed", "moved", "replaced"])
def test_a_file_that_vanishes_is_told_before_anything_is_shown_as_saved(tmp_path, moment, fate):
    path = tmp_path / "k.evaluator"
    workspace = SqlWorkspaces().create(path, SECRET, a_round())
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.commit()

    def vanish() -> None:
        if fate == "removed":
            path.unlink()
            return
        path.rename(tmp_path / "muualla.evaluator")
        if fate == "replaced":
            path.write_bytes(b"something else")

    def deed() -> None:
        with workspace.begin() as unit:
            if moment == "meanwhile":
                vanish()
            unit.put_applications([an_application(2)])
            unit.commit()

    if moment == "before":
        vanish()
    with pytest.raises(VanishedError):
        deed()

    workspace.close()
    if fate != "removed":
        # What the message says to do: the file put back finds its write-ahead log again.
        (tmp_path / "muualla.evaluator").replace(path)
        found = SqlWorkspaces().open(path, SECRET)
        with found.read() as unit:
            assert unit.applications()[0].number == 1
        found.close()
