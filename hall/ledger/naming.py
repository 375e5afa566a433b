"""The ledger's own name: its boxes tell by it whether a seq that they know still means the same."""

import secrets

from sqlalchemy import Connection, update

from hall.ledger.tables import LEDGER


def new_ledger_id() -> str:
    """A name that no ledger has: 64 random bits, hex."""
    return secrets.token_hex(8)


def rename(connection: Connection) -> str:
    """Give the ledger another name, because its story goes on from a place where another may have gone on as well."""
    name = new_ledger_id()
    connection.execute(update(LEDGER).values(id=name))
    return name
