"""Older files come to the present form with all they hold, or stay as they were."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from evaluator.domain.log import start_of, verify_log
from evaluator.storage import migrations, schema
from evaluator.storage.connection import connect, engine_on
from evaluator.storage.errors import MigrationFailedError, NewerError
from evaluator.storage.search import INDEX_TABLES
from evaluator.storage.tables import metadata
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import a_condition, a_review
from tests.storage.conftest import KEY, SECRET

SALT = bytes(16)


def migrated(path: Path, to: str) -> None:
    """Make a file by the steps alone."""
    path.touch()
    engine = engine_on(partial(connect, path, KEY, SALT))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrations.run_steps(connection, to)
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    engine.dispose()


def shape(path: Path) -> dict[str, object]:
    """Describe everything a form consists of, whatever the spelling of its statements."""
    database = connect(path, KEY)
    tables = [row[1:] for row in database.execute("PRAGMA table_list") if not row[1].startswith("sqlite_")]
    found: dict[str, object] = {
        "tables": sorted(tables),
        "id": database.execute("PRAGMA application_id").fetchone(),
    }
    for name, *_ in tables:
        indexes = database.execute(f"PRAGMA index_list('{name}')").fetchall()
        found[name] = (
            database.execute(f"PRAGMA table_xinfo('{name}')").fetchall(),
            sorted(database.execute(f"PRAGMA foreign_key_list('{name}')").fetchall()),
            sorted((row[1:], *database.execute(f"PRAGMA index_xinfo('{row[1]}')")) for row in indexes),
        )
    triggers = database.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    found["triggers"] = sorted(triggers.fetchall())
    found["checks"] = sorted(
        (name, re.findall(r"CONSTRAINT (\S+) CHECK \((.*)\)", sql))
        for name, sql in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    )
    database.close()
    return found


def test_a_new_file_has_exactly_the_form_that_the_steps_give(workspace, path, tmp_path) -> None:
    stepped = tmp_path / "stepped.evaluator"
    migrated(stepped, schema.HEAD)

    assert shape(path) == shape(stepped)


def test_the_steps_give_what_the_tables_say(tmp_path) -> None:
    stepped = tmp_path / "stepped.evaluator"
    migrated(stepped, schema.HEAD)
    engine = engine_on(partial(connect, stepped, KEY))

    def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or name not in INDEX_TABLES  # SQLAlchemy knows no virtual tables

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_released_forms_are_the_steps_in_one_line() -> None:
    script = ScriptDirectory(str(migrations.FOLDER))

    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == schema.RELEASED


def test_opening_and_making_a_file_in_the_present_form_needs_no_alembic(tmp_path) -> None:
    import subprocess

    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parents[2])!r})
        from tests.builders import a_round
        from evaluator.keys.secrets import RawSecret
        from evaluator.storage.workspace import SqlWorkspaces
        path = Path({str(tmp_path)!r}) / "k.evaluator"
        SqlWorkspaces().create(path, RawSecret(bytes(32)), a_round()).close()
        SqlWorkspaces().open(path, RawSecret(bytes(32))).close()
        print("alembic" in sys.modules)
    """)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "False"


@pytest.mark.parametrize("form", schema.RELEASED)
def test_a_file_of_every_released_form_opens_with_all_it_holds(form, tmp_path) -> None:
    source = Path(__file__).parent / "data" / f"form_{form}.evaluator"
    path = tmp_path / source.name
    shutil.copyfile(source, path)

    opened = SqlWorkspaces().open(path, SECRET)

    with opened.read() as unit:
        contents, log = unit.contents(), unit.log_entries()
        assert verify_log(log, start_of(contents.round.id)).intact
        assert unit.find_applications("esimerk akaa") == ("2020-001", "2020-002", "2020-003")
        assert len(unit.accepted_costs()) == (1 if form >= "0003" else 0)
        assert (unit.import_mapping(contents.round.call.id) is not None) == (form >= "0003")
        assert (contents.evidence is not None) == (form >= "0006")
        assert [each.note for each in contents.handlings.values()] == (
            ["Keskusteltiin."] if form >= "0010" else []
        )
        first = contents.applications[0].id
        note, drafts = unit.official_notes.of(first), unit.consensus_drafts.all()
        assert [each.quoted for each in unit.passages.of(first)] == (["Ääni"] if form >= "0011" else [])
        assert (note.text if note else None) == ("Soita hakijalle." if form >= "0011" else None)
        assert [each.reason for each in drafts.values()] == (["Sovitaan."] if form >= "0011" else [])
        assert [each.name for each in contents.scenarios] == (["Luonnos"] if form >= "0006" else [])
    opened.close()
    assert len(log) == (0 if form == "0001" else 3)
    assert len(contents.applications) == 3
    assert [each.name for each in contents.applications[0].applicants.bodies] == ["Alavus", "Akaa"]
    assert contents.reviews == (a_review({"c1": 3, "c2": None, "c3": "7/3"}, comments={"c1": "Hyvä."}),)
    assert len(contents.eligibility) == len(contents.deviations) == 1
    assert contents.conditions == (a_condition(reason="Perustelu." if form >= "0007" else "Esimerkkiehto."),)
    stepped = tmp_path / "stepped.evaluator"
    migrated(stepped, schema.HEAD)
    assert shape(path) == shape(stepped)


