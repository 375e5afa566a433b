"""What a kiosk does with its hall while it is there: borrow numbers in time, hand in what it gave, tell what happened."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from kiosk.island.entries import Doubted, Gave, Handed, Lent, Settled, Told, Untold
from kiosk.island.island import Island
from kiosk.ports import HallAway, Refusal
from link.messages.definition import Series
from link.messages.facts import HandedIn
from link.state import State

ROUND_S: Final = 5.0
ALIVE_S: Final = 60.0

LENT: Final = 100
"""Numbers of a series that a kiosk has for itself at most: a township's only one gives about thirty an hour."""

REFILL: Final = 60
KEPT: Final = 50
"""Numbers that lie ready for the next start of the machine: used only if it comes up while the hall is away."""

REFUSED_S: Final = 60.0
"""A hall that lends nothing now (it is recovering, its numbers are used up) is asked again after this time."""

NOT_NOW: Final = frozenset(
    {
        "too-many-requests", "not-paired", "token-unknown", "not-allowed", "foreign-origin", "not-durable", "stopping",
        "too-slow", "day-not-open",
    }
)  # fmt: skip
"""Refusals that say nothing of what the hall was told: it hears of it again, or a ticket would be lost to it."""

FAULT: Final = "fault"
"""The hall's own: it may be of this very ticket, which must not keep the others back, and is not told for good."""

