"""The hall as the kiosk asks it: the real one while it answers, the kiosk's own numbers and notes while it does not."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from kiosk.island.entries import Doubted, Entry, Lent, Untold
from kiosk.island.island import Island, NoNumberLeft
from kiosk.island.numbers import counter_of
from kiosk.linked import LinkedHall, plain, taken
from kiosk.ports import NOTHING_ELSE, HallAway, KeptForLater, Taken, Wish
from link.client import PATIENCE_S, HallClient, TicketReply, new_key
from link.messages.facts import HandedIn
from link.passport import Passport
from link.state import State
from look.language import Language

SHORT_PATIENCE_S: Final = 3.0
"""How long the hall is asked for a number while this kiosk has one of its own: a hall that starts again takes two."""

log = logging.getLogger(__name__)


class IslandHall(LinkedHall):
    """`state` is the hall's day as last heard, `is_away` whether nothing was heard for so long that nobody is asked."""

    def __init__(
        self,
        passport: Passport,
        printer: str,
        url: Callable[[], str],
        *,
        island: Island,
        state: Callable[[], State],
        is_away: Callable[[], bool],
        patience_s: float = SHORT_PATIENCE_S,
        make: Callable[[Language], HallClient] | None = None,
    ) -> None:
        super().__init__(passport, printer, url, make)
        self._island, self._state, self._is_away, self._patience_s = island, state, is_away, patience_s
        self._noting: set[asyncio.Task[None]] = set()

    async def take_ticket(
        self, service: str, priority: str, language: Language, key: str, wish: Wish = NOTHING_ELSE
    ) -> Taken:
        can_give = self._has_number(service) and not (wish.further or wish.booking)
        if self._is_away():
            return await self._give(service, priority, language, wish)
        patience_s = self._patience_s if can_give else PATIENCE_S
        try:
            reply = await self.take(service, priority, language, key, wish, patience_s=patience_s)
        except HallAway as away:
            if not can_give:
                raise
            if away.is_fate_unknown:
                with contextlib.suppress(HallAway):  # the disk; then the hall calls a number that nobody has
                    await self._doubt(service, priority, language, key, wish)
            return await self._give(service, priority, language, wish)
        self._note(reply)
        return taken(reply)

    async def cancel(self, ticket: str) -> None:
        untold = self._untold(ticket, "cancelled")
        await self._tell(untold, lambda: super(IslandHall, self).cancel(ticket))

    async def ask_reprint(self, ticket: str) -> None:
        if not self._is_away() and not self._island.book.is_unheard(ticket):
            await super().ask_reprint(ticket)

    async def printed(self, ticket: str, is_reprint: bool) -> None:
        if self._island.book.is_unheard(ticket) and not is_reprint:
            return  # handing it in says so
        untold = self._untold(ticket, "printed", is_reprint=is_reprint)
        await self._tell(untold, lambda: self.say(untold))

    async def print_failed(self, ticket: str, reason: str) -> None:
        untold = self._untold(ticket, "print-failed", reason=reason)
        await self._tell(untold, lambda: self.say(untold))

    async def say(self, untold: Untold) -> None:
        """Tell the hall, now or later: with the same key it counts once. Raises Refusal, HallAway."""
        client = self.client()
        match untold.what:
            case "printed":
                await plain(
                    client.printed(
                        untold.ticket, untold.printer, is_reprint=untold.is_reprint, key=untold.key
                    )
                )
            case "print-failed":
                await plain(client.print_failed(untold.ticket, untold.printer, untold.reason, key=untold.key))
            case "cancelled":
                await plain(client.cancel(untold.ticket, key=untold.key))

    async def take_back(self, doubted: Doubted) -> None:
        """A number of the hall's that nobody got is given back. Raises Refusal, HallAway."""
        language: Language = doubted.language or "zh"
        wish = Wish(person=doubted.person, age=doubted.age)
        reply = await self.take(doubted.service, doubted.priority, language, doubted.key, wish)
        await plain(self.client().cancel(reply.id))

    async def borrow(self, series: str, count: int) -> Lent:
        """Numbers for this kiosk, without a word yet for which start. Raises Refusal, HallAway."""
        reply = await plain(self.client().lease_numbers(series, count))
        return Lent(
            hall="", ledger="", series=reply.series, first=reply.first, last=reply.last, until=reply.until,
            boot="", stem=reply.stem, secrets=reply.secrets,
        )  # fmt: skip

    async def hand_in(self, tickets: tuple[HandedIn, ...], *, has_more: bool) -> int:
        """How many of them the hall did not know. Raises Refusal, HallAway."""
        return (await plain(self.client().hand_in(tickets, has_more=has_more))).taken

    async def close(self) -> None:
        if self._noting:
            await asyncio.wait(tuple(self._noting))
        await super().close()

    # ── our own numbers ──────────────────────────────────────────────────────────────────────────────

    def _has_number(self, service: str) -> bool:
        known = self._state().index.services.get(service)
        return known is not None and self._island.has_number(self._state(), known)

    async def _give(self, service: str, priority: str, language: Language, wish: Wish) -> Taken:
        """A plain number is all that can be had here: an appointment and further matters are the hall's to know."""
        if wish.further or wish.booking:
            raise HallAway("more than a number was asked for")
        state = self._state()
        known = state.index.services.get(service)
        try:
            if known is None:
                raise NoNumberLeft(service)
            ticket, secret = await self._island.give(state, known, priority, language)
        except NoNumberLeft as none:
            raise HallAway(f"no number of series {none} left") from none
        except OSError as fault:
            log.warning("a number cannot be written down and is not given: %s", fault)
            raise HallAway("disk") from fault
        return Taken(ticket.ticket, ticket.number, service, ticket.zones, ticket.issued_at, secret=secret)

    # ── what is written down ─────────────────────────────────────────────────────────────────────────

    def _note(self, reply: TicketReply) -> None:
        """Without waiting for the disk: the hall has this ticket already."""
        state = self._state()
        known = state.index.services.get(reply.service)
        series = state.index.series.get(reply.series or (known.series if known else ""))
        if series is None:
            return
        ticket = HandedIn(
            ticket=reply.id,
            number=reply.number,
            counter=counter_of(series, reply.number),
            series=series.id,
            service=reply.service,
            issued_at=reply.issued_at,
            priority=reply.priority,
            language=reply.language,
        )
        task = asyncio.get_running_loop().create_task(self._island.note(state, ticket))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def _doubt(self, service: str, priority: str, language: Language, key: str, wish: Wish) -> None:
        """The hall may have given a number that nobody gets to see."""
        doubted = Doubted(
            hall=self._hall,
            key=key,
            service=service,
            priority=priority,
            language=language,
            until=self._island.end_of_day(self._state()),
            person=wish.person,
            age=wish.age,
        )
        await self._write(doubted)

    def _untold(self, ticket: str, what: Any, *, reason: str = "", is_reprint: bool = False) -> Untold:
        return Untold(
            hall=self._hall, key=new_key(), what=what, ticket=ticket, printer=self.printer, reason=reason,
            is_reprint=is_reprint,
        )  # fmt: skip

    async def _tell(self, untold: Untold, say: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Now, or written down for when the hall is back: then KeptForLater, for nobody knows of it yet."""
        if self._is_away() or self._island.book.is_unheard(untold.ticket):
            await self._write(untold)
            raise KeptForLater("away")
        try:
            await say()
        except HallAway as away:
            await self._write(untold)
            raise KeptForLater(str(away)) from away

    async def _write(self, entry: Entry) -> None:
        """Raises HallAway where the disk fails."""
        try:
            await self._island.write(entry)
        except OSError as fault:
            log.warning("what the hall is to be told cannot be written down: %s", fault)
            raise HallAway("disk") from fault

    @property
    def _hall(self) -> str:
        return self._state().definition.id
