"""Bundles into a real workspace: verified while they stream, whole or not at all."""

from __future__ import annotations

import os
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evaluator.composition import compose
from evaluator.domain.applicants import BodyKind
from evaluator.domain.rounds import Phase
from evaluator.keys.secrets import RawSecret
from evaluator.services.errors import RoundLockedError
from evaluator.services.import_table import Change
from evaluator.storage.workspace import SqlWorkspace, SqlWorkspaces
from tests.builders import a_call, a_round
from tests.unit.intake.bundles.bags import CALL, PDF, a_bag, an_application, as_folder, as_zip

SECRET = RawSecret(bytes(range(32)))
MOMENT = datetime(2020, 10, 6, 9, 0, tzinfo=UTC)
ID = "2020-101"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[SqlWorkspace]:
    (tmp_path / "ws").mkdir()
    made = SqlWorkspaces().create(
        tmp_path / "ws" / "k.evaluator", SECRET, a_round(call=a_call(id=CALL), phase=Phase.DRAFT)
    )
    yield made
    made.close()


@pytest.fixture
def do(tmp_path: Path):
    return compose(tmp_path / "data", clock=lambda: MOMENT).import_bundle


def bundle(root: Path, *applications: dict[str, bytes], name: str = "paketti.zip", **more) -> Path:
    payload: dict[str, bytes] = {}
    for each in applications or (an_application(),):
        payload |= each
    return as_zip(root, a_bag(payload, **more), name)


def changes(report) -> dict[str, Change]:
    return dict(report.changes)


def stored(workspace: SqlWorkspace) -> dict:
    """Everything that bundles bring, as values."""
    with workspace.read() as unit:
        applications = unit.applications()
        return {
            "applications": applications,
            "submissions": unit.submissions(),
            "forms": [unit.form(each.id) for each in applications],
            "files": [unit.files(each.id) for each in applications],
            "refused": unit.refused_bundles(),
            "phase": unit.round().phase,
        }


def test_an_imported_application_is_there_with_form_and_attachment(workspace, do, tmp_path):
    report = do(workspace, bundle(tmp_path))

    assert not report.refused
    assert changes(report) == {ID: Change.NEW}
    with workspace.read() as unit:
        (application,) = unit.applications()
        form = unit.form(application.id)
        (file,) = unit.files(application.id)
        assert b"".join(unit.content(file.sha512)) == PDF
        assert unit.round().phase is Phase.INTAKE
    assert application.title == "Esimerkkihanke"
    assert application.requested == 6_800_000
    assert application.received == datetime(2020, 10, 1, 9, 0, tzinfo=UTC)
    assert application.source == "paketti.zip"
    assert application.number == 1
    assert [each.code for each in application.applicants.bodies] == ["010", "020"]
    assert application.applicants.as_written == "Alavuden kaupunki (Akaan kaupunki)"
    assert form is not None
    assert form.answers[0].text == "Toiminta muuttuu."
    assert (file.path, file.size) == ("attachments/plan.pdf", len(PDF))


def test_a_folder_and_a_zip_of_the_same_bag_import_the_same(workspace, do, tmp_path):
    do(workspace, as_folder(tmp_path, a_bag(an_application())))

    assert changes(do(workspace, bundle(tmp_path))) == {ID: Change.UNCHANGED}


@pytest.mark.parametrize("algorithms", [("sha512",), ("sha256",)])
def test_the_same_bundle_again_changes_nothing(algorithms, workspace, do, tmp_path):
    path = bundle(tmp_path, algorithms=algorithms)
    do(workspace, path)
    before = stored(workspace)

    report = do(workspace, path)

    assert changes(report) == {ID: Change.UNCHANGED}
    assert stored(workspace) == before
    assert chunks(workspace) == 1


def chunks(workspace: SqlWorkspace) -> int:
    with workspace.read() as unit:
        return unit._connection.exec_driver_sql("SELECT count(*) FROM chunk").scalar_one()


@pytest.mark.parametrize("algorithms", [("sha512",), ("sha256",)])
def test_equal_attachments_are_kept_once(algorithms, workspace, do, tmp_path):
    two = [an_application("a", files={"x.txt": b"sama"}), an_application("b", files={"y.txt": b"sama"})]

    do(workspace, bundle(tmp_path, *two, algorithms=algorithms))

    assert chunks(workspace) == 1
    with workspace.read() as unit:
        assert [b"".join(unit.content(unit.files(each)[0].sha512)) for each in ("a", "b")] == [b"sama"] * 2


