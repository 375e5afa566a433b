"""What citizens and staff wrote about a rating: kept among the people under a reference, read while it is kept, then forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from hall.clock import Clock
from hall.ledger import PeopleTable, Person
from hall.people.people import InLedger
from link.messages.codec import moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Writings:
    """`new_reference` makes references that were never given before."""

    table: PeopleTable
    in_ledger: InLedger
    now: Clock
    new_reference: Callable[[], str]

    async def keep(self, text: str, today: date, keep_days: int) -> str:
        """Keep a text for so many days, durably; its reference, empty for an empty one."""
        if not text:
            return ""
        reference = self.new_reference()
        written = Person(
            reference=reference,
            hash=sha256(reference.encode()).hexdigest(),  # of nobody: no card has it
            masked="",
            note=text,
            made_at=moment_text(self.now()),
            purge_on=(today + timedelta(days=max(1, keep_days))).isoformat(),
        )
        await self.in_ledger(lambda: self.table.keep(written))
        return reference

    async def read(self, references: Iterable[str]) -> dict[str, str]:
        """The texts that are still kept, by reference."""
        wanted = [each for each in references if each]
        if not wanted:
            return {}
        found: dict[str, str] = await self.in_ledger(lambda: self._found(wanted))
        return found

    async def forget(self, reference: str) -> None:
        """Forget one text now, where there is one."""
        if reference:
            await self.in_ledger(lambda: self.table.forget(reference))

    def _found(self, wanted: list[str]) -> dict[str, str]:
        people = ((each, self.table.find(each)) for each in wanted)
        return {reference: person.note for reference, person in people if person is not None}
