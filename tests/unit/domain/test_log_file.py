"""The exported log holds nothing personal and is verified without any key."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.language import Language
from evaluator.domain.log import Digest, Lack, Proof
from evaluator.domain.log_file import LogFileError, LogFileVersionError, export_log, read_log
from evaluator.messages.catalogue import Catalogue
from tests.unit.domain.test_log import a_log, entries

EXPORTED = export_log("example-round", entries(a_log()))


def test_an_exported_log_verifies_by_itself() -> None:
    log = read_log(EXPORTED)

    verdict = log.verify()

    assert (verdict.intact, verdict.entries, verdict.first_broken) == (True, 5, None)
    assert verdict.proves == (Proof.CHAIN,)
    assert verdict.head == a_log()[-1].digest
    assert log.verify(anchor=verdict.head).proves == (Proof.CHAIN, Proof.ANCHOR)


def test_anybody_can_check_it_line_by_line() -> None:
    _, *lines, head, _ = EXPORTED.split(b"\n")

    for line, following in zip(lines, [*lines[1:], head], strict=True):
        named = json.loads(following)
        digest = hashlib.sha256(b"evaluator log entry 1\0" + line).hexdigest()
        assert digest == named.get("previous", named.get("head"))


def test_nothing_personal_is_in_it() -> None:
    assert b"Esimerkki" not in EXPORTED
    assert b"2020-00" not in EXPORTED
    assert "Täyttää".encode() not in EXPORTED


def test_the_same_log_gives_the_same_bytes() -> None:
    assert export_log("example-round", entries(a_log())) == EXPORTED
    assert export_log("example-round", read_log(EXPORTED).entries) == EXPORTED


def test_an_empty_log_can_be_exported() -> None:
    assert read_log(export_log("r", [])).verify().intact


@given(st.data())
def test_any_flipped_bit_is_noticed(data) -> None:
    at = data.draw(st.integers(0, len(EXPORTED) * 8 - 1))
    forged = bytearray(EXPORTED)
    forged[at // 8] ^= 1 << at % 8

    try:
        intact = read_log(bytes(forged)).verify(anchor=a_log()[-1].digest).intact
    except (LogFileError, LogFileVersionError):
        intact = False

    assert not intact


@pytest.mark.parametrize("line", range(1, 7))
def test_a_missing_line_is_noticed(line) -> None:
    lines = EXPORTED.split(b"\n")
    del lines[line]

    assert not read_log(b"\n".join(lines)).verify().intact


def test_a_log_cut_off_anywhere_is_noticed() -> None:
    first = EXPORTED.index(b"\n") + 1

    for length in range(first, len(EXPORTED)):
        assert not read_log(EXPORTED[:length]).verify().intact, length


def test_lines_behind_the_end_are_noticed() -> None:
    assert not read_log(EXPORTED + b"{}\n").verify().intact


def test_an_entry_written_in_another_way_is_noticed() -> None:
    assert read_log(EXPORTED.replace(b'"number":3', b'"number": 3')).verify().first_broken == 3


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"format":"evaluator-log","version":1}']
)
def test_what_is_no_log_is_refused(content) -> None:
    with pytest.raises(LogFileError):
        read_log(content)


def test_a_later_format_is_refused() -> None:
    with pytest.raises(LogFileVersionError):
        read_log(EXPORTED.replace(b'"version":1', b'"version":2', 1))


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_no_line_makes_the_reader_fail(lines) -> None:
    log = read_log(EXPORTED.split(b"\n")[0] + b"\n" + b"\n".join(lines))

    assert not log.verify(anchor=Digest(bytes(32))).intact


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("error", [LogFileError(), LogFileVersionError(version="2")])
def test_every_error_and_every_proof_has_its_sentence(language, error) -> None:
    catalogue = Catalogue(language)

    assert catalogue.error(error)
    assert all(catalogue.has(f"log.proves.{proof}") for proof in Proof)
    assert all(catalogue.has(f"log.not-proved.{lack.value}") for lack in Lack)
