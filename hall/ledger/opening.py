"""Opening a ledger: lock the data directory, open the database, bring its tables up to date, take the lead."""

import os
import socket
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from hall.ledger.failing import failure_of
from hall.ledger.ledger import Ledger
from hall.ledger.lock import DataLock
from hall.ledger.migrating import migrate
from hall.ledger.naming import new_ledger_id
from hall.ledger.postgres_store import LEAD_WAIT_S, PostgresStore
from hall.ledger.sqlite_store import SqliteStore
from hall.ledger.store import Store
from hall.ledger.tables import LEDGER
from hall.ledger.wrong import LedgerError, one_line
from link.messages.codec import moment_text
from link.messages.words import OLDEST_SCHEMA, SCHEMA

FILE = "ledger.db"

_POSTGRES = "postgresql+psycopg"


def open_ledger(directory: Path, now: datetime, url: str = "", *, lead_wait_s: float = LEAD_WAIT_S) -> Ledger:
    """The ledger of a data directory, made where there is none: its own file, or the PostgreSQL database at `url`.

    Only one process has a data directory or a database open; for a database it waits `lead_wait_s` to be that one. The
    directory holds the hall's keys in either case.

    Raises:
        LedgerError: another hall runs there, or what lies there cannot be used; its text says so in one sentence.
    """
    _make(directory)
    lock = DataLock(directory)
    lock.take()
    try:
        return _led(store_at(directory, url, lead_wait_s), directory, now, lock)
    except BaseException:
        lock.release()
        raise


def store_at(directory: Path, url: str, lead_wait_s: float = LEAD_WAIT_S) -> Store:
    """The database beneath a ledger. Raises LedgerError where `url` is none of PostgreSQL's."""
    if not url:
        return SqliteStore(directory / FILE)
    try:
        asked = make_url(url)
    except ArgumentError:
        raise LedgerError("url", "…") from None  # what cannot be read may have a password anywhere
    if asked.drivername not in (_POSTGRES, "postgresql") or not asked.database:
        raise LedgerError("url", asked.render_as_string(hide_password=True))
    return PostgresStore(asked.set(drivername=_POSTGRES), lead_wait_s=lead_wait_s)


def prepared(engine: Engine, file: str, now: datetime) -> str:
    """Bring the tables up to date; the ledger's id."""
    with engine.begin() as connection:
        migrate(connection, file)
        return _named(connection, file, now)


def _led(store: Store, directory: Path, now: datetime, lock: DataLock) -> Ledger:
    try:
        prepared(store.engine, store.name, now)
        before = store.lead(f"{socket.gethostname()}:{directory.absolute()}", moment_text(now))
        with store.engine.connect() as connection:
            ledger = connection.execute(select(LEDGER.c.id)).scalar_one()
    except BaseException as error:
        store.engine.dispose()
        if isinstance(error, DatabaseError):
            raise _why_not(error, store.name) from None
        raise
    return Ledger(store, ledger, lock, taken_from=before.partition(":")[0])


def _make(directory: Path) -> None:
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        directory.mkdir(mode=0o700, exist_ok=True)
        if not os.access(directory, os.W_OK | os.X_OK):
            raise PermissionError("no permission to write")
    except OSError as error:
        raise LedgerError("directory", str(directory), error.strerror or str(error)) from None


def _why_not(error: DatabaseError, name: str) -> LedgerError:
    """What a database said, as one of our sentences."""
    said = one_line(error)
    if "not a database" in said:
        return LedgerError("foreign", name, said)
    if "://" in name:
        return LedgerError("unreachable", name, said)
    if failure_of(error) != "other":
        return LedgerError("directory", str(Path(name).parent), said)
    return LedgerError("damaged", name, said)


def _named(connection: Connection, file: str, now: datetime) -> str:
    row = connection.execute(select(LEDGER.c.id, LEDGER.c.schema)).first()
    if row is None:
        ledger, at = new_ledger_id(), moment_text(now)
        connection.execute(insert(LEDGER).values(id=ledger, schema=SCHEMA, created_at=at, checked_at=at))
        return ledger
    if not OLDEST_SCHEMA <= row.schema <= SCHEMA:
        raise LedgerError("newer", file, str(row.schema))
    if row.schema < SCHEMA:  # from here on it has facts that an older program would misread
        connection.execute(update(LEDGER).values(schema=SCHEMA))
    return str(row.id)
