"""What clerks noted of a visit, apart from its facts, so that it can be forgotten: facts carry a note's reference alone."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Column, Engine, Index, String, Table, Text, delete, insert, select

from hall.ledger.tables import TABLES

NOTE: Final = Table(
    "note",
    TABLES,
    Column("reference", String(40), primary_key=True),
    Column("text", Text, nullable=False),
    Column("made_on", String(10), nullable=False),
    Index("note_made_on", "made_on"),
)
"""No backup has it: a note may name a person."""


class NotesTable:
    """Reads and writes notes. Its calls block; each is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, reference: str, text: str, made_on: str) -> None:
        """Keep a note; `made_on` is its day, as `2026-03-12`."""
        with self._engine.begin() as connection:
            connection.execute(insert(NOTE).values(reference=reference, text=text, made_on=made_on))

    def read(self, references: Sequence[str]) -> tuple[str, ...]:
        """The texts of those that are still kept, in the order asked for."""
        wanted = select(NOTE.c.reference, NOTE.c.text).where(NOTE.c.reference.in_(references))
        with self._engine.connect() as connection:
            kept = {row.reference: row.text for row in connection.execute(wanted)}
        return tuple(kept[each] for each in references if each in kept)

    def purge(self, before: str) -> int:
        """Forget those of earlier days; how many they were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(NOTE).where(NOTE.c.made_on < before)).rowcount
