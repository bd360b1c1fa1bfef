"""A whole round on three machines: every deed that counts is logged, and what is to be forgotten is."""

from __future__ import annotations

import ast
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from evaluator import services
from evaluator.domain.language import Language
from evaluator.domain.log import Change
from evaluator.messages.catalogue import Catalogue
from evaluator.services.errors import RoundLockedError
from evaluator.storage.files import PAGE_BYTES
from evaluator.storage.unit_of_work import SqlUnitOfWork
from tests.journeys.whole_round import IDS, KEY, OFFICIAL, REVIEWERS, SECRET, WholeRound, run_whole

MARKER = "Salainenmerkkisana"

NOT_LOGGED = {"SaveEntries", "EvidenceOf"}
"""What is typed is no deed yet, and the evidence follows from the scores."""

PRIVATE = {"ChangePassages", "SaveOfficialNote", "SaveConsensusDrafts"}
"""Notes and drafts of one person are no documents of the matter (docs/adr/0024)."""

BEGINS = re.compile(r"(workspace|copy)\.begin\(\)")
LOGS = re.compile(r"\b(record|unit\.log)\(")


@dataclass
class Watched:
    """What services committed: by class, how often and how often with an entry in the log."""

    commits: Counter[str] = field(default_factory=Counter)
    logged: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def watched() -> Watched:
    return Watched()


@pytest.fixture(scope="module")
def whole(tmp_path_factory, watched) -> Iterator[WholeRound]:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, watched)
        patch.setenv("SQLITE_TMPDIR", str(folder / "tmp"))
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        made = run_whole(folder, marker=MARKER)
        yield made
    made.workspace.close()


def watch(patch: pytest.MonkeyPatch, watched: Watched) -> None:
    log, commit = SqlUnitOfWork.log, SqlUnitOfWork.commit
    logging: set[int] = set()

    def heard(unit: SqlUnitOfWork, changes: Iterable[Change]) -> None:
        listed = list(changes)
        log(unit, listed)
        if listed:
            logging.add(id(unit))

    def counted(unit: SqlUnitOfWork) -> None:
        who = _service()
        commit(unit)
        watched.commits[who] += 1
        watched.logged[who] += id(unit) in logging
        logging.discard(id(unit))

    patch.setattr(SqlUnitOfWork, "log", heard)
    patch.setattr(SqlUnitOfWork, "commit", counted)


def _service() -> str:
    """Name the service that commits: the nearest method of a class under ``services``."""
    frame = sys._getframe(2)
    root = str(Path(services.__file__).parent)
    while frame is not None and frame.f_code.co_name != "_build":  # a new file holds its first entries
        if frame.f_code.co_filename.startswith(root) and "self" in frame.f_locals:
            return type(frame.f_locals["self"]).__name__
        frame = frame.f_back
    return ""


def test_a_service_that_changes_a_round_and_is_not_at_work_here_logs_all_the_same(whole, watched):
    assert whole.workspace.hindrance is None
    silent = set()
    for path in Path(services.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            changes = isinstance(node, ast.ClassDef) and BEGINS.search(ast.unparse(node))
            if changes and node.name not in watched.commits and not LOGS.search(text):
                silent.add(node.name)

    assert len(watched.commits) > 30
    assert silent == PRIVATE


def test_every_deed_that_counts_stands_in_the_log(whole, watched):
    silent = {who for who, count in watched.commits.items() if watched.logged[who] < count}

    assert silent - {""} == NOT_LOGGED
    assert whole.official.read_log(whole.workspace).verdict.intact


@pytest.mark.parametrize("language", list(Language))
def test_every_deed_in_the_logs_has_a_name(whole, language):
    say = Catalogue(language)
    deeds = {each.entry.deed for each in whole.official.read_log(whole.workspace).entries}
    for name in REVIEWERS:
        desk = whole.desks[name].workspaces.open(whole.home / f"{name}.evaluator", SECRET)
        deeds |= {each.entry.deed for each in whole.desks[name].read_log(desk).entries}
        desk.close()

    assert {each for each in deeds if not say.has(f"log.deeds.{each}")} == set()


def in_the_clear(path: Path) -> bytes:
    """Decrypt every page of a workspace and its write-ahead log, free pages and the index included.

    SQLCipher's page: AES-256-CBC, then 16 bytes of its IV and 32 of its seal; the first
    page begins with the salt. A frame of the write-ahead log is a page after 24 bytes.
    """
    size, reserved = PAGE_BYTES, 16 + 32
    content = path.read_bytes()
    pages = [content[at : at + size] for at in range(0, len(content), size)]
    pages[0] = pages[0][16:]
    log = path.with_name(f"{path.name}-wal")
    frames = log.read_bytes()[32:] if log.exists() else b""
    pages += [frames[at + 24 : at + 24 + size] for at in range(0, len(frames), 24 + size)]
    clear = b""
    for page in pages:
        if len(page) % 16 == 0 and len(page) > reserved:
            cipher = Cipher(algorithms.AES256(KEY), modes.CBC(page[-reserved:][:16])).decryptor()
            clear += cipher.update(page[:-reserved])
    assert clear.startswith(b"\x40\x00")  # of SQLite's header, what follows the 16 bytes: the size of a page
    return clear


def files_with(folder: Path, text: str) -> set[str]:
    forms = [
        each for of in (text, text.upper(), text.lower()) for each in (of.encode(), of.encode("utf-16-le"))
    ]
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in forms)
    }


def test_a_word_of_an_application_is_in_no_file_that_reviewing_and_merging_write(whole):
    beside = {path.name for path in whole.home.iterdir()} & {"kierros.evaluator-wal", "kierros.evround"}

    found = files_with(whole.folder, MARKER)

    assert beside == {"kierros.evaluator-wal", "kierros.evround"}
    meant_to_be_read = ("lahde/", "koti/kirjeet/", "koti/paperit/")
    assert {each for each in found if not each.startswith(meant_to_be_read)} == set()
    assert MARKER.encode() in in_the_clear(whole.workspace.path)


def test_who_is_disqualified_keeps_no_word_of_the_application_and_finds_none(whole):
    path = whole.home / f"{REVIEWERS[1]}.evaluator"

    pages = in_the_clear(path)
    desk = whole.desks[REVIEWERS[1]].workspaces.open(path, SECRET)
    with desk.read() as unit:
        found = unit.find_applications(f"vastaus {MARKER}")
    desk.close()

    kept = f"Vastaus {MARKER} {IDS[1]}".encode()
    assert kept in pages
    for secret in (f"Vastaus {MARKER} {IDS[2]}", f"{MARKER} liitteessä {IDS[2]}"):
        assert secret.encode() not in pages
    assert set(found) == {IDS[0], IDS[1]}


def test_an_erased_round_keeps_no_word_and_finds_none(whole):
    program, workspace = whole.official, whole.workspace
    archive = whole.home / "arkisto.zip"
    with pytest.raises(RoundLockedError):
        program.import_file(workspace, whole.source / "paketti.zip", by=OFFICIAL)
    program.archive(workspace, archive, by=OFFICIAL)

    program.apply_retention(workspace, by=OFFICIAL, archive=archive, term=0)

    pages = in_the_clear(workspace.path).lower()
    with workspace.read() as unit:
        assert unit.find_applications(MARKER) == ()
    assert MARKER.lower().encode() not in pages
    assert b"perustelu." not in pages
    assert program.read_log(workspace).verdict.intact
    assert program.read_log(workspace).entries[-1].entry.deed == "retention.apply"
