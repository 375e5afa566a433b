"""What kind of failure a ledger has: told by codes, whatever language the driver speaks."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from hall.ledger import failure_of


@pytest.mark.parametrize(
    ("number", "failure"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read-only"),
        (errno.ENOENT, "gone"),
        (errno.EIO, "io"),
        (1234, "other"),
    ],
)
def test_what_the_system_says(number, failure):
    assert failure_of(OSError(number, "…")) == failure


def test_what_sqlite_says(tmp_path: Path):
    with pytest.raises(sqlite3.OperationalError) as wrong:
        sqlite3.connect(f"file:{tmp_path}/none.db?mode=rw", uri=True)
    assert failure_of(wrong.value) == "gone"
    one = sqlite3.connect(tmp_path / "small.db")
    one.execute("CREATE TABLE t (x TEXT)")
    one.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        one.execute("INSERT INTO t VALUES (?)", ["." * 100_000])
    assert failure_of(OperationalError("INSERT", {}, full.value)) == "full"
    one.close()


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (psycopg.errors.DiskFull(), "full"),
        (psycopg.errors.ReadOnlySqlTransaction(), "read-only"),
        (psycopg.errors.AdminShutdown(), "unreachable"),
        (psycopg.errors.ConnectionException(), "unreachable"),
        (psycopg.OperationalError("connection refused"), "unreachable"),
        (psycopg.errors.UniqueViolation(), "other"),
    ],
)
def test_what_postgresql_says(error, failure):
    assert failure_of(OperationalError("INSERT", {}, error)) == failure


def test_everything_else():
    assert failure_of(ValueError("odd")) == "other"
