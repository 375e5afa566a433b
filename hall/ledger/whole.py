"""Whether a ledger's own file is in one piece, and a damaged one told in words wherever it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from hall.ledger.wrong import LedgerError, one_line

LONGEST: Final = 100
"""Characters of a driver's own words: it may quote what it could not read."""


def damage(engine: Engine) -> str:
    """The first page or index that does not fit the others, as SQLite says it; nothing where all is whole.

    A server looks after its own pages: nothing there either. Raises what the driver raises where the file is worse.
    Source: sqlite.org/pragma.html, integrity_check (`ok`, else a row for each fault).
    """
    if engine.dialect.name != "sqlite":
        return ""
    with engine.connect() as connection:
        said = str(connection.execute(text("PRAGMA integrity_check(1)")).scalar())
    return "" if said == "ok" else " ".join(said.split())


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Whatever the database cannot read of the ledger `name` is a LedgerError with its trouble."""
    try:
        yield
    except DatabaseError as error:
        raise unreadable(error, name) from None


def unreadable(error: DatabaseError, name: str) -> LedgerError:
    """Why a ledger that is there cannot be read: no server, no ledger at all, or a damaged one."""
    said = one_line(error)[:LONGEST]
    if "://" in name:
        return LedgerError("unreachable", name, said)
    return LedgerError("foreign" if _is_no_ledger(said) else "damaged", name, said)


def _is_no_ledger(said: str) -> bool:
    return "not a database" in said or "no such table" in said
