"""A ledger in an SQLite file: safe against a power cut at any moment, for one hall on one machine."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert
from sqlalchemy.pool import StaticPool

LOG_PAGES: Final = 4000
"""16 MB: a log this long is moved into the file even in mid-commit. It makes a citizen wait for several fsyncs, so most
of the time the desk does it when nobody asks for anything."""

_ROWS_AT_ONCE: Final = 100
"""Far below SQLite's limit of 32,766 values a statement (SQLITE_MAX_VARIABLE_NUMBER)."""

_Inode = tuple[int, int]


class SqliteStore:
    """WAL, and an fsync at each commit. The lock on the data directory keeps other halls away; there is no epoch."""

    epoch: Final = 0

    def __init__(self, file: Path) -> None:
        self._file = file
        self._log = file.with_name(f"{file.name}-wal")
        self._opened: tuple[_Inode, _Inode] | None = None
        self._inserts: dict[str, tuple[str, str]] = {}
        self.engine: Engine = create_engine("sqlite://", creator=self._connect, poolclass=StaticPool)
        event.listen(self.engine, "begin", _on_begin)

    @property
    def name(self) -> str:
        return str(self._file)

    def lead(self, holder: str, at: str) -> str:
        return ""

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        """Straight to the driver, many rows in one statement. The driver lets go of Python's lock at each statement, and
        while another thread is busy it gets it back only milliseconds later: so there are few of them."""
        head, values = self._insert_into(table)
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[start : start + _ROWS_AT_ONCE]
            connection.exec_driver_sql(
                f"{head} VALUES {', '.join([values] * len(some))}", tuple(chain.from_iterable(some))
            )

    def prove(self) -> None:
        """A file that was removed while it is open takes every commit, and none of them is ever seen again."""
        if self._opened is not None and self._inodes() != self._opened:
            raise FileNotFoundError(2, "the file is no longer where it was opened", self.name)

    def tidy(self) -> None:
        """Move what was written from the log into the file."""
        with self.engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def end(self) -> None:
        self.engine.dispose()

    def _connect(self) -> sqlite3.Connection:
        """The first time the file is made where there is none; a file that was there and is gone is never made again."""
        if self._opened is None:
            for file in (self._file, self._log, self._log.with_name(f"{self._file.name}-shm")):
                _make_private(file, is_made=file == self._file)
        mode = "rwc" if self._opened is None else "rw"
        uri = f"{self._file.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=5)
        try:
            _prepare(connection)
            self._opened = self._inodes()
        except BaseException:
            connection.close()
            raise
        return connection

    def _inodes(self) -> tuple[_Inode, _Inode]:
        """Which files lie at the two paths now. Raises OSError where there are none."""
        file, log = self._file.stat(), self._log.stat()
        return (file.st_dev, file.st_ino), (log.st_dev, log.st_ino)

    def _insert_into(self, table: Table) -> tuple[str, str]:
        """`INSERT INTO … (…)`, and `(?, …)`."""
        if table.name not in self._inserts:
            head, _, values = str(insert(table).compile(self.engine)).rpartition(" VALUES ")
            self._inserts[table.name] = (head, values)
        return self._inserts[table.name]


def _make_private(file: Path, *, is_made: bool) -> None:
    """A file that others may read is closed to them, an empty one made where there is none (`is_made`). SQLite gives a new
    log and its index the permissions of the ledger, and says what is wrong where nothing can be made."""
    with suppress(OSError):
        fd = os.open(file, os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if is_made else 0), 0o600)
        try:
            if os.fstat(fd).st_mode & 0o077:
                os.fchmod(fd, 0o600)
        finally:
            os.close(fd)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None  # Python's own idea of when to BEGIN leaves out CREATE TABLE
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # makes the log's file


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
