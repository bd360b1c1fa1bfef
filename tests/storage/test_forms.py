"""Submissions and contents in the file, also in one that an earlier version wrote."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from evaluator.storage.workspace import SqlWorkspaces
from tests.storage.conftest import SECRET
from tests.unit.intake.bundles.bags import PDF


def test_a_file_of_the_form_0004_opens_with_its_submissions(tmp_path) -> None:
    path = tmp_path / "k.evaluator"
    shutil.copyfile(Path(__file__).parent / "data" / "form_0004.evaluator", path)

    opened = SqlWorkspaces().open(path, SECRET)

    with opened.read() as unit:
        (head,) = unit.submissions()
        (file,) = unit.files(head.application)
        (refused,) = unit.refused_bundles()
        assert unit.form(head.application).title == "Esimerkkihanke"
        assert b"".join(unit.content(file.sha512)) == PDF
        assert [each.code for each in refused.findings] == ["bagit-missing"]
    opened.close()


def test_a_content_begun_and_dropped_leaves_nothing(workspace) -> None:
    with workspace.begin() as unit:
        writer = unit.new_content()
        writer.write(b"x" * 1000)
        writer.drop()
        unit.commit()

    with workspace.read() as unit:
        assert unit._connection.exec_driver_sql("SELECT count(*) FROM chunk").scalar_one() == 0


def test_a_content_that_was_never_named_cannot_be_committed(workspace) -> None:
    from sqlalchemy.exc import IntegrityError

    with workspace.begin() as unit:
        unit.new_content().write(b"x")
        with pytest.raises(IntegrityError):
            unit.commit()


def test_equal_contents_are_kept_once_and_an_empty_one_is_a_content_too(workspace) -> None:
    empty, some = hashlib.sha512(b"").digest(), hashlib.sha512(b"ab").digest()
    with workspace.begin() as unit:
        for pieces in ([b"a", b"b"], [b"ab"], []):
            writer = unit.new_content()
            for piece in pieces:
                writer.write(piece)
            writer.keep(hashlib.sha512(b"".join(pieces)).digest())
        unit.commit()

    with workspace.read() as unit:
        assert unit.has_content(empty)
        assert list(unit.content(some)) == [b"a", b"b"]
        assert list(unit.content(empty)) == list(unit.content(bytes(64))) == []
        assert unit._connection.exec_driver_sql("SELECT count(*) FROM content").scalar_one() == 2
