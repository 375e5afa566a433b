"""Days' histories written into their tables and read again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from hall.history import DayHistory, Rating, Session, Transaction, Visit
from hall.ledger.history_tables import HISTORY, RATING, SESSION, TRANSACTION, VISIT
from link.messages.codec import decode, encode
from link.messages.facts import Answer

R = TypeVar("R")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_AT_ONCE: Final = 1000


def write_history(connection: Connection, history: DayHistory) -> None:
    """Put a day's history in place of what is there of that day. Written twice it is as if written once."""
    day = history.day.isoformat()
    for table in HISTORY:
        connection.execute(delete(table).where(table.c.day == day))
    visits = [visit for visit in history.visits if not (visit.is_late and _is_known(connection, visit))]
    _insert(connection, VISIT, map(_row, visits))
    _insert(connection, TRANSACTION, map(_row, history.transactions))
    _insert(connection, SESSION, _session_rows(history.sessions))
    _insert(connection, RATING, map(_row, history.ratings))


def read_history(connection: Connection, day: date) -> DayHistory:
    """What the tables say of a day."""
    return DayHistory(
        day=day,
        visits=tuple(_read(connection, VISIT, Visit, day)),
        transactions=tuple(_read(connection, TRANSACTION, Transaction, day)),
        sessions=tuple(_read(connection, SESSION, Session, day)),
        ratings=tuple(_read(connection, RATING, Rating, day)),
    )


def as_it_stands(connection: Connection, history: DayHistory) -> DayHistory:
    """A derived history as the tables must have it: what was handed in late and is known from its own day counts once, and
    answers that were not kept when the day was written are not missed."""
    kept = tuple(each for each in history.visits if not (each.is_late and _is_known(connection, each)))
    wanted = select(RATING.c.ticket, RATING.c.transaction).where(
        RATING.c.day == history.day.isoformat(), RATING.c.answers.is_(None)
    )
    older = {(row.ticket, row.transaction) for row in connection.execute(wanted)}
    ratings = tuple(
        replace(each, answers=()) if (each.ticket, each.transaction) in older else each
        for each in history.ratings
    )
    return replace(history, visits=kept, ratings=ratings)


def moment_ms(moment: datetime) -> int:
    """A moment as the tables have it."""
    return (moment - _EPOCH) // _MS


def moment_at(ms: int) -> datetime:
    return _EPOCH + ms * _MS


def _is_known(connection: Connection, late: Visit) -> bool:
    """Whether a ticket that came late is in the history of an earlier day: its own, or one on which it came before."""
    first = (late.issued_at - timedelta(days=1)).date().isoformat()
    days = select(VISIT.c.day).where(VISIT.c.day >= first, VISIT.c.day < late.day.isoformat()).distinct()
    asked = select(VISIT.c.day).where(VISIT.c.day.in_(days), VISIT.c.ticket == late.ticket).limit(1)
    return connection.execute(asked).first() is not None


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting = list(rows)
    for start in range(0, len(waiting), _AT_ONCE):
        connection.execute(insert(table), waiting[start : start + _AT_ONCE])


def _row(record: Visit | Transaction | Rating) -> dict[str, Any]:
    return {each.name: _stored(getattr(record, each.name)) for each in fields(record)}


def _session_rows(sessions: Sequence[Session]) -> Iterable[dict[str, Any]]:
    """`n` counts the sessions of a window: two may begin in the same millisecond."""
    counts: dict[str, int] = {}
    for session in sessions:
        counts[session.window] = counts.get(session.window, 0) + 1
        yield {each.name: _stored(getattr(session, each.name)) for each in fields(session)} | {
            "n": counts[session.window]
        }


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(encode(value), ensure_ascii=False) if isinstance(value, tuple) else value


def _read(connection: Connection, table: Table, kind: type[R], day: date) -> Iterable[R]:
    keys = [column for column in table.primary_key.columns if column.name != "day"]
    wanted = select(table).where(table.c.day == day.isoformat()).order_by(*keys)
    names = [each.name for each in fields(kind)]  # type: ignore[arg-type]  # R is always one of four dataclasses
    for row in connection.execute(wanted).mappings():
        yield kind(**{name: _told(name, row[name]) for name in names})


def _told(name: str, value: Any) -> Any:
    if name == "answers":
        return decode(tuple[Answer, ...], json.loads(value or "[]"))
    if value is None:
        return None
    if name == "day":
        return date.fromisoformat(value)
    if name == "reasons":
        return tuple(json.loads(value))
    return moment_at(value) if name == "at" or name.endswith("_at") else value
