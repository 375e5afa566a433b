"""Who leads, where several halls can reach one ledger: each takeover counts one more."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the first hall that leads fills it."""
    op.create_table(
        "writer",
        sa.Column("epoch", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("since", sa.String(24), nullable=False),
        sa.Column("has_ended", sa.Boolean, nullable=False),
    )
