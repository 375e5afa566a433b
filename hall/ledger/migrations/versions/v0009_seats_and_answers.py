"""Several people sign in at one box, each at a window of their own; the history keeps what surveys were answered with."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Days that were written before have no answers until `jiaohao ledger rebuild`."""
    op.add_column("staff_session", sa.Column("window", sa.String(64), nullable=False, server_default=""))
    op.add_column("rating", sa.Column("answers", sa.Text))
