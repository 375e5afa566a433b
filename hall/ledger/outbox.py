"""Letters to the platform above the hall: made of facts, one each, and kept here until it has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Integer,
    String,
    Table,
    Text,
    delete,
    false,
    func,
    insert,
    select,
    true,
    update,
)

from hall.ledger.tables import FACT, IS_LASTING, TABLES

LETTER: Final = Table(
    "outbox_letter",
    TABLES,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("key", String(160), nullable=False),
    Column("body", Text, nullable=False),
    Column("comment", String(40), nullable=False),
    Column("is_aside", Boolean, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("made_at", String(24), nullable=False),
)
"""`seq` is that of the fact it was made of: the letters go in this order, and no fact makes two."""

CURSOR: Final = Table(
    "outbox_cursor",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("delivered", Integer, nullable=False),
)
"""One row: up to which fact letters were made, and how many the platform has."""

KINDS: Final = ("ticket_rated",)
"""The facts of which letters are made."""

RESTORED: Final = "hall_restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. `key` is the same however often it is made; `body` is JSON; `comment` refers to what the citizen wrote;
    `trouble` says why it was set aside."""

    seq: int
    key: str
    body: str
    comment: str = ""
    is_aside: bool = False
    trouble: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """How many letters wait, were set aside, were delivered; and since when the oldest waits."""

    waiting: int = 0
    aside: int = 0
    delivered: int = 0
    oldest: str = ""


class OutboxTable:
    """Reads and writes letters. Its calls block; each is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin_at(self, seq: int) -> None:
        """Whoever first tells a platform begins with what happens from now on; later calls change nothing."""
        with self._engine.begin() as connection:
            if connection.execute(select(CURSOR.c.seq)).first() is None:
                connection.execute(insert(CURSOR).values(id=1, seq=seq, delivered=0))

    def new_facts(self, most: int) -> list[tuple[int, str]]:
        """(seq, text) of facts that letters are still to be made of, the oldest first."""
        with self._engine.connect() as connection:
            after = connection.execute(select(CURSOR.c.seq)).scalar()
            wanted = select(FACT.c.seq, FACT.c.text).where(FACT.c.seq > (after or 0), FACT.c.kind.in_(KINDS))
            return [
                (row.seq, row.text) for row in connection.execute(wanted.order_by(FACT.c.seq).limit(most))
            ]

    def restored(self) -> list[tuple[int, str]]:
        """(seq, moment) of each time that the ledger was put back from a backup, the oldest first."""
        wanted = select(FACT.c.seq, FACT.c.at).where(FACT.c.kind == RESTORED, IS_LASTING)
        with self._engine.connect() as connection:
            return [(row.seq, row.at) for row in connection.execute(wanted.order_by(FACT.c.seq))]

    def add(self, letters: Sequence[Letter], up_to: int) -> None:
        """Keep new letters, made of all facts up to one; together with that they are."""
        with self._engine.begin() as connection:
            if letters:
                connection.execute(insert(LETTER), [_values(each) for each in letters])
            connection.execute(update(CURSOR).values(seq=up_to))

    def first(self) -> Letter | None:
        """The letter that is next to go."""
        wanted = select(LETTER).where(LETTER.c.is_aside == false()).order_by(LETTER.c.seq).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        return None if row is None else Letter(**row)

    def delivered(self, seq: int) -> None:
        """The platform has it."""
        with self._engine.begin() as connection:
            if connection.execute(delete(LETTER).where(LETTER.c.seq == seq)).rowcount:
                connection.execute(update(CURSOR).values(delivered=CURSOR.c.delivered + 1))

    def set_aside(self, seq: int, trouble: str) -> None:
        """The platform does not want it: the others go on."""
        with self._engine.begin() as connection:
            connection.execute(
                update(LETTER).where(LETTER.c.seq == seq).values(is_aside=True, trouble=trouble)
            )

    def aside(self, most: int = 100) -> list[Letter]:
        """The letters set aside, the oldest first."""
        wanted = select(LETTER).where(LETTER.c.is_aside == true()).order_by(LETTER.c.seq).limit(most)
        with self._engine.connect() as connection:
            return [Letter(**row) for row in connection.execute(wanted).mappings()]

    def take_up_again(self) -> int:
        """All that was set aside waits again; how many they were."""
        with self._engine.begin() as connection:
            again = update(LETTER).where(LETTER.c.is_aside == true()).values(is_aside=False, trouble="")
            return connection.execute(again).rowcount

    def pile(self) -> Pile:
        """How things stand."""
        is_waiting = LETTER.c.is_aside == false()
        with self._engine.connect() as connection:
            waiting, oldest = connection.execute(
                select(func.count(), func.min(LETTER.c.made_at)).where(is_waiting)
            ).one()
            aside = connection.execute(select(func.count()).where(LETTER.c.is_aside == true())).scalar_one()
            delivered = connection.execute(select(CURSOR.c.delivered)).scalar()
        return Pile(waiting, aside, delivered or 0, oldest or "")


def _values(letter: Letter) -> dict[str, object]:
    return {name: getattr(letter, name) for name in Letter.__slots__}
