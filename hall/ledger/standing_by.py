"""Standing by: a hall that waits until nobody leads on its database."""

import logging
import time
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from hall.ledger.postgres_store import LEAD_LAPSES_S, LOCK
from hall.ledger.silence import Look, Silence
from hall.ledger.wrong import one_line

LOOK_S: Final = 0.25
CONNECT_S: Final = 3

# pg_locks (PostgreSQL 15 manual, 54.12): a bigint key is classid (its high half) and objid (its low half), objsubid 1.
# pg_stat_activity (28.2.3): what others may not see of a session is null, and such a one is never taken for silent.
_LEADER: Final = """
SELECT pid, concat_ws(' ', backend_start, xact_start, query_start, state_change, state, wait_event),
coalesce(wait_event_type = 'Client', false) FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = %s AND objid = %s
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

_END: Final = "SELECT pg_terminate_backend(%s)"

_log = logging.getLogger(__name__)


class Standby:
    """Looks at the lock without touching it: whoever leads, or comes back, is not disturbed.

    A leader that says nothing for `lapses_s` while its server waits for it loses its session. The server's own time
    limits (`idle_session_timeout`) see only those who fell asleep between two sentences: in the middle of one, with some
    statements of a pipeline sent and the rest not, none of them runs (PostgreSQL 15, postgres.c: they are set where the
    server says that it is ready for a query). Nothing can go wrong by it: a hall that lost its session proves its epoch
    before it writes again.

    `follow` reads on in the ledger while somebody else leads, and says whether there is more to read: then the lead is
    looked at again at once.
    """

    def __init__(
        self,
        url: str,
        *,
        lapses_s: float = LEAD_LAPSES_S,
        follow: Callable[[Connection], bool] = lambda connection: False,
    ) -> None:
        asked = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(
            asked, poolclass=NullPool, isolation_level="AUTOCOMMIT",
            connect_args={"connect_timeout": CONNECT_S, "application_name": "jiaohao standby", "tcp_user_timeout": 5_000},
        )  # fmt: skip
        self._silence = Silence(lapses_s)
        self._follow = follow
        self._has_more = False
        self._connection: Connection | None = None
        self._complained = ""
        self._is_said = False
        """That nobody leads: once, until somebody does."""

    def wait(self, is_over: Callable[[], bool]) -> bool:
        """Until nobody leads; False where it was told to stop first. Blocks; a server that is away is waited for too. May be
        called again."""
        while not is_over():
            if self._is_free():
                if not self._is_said:
                    _log.info("nobody leads on the database: this hall takes over")
                self._is_said = True
                self.close()
                return True
            if not self._has_more:
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
        self._has_more = False
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            leader = self._leader(self._connection)
            if leader is not None:
                self._is_said = False
                self._end_if_silent(self._connection, leader)
                self._has_more = self._follow(self._connection)
        except DBAPIError as wrong:
            self._say(one_line(wrong))
            self.close()
            return False
        self._say("")
        return leader is None

    def _leader(self, connection: Connection) -> Look | None:
        held = connection.exec_driver_sql(_LEADER, (LOCK >> 32, LOCK & 0xFFFFFFFF)).first()
        return None if held is None else Look(*held)

    def _end_if_silent(self, connection: Connection, leader: Look) -> None:
        if not self._silence.is_over(leader, time.monotonic()):
            return
        if connection.exec_driver_sql(_END, (leader.session,)).scalar():
            _log.warning("the hall that leads has fallen silent in mid-sentence: its session is ended")

    def _say(self, trouble: str) -> None:
        if trouble != self._complained:
            _log.info("the database %s", f"cannot be reached: {trouble}" if trouble else "is there again")
            self._complained = trouble