def test_a_newer_file_is_refused_and_not_touched(workspace, path) -> None:
    workspace.close()
    raw = connect(path, KEY)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = path.read_bytes()

    with pytest.raises(NewerError):
        SqlWorkspaces().open(path, SECRET)

    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


STEP = """
import sqlalchemy as sa
from alembic import op

revision = "test_next"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("application", recreate="always") as batch:
        batch.add_column(sa.Column("language", sa.Text(), nullable=False, server_default="fi"))
    {then}
"""


@pytest.fixture
def steps(tmp_path: Path):
    """Give the steps with one more, which rebuilds a table that others refer to."""

    def make(then: str = "pass") -> Path:
        folder = tmp_path / "steps"
        shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        step = STEP.format(head=schema.HEAD, then=then)
        (folder / "versions" / "test_next.py").write_text(step)
        return folder

    return make


def peopled_rows(path: Path) -> dict[str, list]:
    raw = connect(path, KEY)
    found = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in metadata.tables}
    raw.close()
    return found


def test_a_step_that_rebuilds_a_table_keeps_the_rows_that_refer_to_it(peopled, path, steps) -> None:
    with peopled.begin() as unit:
        unit.add_reviews([a_review({"c1": 4})])
        unit.commit()
    peopled.close()
    before = peopled_rows(path)

    copy = migrations.upgrade(path, KEY, schema.HEAD, to="test_next", folder=steps())

    after = peopled_rows(path)
    assert [row[:-1] for row in after.pop("application")] == before.pop("application")
    assert after == before
    assert len(after["body"]) == 6
    assert copy.name == f"kierros.before-{schema.HEAD}.evaluator"


def test_the_copy_kept_before_opens_with_the_same_secret_and_holds_all(peopled, path, steps) -> None:
    with peopled.read() as unit:
        contents = unit.contents()
    peopled.close()

    copy = migrations.upgrade(path, KEY, schema.HEAD, to="test_next", folder=steps())

    assert copy.read_bytes()[:16] == path.read_bytes()[:16]
    opened = SqlWorkspaces().open(copy, SECRET)
    with opened.read() as unit:
        assert unit.contents() == contents
    opened.close()


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("raise RuntimeError", id="error"),
        pytest.param("op.execute('INSERT INTO nowhere VALUES (1)')", id="faulty-statement"),
        pytest.param("op.execute('DELETE FROM application')", id="rows-refer-to-nothing"),
    ],
)
def test_a_failing_step_leaves_no_trace_but_the_copy(peopled, path, steps, then) -> None:
    peopled.close()
    before, form = peopled_rows(path), shape(path)

    with pytest.raises(MigrationFailedError) as caught:
        migrations.upgrade(path, KEY, schema.HEAD, to="test_next", folder=steps(then))

    assert caught.value.facts == {"file": path.name, "copy": f"kierros.before-{schema.HEAD}.evaluator"}
    assert peopled_rows(path) == before
    assert shape(path) == form
    SqlWorkspaces().open(path, SECRET).close()


def test_a_second_copy_does_not_replace_the_first(peopled, path, steps) -> None:
    peopled.close()
    (path.parent / f"kierros.before-{schema.HEAD}.evaluator").write_text("aiempi")

    copy = migrations.upgrade(path, KEY, schema.HEAD, to="test_next", folder=steps())

    assert copy.name == f"kierros.before-{schema.HEAD}-2.evaluator"


def test_a_value_of_another_kind_is_refused_by_the_file_itself(peopled, path) -> None:
    raw = connect(path, KEY)

    with pytest.raises(dbapi2.IntegrityError, match="cannot store REAL"):
        raw.execute("UPDATE application SET requested = 0.5")

    raw.close()
