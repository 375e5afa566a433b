"""A ledger opened beside the hall that may be running on it: to be read, copied and proven; no lead and no lock is taken."""

from pathlib import Path

from sqlalchemy import Engine, select, text
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DatabaseError

from hall.ledger.ledger import Ledger
from hall.ledger.opening import FILE, store_at
from hall.ledger.postgres_store import PostgresStore
from hall.ledger.store import Store
from hall.ledger.tables import LEDGER, REVISION
from hall.ledger.whole import unreadable
from hall.ledger.wrong import LedgerError


def open_beside(directory: Path, url: str = "") -> Ledger:
    """The ledger of a data directory as it is, without its hall noticing. Facts are never written this way.

    Raises:
        LedgerError: there is none, or it is not as this program knows it.
    """
    if not url and not (directory / FILE).is_file():
        raise LedgerError("none", str(directory))
    store = _without_lead(store_at(directory, url))
    try:
        return Ledger(store, _known_id(store.engine, store.name))
    except BaseException:
        store.engine.dispose()
        raise


def _known_id(engine: Engine, name: str) -> str:
    try:
        with engine.connect() as connection:
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if revision != REVISION:
                raise LedgerError("older" if str(revision) < REVISION else "newer", name, str(revision))
            return str(connection.execute(select(LEDGER.c.id)).scalar_one())
    except DatabaseError as error:
        raise unreadable(error, name) from None


def _without_lead(store: Store) -> Store:
    return _PostgresBeside(store.engine.url) if isinstance(store, PostgresStore) else store


class _PostgresBeside(PostgresStore):
    """Neither takes the lead nor gives it back."""

    def _take_lead(self, cursor: DBAPICursor) -> None:
        pass

    def end(self) -> None:
        self.engine.dispose()
