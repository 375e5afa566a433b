"""The people of a hall, apart from its facts: what is kept of each, until when, and how it is forgotten."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    update,
)

from hall.ledger.tables import TABLES
from link.messages.phones import plain_phone

PERSON: Final = Table(
    "person",
    TABLES,
    Column("reference", String(32), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("masked", String(40), nullable=False),
    Column("phone", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", String(24), nullable=False),
    Column("purge_on", String(10), nullable=False),
    Index("person_purge_on", "purge_on"),
)
"""The only table that holds people. No backup has it, and nothing else in the ledger points from a reference to a name."""


LEAST_DIGITS: Final = 4
"""Of a telephone, to find somebody by."""

MOST_ALIKE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One citizen as the hall knows them. `hash` is keyed, `masked` is for eyes, `purge_on` is a day as `2026-03-12`."""

    reference: str
    hash: str
    masked: str
    made_at: str
    purge_on: str
    phone: str = ""
    note: str = ""


class PeopleTable:
    """Reads and writes people. Its calls block; each is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, person: Person) -> str:
        """Keep somebody until their day; the reference under which they are known. The same hash is the same person:
        they keep their reference, and are kept as long as the later of both days."""
        with self._engine.begin() as connection:
            known = _by_hash(connection, person.hash)
            if known is None:
                connection.execute(insert(PERSON).values(_values(person)))
                return person.reference
            is_this = PERSON.c.reference == known.reference
            connection.execute(
                update(PERSON)
                .where(is_this)
                .values(
                    masked=_better_known(known.masked, person.masked),
                    phone=person.phone or known.phone,
                    note=person.note or known.note,
                    purge_on=max(known.purge_on, person.purge_on),
                )
            )
            return known.reference

    def find(self, reference: str) -> Person | None:
        """Whoever has this reference; None where nobody has, or has no more."""
        with self._engine.connect() as connection:
            row = connection.execute(select(PERSON).where(PERSON.c.reference == reference)).mappings().first()
        return None if row is None else Person(**row)

    def looking_like(self, text: str) -> dict[str, str]:
        """The masked forms of those with this telephone, its last four digits, or this surname; by reference."""
        digits = plain_phone(text).removeprefix("+")
        if digits.isascii() and digits.isdigit():
            if len(digits) < LEAST_DIGITS:
                return {}
            fits = PERSON.c.phone.endswith(digits, autoescape=True)
        elif text and not text.isascii():
            fits = PERSON.c.masked.startswith(text[:1] + "*", autoescape=True)
        else:
            return {}
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(PERSON.c.reference, PERSON.c.masked).where(fits).limit(MOST_ALIKE)
            )
            return {row.reference: row.masked for row in rows}

    def known_by(self, hash: str, phone: str) -> tuple[str, ...]:
        """The references of those with this hash or this whole telephone number; an empty one fits nobody."""
        fits = [
            column == value for column, value in ((PERSON.c.hash, hash), (PERSON.c.phone, phone)) if value
        ]
        if not fits:
            return ()
        with self._engine.connect() as connection:
            return tuple(connection.scalars(select(PERSON.c.reference).where(or_(*fits)).limit(MOST_ALIKE)))

    def forget(self, reference: str) -> bool:
        """Forget one person; whether there was one."""
        with self._engine.begin() as connection:
            return connection.execute(delete(PERSON).where(PERSON.c.reference == reference)).rowcount > 0

    def forget_of_day(self, day: str) -> int:
        """Forget who was first known on a day (UTC), as `2026-03-12`; how many they were."""
        with self._engine.begin() as connection:
            is_of_day = (PERSON.c.made_at >= day) & (PERSON.c.made_at < f"{day}U")
            return connection.execute(delete(PERSON).where(is_of_day)).rowcount

    def purge(self, today: str) -> int:
        """Forget whose day has come; how many they were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(PERSON).where(PERSON.c.purge_on <= today)).rowcount


def _better_known(before: str, now: str) -> str:
    """A surname stays: whoever said it at the desk and types only their telephone later is still found by it."""
    return before if before[:1].isalpha() and not now[:1].isalpha() else now


def _by_hash(connection: Connection, hash: str) -> Person | None:
    row = connection.execute(select(PERSON).where(PERSON.c.hash == hash)).mappings().first()
    return None if row is None else Person(**row)


def _values(person: Person) -> dict[str, str]:
    return {name: getattr(person, name) for name in Person.__slots__}