def test_a_large_attachment_comes_back_to_the_byte_and_never_whole_in_memory(workspace, do, tmp_path):
    content = os.urandom(3_000_001)
    path = as_zip(tmp_path, a_bag(an_application(files={"iso.bin": content})), packed=False)
    tracemalloc.start()

    do(workspace, path)

    assert tracemalloc.get_traced_memory()[1] < len(content) + 6_000_000
    tracemalloc.stop()
    with workspace.read() as unit:
        pieces = list(unit.content(unit.files(ID)[0].sha512))
    assert b"".join(pieces) == content
    assert max(map(len, pieces)) <= 256 * 1024


EARLY, LATE = "2020-10-01T12:00:00+03:00", "2020-10-03T08:00:00Z"


def test_a_later_submission_takes_the_place_and_the_earlier_stays_in_history(workspace, do, tmp_path):
    do(workspace, bundle(tmp_path, an_application(submitted=EARLY, title="Ensin"), name="a.zip"))

    report = do(workspace, bundle(tmp_path, an_application(submitted=LATE, title="Sitten"), name="b.zip"))

    assert changes(report) == {ID: Change.SUPERSEDED}
    now = stored(workspace)
    assert [each.title for each in now["applications"]] == ["Sitten"]
    assert now["forms"][0].title == "Sitten"
    assert [each.source for each in now["submissions"]] == ["a.zip", "b.zip"]
    assert now["applications"][0].number == 1


def test_an_earlier_submission_that_arrives_late_joins_the_history_only(workspace, do, tmp_path):
    late = bundle(tmp_path, an_application(submitted=LATE, title="Sitten"), name="b.zip")
    early = bundle(tmp_path, an_application(submitted=EARLY, title="Ensin"), name="a.zip")
    do(workspace, late)

    assert changes(do(workspace, early)) == {ID: Change.OLDER}
    assert changes(do(workspace, early)) == {ID: Change.OLDER}

    now = stored(workspace)
    assert [each.title for each in now["applications"]] == ["Sitten"]
    assert now["forms"][0].title == "Sitten"
    assert [each.source for each in now["submissions"]] == ["a.zip", "b.zip"]
    assert changes(do(workspace, late)) == {ID: Change.UNCHANGED}


def test_the_order_of_arrival_does_not_matter_even_at_the_same_second(tmp_path, do):
    ends = []
    for order in ("ab", "ba"):
        (tmp_path / order).mkdir()
        path = tmp_path / order / "k.evaluator"
        workspace = SqlWorkspaces().create(path, SECRET, a_round(call=a_call(id=CALL)))
        for name in order:
            do(workspace, bundle(tmp_path, an_application(title=f"Hanke {name}"), name=f"{name}.zip"))
        ends.append({key: stored(workspace)[key] for key in ("forms", "files")})
        workspace.close()

    assert ends[0] == ends[1]


def test_a_changed_attachment_alone_makes_another_submission(workspace, do, tmp_path):
    do(workspace, bundle(tmp_path, an_application(files={"x.txt": b"1"})))

    report = do(workspace, bundle(tmp_path, an_application(files={"x.txt": b"2"})))

    assert set(changes(report).values()) <= {Change.SUPERSEDED, Change.OLDER}


def test_a_bundle_supersedes_a_row_of_a_table(workspace, do, tmp_path):
    from tests.builders import an_application as a_row

    with workspace.begin() as unit:
        row = a_row(5)
        unit.put_applications([row])
        unit.commit()

    report = do(workspace, bundle(tmp_path, an_application(row.id)))

    assert changes(report) == {row.id: Change.SUPERSEDED}
    assert [each.number for each in stored(workspace)["applications"]] == [5]


def test_a_row_of_a_table_never_replaces_an_application_that_came_with_a_form(workspace, tmp_path):
    program = compose(tmp_path / "data", clock=lambda: MOMENT)
    program.import_bundle(workspace, bundle(tmp_path, an_application("2020-101")))
    before = stored(workspace)
    table = tmp_path / "luettelo.csv"

    def imported(row: str) -> dict[str, Change]:
        table.write_text(f"nro;hakija;hanke;haettu\n101;{row}\n", encoding="utf-8")
        return changes(program.import_table(workspace, table, by="Esittelijä"))

    assert imported("Alavus (Akaa);Esimerkkihanke;68000") == {ID: Change.UNCHANGED}
    assert imported("Alavus (Akaa);Esimerkkihanke;99000") == {ID: Change.KEPT}
    assert imported("Alavus (Akaa);Toinen nimi;68000") == {ID: Change.KEPT}
    assert imported("Alavus;Esimerkkihanke;68000") == {ID: Change.KEPT}
    assert stored(workspace) == before


