"""Staff, their sessions, their wrong passwords and the record of deeds on the disk: in the ledger, changed together."""

import json
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from hall.ledger.tables import TABLES
from hall.staff.audit import Deed, Entry, entry_after
from hall.staff.change import Change
from hall.staff.person import Person, Tries
from hall.staff.session import Session
from link.messages.codec import moment_text

STAFF: Final = Table(
    "staff",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("role", String(20), nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_at", String(27), nullable=False),
    Column("changed_at", String(27), nullable=False),
    Column("is_enabled", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False),
)

TRIES: Final = Table(
    "tries",
    TABLES,
    Column("name", String(80), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("until", String(27)),
)

SESSION: Final = Table(
    "staff_session",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", String(64), nullable=False),
    Column("role", String(20), nullable=False),
    Column("box_role", String(20), nullable=False),
    Column("box", String(80), nullable=False),
    Column("made_at", String(27), nullable=False),
    Column("expires_at", String(27), nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("window", String(64), nullable=False, server_default=""),
)

AUDIT: Final = Table(
    "audit",
    TABLES,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("action", String(40), nullable=False),
    Column("box", String(80), nullable=False),
    Column("person", String(64), nullable=False),
    Column("about", String(300), nullable=False),
    Column("fields", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    Index("audit_at", "at"),
)


class StaffTable:
    """Reads and writes block; one thread at a time, as the ledger itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def people(self) -> list[Person]:
        """Everybody on the list, the disabled ones too, by number."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(STAFF).order_by(STAFF.c.id)).mappings()
            return [Person(**_with_moments(row, "made_at", "changed_at")) for row in rows]

    def sessions(self) -> list[Session]:
        """Those that were not ended; some may have run out."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(SESSION)).mappings()
            return [Session(**_with_moments(row, "made_at", "expires_at")) for row in rows]

    def tries(self) -> list[Tries]:
        """All wrong passwords that still count."""
        with self._engine.connect() as connection:
            return [
                Tries(**_with_moments(row, "until")) for row in connection.execute(select(TRIES)).mappings()
            ]

    def carry_out(self, change: Change, now: datetime) -> None:
        """Make a change durable, with its deeds in the record."""
        with self._engine.begin() as connection:
            _replace(connection, STAFF, "id", [_row(each) for each in change.people])
            _replace(connection, TRIES, "name", [_row(each) for each in change.tries])
            _replace(connection, SESSION, "id", [_row(each) for each in change.begun])
            connection.execute(delete(TRIES).where(TRIES.c.name.in_(change.calm)))
            connection.execute(delete(SESSION).where(SESSION.c.id.in_(change.ended)))
            connection.execute(delete(SESSION).where(SESSION.c.expires_at <= moment_text(now)))
            for deed in change.deeds:
                _write(connection, deed, now)

    def deeds(self, start: str = "", end: str = "\uffff", after: int = 0, most: int = 1000) -> list[Entry]:
        """Entries of the record with `start` <= at < `end` (RFC 3339 UTC, or the beginning of such a text) that come
        after a seq, so many at once."""
        wanted = select(AUDIT).where(AUDIT.c.at >= start, AUDIT.c.at < end, AUDIT.c.seq > after)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(AUDIT.c.seq).limit(most)).mappings()
            return [_entry(row) for row in rows]

    def purge(self, before: datetime) -> None:
        """Forget the deeds of before a moment."""
        with self._engine.begin() as connection:
            newest = select(func.max(AUDIT.c.seq)).scalar_subquery()  # it stays: the next one follows from it
            old = (AUDIT.c.at < moment_text(before)) & (AUDIT.c.seq < newest)
            connection.execute(delete(AUDIT).where(old))


def _write(connection: Connection, deed: Deed, now: datetime) -> None:
    newest = connection.execute(
        select(AUDIT.c.seq, AUDIT.c.seal).order_by(AUDIT.c.seq.desc()).limit(1)
    ).first()
    entry = entry_after((0, "") if newest is None else (newest.seq, newest.seal), deed, now)
    connection.execute(
        insert(AUDIT).values(
            seq=entry.seq,
            at=moment_text(now),
            action=deed.action,
            box=deed.box,
            person=deed.person,
            about=deed.about,
            fields=json.dumps(deed.fields, ensure_ascii=False),
            previous=entry.previous,
            seal=entry.seal,
        )
    )


def _entry(row: Any) -> Entry:
    deed = Deed(
        action=row["action"],
        box=row["box"],
        person=row["person"],
        about=row["about"],
        fields=json.loads(row["fields"]),
    )
    at = datetime.fromisoformat(row["at"])
    return Entry(seq=row["seq"], at=at, deed=deed, previous=row["previous"], seal=row["seal"])


def _replace(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(delete(table).where(table.c[key].in_([row[key] for row in rows])))
        connection.execute(insert(table), rows)


def _row(record: Person | Tries | Session) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in record.__slots__}
    return {
        name: moment_text(value) if isinstance(value, datetime) else value for name, value in values.items()
    }


def _with_moments(row: Any, *names: str) -> dict[str, Any]:
    moments = {name: None if row[name] is None else datetime.fromisoformat(row[name]) for name in names}
    return dict(row) | moments
