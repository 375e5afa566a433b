"""Opening a ledger: lock the data directory, open the database, bring its tables up to date."""

import os
import secrets
import sqlite3
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from hall.ledger.ledger import Ledger
from hall.ledger.lock import DataLock
from hall.ledger.tables import LEDGER, REVISION
from hall.ledger.wrong import LedgerError
from link.messages.codec import moment_text
from link.messages.words import OLDEST_SCHEMA, SCHEMA

FILE = "ledger.db"
LOG_PAGES = 4000
"""16 MB: a log this long is moved into the file even in mid-commit. It makes a citizen wait for several fsyncs, so most
of the time the desk does it when nobody asks for anything."""


def open_ledger(directory: Path, now: datetime) -> Ledger:
    """The ledger in a data directory, made where there is none. Only one process can have it open.

    Raises:
        LedgerError: another hall runs there, or what lies there cannot be used; its text says so in one sentence.
    """
    _make(directory)
    lock = DataLock(directory)
    lock.take()
    try:
        engine = sqlite_engine(directory / FILE)
        return Ledger(engine, prepared(engine, str(directory / FILE), now), lock)
    except BaseException:
        lock.release()
        raise


def sqlite_engine(file: Path) -> Engine:
    """One connection to an SQLite file, safe against a power cut at any moment: WAL, and an fsync at each commit."""
    engine = create_engine(
        f"sqlite:///{file}", poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 5}
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # Python's own idea of when to BEGIN leaves out CREATE TABLE
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if not os.access(directory, os.W_OK | os.X_OK):
            raise PermissionError("no permission to write")
    except OSError as error:
        raise LedgerError("directory", str(directory), error.strerror or str(error)) from None


def prepared(engine: Engine, file: str, now: datetime) -> str:
    """Bring the tables up to date; the ledger's id."""
    try:
        with engine.begin() as connection:
            _is_ours(connection, file)
            _migrate(connection, file)
            return _named(connection, file, now)
    except DatabaseError as error:
        is_other = "not a database" in str(error.orig)
        raise LedgerError("foreign" if is_other else "damaged", file, str(error.orig)) from None


def _is_ours(connection: Connection, file: str) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise LedgerError("foreign", file)


def _migrate(connection: Connection, file: str) -> None:
    revision = _revision(connection)
    if revision == REVISION:
        return
    from alembic import command  # on most days nothing is to be done, and a start need not wait for it
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(files("hall.ledger") / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:  # it does not know the revision that it finds
        raise LedgerError("newer", file, str(revision)) from None


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _named(connection: Connection, file: str, now: datetime) -> str:
    row = connection.execute(select(LEDGER.c.id, LEDGER.c.schema)).first()
    if row is None:
        ledger, at = secrets.token_hex(8), moment_text(now)
        connection.execute(insert(LEDGER).values(id=ledger, schema=SCHEMA, created_at=at, checked_at=at))
        return ledger
    if not OLDEST_SCHEMA <= row.schema <= SCHEMA:
        raise LedgerError("newer", file, str(row.schema))
    return str(row.id)
