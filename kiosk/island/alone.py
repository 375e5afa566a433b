"""A kiosk that can go on without its hall, put together: numbers, notes, what it remembers, and what it does when the hall
is heard."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.hearing import hearing_of
from kiosk.island.hall import IslandHall
from kiosk.island.island import Island
from kiosk.island.keeping import Keeping, Live
from kiosk.island.remembered import RememberedHall, text_of
from kiosk.pages import Hearing
from link.hall_link import HallLink
from link.passport import Passport
from link.state import State
from look.shut_out import shut_out

FOLDER: Final = "island"
REMEMBER_S: Final = 60.0
FIRST_S: Final = 1.0

CAST_OUT: Final = frozenset({"shut-out.not-paired", "shut-out.token-refused"})
"""The hall itself has said that this box is none of its own: then it gives no numbers in its name."""


class GoingOn:
    """Use it as `async with`. `hall` is what the kiosk asks for everything; `spawn` runs what goes on beside."""

    def __init__(
        self,
        link: HallLink,
        passport: Passport,
        printer: str,
        folder: Path,
        spawn: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._link, self._spawn = link, spawn
        self._hearing: Hearing = "starting"
        self._remembered = RememberedHall(folder / FOLDER)
        self._old: State | None = None
        self._has_news = asyncio.Event()
        self.island = Island(folder / FOLDER)
        self.hall = IslandHall(
            passport,
            printer,
            lambda: link.status.url,
            island=self.island,
            state=lambda: self.state,
            is_away=lambda: self._hearing in ("alone", "away"),
        )
        self._keeping = Keeping(self.island, self.hall, self._live)

    async def __aenter__(self) -> "GoingOn":
        await self.island.open()
        if self.island.verdict != "unproven":
            self._old = await asyncio.to_thread(self._remembered.read)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hall.close()
        await self.island.close()

    def start(self) -> None:
        """Keep numbers at hand, hand in, and remember the hall, from now on."""
        self._spawn(self._keeping.run())
        self._spawn(self._remember())

    @property
    def state(self) -> State:
        """The hall's day as last heard, be it before this program was started."""
        return self._link.state if self._link.state.seq or self._old is None else self._old

    def hall_now(self) -> datetime | None:
        """The hall's time in its zone; None where nobody can tell it."""
        if self._link.mirror.clock.is_known:
            return self._link.hall_now()
        now = self.island.now
        return None if now is None else now.astimezone(ZoneInfo(self.state.definition.timezone))

    def hearing(self, up_s: float) -> tuple[Hearing, str]:
        """Whether the hall is heard, and the key of what keeps it away where a technician must put it right."""
        status, silent_s = self._link.status, self._link.silent_s
        why = shut_out(status, silent_s)
        hearing: Hearing = "away" if why else hearing_of(status, silent_s, up_s)
        if hearing == "away" and why not in CAST_OUT and self.island.may_go_on(self.state):
            hearing, why = "alone", ""
        if hearing == "live" and self._hearing != "live":
            self._keeping.wake()
        self._hearing = hearing
        return hearing, why

    def wake(self) -> None:
        """The hall is heard again."""
        self._has_news.set()
        self._keeping.wake()

    def _live(self) -> Live | None:
        ledger, _, _ = self._link.mirror.last_id.rpartition(".")
        if not self._link.status.is_live or not ledger:
            return None
        state = self._link.state
        return Live(state.definition.id, ledger, self._link.hall_now().astimezone(UTC), state)

    async def _remember(self) -> None:
        """As soon as its day was heard, then now and then: numbers that are lent are worth nothing to a kiosk that starts
        again without knowing the hall. It may have gone in the very moment, so what counts is that it was heard."""
        while True:
            self._has_news.clear()
            is_known = bool(self._link.state.seq)
            if is_known:
                await asyncio.to_thread(self._remembered.keep, text_of(self._link.state))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(REMEMBER_S if is_known else FIRST_S):
                    await self._has_news.wait()
