"""The log in the file: chained across transactions, erasable, and closed to any other change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2

from evaluator.domain.exchanged import LogHead
from evaluator.domain.log import Field, start_of, verify_log
from evaluator.storage.connection import connect
from evaluator.storage.workspace import SqlWorkspace
from tests.builders import an_application
from tests.storage.conftest import KEY
from tests.unit.domain.test_log import a_change


def log(workspace: SqlWorkspace, *numbers: int) -> None:
    with workspace.begin() as unit:
        unit.log([a_change(number) for number in numbers])
        unit.commit()


def test_entries_of_several_transactions_are_one_chain(workspace: SqlWorkspace) -> None:
    log(workspace, 1, 2)
    log(workspace)
    log(workspace, 3)

    with workspace.read() as unit:
        found = unit.log_entries()
        verdict = verify_log(found, start_of(unit.round().id))
        assert unit.log_head() == (3, verdict.head)
    assert verdict.intact
    assert [each.entry.number for each in found] == [1, 2, 3]
    assert {field: opening.value for field, opening in found[0].openings.items()} == {
        field: a_change(1).value(field) for field in Field
    }
    assert [each.entry.at for each in found] == [a_change(number).at for number in (1, 2, 3)]


def test_a_new_workspace_has_the_start_as_its_head(workspace: SqlWorkspace) -> None:
    with workspace.read() as unit:
        assert unit.log_head() == (0, start_of("example-round"))


def test_a_deed_and_its_entry_are_saved_together_or_not_at_all(workspace: SqlWorkspace) -> None:
    with workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.log([a_change(1)])

    with workspace.read() as unit:
        assert unit.applications() == unit.log_entries() == ()


def test_salts_are_never_used_twice(workspace: SqlWorkspace) -> None:
    log(workspace, *range(1, 400))

    with workspace.read() as unit:
        salts = [opening.salt for each in unit.log_entries() for opening in each.openings.values()]
    assert len(salts) == len(set(salts)) == 399 * 4


def test_erased_values_are_gone_and_the_chain_holds(workspace: SqlWorkspace) -> None:
    log(workspace, *range(1, 4))

    with workspace.begin() as unit:
        unit.erase_log([2])
        unit.commit()

    with workspace.read() as unit:
        found = unit.log_entries()
    assert [len(each.openings) for each in found] == [4, 0, 4]
    verdict = verify_log(found, start_of("example-round"))
    assert (verdict.intact, verdict.erased) == (True, 4)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_entry SET deed = 'x'",
        "DELETE FROM log_entry",
        "REPLACE INTO log_entry SELECT * FROM log_entry",
    ],
)
def test_the_file_refuses_to_change_or_delete_an_entry(workspace: SqlWorkspace, statement) -> None:
    log(workspace, 1)
    raw = connect(workspace.path, KEY)

    with pytest.raises(dbapi2.IntegrityError):
        raw.execute(statement)

    raw.close()


def test_a_value_changed_behind_the_program_s_back_is_found(workspace: SqlWorkspace) -> None:
    log(workspace, 1, 2)
    raw = connect(workspace.path, KEY)
    raw.execute("UPDATE log_value SET after = '{}' WHERE number = 2")
    raw.close()

    with workspace.read() as unit:
        assert verify_log(unit.log_entries(), start_of("example-round")).first_broken == 2


def test_the_content_head_is_that_of_the_last_deed_that_changed_what_the_round_holds(
    workspace: SqlWorkspace,
) -> None:
    changing, leaving = a_change(1), replace(a_change(2), deed="papers.draft")
    with workspace.begin() as unit:
        unit.log([leaving])
        unit.commit()
    with workspace.read() as unit:
        assert unit.contents().content_head is None
    with workspace.begin() as unit:
        unit.log([changing, leaving, leaving])
        unit.commit()

    with workspace.read() as unit:
        contents, entries = unit.contents(), unit.log_entries()

    assert contents.content_head == LogHead(number=2, digest=entries[1].digest)
    assert contents.log_head == entries[-1].digest.hex()
