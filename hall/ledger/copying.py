"""A whole ledger copied into another database, as it was at one moment; without its people."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Table, insert, inspect, select

from hall.ledger.migrating import migrate
from hall.ledger.naming import rename
from hall.ledger.notes import NOTE
from hall.ledger.people import PERSON
from hall.ledger.sqlite_store import SqliteStore
from hall.ledger.tables import TABLES, WRITER
from hall.ledger.wrong import LedgerError

LEFT_OUT: Final = frozenset({PERSON.name, NOTE.name, WRITER.name})
"""People, and notes about them, are in no backup; who led the old database is nothing to a new one."""

_AT_ONCE: Final = 1000


def copy_to_file(source: Engine, file: Path) -> None:
    """Make `file`, a ledger of its own with all that `source` has at this moment; the hall there goes on meanwhile."""
    store = SqliteStore(file)
    try:
        _copy(source, store.engine, str(file))
        with store.engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.engine.dispose()


def copy_renamed(file: Path, target: Engine, name: str) -> None:
    """Put what a copy holds into an empty database, under another name: its story goes on from there alone.

    Raises:
        LedgerError: something is there already.
    """
    with target.connect() as connection:
        if inspect(connection).get_table_names():
            raise LedgerError("taken", name)
    source = SqliteStore(file)
    try:
        _copy(source.engine, target, name)
    finally:
        source.engine.dispose()
    with target.begin() as connection:
        rename(connection)


def _copy(source: Engine, target: Engine, name: str) -> None:
    is_postgres = source.dialect.name == "postgresql"
    held = source.execution_options(isolation_level="REPEATABLE READ") if is_postgres else source
    with held.connect() as reading, reading.begin(), target.begin() as writing:
        migrate(writing, name)
        for table in TABLES.sorted_tables:
            if table.name not in LEFT_OUT:
                _copy_table(reading, writing, table)


def _copy_table(reading: Connection, writing: Connection, table: Table) -> None:
    found = reading.execution_options(yield_per=_AT_ONCE).execute(select(table))
    for rows in found.mappings().partitions(_AT_ONCE):
        writing.execute(insert(table), [dict(row) for row in rows])