def test_a_dry_run_says_what_would_change_and_stores_nothing(workspace, do, tmp_path):
    do(workspace, bundle(tmp_path, an_application("a"), an_application("b", submitted=LATE)))
    before = stored(workspace)
    path = bundle(
        tmp_path,
        an_application("a"),
        an_application("b", submitted=EARLY, title="Ennen"),
        an_application("c"),
        an_application("d", files={"x.txt": b"x"}),
    )

    would = do(workspace, path, dry_run=True)

    assert stored(workspace) == before
    assert would.dry_run
    assert changes(would) == {"a": Change.UNCHANGED, "b": Change.OLDER, "c": Change.NEW, "d": Change.NEW}
    assert changes(do(workspace, path)) == changes(would)


def test_a_dry_run_of_a_faulty_bundle_puts_nothing_into_quarantine(workspace, do, tmp_path):
    report = do(workspace, bundle(tmp_path, tags={"bagit.txt": None}), dry_run=True)

    assert report.refused
    assert stored(workspace)["refused"] == ()


FAULTS = {
    "checksum": lambda files: files | {f"data/{ID}/attachments/plan.pdf": PDF + b" "},
    "file-missing": lambda files: {path: c for path, c in files.items() if not path.endswith(".pdf")},
    "bagit-missing": lambda files: {path: c for path, c in files.items() if path != "bagit.txt"},
    "form-syntax": lambda _: a_bag({f"data/{ID}/application.json": b"{"}),
    "other-call": lambda _: a_bag(an_application(call="2019-joint-projects")),
    "form-field-value": lambda _: a_bag(an_application(lead={"name": "("})),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_refused_bundle_leaves_nothing_but_an_entry_in_quarantine(code, workspace, do, tmp_path):
    path = as_zip(tmp_path, FAULTS[code](a_bag(an_application())))
    before = stored(workspace)

    report = do(workspace, path)

    assert report.refused
    assert report.changes == ()
    assert code in {each.code for each in report.findings}
    after = stored(workspace)
    (entry,) = after.pop("refused")
    before.pop("refused")
    assert after == before
    assert chunks(workspace) == 0
    assert (entry.name, entry.at, len(entry.digest)) == ("pussi.zip", MOMENT, 64)
    assert code in {each.code for each in entry.findings}


def test_an_applicant_whom_nobody_understands_refuses_the_bundle(workspace, tmp_path):
    from evaluator.domain.errors import NoApplicantError
    from evaluator.intake.bundles.reading import OpenedBundle
    from evaluator.services.import_bundle import ImportBundle

    def understand(form, confirmed):
        raise NoApplicantError

    report = ImportBundle(OpenedBundle, understand, lambda: MOMENT)(workspace, bundle(tmp_path))

    assert [each.code for each in report.findings] == ["form-applicant"]
    assert stored(workspace)["applications"] == ()


def test_one_faulty_attachment_holds_back_every_application_of_its_bundle(workspace, do, tmp_path):
    files = a_bag({**an_application("a"), **an_application("b"), **an_application("c")})
    files["data/b/attachments/plan.pdf"] = b"%PDF-vaihdettu"

    do(workspace, as_zip(tmp_path, files))

    assert stored(workspace)["applications"] == ()
    assert chunks(workspace) == 0


def test_the_same_refusal_is_kept_once_and_a_refused_folder_too(workspace, do, tmp_path):
    faulty = a_bag(an_application()) | {f"data/{ID}/attachments/plan.pdf": b"x"}
    for path in (as_zip(tmp_path, faulty), as_zip(tmp_path, faulty), as_folder(tmp_path, faulty)):
        do(workspace, path)

    assert [each.name for each in stored(workspace)["refused"]] == ["pussi.zip", "pussi"]


class StopError(Exception):
    """The user has seen enough."""


@pytest.mark.parametrize("after", [1, 3, 8])
def test_stopping_in_the_middle_stores_nothing_and_leaves_no_thread(after, workspace, do, tmp_path):
    content = {f"{n}.bin": os.urandom(300_000) for n in range(10)}
    path = as_zip(tmp_path, a_bag(an_application(files=content)))
    heard = []

    def progress(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) == after:
            raise StopError

    with pytest.raises(StopError):
        do(workspace, path, progress=progress)

    assert stored(workspace)["applications"] == ()
    assert chunks(workspace) == 0
    assert not [each for each in threading.enumerate() if each.name == "read-ahead"]
    assert changes(do(workspace, path)) == {ID: Change.NEW}


def test_progress_rises_to_the_whole(workspace, do, tmp_path):
    heard = []

    do(workspace, bundle(tmp_path), progress=lambda done, total: heard.append((done, total)))

    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1] > 0


