"""How a ledger of an older program becomes one of this: step by step, in one transaction, and never back."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from hall.ledger.tables import REVISION
from hall.ledger.wrong import LedgerError


def migrate(connection: Connection, file: str, to: str = REVISION) -> None:
    """Bring the tables to a revision. There are no steps back: a backup from before is what an older program needs.

    Raises:
        LedgerError: a newer program has written this ledger, or it is none of ours.
    """
    tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise LedgerError("foreign", file)
    revision = _revision(connection) if tables else None
    if revision == to:
        return
    from alembic import command  # on most days nothing is to be done, and a start need not wait for it
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(files("hall.ledger") / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError:  # it does not know the revision that it finds
        raise LedgerError("newer", file, str(revision)) from None


def _revision(connection: Connection) -> str | None:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
