"""Cases about bad ratings outlive their days, and the letters to the platform above the hall lie here until delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the index of lasting facts anew."""
    op.create_table(
        "outbox_letter",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("comment", sa.String(40), nullable=False),
        sa.Column("is_aside", sa.Boolean, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(24), nullable=False),
    )
    op.create_table(
        "outbox_cursor",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("delivered", sa.Integer, nullable=False),
    )
    op.drop_index("fact_lasting", "fact")
    lasting = sa.text(
        "kind IN ('hall_defined', 'day_opened', 'notice_set', 'alarm_raised', 'alarm_cleared', "
        "'box_troubled', 'box_recovered', 'printers_told', 'hall_restored', 'hall_recovered', "
        "'case_opened', 'case_stepped')"
    )
    op.create_index("fact_lasting", "fact", ["seq"], sqlite_where=lasting, postgresql_where=lasting)
