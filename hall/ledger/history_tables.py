"""The tables of history: what closed days came to, and the books of those days; moments are milliseconds since 1970 UTC."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Integer, SmallInteger, String, Table, Text

from hall.ledger.tables import TABLES

VISIT: Final = Table(
    "visit",
    TABLES,
    Column("day", String(10), primary_key=True),
    Column("ticket", String(40), primary_key=True),
    Column("number", String(64), nullable=False),
    Column("series", String(64), nullable=False),
    Column("service", String(64), nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("ending", String(16), nullable=False),
    Column("priority", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("box", String(80), nullable=False),
    Column("calls", Integer, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("served", Integer, nullable=False),
    Column("waiting_ms", BigInteger, nullable=False),
    Column("serving_ms", BigInteger, nullable=False),
    Column("is_walked", Boolean, nullable=False),
    Column("is_handed_in", Boolean, nullable=False),
    Column("is_late", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Day first in every key: a month lies together on the disk."""

TRANSACTION: Final = Table(
    "visit_transaction",
    TABLES,
    Column("day", String(10), primary_key=True),
    Column("ticket", String(40), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("service", String(64), nullable=False),
    Column("ending", String(16), nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("entered_at", BigInteger),
    Column("called_at", BigInteger),
    Column("arrived_at", BigInteger),
    Column("started_at", BigInteger),
    Column("window", String(64), nullable=False),
    Column("clerk", String(64), nullable=False),
    Column("calls", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("served_no", SmallInteger, nullable=False),
    Column("is_left_open", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

SESSION: Final = Table(
    "window_session",
    TABLES,
    Column("day", String(10), primary_key=True),
    Column("window", String(64), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("clerk", String(64), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger, nullable=False),
    Column("served", Integer, nullable=False),
    Column("serving_ms", BigInteger, nullable=False),
    Column("paused_ms", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

RATING: Final = Table(
    "rating",
    TABLES,
    Column("day", String(10), primary_key=True),
    Column("ticket", String(40), primary_key=True),
    Column("transaction", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("grade", SmallInteger, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("window", String(64), nullable=False),
    Column("clerk", String(64), nullable=False),
    Column("service", String(64), nullable=False),
    Column("answers", Text),
    sqlite_with_rowid=False,
)
"""`answers` is empty where the day was written by a program that did not keep them."""

BOOK: Final = Table(
    "day_book",
    TABLES,
    Column("day", String(10), primary_key=True),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("written_at", String(24), nullable=False),
    Column("is_in_table", Boolean, nullable=False),
)
"""One closed day: which facts it has, its archive's SHA-256, that of the day before it, and whether the facts are still in
the table too."""

HISTORY: Final = (VISIT, TRANSACTION, SESSION, RATING)