def test_a_locked_round_takes_no_bundle(workspace, do, tmp_path):
    from dataclasses import replace

    with workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.LOCKED))
        unit.commit()

    with pytest.raises(RoundLockedError):
        do(workspace, bundle(tmp_path))


def test_a_number_that_is_taken_is_replaced_and_said(workspace, do, tmp_path):
    do(workspace, bundle(tmp_path, an_application("a", number=7)))

    report = do(workspace, bundle(tmp_path, an_application("b", number=7), an_application("c")))

    assert [each.code for each in report.findings] == ["number-taken"]
    assert {each.id: each.number for each in stored(workspace)["applications"]} == {"a": 7, "b": 8, "c": 9}
    again = do(workspace, bundle(tmp_path, an_application("b", number=7), an_application("c")))
    assert set(changes(again).values()) == {Change.UNCHANGED}


def test_a_code_does_not_change_a_name_that_nobody_knows_but_suggests_one(workspace, do, tmp_path):
    do(workspace, bundle(tmp_path, an_application(partners=[{"name": "Xyzzy", "code": "020"}])))

    (application,) = stored(workspace)["applications"]
    (partner,) = application.applicants.partners
    assert (partner.name, partner.kind, partner.code) == ("Xyzzy", BodyKind.OTHER, None)
    assert [(each.as_written, each.suggested) for each in application.applicants.suggestions] == [
        ("Xyzzy", "Akaa")
    ]


def test_a_list_of_applications_reads_no_form(workspace, do, tmp_path, monkeypatch):
    do(workspace, bundle(tmp_path))
    from evaluator.domain.application_form import ApplicationForm

    monkeypatch.setattr(ApplicationForm, "model_validate_json", None)
    with workspace.read() as unit:
        assert len(unit.contents().applications) == 1
        assert len(unit.submissions()) == 1


def test_history_cannot_be_changed_in_the_file_itself(workspace, do, tmp_path):
    from sqlalchemy.exc import IntegrityError

    do(workspace, bundle(tmp_path, tags={"bagit.txt": None}, name="huono.zip"))
    do(workspace, bundle(tmp_path))
    for table, column in [
        ("submission", "form"), ("attachment", "path"), ("content", "size"), ("chunk", "piece"),
        ("refused_bundle", "name"),
    ]:  # fmt: skip
        with workspace.begin() as unit, pytest.raises(IntegrityError, match="append-only"):
            unit._connection.exec_driver_sql(f"UPDATE {table} SET {column} = {column}")


def test_no_file_outside_the_workspace_holds_a_word_of_an_application(workspace, do, tmp_path):
    marker = "MERKKI-8f3a61"
    path = bundle(tmp_path, an_application(summary=marker, files={"x.txt": marker.encode()}))
    path.rename(tmp_path / "talteen")  # deflate hides it, but the test is about what we write
    before = set(tmp_path.rglob("*"))

    do(workspace, tmp_path / "talteen")

    new = [each for each in tmp_path.rglob("*") if each.is_file() and each not in before]
    ours = list((tmp_path / "ws").iterdir())
    assert set(new) <= set(ours)
    assert all(marker.encode() not in each.read_bytes() for each in ours)


def test_two_applications_with_nearly_the_same_answers_name_each_other(workspace, do, tmp_path):
    text = " ".join(
        f"{one}{other}" for one in ("palvelu", "tieto", "verkko", "kunta") for other in "abcdefgh"
    )
    texts = {"2020-201": text, "2020-202": text.replace("tietoc", "muu"), "2020-203": "Aivan muuta."}
    do(workspace, bundle(tmp_path, *(an_application(which, summary=each) for which, each in texts.items())))

    outcome = compose(tmp_path / "data", clock=lambda: MOMENT).outcome(workspace)

    found = {
        each.application.id: [one.others for one in each.findings if one.rule == "similar-text"]
        for each in outcome.standings
    }
    assert found == {"2020-201": [("2020-202",)], "2020-202": [("2020-201",)], "2020-203": []}
