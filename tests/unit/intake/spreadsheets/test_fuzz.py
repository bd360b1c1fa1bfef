"""Workbooks that are damaged anywhere: read or refused, never worse, and soon."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.errors import InputError
from evaluator.intake.spreadsheets import read_spreadsheet
from tests.unit.intake.spreadsheets.workbooks import a_workbook

SOON = 5
"""Seconds; a damaged workbook is refused in milliseconds."""


@cache
def sound() -> bytes:
    with TemporaryDirectory() as folder:
        return a_workbook(Path(folder) / "a.xlsx").read_bytes()


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tried(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    begin = time.monotonic()
    with suppress(InputError):
        read_spreadsheet(path).refuse()
    assert time.monotonic() - begin < SOON
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_bytes_changed_anywhere_in_a_workbook_are_read_or_refused(tmp_path_factory, changes):
    data = bytearray(sound())
    for share, piece in changes:
        at = int(share * len(data))
        data[at : at + len(piece)] = piece
    tried(tmp_path_factory.mktemp("fuzz") / "a.xlsx", bytes(data))


@given(
    st.sampled_from(sorted(parts())),
    st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.integers(0, 12),
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [
                        b'"',
                        b"<",
                        b"</c>",
                        b"<f>",
                        b"<v>1e999</v>",
                        b"99999999999",
                        b"-1",
                        b'r="A1"',
                        b"&#0;",
                        b"s",
                    ]
                ),
            ),
        ),
        min_size=1,
        max_size=6,
    ),
)
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_text_changed_inside_a_part_of_a_workbook_is_read_or_refused(tmp_path_factory, name, changes):
    inner = bytearray(parts()[name])
    for share, drop, piece in changes:
        at = int(share * len(inner))
        inner[at : at + drop] = piece
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED) as archive:
        for each, content in parts().items():
            archive.writestr(each, bytes(inner) if each == name else content)
    tried(tmp_path_factory.mktemp("fuzz") / "a.xlsx", written.getvalue())


@given(st.binary(max_size=2_000))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_after_the_mark_of_a_workbook_are_refused(tmp_path_factory, data):
    tried(tmp_path_factory.mktemp("fuzz") / "a.xlsx", b"PK\x03\x04" + data)
