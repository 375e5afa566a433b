"""A ledger in PostgreSQL: one hall leads, others may stand by, and a hall that lost the lead can write no more.

The lead is a session-level advisory lock (PostgreSQL 15 manual, 13.3.5): it ends with the connection. Because a hall
that was asleep does not know that its connection ended, the table `writer` counts who led: taking over adds one, and
every transaction of a hall begins by looking whether the count is still its own.
"""

import logging
import time
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, select, update
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from hall.ledger.naming import rename
from hall.ledger.tables import WRITER
from hall.ledger.wrong import LedgerError, LedgerLost, one_line

LEAD_LAPSES_S: Final = 6
"""A leader that says nothing for so long loses its session, and with it the lead; an idle one speaks every 2 s. The hall
that stands by serves within 10 s (docs/ha.md)."""

LEAD_WAIT_S: Final = 5.0
"""A hall that was killed just now may hold the lead for a moment longer, until its server has noticed."""

LOCK: Final = 0x6A69616F68616F
"""The advisory lock's number: `jiaohao` in ASCII. One database holds one hall."""

_CLIENT: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
    "application_name": "jiaohao hall",
}
"""How this end notices within 5 s that the other is gone (libpq, 34.1.2)."""

_SESSION: Final = {
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "5s",
    "idle_session_timeout": f"{LEAD_LAPSES_S}s",
    "idle_in_transaction_session_timeout": f"{LEAD_LAPSES_S}s",
    "timezone": "UTC",
}
"""How the server notices within 5 s that a machine is gone, and within 6 s that a hall only sleeps."""

_DURABLE: Final = {
    "synchronous_commit": ("on", "remote_apply"),
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "transaction_read_only": ("off",),
}
"""What must be so, or a commit that was confirmed could be lost (19.5.1), or none is possible."""

_EPOCH: Final = "SELECT epoch FROM writer"
_EPOCH_FOR_SHARE: Final = f"{_EPOCH} FOR SHARE"
_LOOK_AGAIN_S: Final = 0.1

_log = logging.getLogger(__name__)


class PostgresStore:
    """One connection, which holds the lead. A new one is only made together with the lead, and in the same epoch."""

    def __init__(self, url: URL, *, lead_wait_s: float = LEAD_WAIT_S) -> None:
        self._url = url
        self._lead_wait_s = lead_wait_s
        self.epoch = 0
        self._inserts: dict[str, str] = {}
        try:
            self.engine: Engine = create_engine(url, poolclass=StaticPool)
        except ModuleNotFoundError as missing:
            raise LedgerError("driver", str(missing.name)) from None
        event.listen(self.engine, "do_connect", self._connect)
        event.listen(self.engine, "begin", self._on_begin)

    @property
    def name(self) -> str:
        return self._url.render_as_string(hide_password=True)

    def lead(self, holder: str, at: str) -> str:
        with self.engine.begin() as connection:
            before = connection.execute(select(WRITER).with_for_update()).first()
            now = {
                "epoch": 1 if before is None else before.epoch + 1,
                "holder": holder,
                "since": at,
                "has_ended": False,
            }
            connection.execute(insert(WRITER) if before is None else update(WRITER), now)
            taken_from = (
                "" if before is None or before.has_ended or before.holder == holder else str(before.holder)
            )
            if taken_from:
                rename(connection)
        self.epoch = int(now["epoch"])
        return taken_from

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        """Straight to the driver, whose rows go to the server without waiting for each other's answers."""
        if rows:
            connection.exec_driver_sql(self._insert_into(table), list(rows))

    def prove(self) -> None:
        """Nothing more: each transaction has begun with the proof, and the server has said that it ended well."""

    def tidy(self) -> None:
        """Nothing: the server does its own housekeeping."""

    def end(self) -> None:
        try:
            with self.engine.begin() as connection:
                connection.execute(update(WRITER).values(has_ended=True))
        except LedgerLost:
            pass  # nothing to give back
        except (DBAPIError, LedgerError) as wrong:
            _log.warning("the lead of %s could not be given back: %s", self.name, one_line(wrong))
        self.engine.dispose()

    def _insert_into(self, table: Table) -> str:
        if table.name not in self._inserts:
            head = str(insert(table).compile(self.engine)).partition(" VALUES ")[0]
            self._inserts[table.name] = f"{head} VALUES ({', '.join(['%s'] * len(table.columns))})"
        return self._inserts[table.name]

    def _on_begin(self, connection: Connection) -> None:
        """`FOR SHARE` holds a takeover back until this transaction has ended; after one there is no row to wait for."""
        if self.epoch and connection.exec_driver_sql(_EPOCH_FOR_SHARE).scalar() != self.epoch:
            raise LedgerLost("deposed", self.name)

    def _connect(self, dialect: Dialect, record: Any, words: Any, named: dict[str, Any]) -> DBAPIConnection:
        connection = dialect.connect(*words, **{**_CLIENT, **named})
        try:
            self._settle(connection.cursor())
            connection.commit()
        except BaseException:
            connection.close()
            raise
        return connection

    def _settle(self, cursor: DBAPICursor) -> None:
        for setting, value in _SESSION.items():
            cursor.execute(f"SET {setting} = '{value}'")
        self._is_safe(cursor)
        self._is_still_ours(cursor)
        self._take_lead(cursor)

    def _is_safe(self, cursor: DBAPICursor) -> None:
        for setting, allowed in _DURABLE.items():
            cursor.execute(f"SHOW {setting}")
            (value,) = cursor.fetchone() or ("",)
            if value not in allowed:
                raise LedgerError("unsafe", self.name, f"{setting} = {value}")

    def _is_still_ours(self, cursor: DBAPICursor) -> None:
        """Whoever has taken over meanwhile holds the lock as well: waiting for it would be in vain."""
        if self.epoch:
            cursor.execute(_EPOCH)
            if cursor.fetchone() != (self.epoch,):
                raise LedgerLost("deposed", self.name)

    def _take_lead(self, cursor: DBAPICursor) -> None:
        """Having the lock means that the session before is over, and that its last commit has failed or not for good."""
        patience_ends_s = time.monotonic() + (0 if self.epoch else self._lead_wait_s)
        while True:
            cursor.execute(f"SELECT pg_try_advisory_lock({LOCK})")
            if cursor.fetchone() == (True,):
                return
            if time.monotonic() >= patience_ends_s:
                raise LedgerError("in_use", self.name)
            time.sleep(_LOOK_AGAIN_S)
