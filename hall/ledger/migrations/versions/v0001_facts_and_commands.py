"""The first ledger: facts, commands and the ledger's own name. The tables are written out, so that they stay as they were."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of an empty database."""
    op.create_table(
        "fact",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    lasting = sa.text(
        "kind IN ('hall_defined', 'day_opened', 'notice_set', 'alarm_raised', 'alarm_cleared', "
        "'box_troubled', 'box_recovered')"
    )
    op.create_index("fact_lasting", "fact", ["seq"], sqlite_where=lasting, postgresql_where=lasting)
    op.create_table(
        "command",
        sa.Column("box", sa.String(80), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("seqs", sa.Text, nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("checked_at", sa.String(24), nullable=False),
    )
