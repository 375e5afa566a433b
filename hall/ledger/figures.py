"""The figures of a span of days, summed in the database: by service, window, clerk or day."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import Engine, case, func, select

from hall.ledger.history_tables import TRANSACTION

By = Literal["day", "service", "window", "clerk"]

_WAITED: Final = TRANSACTION.c.called_at - TRANSACTION.c.entered_at
_WAITING: Final = case((_WAITED < 0, 0), else_=_WAITED)
_SERVING: Final = TRANSACTION.c.ended_at - TRANSACTION.c.started_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The transactions of one service, window, clerk or day. Averages are None where there was none to average; a
    transaction that the day's close ended is in no serving time."""

    of: str
    transactions: int
    served: int
    missed: int
    overtime: int
    """Waits longer than was asked about."""
    waiting_ms: float | None
    longest_ms: int | None
    serving_ms: float | None


def figures(engine: Engine, first: date, last: date, by: By, overtime_ms: int) -> tuple[Figure, ...]:
    """The figures of the days from first to last, both included; waits beyond `overtime_ms` are overtime."""
    of = TRANSACTION.c[by]
    is_served = TRANSACTION.c.started_at.is_not(None)
    wanted = (
        select(
            of,
            func.count(),
            func.count().filter(is_served),
            func.count().filter(TRANSACTION.c.ending == "missed"),
            func.count().filter(overtime_ms < _WAITING),
            func.avg(_WAITING),
            func.max(_WAITING),
            func.avg(_SERVING).filter(~TRANSACTION.c.is_left_open),
        )
        .where(TRANSACTION.c.day.between(first.isoformat(), last.isoformat()))
        .group_by(of)
        .order_by(of)
    )
    with engine.connect() as connection:
        return tuple(
            Figure(
                of=str(row[0]),
                transactions=row[1],
                served=row[2],
                missed=row[3],
                overtime=row[4],
                waiting_ms=None if row[5] is None else float(row[5]),
                longest_ms=row[6],
                serving_ms=None if row[7] is None else float(row[7]),
            )
            for row in connection.execute(wanted)
        )
