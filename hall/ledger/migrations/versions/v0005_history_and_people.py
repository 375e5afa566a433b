"""What closed days came to, the books of those days, and the people: and that a ledger was put back outlives its day."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; closed days get their books when the hall next runs."""
    _history()
    _books()
    _people()
    _lasting()


def _history() -> None:
    op.create_table(
        "visit",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("ticket", sa.String(40), primary_key=True),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("series", sa.String(64), nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.Column("ending", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(64), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("box", sa.String(80), nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("misses", sa.Integer, nullable=False),
        sa.Column("served", sa.Integer, nullable=False),
        sa.Column("waiting_ms", sa.BigInteger, nullable=False),
        sa.Column("serving_ms", sa.BigInteger, nullable=False),
        sa.Column("is_walked", sa.Boolean, nullable=False),
        sa.Column("is_handed_in", sa.Boolean, nullable=False),
        sa.Column("is_late", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visit_transaction",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("ticket", sa.String(40), primary_key=True),
        sa.Column("n", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("ending", sa.String(16), nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("entered_at", sa.BigInteger),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("arrived_at", sa.BigInteger),
        sa.Column("started_at", sa.BigInteger),
        sa.Column("window", sa.String(64), nullable=False),
        sa.Column("clerk", sa.String(64), nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("served_no", sa.SmallInteger, nullable=False),
        sa.Column("is_left_open", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "window_session",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("window", sa.String(64), primary_key=True),
        sa.Column("n", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("clerk", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger, nullable=False),
        sa.Column("served", sa.Integer, nullable=False),
        sa.Column("serving_ms", sa.BigInteger, nullable=False),
        sa.Column("paused_ms", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rating",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("ticket", sa.String(40), primary_key=True),
        sa.Column("transaction", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("grade", sa.SmallInteger, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("window", sa.String(64), nullable=False),
        sa.Column("clerk", sa.String(64), nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sqlite_with_rowid=False,
    )


def _books() -> None:
    op.create_table(
        "day_book",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("first_seq", sa.BigInteger, nullable=False),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("written_at", sa.String(24), nullable=False),
        sa.Column("is_in_table", sa.Boolean, nullable=False),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("reference", sa.String(32), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("masked", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(24), nullable=False),
        sa.Column("purge_on", sa.String(10), nullable=False),
    )
    op.create_index("person_purge_on", "person", ["purge_on"])


def _lasting() -> None:
    op.drop_index("fact_lasting", "fact")
    lasting = sa.text(
        "kind IN ('hall_defined', 'day_opened', 'notice_set', 'alarm_raised', 'alarm_cleared', "
        "'box_troubled', 'box_recovered', 'printers_told', 'hall_restored', 'hall_recovered')"
    )
    op.create_index("fact_lasting", "fact", ["seq"], sqlite_where=lasting, postgresql_where=lasting)
