"""Standing by: a hall that waits until nobody leads on its database."""

import logging
import time
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from hall.ledger.postgres_store import LOCK
from hall.ledger.wrong import one_line

LOOK_S: Final = 0.5
CONNECT_S: Final = 3

# pg_locks (PostgreSQL 15 manual, 54.12): a bigint key is classid (its high half) and objid (its low half), objsubid 1.
_IS_HELD: Final = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = %s AND objid = %s
AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""

_log = logging.getLogger(__name__)


class Standby:
    """Looks at the lock without touching it: whoever leads, or comes back, is not disturbed."""

    def __init__(self, url: str) -> None:
        asked = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(
            asked, poolclass=NullPool, isolation_level="AUTOCOMMIT",
            connect_args={"connect_timeout": CONNECT_S, "application_name": "jiaohao standby", "tcp_user_timeout": 5_000},
        )  # fmt: skip
        self._connection: Connection | None = None
        self._complained = ""

    def wait(self, is_over: Callable[[], bool]) -> bool:
        """Until nobody leads; False where it was told to stop first. Blocks; a server that is away is waited for too."""
        while not is_over():
            if self._is_free():
                self.close()
                return True
            time.sleep(LOOK_S)
        self.close()
        return False

    def close(self) -> None:
        """Give the connection back; never raises."""
        connection, self._connection = self._connection, None
        try:
            if connection is not None:
                connection.close()
        except SQLAlchemyError as wrong:
            _log.debug("the connection was gone already: %s", wrong)

    def _is_free(self) -> bool:
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            held = self._connection.exec_driver_sql(_IS_HELD, (LOCK >> 32, LOCK & 0xFFFFFFFF)).scalar()
        except DBAPIError as wrong:
            self._say(one_line(wrong))
            self.close()
            return False
        self._say("")
        return held is False

    def _say(self, trouble: str) -> None:
        if trouble != self._complained:
            _log.info("the database %s", f"cannot be reached: {trouble}" if trouble else "is there again")
            self._complained = trouble
