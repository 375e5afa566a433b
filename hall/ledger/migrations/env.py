"""Run by alembic: the connection comes from whoever opens the ledger."""

from alembic import context

from hall.ledger.tables import TABLES

context.configure(connection=context.config.attributes["connection"], target_metadata=TABLES)
with context.begin_transaction():
    context.run_migrations()
