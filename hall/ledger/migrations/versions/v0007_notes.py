"""Clerks' notes, apart from the facts that carry their references."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "note",
        sa.Column("reference", sa.String(40), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made_on", sa.String(10), nullable=False),
    )
    op.create_index("note_made_on", "note", ["made_on"])
