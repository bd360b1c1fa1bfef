"""Making bundles: the same content gives the same bytes, and only what is valid is left behind."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from evaluator.intake.bundles.errors import BundleFolderError, BundleNotWrittenError
from evaluator.intake.bundles.making import make_bundle
from evaluator.intake.bundles.reading import check_bundle
from tests.unit.intake.bundles.bags import PDF, an_application, as_folder


def a_source(root: Path, *ids: str, name: str = "hakemukset", **more) -> Path:
    files: dict[str, bytes] = {}
    for each in ids or ("2020-101",):
        files |= {
            path.removeprefix("data/"): content for path, content in an_application(each, **more).items()
        }
    return as_folder(root, files, name)


def test_a_made_bundle_is_valid_and_has_one_top_folder(tmp_path):
    out = tmp_path / "paketti.zip"

    assert make_bundle(a_source(tmp_path, "2020-101", "2020-102"), out) == ()

    assert check_bundle(out) == ()
    assert zipfile.ZipFile(out).testzip() is None
    names = zipfile.ZipFile(out).namelist()
    assert {name.partition("/")[0] for name in names} == {"2020-joint-projects"}
    info = zipfile.ZipFile(out).read("2020-joint-projects/bag-info.txt").decode()
    assert "Bagging-Date: 2020-10-01\n" in info
    assert "External-Identifier: 2020-102\n" in info


def test_the_same_content_gives_the_same_bytes_whenever_and_wherever(tmp_path):
    one, other = a_source(tmp_path / "a", "x1", "x2"), a_source(tmp_path / "b", "x2", "x1", name="muu")
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)

    make_bundle(one, tmp_path / "one.zip")
    make_bundle(other, tmp_path / "other.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_a_folder_of_one_application_gives_the_same_as_the_folder_above_it(tmp_path):
    source = a_source(tmp_path)

    make_bundle(source, tmp_path / "a.zip")
    make_bundle(source / "2020-101", tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_names_are_written_composed_and_percent_signs_escaped(tmp_path):
    source = a_source(tmp_path, files={"100% a\u0308.txt": b"x"})

    assert make_bundle(source, tmp_path / "a.zip") == ()

    manifest = zipfile.ZipFile(tmp_path / "a.zip").read("2020-101/manifest-sha512.txt").decode()
    assert "data/2020-101/attachments/100%25 ä.txt" in manifest


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda root: (root / "2020-101/attachments/plan.pdf").unlink(), "attachment-missing"),
        (lambda root: (root / "2020-101/attachments/x.txt").write_bytes(b"x"), "attachment-undeclared"),
        (lambda root: (root / "2020-101/application.json").write_text("{"), "form-syntax"),
        (lambda root: (root / "2020-101/application.json").unlink(), "no-application"),
        (lambda root: (root / "2020-101").rename(root / "muu"), "form-id"),
        (lambda root: (root / "roska.txt").write_bytes(b"x"), "file-unexpected"),
    ],
)
def test_nothing_is_left_of_a_bundle_that_is_not_valid(change, code, tmp_path):
    source = a_source(tmp_path)
    change(source)

    found = make_bundle(source, tmp_path / "a.zip")

    assert code in {each.code for each in found}
    assert [each.name for each in tmp_path.iterdir()] == [source.name]


def test_an_invalid_attempt_leaves_the_former_bundle_alone(tmp_path):
    source = a_source(tmp_path)
    out = tmp_path / "a.zip"
    make_bundle(source, out)
    before = out.read_bytes()
    (source / "2020-101/attachments/plan.pdf").unlink()

    make_bundle(source, out)

    assert out.read_bytes() == before


def test_a_link_is_not_packed(tmp_path):
    source = a_source(tmp_path)
    (source / "2020-101/attachments/x.txt").symlink_to("/etc/passwd")

    assert "link" in {each.code for each in make_bundle(source, tmp_path / "a.zip")}


def test_a_missing_source_and_a_missing_target_are_told_apart(tmp_path):
    with pytest.raises(BundleFolderError):
        make_bundle(tmp_path / "ei-ole", tmp_path / "a.zip")
    with pytest.raises(BundleNotWrittenError):
        make_bundle(a_source(tmp_path), tmp_path / "ei" / "ole" / "a.zip")


def test_the_published_test_vector_holds(tmp_path):
    """The vector of docs/file-formats.md: form, attachment, and the digest of the bundle."""
    text = (Path(__file__).parents[4] / "docs" / "file-formats.md").read_text(encoding="utf-8")
    vector = text.partition("### Test vector\nA folder `V-1`")[2]
    form = vector.partition("```json\n")[2].partition("```")[0]
    claimed = vector.partition("SHA-256 of the whole file: `")[2][:64]
    as_folder(tmp_path, {"V-1/application.json": form.encode(), "V-1/attachments/plan.pdf": PDF}, "lahde")

    found = make_bundle(tmp_path / "lahde", tmp_path / "vector.zip")

    assert found == ()
    assert json.loads(form)["id"] == "V-1"
    assert hashlib.sha256((tmp_path / "vector.zip").read_bytes()).hexdigest() == claimed
