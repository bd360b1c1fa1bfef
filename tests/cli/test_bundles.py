"""``bundle make``, ``bundle check`` and ``import`` of bundles, as a script uses them."""

from pathlib import Path

import pytest

from tests.cli.program import ANNEX, CALL, evaluator
from tests.unit.intake.bundles.bags import PDF, a_bag, an_application, as_folder, as_zip


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    path = tmp_path / "kierros.evaluator"
    assert evaluator("round", "new", path, "--call", CALL, "--json").code == 0
    return path


def source(root: Path) -> Path:
    return as_folder(root, {p.removeprefix("data/"): c for p, c in an_application().items()}, "lahde")


def test_make_and_check_agree(tmp_path):
    out = tmp_path / "paketti.zip"

    made = evaluator("bundle", "make", "--from", source(tmp_path), "--out", out, "--json")
    checked = evaluator("bundle", "check", out, "--json")

    assert (made.code, made.json["valid"], made.json["path"]) == (0, True, str(out))
    assert (checked.code, checked.json) == (0, {"valid": True, "findings": []})


def test_an_invalid_bundle_is_exit_1_with_its_findings(tmp_path):
    path = as_zip(tmp_path, a_bag() | {"data/hei.txt": b"hej\n"})

    ran = evaluator("bundle", "check", path, "--container-only", "--json", "--language", "en")

    assert ran.code == 1
    assert ran.json["valid"] is False
    (finding,) = ran.json["findings"]
    assert set(finding) == {"code", "severity", "path", "message"}
    assert (finding["code"], finding["severity"], finding["path"]) == ("checksum", "error", "data/hei.txt")
    assert "data/hei.txt" in finding["message"]


def test_a_plain_bag_is_a_valid_container_and_no_application_bundle(tmp_path):
    path = as_folder(tmp_path, a_bag(version="0.97", algorithms=("md5",)))

    container = evaluator("bundle", "check", path, "--container-only", "--json")
    strict = evaluator("bundle", "check", path, "--json")

    assert (container.code, container.json["valid"]) == (0, True)
    assert [each["severity"] for each in container.json["findings"]] == ["warning"]
    assert strict.code == 1
    assert {"manifest-weak", "file-unexpected"} <= {each["code"] for each in strict.json["findings"]}


def test_nothing_to_check_is_bad_input(tmp_path):
    ran = evaluator("bundle", "check", tmp_path / "ei-ole.zip", "--json")

    assert (ran.code, ran.error["code"]) == (2, "input.bundle.not-found")


def test_a_failed_make_is_exit_1_and_leaves_no_file(tmp_path):
    folder = source(tmp_path)
    (folder / "2020-101/attachments/plan.pdf").unlink()

    ran = evaluator("bundle", "make", "--from", folder, "--out", tmp_path / "a.zip", "--json")

    assert (ran.code, ran.json["valid"]) == (1, False)
    assert not (tmp_path / "a.zip").exists()


def test_bundles_and_tables_are_imported_alike(empty_workspace, tmp_path):
    bundle = as_zip(tmp_path, a_bag(an_application()))

    ran = evaluator("import", empty_workspace, ANNEX, bundle, "--json")

    assert ran.code == 0
    assert (ran.json["imported"], ran.json["quarantined"]) == (62, [])
    again = evaluator("import", empty_workspace, ANNEX, bundle, "--json")
    assert (again.json["imported"], again.json["unchanged"]) == (0, 62)


def test_a_refused_bundle_is_quarantined_and_the_others_are_imported(empty_workspace, tmp_path):
    faulty = as_zip(
        tmp_path, a_bag(an_application()) | {"data/2020-101/attachments/plan.pdf": PDF + b"x"}, "huono.zip"
    )
    right = as_folder(tmp_path, a_bag(an_application("2020-102")))

    alone = evaluator("import", empty_workspace, faulty, "--json")
    both = evaluator("import", empty_workspace, faulty, right, "--json", "--language", "fi")

    assert (alone.code, alone.json["imported"]) == (1, 0)
    assert (both.code, both.json["imported"]) == (1, 1)
    (entry,) = both.json["quarantined"]
    assert (entry["path"], entry["code"]) == (str(faulty), "checksum")
    assert "huono.zip" in entry["message"]
    assert entry["findings"][0]["path"] == "data/2020-101/attachments/plan.pdf"
    assert both.json["applications"] == [{"id": "2020-102", "change": "new"}]


def test_a_later_and_an_earlier_submission(empty_workspace, tmp_path):
    def submitted(day: int) -> Path:
        payload = an_application(submitted=f"2020-10-0{day}T12:00:00Z", title=f"Päivä {day}")
        return as_zip(tmp_path, a_bag(payload), f"{day}.zip")

    evaluator("import", empty_workspace, submitted(2), "--json")
    dry = evaluator("import", empty_workspace, submitted(3), "--dry-run", "--json")
    later = evaluator("import", empty_workspace, submitted(3), "--json")
    earlier = evaluator("import", empty_workspace, submitted(1), "--json")

    assert dry.json["superseded"] == later.json["superseded"] == 1
    assert dry.json["dry_run"]
    assert earlier.code == 0
    assert (earlier.json["superseded"], earlier.json["unchanged"], earlier.json["older"]) == (0, 1, 1)
    assert earlier.json["applications"] == [{"id": "2020-101", "change": "older"}]
    listed = evaluator("applications", empty_workspace, "--json").json["applications"]
    assert [each["title"] for each in listed] == ["Päivä 3"]
