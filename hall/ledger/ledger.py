"""The open ledger: append, read again, look up. Its calls block; one thread at a time makes them."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection, Engine, delete, insert, select, update

from hall.ledger.lock import DataLock
from hall.ledger.rows import CommandRow, FactRow
from hall.ledger.tables import COMMAND, FACT, IS_LASTING, LEDGER
from link.messages.facts import Fact
from link.messages.wire import fact_of

_AT_ONCE = 500
_ROWS_AT_ONCE = 100
"""Far below SQLite's limit of 32,766 values a statement (SQLITE_MAX_VARIABLE_NUMBER)."""
_ROOM = 64 * 1024
"""Bytes that must fit before a full disk counts as usable again: some hundred facts."""


class Ledger:
    """All facts of a hall, in order. `id` names this ledger; a restored or taken-over one gets another."""

    def __init__(self, engine: Engine, id: str, lock: DataLock | None = None) -> None:
        self.id = id
        self._engine = engine
        self._lock = lock
        self._insert_fact = str(insert(FACT).compile(engine))
        self._insert_command = str(insert(COMMAND).compile(engine))

    @property
    def engine(self) -> Engine:
        """Where faults can be put in by those who test what a failing disk does."""
        return self._engine

    def append(self, facts: Sequence[FactRow], commands: Sequence[CommandRow]) -> None:
        """Write a batch, all or nothing; durable when it returns. When it raises, the outcome is not known."""
        with self._engine.begin() as connection:
            self._append(connection, facts, commands)

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
        start = self._start_of_last_day()
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

    def checkpoint(self) -> None:
        """Move what was written from SQLite's log into its file, for an idle moment; elsewhere there is nothing to do."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def reconnect(self, at: str) -> None:
        """Drop a connection that failed, and prove by writing that the ledger can be written and has some room."""
        self._engine.dispose()
        room = CommandRow(box="", key="room", hash="", status=0, reply="." * _ROOM, seqs=(), at=at)
        is_room = (COMMAND.c.box == room.box) & (COMMAND.c.key == room.key)
        with self._engine.begin() as connection:
            connection.execute(delete(COMMAND).where(is_room))  # left by a hall that was killed just here
            connection.execute(insert(COMMAND), [_command_values(room)])
        with self._engine.begin() as connection:
            connection.execute(delete(COMMAND).where(is_room))
            connection.execute(update(LEDGER).values(checked_at=at))

    def close(self) -> None:
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _append(
        self, connection: Connection, facts: Sequence[FactRow], commands: Sequence[CommandRow]
    ) -> None:
        if not self._engine.dialect.positional:
            connection.execute(insert(FACT), [fact._asdict() for fact in facts])
            if commands:
                connection.execute(insert(COMMAND), [_command_values(each) for each in commands])
            return
        _insert_many(connection, self._insert_fact, facts)
        _insert_many(
            connection, self._insert_command, [tuple(_command_values(each).values()) for each in commands]
        )

    def _start_of_last_day(self) -> int:
        wanted = (
            select(FACT.c.seq, FACT.c.text).where(FACT.c.kind == "day_opened").order_by(FACT.c.seq.desc())
        )
        wanted = wanted.where(IS_LASTING).limit(2)
        with self._engine.connect() as connection:
            openings = connection.execute(wanted).all()
        if not openings:
            return 1
        is_carried = bool(json.loads(openings[0].text).get("carried"))
        return int(openings[-1].seq if is_carried else openings[0].seq)


def _insert_many(connection: Connection, insert_one: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Straight to the driver, many rows in one statement. The driver lets go of Python's lock at each statement, and
    while another thread is busy it gets it back only milliseconds later: so there are few of them."""
    head, _, values = insert_one.rpartition(" VALUES ")
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        connection.exec_driver_sql(
            f"{head} VALUES {', '.join([values] * len(some))}", tuple(chain.from_iterable(some))
        )


def _command_values(row: CommandRow) -> dict[str, str | int]:
    return {
        "box": row.box,
        "key": row.key,
        "hash": row.hash,
        "status": row.status,
        "reply": row.reply,
        "seqs": f"[{', '.join(map(str, row.seqs))}]",
        "at": row.at,
    }
