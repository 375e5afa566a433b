"""A kiosk's own numbers for the time without its hall: lent, given, written down before anybody sees them."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.island.book import Book, book_of, worth_keeping
from kiosk.island.entries import Claimed, Entry, Gave, Lent, Opened, Written
from kiosk.island.evidence import Verdict, hall_now, judged
from kiosk.island.journal import Found, IslandJournal, Journal
from kiosk.island.machine import Machine, this_machine
from kiosk.island.numbers import number_text
from link.asking import new_key
from link.messages.definition import Service
from link.messages.facts import HandedIn
from link.state import State
from link.views import zones_at

T = TypeVar("T")

log = logging.getLogger(__name__)


class NoNumberLeft(Exception):
    """This kiosk has no number of the series that it may give."""


class Island:
    """Owns the journal in `folder`; all methods belong to one asyncio loop. `look` and `journal` are the seams for tests.

    Without a disk that can be written it gives no numbers: each one counts only once it is written down.
    """

    def __init__(
        self,
        folder: Path,
        look: Callable[[], Machine] = this_machine,
        journal: Journal | None = None,
    ) -> None:
        self._look = look
        self._journal = journal or IslandJournal(folder)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="island")
        self._is_open = False
        self._zero: datetime | None = None
        """The hall's time at the start of the machine."""
        self.verdict: Verdict = "unproven"
        self._boot = new_key()
        """Until the kernel's name of this start is read; where it has none, this start of the program."""
        self.book = Book(boot=self._boot)

    async def open(self) -> None:
        """Read what was left and judge it. A disk that fails is said once in the log; the kiosk then has no numbers of its
        own."""
        try:
            await self._do(self._open)
        except OSError as fault:
            log.warning("this kiosk keeps no numbers for when the hall is away: %s", fault)

    async def close(self) -> None:
        """Everything that was begun is on the disk."""
        await self._do(self._journal.close)
        self._is_open = False
        self._worker.shutdown(wait=False)

    @property
    def now(self) -> datetime | None:
        """The hall's time as far as this machine knows it without asking, UTC; None: it cannot tell."""
        return None if self._zero is None else self._zero + timedelta(seconds=self._look().up_s)

    def hear_time(self, now: datetime) -> None:
        """The hall says what time it is."""
        self._zero = now.astimezone(UTC) - timedelta(seconds=self._look().up_s)

    def has_number(self, state: State, service: Service) -> bool:
        """Whether a ticket for a service could be given here now; who somebody is, the hall alone can say."""
        return self._is_open and service.identity == "none" and self._free(state, service) is not None

    def given_alone(self, state: State, service: str) -> int:
        """How many tickets of a service were given here since the hall was heard last."""
        since = state.at or datetime.min.replace(tzinfo=UTC)
        return self.book.given_alone(state.definition.id, service, since)

    def may_go_on(self, state: State) -> bool:
        """Whether a kiosk without its hall can serve at all: it knows the time and has numbers of this hall for now."""
        now = self.now
        if now is None or not self._is_open:
            return False
        mine = (each for each in self.book.lent if each.boot == self.book.boot and now < each.until)
        return any(each.hall == state.definition.id for each in mine)

    def end_of_day(self, state: State) -> datetime:
        """Until when a number of today is one: as the leases say, or where there is none any more, now."""
        now = self.now or datetime.now(UTC)
        return max((each.until for each in self.book.lent if each.hall == state.definition.id), default=now)

    async def give(
        self, state: State, service: Service, priority: str, language: str
    ) -> tuple[HandedIn, str]:
        """A ticket from what was lent, on the disk when it returns, and the secret of its code (empty: it has none).

        Raises NoNumberLeft, OSError.
        """
        now, found = self.now, self._free(state, service)
        if not self.has_number(state, service) or now is None or found is None:
            raise NoNumberLeft(service.series)
        lent, counter = found
        series = state.index.series[service.series]
        known = {each.id for each in state.definition.priorities}
        ticket = HandedIn(
            ticket=f"{lent.stem}-{counter}" if lent.stem else new_key(),
            number=number_text(series, counter),
            counter=counter,
            series=series.id,
            service=service.id,
            issued_at=now,
            priority=priority if priority in known else "normal",
            language=language,
            zones=zones_at(state, service, now.astimezone(ZoneInfo(state.definition.timezone))),
        )
        await self.write(Gave(hall=lent.hall, by="kiosk", ticket=ticket))
        log.info("number %s was given without the hall", ticket.number)
        return ticket, _secret(lent, counter)

    async def note(self, state: State, ticket: HandedIn) -> None:
        """A ticket that the hall gave was handed out here: a hall that was put back will ask. Never raises."""
        series = state.index.series.get(ticket.series)
        if not self._is_open or series is None:
            return
        try:
            await self.write(Gave(hall=state.definition.id, by="hall", ticket=ticket))
        except OSError as fault:
            log.warning("what the hall gave is not written down: %s", fault)

    async def write(self, entry: Entry) -> None:
        """On the disk when it returns. Raises OSError: then it does not count."""
        written = self._written(entry, self._look())
        if not isinstance(entry, Gave):
            await self._do(lambda: self._journal.write(written))
        self.book.write(entry, written.boot)
        if isinstance(entry, Gave):
            await self._keep(entry, written)

    async def _keep(self, gave: Gave, written: Written) -> None:
        """A number is taken before the disk has it, so that nobody else gets it meanwhile; never again if it fails."""
        try:
            await self._do(lambda: self._journal.write(written))
        except OSError:
            self.book.forget(gave.ticket.ticket)
            raise

    async def live_on(self) -> None:
        """A sign of life on the disk, now and then. Never raises."""
        if self._is_open:
            try:
                await self._do(self._journal.live_on)
            except OSError as fault:
                log.debug("no sign of life on the disk: %s", fault)

    def _free(self, state: State, service: Service) -> tuple[Lent, int] | None:
        series, now = state.index.series.get(service.series), self.now
        if series is None or now is None:
            return None
        return next(self.book.free(state.definition.id, series, now), None)

    def _open(self) -> None:
        found, machine = self._journal.read(), self._look()
        self._boot = machine.boot or self._boot
        self.verdict = judged(found, machine, self._journal.alive_at())
        now = hall_now(found, machine) if self.verdict != "unproven" else None
        self._zero = None if now is None else now - timedelta(seconds=machine.up_s)
        entries: list[Entry] = [Opened(machine=machine.id)]
        if self.verdict != "same-start":
            entries = [Claimed(is_proven=self.verdict == "new-start"), *entries]
        lines = [*worth_keeping(found.lines), *(self._written(each, machine) for each in entries)]
        self._journal.begin(lines)
        self.book = book_of(lines, self._boot)
        self._is_open = True
        _say(found, self.verdict)

    def _written(self, entry: Entry, machine: Machine) -> Written:
        hall_at = None if self._zero is None else self._zero + timedelta(seconds=machine.up_s)
        return Written(
            own_at=machine.own_at, boot=self._boot, up_s=machine.up_s, hall_at=hall_at, entry=entry
        )

    async def _do(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)


def _secret(lent: Lent, counter: int) -> str:
    at = counter - lent.first
    return lent.secrets[at] if lent.stem and at < len(lent.secrets) else ""


def _say(found: Found, verdict: Verdict) -> None:
    if not found.is_whole:
        log.warning("the journal of given numbers is damaged: none is given before the hall was heard")
    elif found.lines:
        log.info("the journal of given numbers was read: %s", verdict)
