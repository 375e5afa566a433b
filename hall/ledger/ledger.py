"""The open ledger: append, read again, look up. Its calls block; one thread at a time makes them."""

import json
import time
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, delete, func, select, update

from hall.ledger.lock import DataLock
from hall.ledger.rows import CommandRow, FactRow
from hall.ledger.store import Store
from hall.ledger.tables import COMMAND, FACT, IS_LASTING, LEDGER
from hall.ledger.wrong import LedgerLost
from link.messages.facts import Fact
from link.messages.wire import fact_of

_AT_ONCE = 500
_ROOM = 64 * 1024
"""Bytes that must fit before a full disk counts as usable again: some hundred facts."""


class Ledger:
    """All facts of a hall, in order. `id` names this ledger; a restored or taken-over one gets another."""

    def __init__(self, store: Store, id: str, lock: DataLock | None = None, taken_from: str = "") -> None:
        self.id = id
        self.taken_from = taken_from
        """The machine whose hall led before and did not end in order; empty where there is none."""
        self._store = store
        self._engine = store.engine
        self._lock = lock
        self._proven_at_s = time.monotonic()

    @property
    def engine(self) -> Engine:
        """The connection, for further tables, and for those who test what a failing disk does."""
        return self._engine

    @property
    def name(self) -> str:
        """What people call it: a file, or a URL without its password."""
        return self._store.name

    @property
    def epoch(self) -> int:
        """How often the lead was taken, where several halls can reach the ledger; otherwise 0."""
        return self._store.epoch

    @property
    def unproven_s(self) -> float:
        """Seconds since the last commit, or the last look that found it still there and still this hall's."""
        return time.monotonic() - self._proven_at_s

    def append(self, facts: Sequence[FactRow], commands: Sequence[CommandRow]) -> None:
        """Write a batch, all or nothing; durable when it returns. When it raises, the outcome is not known."""
        with self._engine.begin() as connection:
            self._store.insert(connection, FACT, facts)
            self._store.insert(connection, COMMAND, [_command_values(each) for each in commands])
        self._prove()

    def facts(self, after: int = 0) -> Iterator[Fact]:
        """Every fact after a seq, in order, read as a stream."""
        wanted = select(FACT.c.text).where(FACT.c.seq > after).order_by(FACT.c.seq)
        with self._engine.connect() as connection:
            for row in connection.execute(wanted.execution_options(yield_per=_AT_ONCE)):
                yield fact_of(row.text)

    def facts_that_matter(self) -> Iterator[Fact]:
        """Enough facts to fold the day as it stands: what outlives days from the beginning, then all of the last day.

        A day that carried tickets over needs the day before it as well; nobody is carried twice.
        """
        with self._engine.connect() as connection:
            start = start_of_last_day(connection)
        wanted = select(FACT.c.text).where(FACT.c.seq < start, IS_LASTING).order_by(FACT.c.seq)
        with self._engine.connect() as connection:
            for row in connection.execute(wanted.execution_options(yield_per=_AT_ONCE)):
                yield fact_of(row.text)
        yield from self.facts(start - 1)

    def command(self, box: str, key: str) -> CommandRow | None:
        """What was answered to this command of this box, if it was carried out in the last days."""
        wanted = select(COMMAND).where(COMMAND.c.box == box, COMMAND.c.key == key)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        if row is None:
            return None
        return CommandRow(**{**row, "seqs": tuple(json.loads(row["seqs"]))})

    def remembered_keys(self) -> Iterator[tuple[str, str]]:
        """(box, key) of every command that is remembered."""
        with self._engine.connect() as connection:
            wanted = select(COMMAND.c.box, COMMAND.c.key).execution_options(yield_per=_AT_ONCE)
            for row in connection.execute(wanted):
                yield row.box, row.key

    def forget_commands(self, before: str) -> None:
        """Forget what was answered before a moment (RFC 3339 UTC)."""
        with self._engine.begin() as connection:
            connection.execute(delete(COMMAND).where(COMMAND.c.at < before))

    def keep(self) -> None:
        """Make sure that the ledger is still there, and still this hall's; for now and then. Raises where it is not."""
        with self._engine.begin() as connection:
            connection.execute(select(LEDGER.c.id))
        self._prove()

    def tidy(self) -> None:
        """Housekeeping that spares the next citizen some of it, for an idle moment."""
        self._store.tidy()

    def reconnect(self, at: str, last: int) -> None:
        """Drop a connection that failed, and prove by writing that the ledger can be written and has some room. That it
        is there, and this hall's, is proven by then, also where it is full.

        Raises:
            LedgerLost: it is another ledger now, or one without fact `last`, which was written and told.
        """
        self._engine.dispose()
        if self._lock is not None:
            self._lock.keep()
        self._is_the_same(last)
        self._proven_at_s = time.monotonic()
        room = CommandRow(box="", key="room", hash="", status=0, reply="." * _ROOM, seqs=(), at=at)
        is_room = (COMMAND.c.box == room.box) & (COMMAND.c.key == room.key)
        with self._engine.begin() as connection:
            connection.execute(delete(COMMAND).where(is_room))  # left by a hall that was killed just here
            self._store.insert(connection, COMMAND, [_command_values(room)])
        with self._engine.begin() as connection:
            connection.execute(delete(COMMAND).where(is_room))
            connection.execute(update(LEDGER).values(checked_at=at))
        self._prove()

    def close(self) -> None:
        """End in order."""
        self._store.end()
        if self._lock is not None:
            self._lock.release()

    def _prove(self) -> None:
        self._store.prove()
        self._proven_at_s = time.monotonic()

    def _is_the_same(self, last: int) -> None:
        with self._engine.connect() as connection:
            id = connection.execute(select(LEDGER.c.id)).scalar()
            newest = connection.execute(select(func.max(FACT.c.seq))).scalar() or 0
        if id != self.id or newest < last:
            raise LedgerLost("replaced", self.name)


def start_of_last_day(connection: Connection) -> int:
    """The seq from which on all facts matter to the day as it stands."""
    wanted = select(FACT.c.seq, FACT.c.text).where(FACT.c.kind == "day_opened").order_by(FACT.c.seq.desc())
    openings = connection.execute(wanted.where(IS_LASTING).limit(2)).all()
    if not openings:
        return 1
    is_carried = bool(json.loads(openings[0].text).get("carried"))
    return int(openings[-1].seq if is_carried else openings[0].seq)


def _command_values(row: CommandRow) -> tuple[str | int, ...]:
    """In the table's order."""
    return row.box, row.key, row.hash, row.status, row.reply, f"[{', '.join(map(str, row.seqs))}]", row.at
