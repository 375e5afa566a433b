"""Stories of a data directory: new, locked, somebody else's, newer, damaged."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from hall.ledger import LedgerError, open_ledger
from hall.ledger.opening import FILE
from hall.ledger.sqlite_store import SqliteStore

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


def test_a_new_ledger_names_itself_and_keeps_its_name(tmp_path):
    first = open_ledger(tmp_path / "new" / "data", NOW)
    first.close()
    again = open_ledger(tmp_path / "new" / "data", NOW)
    assert again.id == first.id
    assert len(first.id) == 16
    other = open_ledger(tmp_path / "other", NOW)
    assert other.id != first.id
    again.close()
    other.close()


def test_nobody_else_on_the_machine_reads_a_ledger_old_ones_too(tmp_path):
    data = tmp_path / "new" / "data"
    open_ledger(data, NOW).close()
    crashed = open_ledger(data, NOW)
    for path in data.glob(f"{FILE}*"):
        path.chmod(0o644)
        shutil.copy(path, tmp_path)
    crashed.close()
    for path in tmp_path.glob(f"{FILE}*"):  # as it lay when an older program was killed
        shutil.copy(path, data)
    ledger = open_ledger(data, NOW)
    lying = {path.name: path.stat().st_mode & 0o077 for path in data.iterdir()}
    ledger.close()
    assert {FILE, f"{FILE}-wal", f"{FILE}-shm"} <= set(lying)
    assert not any(lying.values())
    assert data.stat().st_mode & 0o777 == 0o700


def test_a_second_hall_on_the_same_directory_is_told_so(tmp_path):
    ledger = open_ledger(tmp_path, NOW)
    with pytest.raises(LedgerError, match="another hall is already running") as wrong:
        open_ledger(tmp_path, NOW)
    assert wrong.value.trouble == "locked"
    ledger.close()
    open_ledger(tmp_path, NOW).close()


def test_a_hall_that_was_killed_leaves_no_lock(tmp_path):
    script = (
        "import os, signal, sys; from datetime import *; from pathlib import Path; from hall.ledger import open_ledger;"
        "open_ledger(Path(sys.argv[1]), datetime.now(UTC)); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script, tmp_path], timeout=60, check=False).returncode == -9
    open_ledger(tmp_path, NOW).close()


def test_what_is_no_ledger_is_left_alone(tmp_path):
    (tmp_path / FILE).write_bytes(b"these are my holiday pictures" * 100)
    with pytest.raises(LedgerError, match="not a ledger of Jiaohao") as wrong:
        open_ledger(tmp_path, NOW)
    assert wrong.value.trouble == "foreign"
    assert (tmp_path / FILE).read_bytes().startswith(b"these are my")


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="cannot be used") as wrong:
        open_ledger(tmp_path / "file" / "data", NOW)
    assert str(tmp_path / "file" / "data") in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_power_cut_while_the_tables_are_made_leaves_none_of_them(tmp_path):
    engine = SqliteStore(tmp_path / FILE).engine

    @event.listens_for(engine, "before_cursor_execute")
    def cut(connection, cursor, statement, *rest):
        if "CREATE TABLE ledger" in statement:
            raise ConnectionAbortedError

    from hall.ledger import opening  # the step that `open_ledger` takes, with an engine that fails

    with pytest.raises(ConnectionAbortedError):
        opening.prepared(engine, str(tmp_path / FILE), NOW)
    engine.dispose()
    open_ledger(tmp_path, NOW).close()


def test_a_power_cut_is_survived_because_every_commit_is_synced(tmp_path):
    ledger = open_ledger(tmp_path, NOW)
    with ledger.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    ledger.close()
