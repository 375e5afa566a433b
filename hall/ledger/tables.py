"""The tables of the ledger."""

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text, text

REVISION: Final = "0009"
"""The newest migration: what a ledger of this program looks like."""

LASTING: Final = (
    "hall_defined",
    "day_opened",
    "notice_set",
    "alarm_raised",
    "alarm_cleared",
    "box_troubled",
    "box_recovered",
    "printers_told",
    "hall_restored",
    "hall_recovered",
    "case_opened",
    "case_stepped",
)
"""Kinds whose effect outlives the day. A restart reads these of all days, and everything of the last one."""

TABLES: Final = MetaData()

FACT: Final = Table(
    "fact",
    TABLES,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(24), nullable=False),
    Column("day", String(10), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("text", Text, nullable=False),
)

COMMAND: Final = Table(
    "command",
    TABLES,
    Column("box", String(80), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("reply", Text, nullable=False),
    Column("seqs", Text, nullable=False),
    Column("at", String(24), nullable=False),
)

LEDGER: Final = Table(
    "ledger",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("created_at", String(24), nullable=False),
    Column("checked_at", String(24), nullable=False),
)

WRITER: Final = Table(
    "writer",
    TABLES,
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("since", String(24), nullable=False),
    Column("has_ended", Boolean, nullable=False),
)
"""One row at most: how often the lead was taken, and by whom. Only a store that several halls can reach has one."""

IS_LASTING: Final = text("kind IN ({})".format(", ".join(f"'{kind}'" for kind in LASTING)))
"""The very words of the partial index: a database uses it only for a question that has them too."""

Index("fact_lasting", FACT.c.seq, sqlite_where=IS_LASTING, postgresql_where=IS_LASTING)
