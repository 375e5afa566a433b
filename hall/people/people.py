"""The citizens a running hall knows: kept under a random reference until their day, found again by their keyed hash."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hall.clock import Clock
from hall.ledger import PeopleTable, Person
from link.messages.codec import moment_text
from link.messages.problems import refuse

InLedger = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Does blocking work on the ledger between two batches; raises Refused where it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """`key` is what boxes hash with; `new_reference` makes references that were never given before."""

    table: PeopleTable
    in_ledger: InLedger
    now: Clock
    new_reference: Callable[[], str]
    key: bytes

    async def keep(self, hash: str, masked: str, phone: str, today: date, keep_days: int) -> str:
        """Keep somebody until their day, durably; their reference, the same as before while they are known."""
        person = Person(
            reference=self.new_reference(),
            hash=hash,
            masked=masked,
            phone=phone,
            made_at=moment_text(self.now()),
            purge_on=(today + timedelta(days=max(1, keep_days))).isoformat(),
        )
        reference: str = await self.in_ledger(lambda: self.table.keep(person))
        return reference

    async def known_by(self, hash: str, phone: str) -> tuple[str, ...]:
        """The references of whoever has this hash, or this very telephone number; nobody is kept for having been asked for."""
        found: tuple[str, ...] = await self.in_ledger(lambda: self.table.known_by(hash, phone))
        return found

    async def must_know(self, reference: str) -> None:
        """Refuse `unknown-person` where nobody has this reference; empty names nobody, and that is well."""
        if reference and await self.in_ledger(lambda: self.table.find(reference)) is None:
            raise refuse("unknown-person")

    async def looking_like(self, text: str) -> dict[str, str]:
        """Those with this telephone, its last four digits, or this surname: what may be shown of each, by reference."""
        found: dict[str, str] = await self.in_ledger(lambda: self.table.looking_like(text.strip()))
        return found

    async def forget(self, reference: str) -> None:
        """Forget one person now. Raises Refused `unknown-person`."""
        if not await self.in_ledger(lambda: self.table.forget(reference)):
            raise refuse("unknown-person")
