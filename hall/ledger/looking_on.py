"""The books of closed days in a database that another hall leads on, for one that stands by: read, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from hall.ledger.books import DayBooks
from hall.ledger.wrong import LedgerError, one_line

_CLIENT: Final = {"connect_timeout": 3, "tcp_user_timeout": 5_000, "application_name": "jiaohao days"}


@contextmanager
def books_beside(url: str) -> Iterator[DayBooks]:
    """On a connection of its own that commits by itself, keeps no transaction open and can write nothing.

    Raises:
        LedgerError: the database cannot be reached, or has no books yet.
    """
    asked = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(
        asked, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT", connect_args=_CLIENT
    )
    event.listen(engine, "connect", _forbid_writing)
    try:
        yield DayBooks(engine)
    except DBAPIError as wrong:
        name = asked.render_as_string(hide_password=True)
        raise LedgerError("unreachable", name, one_line(wrong)) from None
    finally:
        engine.dispose()


def _forbid_writing(connection: Any, record: Any) -> None:
    """PostgreSQL 15 manual, 20.11.1."""
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()
