"""The books of closed days in the ledger: which days are over, what is archived, and which facts may leave the table."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Engine, Row, delete, func, insert, select, update

from hall.history import DayHistory
from hall.ledger.history import as_it_stands, read_history, write_history
from hall.ledger.history_tables import BOOK
from hall.ledger.tables import FACT, IS_LASTING, LASTING

_AT_ONCE: Final = 500
_REMOVED_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The facts of one business day, `first` to `last`; to know its visits, read from `read_from` on: where tickets were
    carried over, that is the day before."""

    day: date
    first: int
    last: int
    read_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A closed day's entry. `previous` is the SHA-256 of the day before it, empty for the first."""

    day: date
    first: int
    last: int
    previous: str
    sha256: str
    written_at: str
    is_in_table: bool = True


class DayBooks:
    """The books of one ledger. Its calls block; each is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def closed_days(self) -> tuple[Span, ...]:
        """Each day that is over, in order: those after which another was opened."""
        wanted = select(FACT.c.seq, FACT.c.day, FACT.c.text).where(FACT.c.kind == "day_opened", IS_LASTING)
        with self._engine.connect() as connection:
            openings = connection.execute(wanted.order_by(FACT.c.seq)).all()
        firsts = [1, *(opening.seq for opening in openings[1:])]
        return tuple(
            Span(
                day=date.fromisoformat(openings[at].day),
                first=firsts[at],
                last=firsts[at + 1] - 1,
                read_from=firsts[at - 1] if at and _has_carried(openings[at].text) else firsts[at],
            )
            for at in range(len(openings) - 1)
        )

    def all(self) -> tuple[Book, ...]:
        """Every book, in the order of days."""
        with self._engine.connect() as connection:
            return tuple(_book(row) for row in connection.execute(select(BOOK).order_by(BOOK.c.day)))

    def write(self, book: Book, history: DayHistory) -> None:
        """Close a day's book: its entry and its history, together."""
        with self._engine.begin() as connection:
            connection.execute(delete(BOOK).where(BOOK.c.day == book.day.isoformat()))
            connection.execute(insert(BOOK).values(_values(book)))
            write_history(connection, history)

    def rewrite(self, history: DayHistory) -> None:
        """Put a closed day's history in place of what is there."""
        with self._engine.begin() as connection:
            write_history(connection, history)

    def facts(self, after: int, last: int, most: int = _AT_ONCE) -> list[tuple[int, str]]:
        """(seq, text) of the facts in the table after one, up to another, so many at once."""
        wanted = select(FACT.c.seq, FACT.c.text).where(FACT.c.seq > after, FACT.c.seq <= last)
        with self._engine.connect() as connection:
            found = connection.execute(wanted.order_by(FACT.c.seq).limit(most))
            return [(row.seq, row.text) for row in found]

    def remove_facts(self, book: Book, most: int = _REMOVED_AT_ONCE) -> bool:
        """Take some of an archived day's facts out of the table; whether it is all done. What outlives its day stays: a
        restart reads it."""
        gone = FACT.c.seq.between(book.first, book.last) & FACT.c.kind.not_in(LASTING)
        some = select(FACT.c.seq).where(gone).order_by(FACT.c.seq).limit(most)
        is_this = BOOK.c.day == book.day.isoformat()
        with self._engine.begin() as connection:
            removed = connection.execute(delete(FACT).where(FACT.c.seq.in_(some))).rowcount
            if removed < most:
                connection.execute(update(BOOK).where(is_this).values(is_in_table=False))
        return removed < most

    def last_seq(self) -> int:
        """The newest fact's; 0 where there is none."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.max(FACT.c.seq))).scalar() or 0)

    def history(self, day: date) -> DayHistory:
        """What the tables say of a day."""
        with self._engine.connect() as connection:
            return read_history(connection, day)

    def as_written(self, history: DayHistory) -> DayHistory:
        """A derived history as the tables must have it: who came late and is known already counts once."""
        with self._engine.connect() as connection:
            return as_it_stands(connection, history)


def _has_carried(text: str) -> bool:
    return bool(json.loads(text).get("carried"))


def _book(row: Row[Any]) -> Book:
    return Book(
        day=date.fromisoformat(row.day),
        first=row.first_seq,
        last=row.last_seq,
        previous=row.previous,
        sha256=row.sha256,
        written_at=row.written_at,
        is_in_table=bool(row.is_in_table),
    )


def _values(book: Book) -> dict[str, Any]:
    return {
        "day": book.day.isoformat(),
        "first_seq": book.first,
        "last_seq": book.last,
        "previous": book.previous,
        "sha256": book.sha256,
        "written_at": book.written_at,
        "is_in_table": book.is_in_table,
    }
