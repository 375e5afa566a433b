"""Clerks' notes in a running hall: kept beside the ledger under a reference, read while the visit lasts, then forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hall.ledger import NotesTable
from hall.people.people import InLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """`new_reference` makes references that were never given before."""

    table: NotesTable
    in_ledger: InLedger
    new_reference: Callable[[], str]

    async def keep(self, text: str, today: date) -> str:
        """Keep a note, durably; its reference, empty for an empty one."""
        if not text:
            return ""
        reference = self.new_reference()
        await self.in_ledger(lambda: self.table.keep(reference, text, today.isoformat()))
        return reference

    async def read(self, references: tuple[str, ...]) -> tuple[str, ...]:
        """The texts, the oldest first."""
        texts: tuple[str, ...] = (
            await self.in_ledger(lambda: self.table.read(references)) if references else ()
        )
        return texts
