"""The tokens of the hall's boxes: their hashes, roles and times."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "token",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("box", sa.String(40), nullable=False),
        sa.Column("touches", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("expires_at", sa.String(27), nullable=False),
        sa.Column("follows", sa.String(32), nullable=False),
        sa.Column("used_at", sa.String(27)),
        sa.Column("revoked_at", sa.String(27)),
    )