BATCH: Final = 100
"""Tickets in one hand-in: 64 kB and 200 tickets are the hall's limits."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stock:
    """How many numbers of a series lie at hand, from how few on more are asked for, how many are kept for the next start, and
    how many tickets are handed in at once."""

    lent: int = LENT
    refill: int = REFILL
    kept: int = KEPT
    batch: int = BATCH


USUAL: Final = Stock()


@dataclass(frozen=True)
class Live:
    """The hall that is heard now: which, its ledger, its time (UTC) and its day."""

    hall: str
    ledger: str
    now: datetime
    state: State


class Lender(Protocol):
    """The hall, as far as it lends and is told."""

    async def borrow(self, series: str, count: int) -> Lent: ...

    async def hand_in(self, tickets: tuple[HandedIn, ...], *, has_more: bool) -> int: ...

    async def say(self, untold: Untold) -> None: ...

    async def take_back(self, doubted: Doubted) -> None: ...


class Keeping:
    """Goes round every few seconds, and at once when woken. `live` says which hall is heard now, None: none."""

    def __init__(
        self, island: Island, hall: Lender, live: Callable[[], Live | None], stock: Stock = USUAL
    ) -> None:
        self._island, self._hall, self._live, self._stock = island, hall, live, stock
        self._woken = asyncio.Event()
        self._alive_s = -ALIVE_S
        self._ask_again_s: dict[str, float] = {}

    def wake(self) -> None:
        """The hall is heard again: hand in now."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.round()
            except Exception:  # the next round must come, whatever a hall has said
                log.exception("what was given alone could not be told")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ROUND_S):
                    await self._woken.wait()
            self._woken.clear()

    async def round(self) -> None:
        """Once. What does not go now is done the next time; never raises for a hall that is away or a disk that fails."""
        await self._show_life()
        live = self._live()
        if live is None or not live.hall:
            return
        self._island.hear_time(live.now)
        try:
            await self._hand_in(live)
            await self._take_back(live)
            await self._tell(live)
            await self._borrow(live)
        except HallAway as away:
            log.debug("the hall went away meanwhile: %s", away)
        except OSError as fault:
            log.warning("the kiosk's own journal cannot be written: %s", fault)

    async def _show_life(self) -> None:
        now_s = asyncio.get_running_loop().time()
        if now_s - self._alive_s >= ALIVE_S:
            self._alive_s = now_s
            await self._island.live_on()

    # ── handing in ───────────────────────────────────────────────────────────────────────────────────

    async def _hand_in(self, live: Live) -> None:
        """What the hall may not know; to a hall whose ledger is another one, everything of today, be it nothing."""
        book = self._island.book
        is_new = book.heard != (live.hall, live.ledger)
        due = book.of_day(live.hall, _day_began(live)) if is_new else book.unheard(live.hall)
        if not due and not is_new:
            return
        size = self._stock.batch
        batches = [due[at : at + size] for at in range(0, len(due), size)] or [()]
        for number, batch in enumerate(batches, start=1):
            is_last = number == len(batches)
            tickets = await self._give_in(live, batch, has_more=not is_last)
            await self._island.write(
                Handed(hall=live.hall, ledger=live.ledger, tickets=tickets, is_all=is_last)
            )

    async def _give_in(self, live: Live, batch: Sequence[Gave], *, has_more: bool) -> tuple[str, ...]:
        """The tickets that are settled. One that the hall does not take must not keep the others back: it is asked one by
        one, and said in the log."""
        tickets = tuple(each.ticket for each in batch)
        try:
            taken = await self._hall.hand_in(tickets, has_more=has_more)
        except Refusal as refusal:
            if not live.state.is_open or not tickets or refusal.name in NOT_NOW:
                raise HallAway(f"takes nothing in now: {refusal}") from refusal
            if len(tickets) == 1:
                log.error("the hall does not take in %s: %s", tickets[0].number, refusal)
                return () if refusal.name == FAULT else (tickets[0].ticket,)
            settled = [await self._give_in(live, (each,), has_more=True) for each in batch]
            await self._give_in(live, (), has_more=has_more)
            return tuple(each for one in settled for each in one)
        if taken:
            log.info("%d tickets were handed in", taken)
        return tuple(each.ticket for each in tickets)

    # ── telling ──────────────────────────────────────────────────────────────────────────────────────

    async def _take_back(self, live: Live) -> None:
        for doubted in tuple(self._island.book.doubted.values()):
            if doubted.hall == live.hall:
                try:
                    if live.now < doubted.until:
                        await self._hall.take_back(doubted)
                except Refusal as refusal:
                    if _is_told_again(refusal):
                        continue
                    log.info("the hall gave no number of its own: %s", refusal)
                await self._island.write(Settled(key=doubted.key))

    async def _tell(self, live: Live) -> None:
        for untold in tuple(self._island.book.untold.values()):
            if untold.hall == live.hall:
                try:
                    await self._hall.say(untold)
                except Refusal as refusal:
                    if _is_told_again(refusal):
                        continue
                    log.info(
                        "the hall does not want to hear of ticket %s any more: %s", untold.ticket, refusal
                    )
                await self._island.write(Told(key=untold.key))

    # ── borrowing ────────────────────────────────────────────────────────────────────────────────────

    async def _borrow(self, live: Live) -> None:
        if not live.state.is_open:
            return
        offered = {each.series for each in live.state.definition.services}
        for series in live.state.definition.series:
            if series.id in offered and self._may_ask(series.id):
                try:
                    await self._refill(live, series)
                except Refusal as refusal:
                    self._ask_again_s[series.id] = asyncio.get_running_loop().time() + REFUSED_S
                    log.info("no numbers of %s are lent now: %s", series.prefix, refusal)

    async def _refill(self, live: Live, series: Series) -> None:
        book = self._island.book
        free = sum(1 for _ in book.free(live.hall, series, live.now))
        if free < self._stock.refill:
            await self._lend(live, series, self._stock.lent, book.boot)
        kept = sum(each.last - each.first + 1 for each in book.kept(live.hall, series.id, live.now))
        if kept < self._stock.kept:
            await self._lend(live, series, self._stock.kept, "")

    async def _lend(self, live: Live, series: Series, count: int, boot: str) -> None:
        lent = await self._hall.borrow(series.id, count)
        await self._island.write(replace(lent, hall=live.hall, ledger=live.ledger, boot=boot))

    def _may_ask(self, series: str) -> bool:
        return asyncio.get_running_loop().time() >= self._ask_again_s.get(series, 0.0)


def _is_told_again(refusal: Refusal) -> bool:
    """Whether the next round says it once more; the others need not wait for it. Raises HallAway where none is heard now."""
    if refusal.name in NOT_NOW:
        raise HallAway(f"hears nothing now: {refusal}") from refusal
    return refusal.name == FAULT


def _day_began(live: Live) -> datetime:
    """When the hall's business day began, UTC; a hall without a day yet is told of the last 24 hours."""
    definition, day = live.state.definition, live.state.day
    if day is None:
        return live.now - timedelta(days=1)
    hours, minutes = definition.day_starts_at.split(":")
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(definition.timezone))
    return (midnight + timedelta(hours=int(hours), minutes=int(minutes))).astimezone(UTC)
